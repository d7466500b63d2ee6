"""The joined PDF against the whole document laid out at once: the same pages, words, pictures, tags and outline."""

import io
from collections import Counter
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from assessments.rendering import pdf
from assessments.rendering.press.keep import Keep
from tests.assessments.annexes.documents import attached
from tests.assessments.annexes.papers import pdf as paper
from tests.assessments.rendering.documents import filled

PAINTING = set("S s f F f* B B* b b* Tj TJ ' \" Do sh".split())


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    keep = Keep(tmp_path / "parts")
    monkeypatch.setattr(pdf, "parts_on_disk", lambda: keep)
    return keep


@pytest.fixture(
    scope="module",
    params=[("juten", False, "提出用（控え）"), ("zenkomoku", True, "")],
    ids=["juten", "zenkomoku draft"],
)
def both(request, tmp_path_factory):
    form, draft, stamp = request.param
    snapshot = replace(filled(form, files=1, systems=2), annexes=(attached(paper(1, landscape=True)),))
    keep = Keep(tmp_path_factory.mktemp("parts"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "parts_on_disk", lambda: keep)
        options = {"draft": draft, "stamp": stamp}
        return pdf.render_pdf(snapshot, **options), pdf.render_whole(snapshot, **options)


def test_the_same_pages(both):
    joined, whole = both
    assert (joined.page_count, joined.pages, joined.sections) == (whole.page_count, whole.pages, whole.sections)
    assert len(joined.data) < 1.1 * len(whole.data)


def test_the_same_words_and_pictures(both):
    documents = [pypdfium2.PdfDocument(one.data) for one in both]
    for number, (mine, theirs) in enumerate(zip(*documents, strict=True), start=1):
        told = [sorted(page.get_textpage().get_text_range().split()) for page in (mine, theirs)]
        assert told[0] == told[1], f"page {number}"
        drawn = [page.render(scale=1).to_pil().convert("L") for page in (mine, theirs)]
        difference = ImageChops.difference(*drawn)
        assert difference.getextrema()[1] < 64, f"page {number}: {difference.getbbox()}"


def test_the_same_tags_and_outline(both):
    told = [(_kinds(one.data), _titles(one.data)) for one in both]
    assert told[0] == told[1]


def test_the_file_is_sound(both):
    with pikepdf.open(io.BytesIO(both[0].data)) as file:
        assert file.check_pdf_syntax() == []
        fonts = [o for o in file.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert len(fonts) == 2, "one file for each face"


def test_every_mark_on_a_page_is_tagged_or_an_artifact(both):
    with pikepdf.open(io.BytesIO(both[0].data)) as file:
        parents = list(file.Root.StructTreeRoot.ParentTree.Nums)[1::2]
        for page, parent in zip(file.pages, parents, strict=True):
            seen, depth = set(), 0
            for operation in pikepdf.parse_content_stream(page):
                name = str(operation.operator)
                depth += {"BMC": 1, "BDC": 1, "EMC": -1}.get(name, 0)
                if name == "BDC" and "/MCID" in operation.operands[1]:
                    seen.add(int(operation.operands[1].MCID))
                assert depth or name not in PAINTING, name
            elements = {mcid for mcid, element in enumerate(parent) if element is not None}
            assert seen == elements, "what is marked has an element, and the other way round"
            for mcid in seen:
                assert parent[mcid].Pg.objgen == page.obj.objgen


def test_a_stamp_stands_on_every_page_and_in_the_title(own_folder):
    snapshot = filled("kiso", changes=2)
    plain = pdf.render_pdf(snapshot)
    told = []
    stamped = pdf.render_pdf(snapshot, stamp="提出用", tell=lambda done, total: told.append((done, total)))
    assert told == [(told[0][1], told[0][1])], "nothing is laid out again for it"
    for document, count in ((plain, 0), (stamped, 1)):
        for page in pypdfium2.PdfDocument(document.data):
            assert page.get_textpage().get_text_range().count("提出用") == count
    with pikepdf.open(io.BytesIO(stamped.data)) as file:
        assert str(file.docinfo.Title) == "【提出用】評価書名の記載（kiso.cover.name）"


def test_header_cells_have_names_of_their_own(both):
    with pikepdf.open(io.BytesIO(both[0].data)) as file:
        names = [str(o.ID) for o in file.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/TH"]
    assert len(names) == len(set(names)) > 50


def test_after_an_edit_only_its_part_is_laid_out_and_the_bytes_are_those_of_a_fresh_run(own_folder, monkeypatch):
    old = filled("juten", files=1, systems=1)
    new = replace(old, answers={**old.answers, "juten.IV.1.how": "電子申請による。"})
    pdf.render_pdf(old)
    told = []
    edited = pdf.render_pdf(new, tell=lambda done, total: told.append((done, total)))
    assert told == [(told[0][1] - 1, told[0][1]), (told[0][1], told[0][1])]
    fresh = Keep(own_folder.folder / "fresh")
    monkeypatch.setattr(pdf, "parts_on_disk", lambda: fresh)
    assert pdf.render_pdf(new).data == edited.data


def _kinds(data: bytes) -> Counter:
    """Structure elements in the tree, by kind."""
    with pikepdf.open(io.BytesIO(data)) as file:
        found, waiting = Counter(), [file.Root.StructTreeRoot.K[0]]
        while waiting:
            element = waiting.pop()
            found[str(element.S)] += 1
            waiting += [kid for kid in element.get("/K", ()) if isinstance(kid, pikepdf.Dictionary)]
    return found


def _titles(data: bytes) -> list:
    def told(entries):
        return [(entry.title, told(entry.children)) for entry in entries]

    with pikepdf.open(io.BytesIO(data)) as file, file.open_outline() as outline:
        return told(outline.root)
