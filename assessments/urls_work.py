"""Addresses for the staff of a town; all of them ask for a sign-in."""

urlpatterns: list = []
