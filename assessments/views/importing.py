"""Bringing in a published document: the file is read, a person looks at the report, then it becomes version 1."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from municipalities.access import Visitor, visitor_for

from .. import editing
from ..forms.documents import ConfirmForm, UploadForm
from ..importing import apply
from ..importing.belonging import doubt
from ..importing.reading import FileReading, Unreadable, read_file
from ..models import ImportedFile
from .pages import crumbs, to
from .starting import TAKEN


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, code: str) -> HttpResponse:
    visitor = visitor_for(request.user, code)
    editing.check_start(visitor, None, any_department=True)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kept = _keep(form, visitor)
        if kept:
            return redirect("import_confirm", code=code, pk=kept.pk)
    context = {"visitor": visitor, "upload_form": form, "crumbs": crumbs(visitor, ("", "取り込む"))}
    return render(request, "importing/upload.html", context)


def _keep(form: UploadForm, visitor: Visitor) -> ImportedFile | None:
    file = form.cleaned_data["file"]
    data = file.read()
    try:
        reading = read_file(data)
        apply.check_town(reading, visitor.municipality)
    except (Unreadable, apply.AnotherTown) as refused:
        form.add_error("file", str(refused))
        return None
    doubted = doubt(reading.document, visitor.municipality)
    report = {"summary": reading.report.summary(), "doubt": doubted.sentence if doubted else ""}
    return apply.keep_file(visitor.municipality, file.name, data, report, user=visitor.user)


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    visitor = visitor_for(request.user, code)
    brought = ImportedFile.objects.filter(municipality=visitor.municipality, imported_by=visitor.user)
    file = get_object_or_404(brought.select_related("assessment__municipality"), pk=pk)
    if file.assessment:
        messages.info(request, "このファイルは、すでに取り込みました。")
        return redirect(to("document", file.assessment))
    reading = read_file(bytes(file.data))
    form = _confirm_form(request, visitor, reading)
    if request.method == "POST" and form.is_valid() and (made := _import(form, visitor, file, reading)):
        messages.success(request, "第1版として取り込みました。読み取れなかった部分を確かめてください。")
        return redirect(to("document", made))
    context = {"visitor": visitor, "file": file, "reading": reading, "confirm_form": form}
    context["crumbs"] = crumbs(visitor, ("", "取り込む前の確認"))
    return render(request, "importing/confirm.html", context)


def _confirm_form(request: HttpRequest, visitor: Visitor, reading: FileReading) -> ConfirmForm:
    doubted = doubt(reading.document, visitor.municipality)
    another = doubted.name if doubted else ""
    return ConfirmForm(visitor, request.POST or None, initial={"number": apply.number_of(reading)}, another=another)


def _import(form: ConfirmForm, visitor: Visitor, file: ImportedFile, reading: FileReading):
    said = form.cleaned_data
    editing.check_start(visitor, said["department"])
    try:
        return apply.import_waiting(file, reading, said["number"], user=visitor.user, department=said["department"])
    except editing.NumberTaken:
        form.add_error("number", TAKEN.format(said["number"]))
        return None
