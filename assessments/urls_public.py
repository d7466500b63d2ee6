"""Addresses without sign-in: published documents only. They stay: other sites and documents cite them."""

from django.urls import include, path

from .views import compare, public, public_feed, public_files

_document = [
    path("", public.document, name="public_document"),
    path("v<int:version>/", public.version, name="public_version"),
    path("v<int:version>.pdf", public_files.pdf, name="public_pdf"),
    path("v<int:version>.json", public_files.data, name="public_json"),
    path("v<int:version>/original/", public_files.original, name="public_original"),
    path("v<int:version>/changes/", public.changes, name="public_changes"),
    path("compare/v<int:old>..v<int:new>/", compare.public_compare, name="public_compare"),
]

urlpatterns = [
    path("", public.home, name="public_home"),
    path("robots.txt", public.robots, name="robots"),
    path("public/<slug:code>/", public.town, name="public_town"),
    path("public/<slug:code>/feed/", public_feed.feed, name="public_feed"),
    path("public/<slug:code>/<slug:number>/", include(_document)),
]
