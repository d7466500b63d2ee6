"""Addresses of the house: what residents read, and what the staff work with."""

from django.urls import include, path

urlpatterns = [
    path("", include("assessments.urls_public")),
    path("work/", include("assessments.urls_work")),
]
