"""The head of a page: it names the cell that goes on from the page before, and nothing that is over; a long name of the
document does not run into the page."""

from dataclasses import replace

import pytest

from assessments.rendering.pdf import render_pdf
from tests.assessments.rendering.documents import change, filled
from tests.assessments.rendering.test_rendering_pdf import page_texts, squeezed

LINES = "一行の記載です。\n"


def heads(snapshot) -> list[str]:
    """Of each page what stands in it before the first line of the page itself; the foot comes first in the text."""
    return [squeezed(text) for text in page_texts(render_pdf(snapshot).data)]


def with_functions(*lines: int):
    snapshot = filled("juten", files=1, systems=len(lines))
    texts = [LINES * count for count in lines]
    systems = zip(snapshot.systems, texts, strict=True)
    return replace(
        snapshot,
        systems=tuple(replace(s, answers={**s.answers, "juten.I.2.functions": text}) for s, text in systems),
    )


def test_a_cell_that_goes_on_is_named_with_the_entry_that_it_belongs_to():
    told = heads(with_functions(150, 150))
    assert sum("システム1②システムの機能" in text for text in told) >= 2
    assert sum("システム2②システムの機能" in text for text in told) >= 2
    for text in told:
        assert not ("システム1②システムの機能" in text and "システム2②システムの機能" in text)


@pytest.mark.parametrize("lines", [(150, 1), (150, 30), (40, 100)])
def test_what_is_over_is_named_by_no_later_page(lines):
    told = heads(with_functions(*lines, *[8] * 12))
    last = max(
        number for number, text in enumerate(told) if "②システムの機能一行の記載" in text or LINES.strip() in text
    )
    for text in told[last + 1 :]:
        assert "①②" not in text and not text.startswith("システム1②")
    for before, text in zip(told, told[1:], strict=False):
        if "システム1②システムの機能" in text and "システム1①システムの名称" not in text:
            assert LINES.strip() in before, "the cell began on the page before"


def test_a_tall_row_of_changes_is_named_while_it_goes_on_and_not_behind_it():
    rows = [change(1), change(2, "変更後の記載をここに示す。\n" * 120), *[change(n) for n in range(3, 40)]]
    told = heads(replace(filled("kiso"), changes=tuple(rows)))
    named = [number for number, text in enumerate(told) if "Ⅰ基本情報７．他の評価実施機関2番目の変更" in text]
    pages = [number for number, text in enumerate(told) if "変更前の記載" in text]
    assert len(pages) >= 4 and all(text.count("提出時期に係る説明") == 1 for text in (told[page] for page in pages))
    assert named == list(range(named[0], named[-1] + 1)) and named[-1] < pages[-1]


@pytest.mark.parametrize("cell", ["item", "note"])
def test_a_row_of_changes_that_is_long_in_any_cell_keeps_the_heads_of_the_columns(cell):
    long = replace(change(2), **{cell: "提出時期に関する長い説明をここに示す。" * 60})
    told = heads(replace(filled("kiso"), changes=(change(1), long, change(3))))
    first = next(number for number, text in enumerate(told) if "変更前の記載" in text)
    assert len(told) - first >= 2
    assert all("変更前の記載" in text for text in told[first:])


def test_a_long_name_of_the_document_is_cut_in_the_head():
    snapshot = filled("kiso", changes=1)
    name = "見本市における住民基本台帳に関する事務及びこれに附帯する事務の評価書" * 6
    told = heads(replace(snapshot, answers={**snapshot.answers, "kiso.cover.name": name}))
    assert all(f"{name[:26]}…" in text for text in told)
    assert sum(name[:60] in text for text in told) == 1, "whole on the cover"
