"""What the press does to lay out quickly changes nothing: WeasyPrint as it comes makes the same file, byte for byte."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from assessments.rendering.marks import marks_between
from assessments.rendering.page import document_html
from assessments.rendering.press import drafts
from assessments.rendering.press.layout import STYLE_SHEET, VARIANT, lay_out, no_garbage_collection
from tests.assessments.annexes.documents import NOTE, TABLE, attached
from tests.assessments.annexes.papers import pdf as paper
from tests.assessments.rendering.documents import filled

# In a process that has not heard of the press, but for what its files are to say to screen readers.
ALONE = """
import json, sys
from pathlib import Path
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from assessments.rendering.press import spoken
from assessments.rendering.press.fetcher import SCHEME, OwnFilesOnly
spoken.install()
html, style, out, names, variant = sys.argv[1:]
fonts, fetcher = FontConfiguration(), OwnFilesOnly()
css = weasyprint.CSS(string=Path(style).read_text(), font_config=fonts, url_fetcher=fetcher, base_url=SCHEME)
document = weasyprint.HTML(string=Path(html).read_text(), base_url=SCHEME, url_fetcher=fetcher)
pages = document.render(font_config=fonts, stylesheets=[css])
Path(names).write_text(json.dumps([sorted(page.anchors) for page in pages.pages]))
for page in pages.pages:
    page.anchors.clear()  # nothing in the document leads to them
Path(out).write_bytes(pages.write_pdf(pdf_variant=variant))
assert "assessments.rendering.press.quick" not in sys.modules
"""


def alone(html: str, draft: bool, folder) -> tuple[bytes, list[list[str]]]:
    style = STYLE_SHEET.read_text(encoding="utf-8") + (drafts.style() if draft else "")
    paths = [folder / name for name in ("page.html", "style.css", "out.pdf", "names.json")]
    paths[0].write_text(html, encoding="utf-8")
    paths[1].write_text(style, encoding="utf-8")
    subprocess.run([sys.executable, "-c", ALONE, *map(str, paths), VARIANT], check=True)
    return paths[2].read_bytes(), json.loads(paths[3].read_text())


def marked(form):
    """A draft with changes to be seen in every kind of item, and every kind of annex."""
    old, annexes = filled(form, files=1, systems=2), (NOTE, TABLE, attached(paper(2, landscape=True)))
    new = filled(form, files=1, systems=2, written=lambda item: "書き換えた記載" if item.kind == "long_text" else None)
    new = replace(new, annexes=annexes)
    return document_html(new, mode="print", draft=True, marks=marks_between(old, new)), True


def plain(form):
    return document_html(filled(form, files=1, systems=1), mode="print"), False


@pytest.mark.parametrize("form", ["kiso", "zenkomoku", "keikaku"])
@pytest.mark.parametrize("make", [plain, marked])
def test_the_same_file_as_of_weasyprint_alone(form, make, tmp_path):
    html, draft = make(form)
    with no_garbage_collection():
        mine = lay_out(html, draft=draft)
        data = mine.document.write_pdf(pdf_variant=VARIANT)
    theirs, names = alone(html, draft, tmp_path)
    assert [sorted(page) for page in mine.names] == names
    assert data == theirs
