"""Addresses of the foundation: signing in, members and settings of a town."""

urlpatterns: list = []
