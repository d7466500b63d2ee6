"""A slip in a form's data is told at start-up, before anybody opens a document."""

from dataclasses import replace

import pytest

from assessments.catalogue import Condition, Option, Requirement, Risk, get_form, known_editions, loader
from assessments.system_checks import check_catalogue, form_problems

FORM = get_form("juten")
WHERE = "juten.I.5.implementation"


def broken(at: str = WHERE, **fields):
    """様式3 with other fields in one item."""
    return _with(at, lambda item: replace(item, **fields))


def _with(code, change):
    sections = tuple(
        replace(s, blocks=tuple(replace(b, items=_items(b.items, code, change)) for b in s.blocks))
        for s in FORM.sections
    )
    return replace(FORM, sections=sections)


def _items(items, code, change):
    return tuple(change(item) if item.code == code else item for item in items)


def when(code: str, value: str = "") -> Requirement:
    return Requirement(condition=Condition(True, code, "==" if value else "set", value))


def test_the_data_of_every_edition_is_sound():
    assert check_catalogue(None) == []
    assert {key: len(editions) for key, editions in known_editions().items()}["juten"] >= 2


@pytest.mark.parametrize(
    "form, problem",
    [
        (broken(kind="question"), "unknown kind question"),
        (broken(options=()), "needs options"),
        (broken(options=(Option("1) 有", "有"), Option("2) 有", "有"))), "each once"),
        (broken(code="kiso.I.5.implementation"), "does not begin with the key"),
        (broken(code="juten.I.4.legal_basis"), "stands 2 times"),
        (broken(risk_key="r9"), "risk r9 is not among the frames"),
        (broken(required=when("juten.I.9.nothing")), "which does not exist"),
        (broken(required=when("juten.II.4.has", "委託したい")), "which is no option"),
        (broken("juten.II.4e.sub_permission", required=when("juten.II.4e.sub", "再々委託する")), "which is no option"),
    ],
)
def test_a_slip_is_told_with_the_code_where_it_stands(form, problem):
    told = list(form_problems(form))
    assert any(problem in sentence and ".I" in sentence for sentence in told), told


def test_an_unknown_repeat_is_told():
    sections = tuple(replace(s, repeat="sometimes") if s.slug == "IV" else s for s in FORM.sections)
    assert any("unknown repeat" in sentence for sentence in form_problems(replace(FORM, sections=sections)))


def test_a_frame_of_risks_is_known_by_its_key():
    block = next(b for s in FORM.sections for b in s.blocks if b.risks)
    assert isinstance(block.risks[0], Risk) and list(form_problems(FORM)) == []


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A folder of editions of our own with one small form; ``data(name, text)`` writes a file and asks the check."""
    caches = (loader.known_editions, loader.get_form, loader.read)
    monkeypatch.setattr(loader, "EDITIONS", tmp_path)
    (tmp_path / "small").mkdir()
    (tmp_path / "option_sets.toml").write_text("")

    def told(name: str, text: str) -> list[str]:
        (tmp_path / "small" / f"{name}.toml").write_text(text)
        for cache in caches:
            cache.cache_clear()
        return [error.msg for error in check_catalogue(None)]

    yield told
    monkeypatch.undo()
    for cache in caches:
        cache.cache_clear()


WHOLE = """
form_no = "様式9"
name = "見本（小さな評価書）"
[[section]]
code = "small.I"
title = "節"
repeat = "once"
[[section.block]]
code = "small.I.1"
title = "枠"
[[section.block.item]]
code = "small.I.1.kind"
label = "種類"
kind = "checks"
options = ["甲", "乙"]
{more}
"""


def test_a_new_form_is_a_new_file(data):
    assert data("now", WHOLE.format(more='other_text_on = ["乙"]')) == []
    assert get_form("small").item("small.I.1.kind").option("乙").opens_text


@pytest.mark.parametrize(
    "text, problem",
    [
        (WHOLE.format(more='other_text_on = ["丙"]'), "no option is called 丙"),
        (WHOLE.format(more='count_on = ["甲　"]'), "no option is called"),
        (WHOLE.format(more='required = "when it rains often"'), "not a condition"),
        (WHOLE.format(more="[[section.block.item]]"), "code"),
        ("name = [", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_by_its_name(data, text, problem):
    told = data("now", text)
    assert len(told) == 1 and "small now" in told[0] and problem in told[0]


@pytest.mark.parametrize(
    "differences, slip",
    [
        ('drop = ["small.I.1.nothing"]', "small.I.1.nothing"),
        ('[override."small.I.9.kind"]\nlabel = "別の種類"', "small.I.9.kind"),
        ('[[replace_option]]\ncode = "small.I.1.kind"\nold = "丙"\nnew = "丁"', "丙"),
    ],
)
def test_a_difference_that_meets_nothing_is_told(data, differences, slip):
    data("now", WHOLE.format(more=""))
    told = data("before", f'base = "now"\n{differences}')
    assert len(told) == 1 and "small before" in told[0] and slip in told[0]


def test_an_edition_is_its_base_with_the_differences(data):
    data("now", WHOLE.format(more=""))
    change = '[[replace_option]]\ncode = "small.I.1.kind"\nold = "甲"\nnew = "旧甲"'
    assert data("before", f'base = "now"\n{change}\n[override."small.I.1.kind"]\nlabel = "旧い種類"') == []
    item = get_form("small", "before").item("small.I.1.kind")
    assert (item.label, item.labels) == ("旧い種類", ("旧甲", "乙"))
    assert get_form("small").item("small.I.1.kind").labels == ("甲", "乙")
