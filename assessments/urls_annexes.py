"""Addresses of the annexes of a document."""

from django.urls import path

from .views import annexes

_AT = "<town:code>/<number:number>/annexes"
urlpatterns = [
    path(f"{_AT}/", annexes.annexes, name="annexes"),
    path(f"{_AT}/new/", annexes.annex, name="annex_add"),
    path(f"{_AT}/<str:ref>/", annexes.annex, name="annex"),
    path(f"{_AT}/<str:ref>/pdf/", annexes.file, name="annex_file"),
    path(f"{_AT}/<str:ref>/do/<slug:act>/", annexes.act, name="annex_act"),
]
