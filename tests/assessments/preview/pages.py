"""The preview as a reader meets it: its addresses, its words, and PDFs in whatever state a story needs."""

from bs4 import BeautifulSoup
from django.utils import timezone

from assessments.models import Assessment, Rendering
from assessments.rendering import queue
from assessments.rendering.queue import Kind

STATE = Rendering.State
BACKGROUND = {"X-Requested-With": "fetch"}  # what the script of the page sends


def address(name: str = "/") -> str:
    return f"/work/999997/1/preview{name}"


def read(answer) -> BeautifulSoup:
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def words(soup) -> str:
    return " ".join(soup.get_text().split())


def a_pdf(document: Assessment, kind: Kind = Kind.FULL, **fields) -> Rendering:
    """The PDF of the document as it stands, made by somebody before; or as far as the fields say."""
    wanted = queue.wanted(document, kind)
    made = {"state": STATE.DONE, "data": b"%PDF-1.7", "page_count": 9, "finished_at": timezone.now()}
    row, _ = Rendering.objects.update_or_create(
        assessment=document, key=wanted.key, defaults={"marked": bool(wanted.marks)} | made | fields
    )
    return row


def under_way(document: Assessment, **fields) -> Rendering:
    nothing = {"state": STATE.RUNNING, "data": None, "finished_at": None, "parts_done": 3, "parts_total": 9}
    return a_pdf(document, **nothing | fields)
