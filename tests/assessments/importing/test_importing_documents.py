"""Documents of three forms, written for these tests as machines read published ones; beside each, what it says.

A 基礎項目評価書 in markdown (its page 4 is lost), a 重点項目評価書 of six files and sixteen 委託 whose circles have seven
shapes, and a 全項目評価書 in HTML tables with merged cells.
"""

import json
import re
import unicodedata
from functools import lru_cache

import pytest

from assessments.importing.text import Reading, read_text
from tests.assessments.importing.flat import FIXTURES, flat, same_words, source

NAMES = ("kiso_of_a_small_town", "juten_of_six_files", "zenkomoku_of_a_village")
KISO, JUTEN, ZENKO = NAMES
PAGE = re.compile(r"(?m)^(?:P\.(\d+)|- (\d+) -|([０-９]+)／８５)$")
COLUMNS = ("date", "item", "before", "after", "timing", "note")


@lru_cache(maxsize=3)
def truth(name: str) -> tuple[dict, list]:
    said = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
    return {(ref, code): v for ref, answers in said["says"].items() for code, v in answers.items()}, said["changes"]


def found_in(reading: Reading) -> dict:
    return {place: v for place, v in flat(reading.document).items() if place[0] != "changes" and v != []}


def wrong(name: str, text: str) -> list[str]:
    """What the text is read to say otherwise than it does, and what of it has no place."""
    reading, (says, changes) = read_text(text), truth(name)
    found = found_in(reading)
    differs = [f"{p}: {says.get(p)} -> {found.get(p)}" for p in {**says, **found} if not _same(says, found, p)]
    told = [[change[column] for column in COLUMNS] for change in reading.document["changes"]]
    differs += [f"{a} -> {b}" for a, b in zip(changes, told, strict=True) if same_words(a) != same_words(b)]
    return differs + [piece["text"] for piece in reading.report.unplaced]


def _same(says: dict, found: dict, place: tuple[str, str]) -> bool:
    return same_words(says.get(place)) == same_words(found.get(place))


@pytest.mark.parametrize("name", NAMES)
def test_every_item_is_read_as_it_was_written(name):
    reading, (says, changes) = read_text(source(name)), truth(name)
    assert {p: (says.get(p), v) for p, v in found_in(reading).items() if says.get(p) != v} == {}
    assert set(says) == set(found_in(reading))
    assert [[change[column] for column in COLUMNS] for change in reading.document["changes"]] == changes
    assert reading.report.unplaced == [] and reading.report.coverage > 0.998


def test_the_forms_editions_and_towns_are_recognised():
    found = [read_text(source(name)) for name in NAMES]
    told = [(r.report.form_key, r.report.edition, r.document["municipality"]["name"]) for r in found]
    assert told == [
        ("kiso", "2024-10", "架空町"),
        ("juten", "5jouhou", "見本市"),
        ("zenkomoku", "2018-05", "架空村"),
    ]


PAGE_MARKS = {
    "a comment": "<!-- Page {} -->",
    "a word between dashes": "--- ページ {} ---",
    "a bare number": "{}",
    "a rule": "---",
    "stars": "* * *",
    "a foot with the town": "見本市　評価書　{}ページ",
    "nothing": "",
}


@pytest.mark.parametrize("mark", PAGE_MARKS)
@pytest.mark.parametrize("name", NAMES)
def test_however_pages_are_marked_the_document_says_the_same(name, mark):
    text = PAGE.sub(lambda page: PAGE_MARKS[mark].format(page[1] or page[2] or page[3]), source(name))
    assert wrong(name, text) == []


@pytest.mark.parametrize(("name", "pages"), [(KISO, "4ページ"), (ZENKO, "17ページから18ページまで")])
def test_pages_that_the_numbers_count_but_the_source_lacks_are_told(name, pages):
    warnings = read_text(source(name)).report.warnings
    assert f"原文の{pages}が見当たりません（ページ番号が飛んでいます）。" in warnings


def _before_changes(text: str, noise) -> str:
    """What stands in the cells of 変更箇所 is quoted, whatever it looks like."""
    body, head, table = text.rpartition("変更日")
    return noise(body) + head + table


def _in_black_brackets(text: str) -> str:
    box = r"[\[［][ 　]*(?:[○〇◯O0●レ][ 　]*)?[\]］](?=[ 　]*[^\s<\t|])"
    return re.sub(box, lambda m: "【○】" if m[0].strip("[]［］ 　") else "【　】", text)


NOISE = {
    "NFKC": lambda t: unicodedata.normalize("NFKC", t),
    "numbers of items in cells of their own": lambda t: re.sub(
        r"<tr><td>([①-⑳])(?=[^<]{2,60}</td>)", r"<tr><td>\1</td><td>", re.sub(r"(?m)^([①-⑳])(?=[^\t\n]+\t)", r"\1\t", t)
    ),
    "numbers of blocks in cells of their own": lambda t: re.sub(
        r"<tr><td>([０-９]+．)", r"<tr><td>\1</td><td>", re.sub(r"(?m)^(\d{1,2}\.) (?=[^\t\n]+\t)", r"\1\t", t)
    ),
    "numbers of sections in cells of their own": lambda t: re.sub(r"(?m)^(<h2>)?([Ⅰ-Ⅵ])[ 　]", "\\1\\2\t", t),
    "spaces that do not break": lambda t: t.replace(" ", "\xa0"),
    "radicals for letters": lambda t: t.replace("人", "⼈").replace("用", "⽤").replace("入", "⼊"),
    "circles in black brackets": lambda t: _before_changes(t, _in_black_brackets),
    "a fence around all": lambda t: f"```markdown\n{t}\n```",
    "two lines of head on each page": lambda t: PAGE.sub(lambda m: f"{m[0]}\n\n評価書の公表\n令和七年度　第一号", t),
    "every label, every value in a paragraph": lambda t: t.replace("\t", "\n\n"),
}


@pytest.mark.parametrize("noise", NOISE)
@pytest.mark.parametrize("name", NAMES)
def test_noise_changes_nothing(name, noise):
    assert wrong(name, NOISE[noise](source(name))) == []


def test_the_same_value_in_several_files_is_no_head_of_pages():
    reading = read_text(source(JUTEN).replace("\t", "\n\n"))
    assert not [w for w in reading.report.warnings if "各ページに繰り返される" in w]
    assert [f["answers"]["juten.II.3.purpose"] for f in reading.document["files"]] == [
        "支給の決定及び適正な給付のため。"
    ] * 6


def test_a_label_with_a_letter_less_stays_in_its_place():
    """「ルール内容…」 is how another item of the form is written: it once took the rest of the sheet with it."""
    assert "ルール内容及びルール遵守の確認方法" in source(ZENKO)
    rules = [f["answers"]["zenkomoku.III.5.r1_rule_content"] for f in read_text(source(ZENKO)).document["files"]]
    assert rules == ["法令に基づく提供に限る。", {"lost": True}]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_more_missing_makes_nothing_wrong_within_a_sheet(name):
    """Where the pages before a heading are lost, what follows is not taken for the sheet before."""
    text = source(name)
    places = [m.end() for m in PAGE.finditer(text)]
    for start, end in zip(places, places[1:], strict=False):
        page = text[start:end]
        if not re.match(r"\s*(?:<h2>|## )?[Ⅰ-Ⅵ][ 　]", page):
            continue
        found, (says, _) = found_in(read_text(text[:start] + "\n" + text[end:])), truth(name)
        lost = ({"lost": True}, None)
        assert {p: v for p, v in found.items() if v not in lost and not _within(v, says.get(p))} == {}


def _within(found, said) -> bool:
    return same_words(found).strip('"') in same_words(said)
