"""Every form of the catalogue, printed with all its words and read back, says the same."""

import re

import pytest

from assessments.catalogue import get_form, known_editions
from assessments.catalogue.values import NOT_CHOSEN
from assessments.importing.text import read_text
from tests.assessments.importing.flat import flat
from tests.assessments.importing.printing import printed

EDITIONS = [
    (key, edition) for key, editions in known_editions().items() for edition in editions if get_form(key).startable
]


@pytest.mark.parametrize(("key", "edition"), EDITIONS)
def test_a_printed_document_is_read_back_whole(key, edition):
    form = get_form(key, edition)
    files = 2 if form.file_name_item else 0
    text, truth = printed(form, files=files)

    reading = read_text(text)

    assert (reading.report.form_key, reading.report.edition) == (key, edition)
    found = {k: v for k, v in flat(reading.document).items() if v != []}
    assert {k: v for k, v in truth.items() if found.get(k) != v} == {}
    assert set(found) == set(truth)
    assert reading.report.unplaced == []
    assert reading.report.lost == []
    assert reading.report.coverage == 1.0


@pytest.mark.parametrize("circle", ["[O]", "［〇］", "[◯]", '<input checked="" type="checkbox"/>', "[ ○ ]", "☑"])
def test_a_chosen_box_is_recognised_in_every_spelling(circle):
    form = get_form("juten")
    text, truth = printed(form, chosen=circle)
    found = flat(read_text(text).document)
    assert {k: v for k, v in truth.items() if found.get(k) != v} == {}
    assert NOT_CHOSEN  # the empty ones are printed as []


def test_many_entries_keep_their_numbers():
    form = get_form("juten")
    text, truth = printed(form, files=1, entries=21)
    document = read_text(text).document
    assert [entry["number"] for entry in document["files"][0]["transfers"]] == list(range(1, 22))
    assert {k: v for k, v in truth.items() if flat(document).get(k) != v} == {}


@pytest.mark.parametrize("key", ["juten", "zenkomoku"])
def test_a_label_beside_several_rows_may_stand_in_each_of_them(key):
    text, truth = printed(get_form(key), again=True)
    reading = read_text(text)
    found = flat(reading.document)
    assert {k: v for k, v in truth.items() if found.get(k) != v} == {}
    assert reading.report.unplaced == []


def test_bare_page_numbers_are_no_text_where_pages_are_lost():
    text, truth = printed(get_form("juten"))
    pages = iter([2, 3, 4, 8, 9, 15, 16])
    text = re.sub(r"\n\n(?=[ⅡⅢⅣⅤ] )", lambda _: f"\n\n{next(pages)}\n\n", text)
    assert "\n15\n" in text
    found = flat(read_text(text).document)
    assert {k: v for k, v in truth.items() if found.get(k) != v} == {}
