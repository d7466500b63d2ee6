"""The table of changes after an edit: laid out from the changed page to where pages begin as before, never otherwise."""

import random
from dataclasses import replace

import pytest

from assessments.rendering import pdf
from assessments.rendering.press.keep import Keep
from assessments.snapshot import Snapshot
from tests.assessments.rendering.documents import change

LINE = "変更後の記載をここに示す。"


def document(*rows) -> Snapshot:
    return Snapshot("kiso", "2024-10", "999997", "見本市", changes=tuple(rows))


def many(count: int = 40):
    chance = random.Random(7)
    return [change(n, LINE * chance.choice([1, 2, 4, 9, 36])) for n in range(1, count + 1)]


@pytest.fixture
def laid_out(tmp_path, monkeypatch):
    """Renders a document; says how many rows were laid out for it."""
    keep = Keep(tmp_path / "parts")
    monkeypatch.setattr(pdf, "parts_on_disk", lambda: keep)
    rows: list[int] = []
    order = pdf.press().lay_out

    def counted(jobs, tell):
        rows.extend(job.html.count('<tr id="c-') for job in jobs)
        return order(jobs, tell)

    monkeypatch.setattr(pdf.press(), "lay_out", counted)

    def render(snapshot):
        rows.clear()
        return pdf.render_pdf(snapshot), sum(rows)

    return render


def fresh(snapshot, tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        keep = Keep(tmp_path / f"fresh-{random.random()}")
        patch.setattr(pdf, "parts_on_disk", lambda: keep)
        return pdf.render_pdf(snapshot)


def test_the_first_time_all_rows_are_laid_out_once_and_the_next_time_none(laid_out):
    first, rows = laid_out(document(*many()))
    again, none = laid_out(document(*many()))
    assert rows == 40 and none == 0 and again.data == first.data


@pytest.mark.parametrize("edit", ["a word", "much", "new row", "row gone", "two rows", "first", "last"])
def test_after_an_edit_the_file_is_that_of_a_fresh_run(laid_out, tmp_path, monkeypatch, edit):
    old = many()
    laid_out(document(*old))
    new = list(old)
    if edit == "a word":
        new[20] = replace(old[20], after=old[20].after + "訂正")
    elif edit == "much":
        new[20] = replace(old[20], after=old[20].after + LINE * 60)
    elif edit == "new row":
        new.append(change(41, LINE))
    elif edit == "row gone":
        del new[25]
    elif edit == "two rows":
        new[12], new[30] = replace(old[12], note="訂正"), replace(old[30], before="訂正")
    elif edit == "first":
        new[0] = replace(old[0], item="項目の訂正")
    else:
        new[-1] = replace(old[-1], after="なし")
    edited, rows = laid_out(document(*new))
    assert edited.data == fresh(document(*new), tmp_path, monkeypatch).data
    assert edited.pages == pdf.render_whole(document(*new)).pages
    if edit in ("new row", "last"):
        assert 0 < rows < 30


def test_going_back_needs_nothing_new(laid_out):
    old = many()
    first, _ = laid_out(document(*old))
    laid_out(document(*old[:-1], replace(old[-1], after="訂正")))
    back, rows = laid_out(document(*old))
    assert rows == 0 and back.data == first.data


def test_another_name_of_the_document_stands_in_the_head_of_every_page(laid_out, tmp_path, monkeypatch):
    rows = many()
    laid_out(document(*rows))
    named = replace(document(*rows), answers={"kiso.cover.name": "見本市 別の事務 基礎項目評価書"})
    renamed, _ = laid_out(named)
    assert renamed.data == fresh(named, tmp_path, monkeypatch).data
