"""The words of the forms stand once, in the catalogue: elsewhere it is ``item.label`` (design.md §9.7).

Comments and docstrings may quote a label to explain; a program that says it by itself would go on saying it when the
form has changed its words.
"""

import ast
import re
from collections.abc import Iterator

import pytest

from assessments.catalogue import get_form, known_editions
from tests.source import ROOT, own_sources, templates

LONG = 9  # characters: shorter ones are words of the language (事務の名称, 使用目的)
# The foundations know no catalogue, and these are nouns of the law before they are labels.
NOUNS = {
    "評価実施機関名",
    "情報提供ネットワークシステム",
    "特定個人情報ファイル",
    "特定個人情報ファイル名",
    "基礎項目評価書",
    "重点項目評価書",
    "全項目評価書",
}
# (where, label): said for a reason that the code gives beside it.
FOUNDATION = {("changelog/models.py", "提出時期に係る説明"), ("changelog/layouts/official.py", "提出時期に係る説明")}


def labels() -> set[str]:
    """Labels of items, blocks and options of every edition."""
    found: set[str] = set()
    for key, editions in known_editions().items():
        for edition in editions:
            form = get_form(key, edition)
            for section in form.sections:
                for block in section.blocks:
                    found |= {block.title, *(item.label for item in block.items)}
                    found |= {label for item in block.items for label in item.labels}
    return {label for label in found if len(label) >= LONG} - NOUNS


def said_by(tree: ast.Module) -> Iterator[str]:
    """Every string of a program but its docstrings."""
    explained = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained:
            yield node.value


def shown_by(template: str) -> str:
    return re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", "", template, flags=re.DOTALL)


@pytest.fixture(scope="module")
def wanted() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, labels()), key=len, reverse=True)))


def test_the_catalogue_has_labels_to_look_for():
    assert {
        "特定個人情報の入手（情報提供ネットワークシステムを通じた入手を除く。）におけるその他のリスク及びそのリスクに対する措置"
    } & labels()
    assert len(labels()) > 150


def test_no_program_says_a_label_of_the_form(wanted):
    repeated = {
        (str(source), found)
        for source in own_sources()
        if not source.module.startswith(("assessments.catalogue", "assessments.demo"))
        for text in said_by(source.tree)
        for found in wanted.findall(text)
    }
    assert repeated - FOUNDATION == set()


def test_no_template_says_a_label_of_the_form(wanted):
    repeated = {
        (str(path.relative_to(ROOT)), found)
        for path in templates()
        for found in wanted.findall(shown_by(path.read_text()))
    }
    assert repeated == set()


def test_no_script_says_a_label_of_the_form(wanted):
    for path in sorted((ROOT / "static" / "js").glob("*.js")):
        assert not wanted.findall(path.read_text()), path
