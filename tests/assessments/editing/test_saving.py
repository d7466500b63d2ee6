"""One answer is saved: a draft opens, the history says who, nobody's text is overwritten."""

import pytest
from django.http import Http404

from assessments import editing
from assessments.catalogue import values
from assessments.models import Assessment, Version
from assessments.policies import open_version
from assessments.snapshot import outline
from tests.builders import (
    DEPT,
    FILE,
    OFFICE,
    OUTSOURCING,
    PROVISION,
    SYSTEM,
    TRANSFER,
    blank_document,
    document_in,
    imported_document,
    rows,
    small_document,
    stored,
    write,
)

pytestmark = pytest.mark.django_db
NONE_FLAG = "juten.III.5.none"
SOURCE = "juten.II.3.source"
OUTSOURCED = "juten.II.4.has"


def save_from(cast, document, seen, code, value, ref="", *, by="author"):
    """Somebody saves who had ``seen`` this value on the page."""
    return editing.save_answer(document, (ref, code), value, base=editing.fingerprint(seen), by=cast.visitor(by))


def history_of(document) -> int:
    return Assessment.history.filter(id=document.pk).count()


def test_the_first_edit_opens_a_draft_over_the_published_version(cast):
    document = document_in(cast, "published").assessment
    assert open_version(document) is None
    write(cast, document, OFFICE, "住民基本台帳に関する新しい事務")
    draft = open_version(document)
    assert (draft.number, draft.state, draft.opened_by) == (2, "draft", cast.author)
    write(cast, document, DEPT, "市民窓口課")
    assert open_version(document) == draft


def test_the_first_edit_opens_a_draft_over_what_was_found(cast):
    document = imported_document(cast)
    write(cast, document, OFFICE, "新しい名称")
    assert [(v.number, v.state, v.origin) for v in document.versions.all()] == [
        (1, "published", "imported"),
        (2, "draft", "published"),
    ]


def test_a_save_is_told_in_the_history_with_the_person_who_typed(cast):
    document = blank_document(cast)
    write(cast, document, OFFICE, "住民基本台帳に関する事務")
    write(cast, document, OFFICE, "戸籍に関する事務", by="coordinator")
    newest, before = Assessment.history.filter(id=document.pk)[:2]
    assert (newest.history_user, newest.answers[OFFICE]) == (cast.coordinator, "戸籍に関する事務")
    assert (before.history_user, before.answers[OFFICE]) == (cast.author, "住民基本台帳に関する事務")


@pytest.mark.parametrize(
    "code, ref, value",
    [
        (OFFICE, "", "記載"),
        ("juten.I.2.name", SYSTEM, "記載"),
        ("juten.II.3.purpose", FILE, "記載"),
        ("juten.III.2.r1_measures", FILE, "記載"),
        ("juten.II.4e.contractor", OUTSOURCING, "記載"),
        ("juten.II.5t.to", TRANSFER, "記載"),
        ("juten.I.1.persons", "", "1,000人以上1万人未満"),
        (OUTSOURCED, FILE, {"choice": "委託する", "count": 7}),
        (SOURCE, FILE, {"checked": ["その他"], "unknown": [], "other": "相手先"}),
        (NONE_FLAG, FILE, True),
        ("juten.V.1.date", "", "2026-04-01"),
    ],
)
def test_each_kind_of_answer_stands_where_it_was_said(cast, code, ref, value):
    document = small_document(cast)
    saved = write(cast, document, code, value, ref)
    assert saved.changed
    assert saved.value == stored(document, code, ref) == value
    shown = {placed.address: placed.value for sheet in outline(saved.snapshot) for placed in sheet.items}
    assert shown[ref, code] == value


@pytest.mark.parametrize(
    "code, ref, same",
    [
        (DEPT, "", "市民生活部市民室市民課"),
        (DEPT, "", " 市民生活部市民室市民課 \r\n"),
        (NONE_FLAG, FILE, False),
        ("juten.III.4.none", FILE, False),  # never answered: no ○ is what stands there
        ("juten.III.6.no_obtain", FILE, True),
        ("juten.II.4e.sub_permission", OUTSOURCING, " \n"),
        (OUTSOURCED, FILE, {"choice": "委託する", "count": "１"}),
        ("juten.II.2.file_kind", FILE, "1) システム用ファイル"),
    ],
)
def test_saving_what_stands_there_already_writes_nothing(cast, code, ref, same):
    document = document_in(cast, "published").assessment
    before = history_of(document), _file_history(document)
    assert not write(cast, document, code, same, ref).changed
    assert open_version(document) is None
    assert (history_of(document), _file_history(document)) == before


def _file_history(document):
    file = document.files.get()
    return file.history.count(), [risk.history.count() for risk in file.risks.all()]


@pytest.mark.parametrize(
    "code, value",
    [
        (SOURCE, {"checked": [], "unknown": [], "other": "市民からの相談"}),
        (OUTSOURCED, {"count": 3}),
        ("juten.II.5.has", {"checked": [], "unknown": [], "counts": {"提供を行っている": 2}}),
    ],
)
def test_words_in_a_bracket_are_kept_although_no_box_is_ticked_yet(cast, code, value):
    document = blank_document(cast)
    ref = document.files.get().ref
    assert write(cast, document, code, value, ref).changed
    assert stored(document, code, ref) == value


def test_an_emptied_answer_is_gone_and_a_row_says_so(cast):
    document = document_in(cast, "published").assessment
    write(cast, document, "juten.I.7.others", "")
    assert stored(document, "juten.I.7.others") is None
    assert [(row.before, row.after) for row in rows(document)] == [("--", "")]


def test_of_two_people_on_one_item_the_second_is_shown_both_texts(cast):
    document = small_document(cast)
    seen = stored(document, OFFICE)
    save_from(cast, document, seen, OFFICE, "先に保存した記載")
    with pytest.raises(editing.Conflict) as conflict:
        save_from(cast, document, seen, OFFICE, "後から保存した記載", by="coordinator")
    assert (conflict.value.current, conflict.value.who) == ("先に保存した記載", str(cast.author))
    assert conflict.value.when is not None
    assert stored(document, OFFICE) == "先に保存した記載"
    save_from(cast, document, conflict.value.current, OFFICE, "二人で決めた記載", by="coordinator")
    assert stored(document, OFFICE) == "二人で決めた記載"


def test_the_person_named_in_a_conflict_is_the_one_who_wrote_that_item(cast):
    document = small_document(cast)
    seen = stored(document, OFFICE)
    write(cast, document, OFFICE, "作成者の記載")
    write(cast, document, DEPT, "別の項目", by="coordinator")
    with pytest.raises(editing.Conflict) as conflict:
        save_from(cast, document, seen, OFFICE, "第三の記載", by="coordinator")
    assert conflict.value.who == str(cast.author)


def test_two_people_who_write_the_same_do_not_disturb_each_other(cast):
    document = small_document(cast)
    seen = stored(document, OFFICE)
    save_from(cast, document, seen, OFFICE, "同じ記載")
    assert not save_from(cast, document, seen, OFFICE, "同じ記載", by="coordinator").changed


def test_two_people_on_two_items_do_not_disturb_each_other(cast):
    document = small_document(cast)
    office, dept = stored(document, OFFICE), stored(document, DEPT)
    save_from(cast, document, office, OFFICE, "一人目の記載")
    save_from(cast, document, dept, DEPT, "二人目の記載", by="coordinator")
    assert (stored(document, OFFICE), stored(document, DEPT)) == ("一人目の記載", "二人目の記載")


def test_a_mark_can_be_set_and_taken_back_by_a_page_that_remembers_its_last_save(cast):
    document = small_document(cast)
    seen = stored(document, NONE_FLAG, FILE)
    for wanted in (True, False, True, False):
        seen = save_from(cast, document, seen, NONE_FLAG, wanted, FILE).value
    assert stored(document, NONE_FLAG, FILE) in (None, False)


def test_a_new_title_is_the_name_in_the_lists_too(cast):
    document = small_document(cast)
    write(cast, document, "juten.cover.name", "戸籍に関する事務 重点項目評価書")
    assert document.name == "戸籍に関する事務 重点項目評価書"


def test_what_was_lost_is_found_again_once_somebody_writes_in_it(cast):
    document = small_document(cast)
    document.files.update(lost=True)
    write(cast, document, "juten.III.2.r1_measures", "原本から書き写した措置", FILE)
    assert not document.files.get().lost
    assert stored(document, "juten.III.2.r1_measures", FILE) == "原本から書き写した措置"


@pytest.mark.parametrize(
    "code, ref",
    [
        ("juten.no.such", ""),
        ("juten.I.2.name", "no-such-system"),
        ("juten.I.2.name", ""),
        ("juten.II.5t.to", PROVISION),
        ("juten.cover.form_mark", ""),
        ("juten.A1.records", FILE),
    ],
)
def test_an_address_that_is_not_there_is_not_found(cast, code, ref):
    document = small_document(cast)
    with pytest.raises(Http404):
        save_from(cast, document, None, code, "記載", ref)


def test_a_value_of_another_shape_is_refused_with_a_sentence(cast):
    document = small_document(cast)
    with pytest.raises(values.WrongValue, match="選択肢はありません"):
        write(cast, document, SOURCE, {"checked": ["存在しない入手元"]}, FILE)
    with pytest.raises(values.WrongValue, match="件数は数字"):
        write(cast, document, OUTSOURCED, {"choice": "委託する", "count": "たくさん"}, FILE)
    assert stored(document, OUTSOURCED, FILE) == {"choice": "委託する", "count": 1}


def test_a_refused_save_leaves_no_draft_behind(cast):
    document = document_in(cast, "published").assessment
    with pytest.raises(values.WrongValue):
        write(cast, document, OUTSOURCED, {"choice": "委託する", "count": "-1"}, FILE)
    assert not Version.objects.filter(assessment=document, state="draft").exists()
