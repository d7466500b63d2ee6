"""The short helps beside the fields: each stands at an item that somebody fills in, and is short."""

import tomllib

import pytest

from assessments.catalogue import get_form
from assessments.catalogue.loader import GUIDANCE

FILES = sorted(GUIDANCE.glob("*.toml"))


def helps(path) -> dict[str, str]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_the_forms_of_a_town_have_help():
    assert {path.stem for path in FILES} >= {"juten", "kiso", "zenkomoku"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_code_is_an_item_that_somebody_fills_in(path):
    form = get_form(path.stem)
    filled = {item.code for item in form.items if item.has_answer or item.kind == "record_list"}
    assert set(helps(path)) <= filled


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_item_that_must_be_filled_has_help(path):
    """Texts that are asked for again under each risk (その他の措置) need none; what is required does."""
    form = get_form(path.stem)
    required = {
        item.code
        for section in form.sections
        if not section.is_change_table
        for item in section.items
        if item.required.always and (item.has_answer or item.kind == "record_list")
    }
    assert required - set(helps(path)) - PLAIN == set()


# Questions that say everything themselves.
PLAIN = {
    "kiso.IV.7.sufficient",
    *(f"zenkomoku.III.3.{name}" for name in ("r2_issue", "r2_access", "r2_log")),
    *(f"zenkomoku.III.7.r1_{name}" for name in ("system", "rules", "inform", "physical", "technical", "backup")),
    "zenkomoku.III.7.r3_procedure",
    "zenkomoku.IV.1.self",
    "zenkomoku.IV.1.audit",
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_helps_are_short_sentences(path):
    for code, text in helps(path).items():
        assert text.endswith("。") and text.count("。") <= 4 and len(text) <= 160, code
