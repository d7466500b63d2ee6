"""Addresses without sign-in: published documents only."""

urlpatterns: list = []
