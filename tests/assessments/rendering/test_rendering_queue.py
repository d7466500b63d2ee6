"""The PDF of a draft: asked for, made, shown, taken up again; and nobody else's."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Assessment, FrozenContent, Rendering, Version
from assessments.rendering import queue
from assessments.rendering.pdf import RenderedPdf
from assessments.snapshot import take

STATES = Rendering.State


@pytest.fixture
def document(cast):
    return Assessment.objects.create(
        municipality=cast.town, number="1", form="kiso", edition="2024-10", name="評価書", department=cast.department
    )


@pytest.fixture
def quick(monkeypatch):
    """A renderer that tells of its parts and takes no time."""
    calls = []

    def render(snapshot, *, draft, marks, stamp, tell):
        calls.append(draft)
        tell(1, 2)
        tell(2, 2)
        return RenderedPdf(b"%PDF-1.7 quick", 3, {"|kiso.I.1.office_name": [2]}, {"s-I": [2, 3]})

    monkeypatch.setattr(queue, "render_pdf", render)
    return calls


def request(document, cast) -> Rendering:
    return queue.request(queue.wanted(document), by=cast.author)


def address(name: str = "") -> str:
    return f"/work/999997/1/preview{name}"


def test_a_visitor_sees_the_draft_as_a_pdf(cast, document):
    client = cast.client("author")
    assert "まだ作成していません" in client.get(address("/")).content.decode()
    shown = client.post(address("/start/"), headers={"HX-Request": "true"})
    assert "PDFを開く" in shown.content.decode()
    pdf = client.get(address(".pdf"))
    assert pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF-1.7")
    assert Rendering.objects.get().snapshot == "", "what was drawn is not kept twice"


def test_asking_twice_is_asking_once(cast, document, quick):
    for _ in range(2):
        request(document, cast)
    assert quick == [True] and Rendering.objects.count() == 1


def test_an_edit_makes_another_pdf_and_old_ones_go(cast, document, quick):
    for text in "あいうえお":
        document.answers = {"kiso.I.1.office_name": text}
        document.save()
        request(document, cast)
    assert len(quick) == 5 and Rendering.objects.count() == queue.KEPT
    assert queue.current(queue.wanted(document)).state == STATES.DONE


def test_the_wanted_item_opens_first(cast, document, quick):
    client = cast.client("author")
    client.post(address("/start/"))
    assert "#page=2" in client.get(address("/") + "?at=s-I").content.decode()
    assert "#page=2" in client.get(address("/"), {"at": "|kiso.I.1.office_name"}).content.decode()
    assert "#page=1" in client.get(address("/") + "?at=nowhere").content.decode()


def test_a_failure_is_a_sentence_and_can_be_tried_again(cast, document, monkeypatch):
    def broken(snapshot, **options):
        raise RuntimeError("a bug")

    monkeypatch.setattr(queue, "render_pdf", broken)
    row = request(document, cast)
    assert row.state == STATES.FAILED and str(row.pk) in row.message and row.data is None
    page = cast.client("author").get(address("/")).content.decode()
    assert row.message in page and "もう一度作成する" in page
    monkeypatch.setattr(queue, "render_pdf", lambda *args, **options: RenderedPdf(b"%PDF", 1, {}))
    assert request(document, cast).state == STATES.DONE


def test_too_little_memory_is_said(cast, document, monkeypatch):
    def huge(snapshot, **options):
        raise MemoryError

    monkeypatch.setattr(queue, "render_pdf", huge)
    assert "メモリ" in request(document, cast).message


def test_cancelling_ends_the_work_at_the_next_part(cast, document, monkeypatch):
    def cancelled_meanwhile(snapshot, *, draft, marks, stamp, tell):
        tell(1, 9)
        queue.cancel(Rendering.objects.get())
        tell(2, 9)
        raise AssertionError("went on")

    monkeypatch.setattr(queue, "render_pdf", cancelled_meanwhile)
    assert request(document, cast).state == STATES.CANCELLED


def test_work_left_by_a_killed_process_is_taken_up_again(cast, document, quick):
    row = request(document, cast)
    long_ago = timezone.now() - timedelta(hours=1)
    Rendering.objects.update(state=STATES.RUNNING, data=None, heard_at=long_ago)
    row.refresh_from_db()
    assert row.is_abandoned
    assert "まだ作成していません" in cast.client("author").get(address("/")).content.decode()
    assert request(document, cast).state == STATES.DONE
    assert len(quick) == 2


def test_work_under_way_is_left_alone(cast, document, quick):
    request(document, cast)
    Rendering.objects.update(state=STATES.RUNNING, parts_done=3, parts_total=9, heard_at=timezone.now())
    assert request(document, cast).state == STATES.RUNNING
    status = cast.client("author").get(address("/status/"), headers={"HX-Request": "true"}).content.decode()
    assert "9の部分（節や表）のうち、3まで" in status and "中止する" in status
    cast.client("author").post(address("/cancel/"))
    assert Rendering.objects.get().state == STATES.CANCELLED


@pytest.mark.parametrize("name", ["/", "/status/", ".pdf"])
def test_a_stranger_finds_nothing(cast, document, name):
    assert cast.client("stranger").get(address(name)).status_code == 404
    assert cast.client("resident").get(address(name)).status_code == 302


@pytest.mark.parametrize("name", ["/start/", "/cancel/"])
def test_a_stranger_starts_nothing(cast, document, name):
    assert cast.client("stranger").post(address(name)).status_code == 404
    assert cast.client("author").get(address(name)).status_code == 405
    assert not Rendering.objects.exists()


def test_a_pdf_of_another_document_is_not_given(cast, document, quick):
    row = request(document, cast)
    other = Assessment.objects.create(municipality=cast.town, number="2", form="kiso", edition="2024-10")
    assert cast.client("author").get(f"/work/999997/2/preview.pdf?of={row.pk}").status_code == 302
    assert not other.renderings.exists()


def test_a_copy_with_what_changed_is_another_pdf(cast, document, monkeypatch):
    marked = []

    def render(snapshot, *, draft, marks, stamp, tell):
        marked.append(dict(marks))
        return RenderedPdf(b"%PDF", 1, {})

    monkeypatch.setattr(queue, "render_pdf", render)
    old = take(document)
    content = FrozenContent.objects.create(
        assessment=document, snapshot=old.canonical(), sha256=old.sha256, approval_sha256=old.approval_sha256
    )
    Version.objects.create(assessment=document, number=1, content=content, state="published")
    document.answers = {"kiso.I.1.office_name": "新しい名称"}
    document.save()
    client = cast.client("author")
    for query in ("", "?kind=marked", "?kind=marked"):
        client.post(address("/start/") + query)
    assert marked == [{}, {("", "kiso.I.1.office_name"): ""}]
    assert Rendering.objects.filter(marked=True).count() == 1
    assert "kind=marked" in client.get(address("/") + "?kind=marked").content.decode()
