"""Addresses of 非公表 (規則第13条): withholding an item, lifting it, and the 提出用 PDF of a version."""

from django.urls import path

from .views import withholding

_AT = "<town:code>/<number:number>"
urlpatterns = [
    path(f"{_AT}/withhold/", withholding.withhold, name="withhold"),
    path(f"{_AT}/withhold/<int:pk>/lift/", withholding.lift, name="lift_withholding"),
    path(f"{_AT}/versions/<int:version>/submission.pdf", withholding.submission_pdf, name="submission_pdf"),
]
