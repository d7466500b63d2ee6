"""変更箇所の一覧を印刷・書き出す: one set of rows in the layout that a town hands out."""

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from municipalities.access import Visitor

from .. import changes, editing, policies
from ..editing.preferences import save_list_words
from ..forms.lists import ListForm, WordsForm
from ..models import Assessment, TownPreferences, Version
from ..outputs import rows as printed
from ..outputs.as_csv import csv_bytes
from ..outputs.as_html import table_html
from ..outputs.as_pdf import pdf_bytes
from ..outputs.as_xlsx import xlsx_bytes
from ..outputs.listing import Listing, listing
from ..outputs.proof import KINDS, contradictions
from . import saving
from .pages import document_context, to

FILES = {  # made of the tables and the name of what they are of, for files that have a title
    "pdf": (pdf_bytes, "application/pdf"),
    "xlsx": (lambda made, of: xlsx_bytes(made), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (lambda made, of: csv_bytes(made), "text/csv; charset=utf-8"),
}


@require_GET
def lists(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The list on the screen. ``?version=``: of that version; without it of the open or the last one."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    version, form = _version(request, assessment), ListForm.of(request.GET)
    context = document_context(visitor, assessment, "変更箇所の一覧を印刷・書き出す")
    return render(request, "lists/lists.html", context | _shown(request, visitor, assessment, version, form))


def _shown(request: HttpRequest, visitor: Visitor, assessment: Assessment, version: Version | None, form: ListForm):
    made = listing(assessment, version, form.choice(_words(visitor), _named(assessment)))
    return {
        "list_form": form,
        "listing": made,
        "tables": [(table, table_html(table)) for table in made.tables],
        "shown": version,
        "versions": assessment.versions.order_by("-number"),
        "query": request.GET.urlencode(),
        "everything": _with_all_versions(request.GET),
    }


def _with_all_versions(said: QueryDict) -> str:
    """The same choices with the rows of all versions."""
    said = said.copy()
    said["rows"] = "all"
    return said.urlencode()


@require_GET
def list_file(request: HttpRequest, code: str, number: str, kind: str) -> HttpResponse:
    """The same list as a file, in the words and choices of the address."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    if kind not in FILES:
        raise Http404
    version = _version(request, assessment)
    choice = ListForm.of(request.GET).choice(_words(visitor), _named(assessment))
    made = listing(assessment, version, choice, lay_out=True)
    draw, media_type = FILES[kind]
    response = HttpResponse(draw(made.tables, _document(assessment)), content_type=media_type)
    response["Content-Disposition"] = _attached(assessment, version, made, kind)
    response["Cache-Control"] = "private, no-cache"
    return response


@require_POST
def find_pages(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """Lay out what has no page map yet, and go back to the list."""
    _, assessment = policies.assessment_for(request.user, code, number)
    public = ListForm.of(request.GET).choice({}).public
    printed.edges_of(assessment, _version(request, assessment), public=public, lay_out=True)
    messages.success(request, "ページ番号を調べました。")
    return redirect(f"{to('lists', assessment)}?{request.GET.urlencode()}")


@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The town's own titles and columns."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    policies.check_coordinator(visitor)
    form = WordsForm(_words(visitor), request.POST or None)
    if request.method == "POST" and form.is_valid():
        save_list_words(form.words(), by=visitor)
        messages.success(request, "表題と列の名前を保存しました。この団体のすべての評価書に使われます。")
        return redirect(to("lists", assessment))
    context = document_context(visitor, assessment, "表題と列の名前") | {"words_form": form}
    return render(request, "lists/words.html", context)


@require_GET
def log(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """What the list that was typed before contradicts in the document that it came with."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    found = contradictions(assessment)
    context = document_context(visitor, assessment, "変更箇所と本文の食い違い") | {
        "groups": [(*KINDS[kind], [c for c in found if c.kind == kind]) for kind in KINDS],
        "count": len(found),
        "rows": assessment.change_rows.filter(version=None, retired=False).count(),
    }
    return render(request, "lists/log.html", context)


@require_POST
def merge(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The rows that were picked as one row."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    known = changes.rows_of(policies.open_version(assessment)).values_list("pk", flat=True)
    picked = [pk for pk in known if str(pk) in request.POST.getlist("rows")]
    try:
        row, parted = editing.merge_rows(assessment, picked, by=visitor, label=request.POST.get("label", "")[:2000])
    except policies.Refused as refused:
        return saving.not_done(request, refused.sentences, to("changes", assessment))
    messages.success(request, f"{len(picked)}行を1行にまとめました。{PARTED if parted else ''}")
    return redirect(f"{to('changes', assessment)}#row-{row.pk}")


@require_POST
def split(request: HttpRequest, code: str, number: str, pk: int) -> HttpResponse:
    """A merged row as one row for each item again."""
    visitor, assessment = policies.assessment_for(request.user, code, number)
    try:
        editing.split_row(assessment, pk, by=visitor)
        messages.success(request, "項目ごとの行に分けました。変更日・提出時期・説明は、どの行にも残っています。")
    except policies.Refused as refused:
        messages.error(request, " ".join(refused.sentences))
    return redirect(to("changes", assessment))


PARTED = "行ごとに書かれていた変更日・提出時期・説明が違っていたため、まとめた行の記載を確かめてください。"


def _version(request: HttpRequest, assessment: Assessment) -> Version | None:
    wanted = request.GET.get("version", "")
    if wanted:
        number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 9 else -1
        return get_object_or_404(assessment.versions.select_related("content"), number=number)
    return policies.open_version(assessment) or assessment.versions.order_by("-number").first()


def _named(assessment: Assessment) -> str:
    """What the document is about: 「住民基本台帳に関する事務」 without 「全項目評価書」."""
    return assessment.name.removesuffix(assessment.spec.short_name).strip()


COPIES = {"": "", "public": "公表用", "submission": "提出用"}


def _attached(assessment: Assessment, version: Version | None, made: Listing, kind: str) -> str:
    """Named after the document, the version and the copy, so that one is not taken for another in a folder."""
    number, draft = assessment.number, "案" if made.choice.draft else ""
    parts = ("変更箇所一覧", number, f"第{version.number}版{draft}" if version else draft, COPIES[made.copy])
    plain = ("changes", assessment.municipality.code, number, "draft" if draft else "", made.copy)
    name = quote("_".join(filter(None, parts)))
    return f"attachment; filename=\"{'-'.join(filter(None, plain))}.{kind}\"; filename*=UTF-8''{name}.{kind}"


def _document(assessment: Assessment) -> str:
    """The town and its document; names often begin with the town already."""
    town, name = assessment.municipality.name, " ".join(str(assessment).split())
    return name if name.startswith(town) else f"{town} {name}"


def _words(visitor: Visitor) -> dict:
    found = TownPreferences.objects.filter(municipality=visitor.municipality).first()
    return found.lists if found else {}
