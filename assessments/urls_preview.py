"""Addresses of the preview: the draft as the PDF that it will become."""

from django.urls import path

from .views import preview

_AT = "<town:code>/<number:number>/preview"
urlpatterns = [
    path(f"{_AT}/", preview.preview, name="preview"),
    path(f"{_AT}/start/", preview.preview_start, name="preview_start"),
    path(f"{_AT}/status/", preview.preview_status, name="preview_status"),
    path(f"{_AT}/cancel/", preview.preview_cancel, name="preview_cancel"),
    path(f"{_AT}.pdf", preview.preview_pdf, name="preview_pdf"),
]
