"""基礎 in step: started from the larger document, kept beside it, and brought into step item by item."""

import pytest

from assessments import editing, policies, step
from assessments.catalogue import get_form, values
from assessments.editing import step as writing
from assessments.models import Assessment, SameOffice
from assessments.snapshot import take
from tests.assessments.annexes.documents import NOTE, published
from tests.browser import DESK, PHONE, assert_accessible
from tests.people import make_person

AT = "/work/999997/1/step/"
OFFICE, BASIS = "juten.I.1.office_name", "juten.I.4.legal_basis"


def save(assessment, code: str, value, by, ref: str = ""):
    current = editing.holder_of(assessment, (ref, code)).answers.get(code)
    saved = editing.save_answer(assessment, (ref, code), value, base=editing.fingerprint(current), by=by)
    assessment.refresh_from_db()
    return saved


def answer(assessment, code: str):
    return Assessment.objects.get(pk=assessment.pk).answers.get(code)


def open_items(here, there) -> dict[str, step.Difference]:
    here.refresh_from_db()
    there.refresh_from_db()
    found = step.differences(take(here, changes=False), take(there, changes=False))
    return {d.here.item.code: d for d in step.with_reasons(found, here, there) if not d.left}


@pytest.fixture
def large(cast) -> Assessment:
    document = published(cast, NOTE)
    by = cast.visitor("coordinator")
    for file in list(document.files.order_by("position"))[1:]:
        editing.remove_entry(document, "files", file.ref, by=by)  # files that differ have a story of their own below
    save(document, "juten.I.3.file_names", None, by)  # the list is computed from the files, as it is meant to be
    save(document, OFFICE, "住民基本台帳に関する事務", cast.visitor("author"))
    return document


@pytest.fixture
def small(cast, large) -> Assessment:
    return writing.start_from(
        large, get_form("kiso"), "11", "基礎項目評価書", by=cast.visitor("author"), department=cast.department
    )


def test_the_smaller_document_begins_with_what_means_the_same_and_is_in_step(cast, large, small):
    snapshot = take(small, changes=False)
    assert snapshot.form_key == "kiso" and not snapshot.files and not snapshot.annexes
    assert snapshot.answers["kiso.I.1.office_name"] == "住民基本台帳に関する事務"
    assert snapshot.answers["kiso.I.3.legal_basis"] == answer(large, BASIS)
    assert "(1)" in snapshot.answers["kiso.I.2.file_names"]
    assert snapshot.cover("number") == "11" and snapshot.cover("published_on") == ""
    assert step.companions(large) == [small] and step.companions(small) == [large]
    assert open_items(large, small) == {}


def test_a_change_is_proposed_in_the_other_document_and_written_there(cast, large, small):
    save(large, BASIS, "番号法第9条第1項 別表の1の項", cast.visitor("author"))
    difference = open_items(large, small)[BASIS]
    assert difference.there.address == ("", "kiso.I.3.legal_basis")
    writing.accept(large, small, difference.key, basis=difference.basis, by=cast.visitor("author"))
    assert answer(small, "kiso.I.3.legal_basis") == "番号法第9条第1項 別表の1の項"
    assert open_items(large, small) == {}


def test_the_other_way_too(cast, large, small):
    save(small, "kiso.I.3.legal_basis", "別の根拠", cast.visitor("author"))
    difference = open_items(large, small)[BASIS]
    writing.accept(small, large, difference.key, basis=difference.basis, by=cast.visitor("author"))
    assert answer(large, BASIS) == "別の根拠"


def test_what_was_left_as_it_is_stays_so_until_a_text_changes(cast, large, small):
    by = cast.visitor("author")
    save(large, BASIS, "長い根拠", by)
    difference = open_items(large, small)[BASIS]
    with pytest.raises(values.WrongValue):
        writing.leave_apart(large, small, difference.key, "　", basis=difference.basis, by=by)
    writing.leave_apart(large, small, difference.key, "基礎では短く書く", basis=difference.basis, by=by)
    assert BASIS not in open_items(large, small)
    assert "kiso.I.3.legal_basis" not in open_items(small, large)
    save(small, "kiso.I.3.legal_basis", "短い根拠", by)
    assert BASIS in open_items(large, small)


def test_an_answer_that_changed_meanwhile_is_not_overwritten(cast, large, small):
    by = cast.visitor("author")
    save(large, BASIS, "新しい根拠", by)
    seen = open_items(large, small)[BASIS]
    save(small, "kiso.I.3.legal_basis", "ほかの人の根拠", by)
    with pytest.raises(writing.MovedOn):
        writing.accept(large, small, seen.key, basis=seen.basis, by=by)
    assert answer(small, "kiso.I.3.legal_basis") == "ほかの人の根拠"


def test_only_who_writes_for_the_other_document_writes_there(cast, large, small):
    save(large, BASIS, "新しい根拠", cast.visitor("author"))
    seen = open_items(large, small)[BASIS]
    make_person(cast.town, "author", username="elsewhere")
    with pytest.raises(policies.Refused):
        writing.accept(large, small, seen.key, basis=seen.basis, by=cast.visitor("reviewer"))
    with pytest.raises(policies.Refused):
        writing.leave_apart(large, small, seen.key, "理由", basis=seen.basis, by=cast.visitor("reviewer"))


def test_a_list_that_is_computed_is_never_written_over(cast, large, small):
    save(small, "kiso.I.2.file_names", "別の名前", cast.visitor("author"))
    difference = open_items(small, large)["kiso.I.2.file_names"]
    assert not difference.can_go_there and difference.can_come_here
    with pytest.raises(values.WrongValue):
        writing.accept(small, large, difference.key, basis=difference.basis, by=cast.visitor("author"))


def test_files_that_differ_are_each_held_against_what_stands_once(cast, large, small):
    by = cast.visitor("author")
    first = large.files.get(removed_at=None)
    second = editing.copy_entry(large, "files", first.ref, by=by)
    assert set(open_items(large, small)) == {"juten.I.3.file_names"}
    save(large, "juten.III.4.none", not second.answers.get("juten.III.4.none", False), by, ref=second.ref)
    difference = open_items(large, small)["juten.III.4.none"]
    assert difference.here.address[0] == second.ref and not difference.there.address[0]
    writing.accept(small, large, difference.key, basis=difference.basis, by=by)
    assert "juten.III.4.none" not in open_items(large, small)


def test_documents_of_one_name_are_suggested_joined_and_parted(cast, large):
    by = cast.visitor("coordinator")
    other = editing.start_assessment("kiso", "12", "別に作った基礎", by=by, agency=None, department=cast.department)
    save(other, "kiso.I.1.office_name", "住民基本台帳に　関する事務", by)
    assert step.same_name(large, Assessment.objects.exclude(pk=large.pk)) == [Assessment.objects.get(pk=other.pk)]
    writing.join(large, other, by=by)
    assert step.companions(other) == [large]
    writing.part(large, by=by)
    assert not SameOffice.objects.exists()
    with pytest.raises(policies.Refused):
        writing.join(large, other, by=cast.visitor("reviewer"))


def test_the_pages_tell_the_story(cast, large):
    author = cast.client("author")
    page = author.get(f"{AT}start/")
    assert "kiso" in dict(page.context["start_form"].fields["form"].choices)
    said = {"form": "kiso", "number": "11", "name": "基礎", "department": cast.department.pk}
    author.post(f"{AT}start/", said)
    assert author.post(f"{AT}start/", said).status_code == 200  # the number is taken
    save(large, BASIS, "新しい根拠", cast.visitor("author"))
    page = author.get(AT)
    assert "記載の違う項目が1件あります" in page.text
    [line] = page.context["pairs"][0]["open"]
    sent = {"key": line["difference"].key, "basis": line["difference"].basis}
    author.post(f"{AT}11/leave/", sent | {"reason": "短くする"})
    assert "このままにした項目（1件）" in author.get(AT).text
    author.post(f"{AT}11/forth/", sent)
    small = Assessment.objects.get(number="11")
    assert answer(small, "kiso.I.3.legal_basis") == "新しい根拠"
    assert "表示した後に記載が変わった" in author.post(f"{AT}11/back/", sent, follow=True).text
    author.post(f"{AT}part/")
    assert step.companions(small) == []
    author.post(f"{AT}choose/", {"other": small.pk})
    assert step.companions(small) == [large]
    assert AT in author.get("/work/999997/1/").text


def test_strangers_find_nothing(cast, large, small):
    for address in (AT, f"{AT}start/"):
        assert cast.client("stranger").get(address).status_code == 404
        assert cast.client("resident").get(address).status_code == 302
    assert cast.client("stranger").post(f"{AT}11/forth/").status_code == 404
    assert cast.client("author").post(f"{AT}11/burn/").status_code == 404
    assert cast.client("author").post(f"{AT}99/forth/").status_code == 404


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_pages_are_accessible(cast, large, small, visit, size):
    by = cast.visitor("author")
    save(large, BASIS, "新しい根拠\n二行目", by)
    save(large, "juten.I.6.dept", "別の課", by)
    page = visit.page(cast.author, size=size)
    for address in (AT, f"{AT}start/"):
        page.goto(address)
        assert_accessible(page)
