"""The files of a public version: its PDF, its data, and the original that an imported version was read from."""

import json
import re

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from .. import exporting, publication
from ..models import FrozenPdf, ImportedFile
from ..publication import Publication

# The bytes under these addresses never become others. A day and not a year: a version may be withdrawn.
CACHE = "public, max-age=86400, immutable"
SHOWN_BY_BROWSERS = {"application/pdf": ".pdf"}
UNFIT_FOR_NAMES = re.compile(r'[\x00-\x1f\\/:*?"<>|]+')


@login_not_required
@require_safe
def pdf(request: HttpRequest, code: str, number: str, version: int) -> HttpResponse:
    """The official PDF as it was frozen; its ETag is its SHA-256."""
    found, _ = publication.publication(code, number, version)
    if found.is_withdrawn:
        return _gone(found)
    frozen = publication.pdf_of(found)
    if frozen is None:
        raise Http404
    return _file(request, found, ".pdf", "application/pdf", frozen.sha256, lambda: _bytes(FrozenPdf, frozen.pk))


@login_not_required
@require_safe
def data(request: HttpRequest, code: str, number: str, version: int) -> HttpResponse:
    """What residents may read of the frozen Snapshot, as interchange JSON with the SHA-256 of the PDF."""
    found, _ = publication.publication(code, number, version)
    if found.is_withdrawn:
        return _gone(found)
    text = json.dumps(exporting.public(found.version), ensure_ascii=False, indent=1)
    return _file(request, found, ".json", "application/json", found.sha256, text.encode)


@login_not_required
@require_safe
def original(request: HttpRequest, code: str, number: str, version: int) -> HttpResponse:
    """The imported file, unchanged. What browsers might run is given to keep, never to show."""
    found, _ = publication.publication(code, number, version)
    file = publication.original_of(found)
    if file is None:
        raise Http404
    media_type = file.media_type if file.media_type in SHOWN_BY_BROWSERS else "application/octet-stream"
    response = _file(request, found, "", media_type, file.sha256, lambda: _bytes(ImportedFile, file.pk))
    response["Content-Disposition"] = content_disposition_header(True, f"原本_{_fit(file.name)}")
    return response


def _file(request, found: Publication, suffix: str, media_type: str, sha256: str, content) -> HttpResponse:
    etag = quote_etag(sha256)
    response = get_conditional_response(request, etag=etag) or HttpResponse(content(), content_type=media_type)
    assessment = found.version.assessment
    name = f"{assessment.municipality.name}_{assessment.number}_{found.name}_{found.version}"
    response["Content-Disposition"] = content_disposition_header(False, _fit(name)[:120] + suffix)
    response["Cache-Control"], response["ETag"] = CACHE, etag
    return response


def _bytes(model, pk: int) -> bytes:
    return bytes(model.objects.values_list("data", flat=True).get(pk=pk))


def _fit(name: str) -> str:
    """What Windows and the header take as the name of a file."""
    return UNFIT_FOR_NAMES.sub("_", name).strip(" .") or "file"


def _gone(found: Publication) -> HttpResponse:
    sentence = f"{found.version}は取り下げられました。理由：{found.withdrawn_reason}"
    return HttpResponse(sentence, status=410, content_type="text/plain; charset=utf-8")
