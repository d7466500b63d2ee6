"""Addresses of the preview: the draft as the PDF that it will become."""

from django.urls import path

from .views import preview

urlpatterns = [
    path("<town:code>/<number:number>/preview/", preview.preview, name="preview"),
    path("<town:code>/<number:number>/preview.pdf", preview.preview_pdf, name="preview_pdf"),
]
