"""The print style sheet may not hold what makes a layout many times slower, nor ask anything of another host."""

import re

from assessments.rendering.press.layout import STYLE_SHEET

CSS = re.sub(r"/\*.*?\*/", "", STYLE_SHEET.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_tables_are_fixed_and_nothing_is_flex():
    assert re.search(r"table\s*\{[^}]*table-layout:\s*fixed", CSS)
    assert not re.search(r"table-layout:\s*auto|display:\s*(inline-)?flex|fit-content|min-content|max-content", CSS)


def test_borders_are_separate_and_closed_at_page_ends():
    assert not re.search(r"border-collapse:\s*collapse", CSS)
    assert "box-decoration-break: clone" in CSS


def test_every_atomic_box_has_a_width():
    for rule in re.findall(r"\{([^}]*)\}", CSS):
        if re.search(r"display:\s*inline-block|float:", rule):
            assert "width:" in rule, rule


def test_margin_boxes_name_their_font():
    boxes = re.findall(r"@(?:top|bottom)-[a-z]+\s*\{([^}]*)\}", CSS)
    assert boxes and all("BIZ UDGothic" in box for box in boxes)


def test_only_own_addresses():
    assert {url for url in re.findall(r'url\("([^"]+)"\)', CSS) if not url.startswith("hyokasho:fonts/")} == set()
