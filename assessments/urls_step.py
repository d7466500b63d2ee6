"""Addresses of the documents of one 事務."""

from django.urls import path

from .views import step

_AT = "<town:code>/<number:number>/step"
urlpatterns = [
    path(f"{_AT}/", step.step, name="in_step"),
    path(f"{_AT}/start/", step.start_from, name="in_step_start"),
    path(f"{_AT}/choose/", step.choose, name="in_step_choose"),
    path(f"{_AT}/part/", step.part, name="in_step_part"),
    path(f"{_AT}/<number:other>/<slug:act>/", step.act, name="in_step_act"),
]
