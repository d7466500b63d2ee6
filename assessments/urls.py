"""Addresses of the house."""

urlpatterns: list = []
