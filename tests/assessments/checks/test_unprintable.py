"""文字: what the PDF cannot show as it was typed is a warning at its item, or at its row of the change list."""

from dataclasses import replace

import pytest

from assessments import checks
from assessments.checks.context import Context
from assessments.checks.dismissed import warned
from assessments.checks.printing import in_rows, remarks
from assessments.editing import dismissing, save_row
from assessments.snapshot import Annex, take
from tests.assessments.checks.documents import found, mihon, problems, put, zenkomoku
from tests.builders import DAY, OFFICE, published, rows, small_document, submitted, write

VARIANT = "葛\U000e0105"  # a shape of 葛 that the fonts lack


def test_a_character_without_a_glyph_is_named_at_its_item():
    told = problems(put(mihon(), I_1_office_content="𠮷田さんと\ue000の事務"), "文字")
    assert [p.sentence for p in told] == [
        "「②事務の内容」の「𠮷」「外字 U+E000」は、PDFの書体にないため「〓」と印刷されます。別の文字に直すか、かな書きにしてください。"
    ]
    assert [(p.address, p.is_warning) for p in told] == [(("", "juten.I.1.office_content"), True)]
    assert found(mihon(), "文字") == []


def test_a_variant_prints_in_its_usual_shape_and_is_told_so():
    assert found(put(mihon(), I_1_office_content=f"{VARIANT}飾の事務"), "文字") == [
        f"「②事務の内容」の「{VARIANT}」は、PDFの書体にない異体字のため、通常の字形の「葛」で印刷されます。それでよいか確かめてください。"
    ]


def test_records_and_texts_of_annexes_are_read_and_names_of_pictures_are_not():
    files = (replace(mihon().files[0], records=("氏名（𠮷）",)), *mihon().files[1:])
    assert ["記録項目" in sentence for sentence in found(replace(mihon(), files=files), "文字")] == [True]
    annexes = (Annex("a1", "別添3", "体制", "text", "𠮷田課長"),)
    assert [p.address for p in problems(replace(mihon(), annexes=annexes), "文字")] == [("a1", "annex.text")]
    picture = {"figures": [{"name": "𠮷.png", "alt": "𠮷", "media_type": "image/png", "base64": ""}]}
    assert found(zenkomoku(A1_figure={**picture, "text": ""}), "文字") == []
    assert len(found(zenkomoku(A1_figure={**picture, "text": "𠮷"}), "文字")) == 1


def test_what_stands_in_another_item_by_itself_is_told_once():
    """The name of a file is typed in Ⅱ and shown in Ⅰ and Ⅲ."""
    renamed = put(mihon(), mihon().files[0].ref, II_1_file_name="𠮷のファイル")
    assert [p.address[1] for p in problems(renamed, "文字")] == ["juten.II.1.file_name"]


@pytest.mark.django_db
def test_it_does_not_stop_the_submission(cast):
    document = small_document(cast)
    write(cast, document, OFFICE, "𠮷の事務")
    assert submitted(cast, document).state == "in_review"


@pytest.mark.django_db
def test_rows_of_this_draft_are_named_and_those_of_published_versions_are_frozen(cast):
    document = small_document(cast)
    published(cast, document)
    write(cast, document, OFFICE, "戸籍の事務")
    row = rows(document)[0]
    for label, told in (("①事務の名称", []), ("①事務の名称😀", [row.pk])):
        said = {"changed_on": DAY, "timing": "事後", "custom_label": label}
        save_row(document, row.pk, by=cast.visitor("author"), **said)
        assert [p.row for p in remarks(take(document, changes=False), rows(document))] == told
    published(cast, document)
    write(cast, document, OFFICE, "住民の事務")
    assert any("😀" in entry.item for entry in take(document).changes)
    assert remarks(take(document, changes=False), rows(document)) == []


@pytest.mark.django_db
def test_what_its_item_is_told_of_is_not_told_of_its_row(cast):
    document = small_document(cast)
    published(cast, document)
    write(cast, document, OFFICE, "𠮷の事務")
    snapshot = take(document, changes=False)
    assert list(in_rows(Context(snapshot), rows(document))) == []
    assert [p.row for p in remarks(snapshot, rows(document))] == [None]
    published(cast, document)
    write(cast, document, OFFICE, "よしの事務")  # 𠮷 stands in the column 変更前 now
    assert [p.row for p in remarks(take(document, changes=False), rows(document))] == [rows(document)[0].pk]


@pytest.mark.django_db
def test_a_name_that_has_no_other_character_is_set_aside_and_stays_so_while_the_text_is_edited(cast):
    document = small_document(cast)
    write(cast, document, OFFICE, "𠮷の事務")

    def standing() -> list[checks.Problem]:
        lines = warned(take(document), document.dismissals.all(), rows=rows(document))
        return [line.problem for line in lines if line.problem.rule == "文字" and not line.dismissal]

    dismissing.dismiss(document, standing()[0], reason="氏名のため。", by=cast.visitor("author"))
    write(cast, document, OFFICE, "𠮷に関する事務")
    assert standing() == []
    write(cast, document, OFFICE, "𠮷と\ue000に関する事務")
    assert len(standing()) == 1
