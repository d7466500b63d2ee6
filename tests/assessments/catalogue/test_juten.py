"""様式3 as data, against facts that were read in published documents and written down here a second time."""

import json
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assessments.catalogue import get_form, known_editions, startable_forms, strip_number

FORM = get_form("juten")
# code -> number, label, kind, number of options, repeat
IMPORTANT = {
    "juten.cover.name": ("", "評価書名", "text", 0, "once"),
    "juten.cover.published_on": ("", "公表日", "date_wareki", 0, "once"),
    "juten.I.1.persons": ("③", "対象人数", "choice", 5, "once"),
    "juten.I.2.connections": ("③", "他のシステムとの接続", "checks", 7, "per_system"),
    "juten.I.5.implementation": ("①", "実施の有無", "choice", 3, "once"),
    "juten.II.2.main_items": ("", "主な記録項目", "checks_grouped", 19, "per_file"),
    "juten.II.3.source": ("①", "入手元", "checks", 6, "per_file"),
    "juten.II.4.has": ("", "委託の有無", "choice+count", 2, "per_file"),
    "juten.II.4e.sub": ("④", "再委託の有無", "choice", 2, "per_file_outsourcing"),
    "juten.II.5.has": ("", "提供・移転の有無", "checks+count", 3, "per_file"),
    "juten.II.5p.how": ("⑥", "提供方法", "checks", 7, "per_file_provision"),
    "juten.II.5t.to": ("", "移転先N", "text", 0, "per_file_transfer"),
    "juten.II.6.place": ("", "保管場所", "long_text", 0, "per_file"),
    "juten.A1.records": ("", "特定個人情報ファイル記録項目", "record_list", 0, "per_file"),
    "juten.III.4.none": ("", "委託しない", "flag", 0, "per_file"),
    "juten.III.7.r1_incident": ("②", "過去3年以内に、評価実施機関において、個人情報に関する重大事故が発生したか", "choice", 2, "per_file"),
    "juten.III.9.education": ("", "従業者に対する教育・啓発", "choice", 3, "per_file"),
    "juten.V.1.result": ("②", "しきい値判断結果", "choice", 3, "once"),
    "juten.A2.timing": ("", "提出時期", "choice", 2, "per_change"),
}  # fmt: skip
SECTIONS = {"cover": 7, "toc": 1, "I": 14, "II": 46, "A1": 1, "III": 43, "IV": 6, "V": 8, "A2": 6}
KINDS = {
    "long_text": 62, "choice": 27, "text": 20, "checks": 6, "date_wareki": 5, "flag": 4, "static": 3, "heading": 1,
    "checks_grouped": 1, "choice+count": 1, "checks+count": 1, "record_list": 1,
}  # fmt: skip
# The eleven ※ of 様式3: the code of an item, or of the block or section that carries the mark for all its items.
STARS = {
    "juten.I.4", "juten.I.5", "juten.II.2.file_kind", "juten.II.2.scope", "juten.II.2.main_items", "juten.II.3.source",
    "juten.II.3.purpose", "juten.II.4.has", "juten.II.4e.sub", "juten.II.6.place", "juten.III",
}  # fmt: skip
NOT_STARRED_IN_III = {f"juten.III.7.r1_incident{rest}" for rest in ("", "_content", "_prevention")}


def described(*arguments: str) -> list[dict]:
    out = StringIO()
    call_command("showcatalogue", *arguments, "--format", "json", stdout=out)
    return json.loads(out.getvalue())


def test_every_section_has_all_its_items():
    assert Counter(section.slug for section, _, _ in FORM.places.values()) == SECTIONS
    assert sum(SECTIONS.values()) == 132


def test_there_are_as_many_items_of_each_kind_as_in_the_form():
    assert Counter(item.kind for item in FORM.items) == KINDS


@pytest.mark.parametrize("code", IMPORTANT)
def test_an_item_is_as_the_form_prints_it(code):
    number, label, kind, options, repeat = IMPORTANT[code]
    item = FORM.item(code)
    assert (item.number, item.label, item.kind) == (number, label, kind)
    assert (len(item.options), FORM.repeat_of(code)) == (options, repeat)


def test_the_eleven_stars_stand_where_the_form_prints_them():
    printed = {s.code for s in FORM.sections if s.star_printed}
    printed |= {b.code for s in FORM.sections for b in s.blocks if b.star_printed}
    printed |= {item.code for item in FORM.items if item.star_printed}
    assert printed == STARS


def test_a_star_covers_all_that_stands_under_it_but_the_accidents_of_three_years():
    covered = {i.code for i in FORM.items if any(i.code == s or i.code.startswith(f"{s}.") for s in STARS)}
    covered -= NOT_STARRED_IN_III | {"juten.III.1.file_name"}
    assert {item.code for item in FORM.items if item.star} == covered


def test_the_codes_are_unique_and_in_printed_order():
    codes = [item.code for section in FORM.sections for item in section.items]
    assert len(set(codes)) == len(codes) == 132
    assert [s.slug for s in FORM.sections] == list(SECTIONS)


def test_options_are_kept_without_their_printed_number():
    item = FORM.item("juten.I.1.persons")
    assert [option.printed for option in item.options][0] == "1) 1,000人未満"
    assert item.labels[0] == "1,000人未満" == strip_number("1) 1,000人未満")


@pytest.mark.parametrize(
    "code, condition",
    [
        ("juten.I.5.legal_basis", "when juten.I.5.implementation == 1) 実施する"),
        ("juten.II.4e.sub_permission", "when juten.II.4e.sub == 1) 再委託する"),
        ("juten.III.4.r1_sufficient", "unless juten.III.4.none"),
        ("juten.III.7.r1_incident_content", "when juten.III.7.r1_incident == 1) 発生あり"),
    ],
)
def test_what_is_asked_for_depends_on_other_answers(code, condition):
    assert FORM.item(code).required.written == condition


def test_the_edition_before_says_four_items_of_information_instead_of_five():
    now, before = (get_form("juten", edition).item("juten.II.2.main_items") for edition in ("5jouhou", "4jouhou"))
    assert set(now.labels) - set(before.labels) == {"5情報（氏名、氏名の振り仮名、性別、生年月日、住所）"}
    assert set(before.labels) - set(now.labels) == {"4情報（氏名、性別、生年月日、住所）"}


def test_documents_are_started_in_the_current_edition():
    assert known_editions()["juten"][0] == "5jouhou" == get_form("juten").edition
    assert "juten" in {form.key for form in startable_forms()}


def test_showcatalogue_prints_every_item_as_the_interface_says():
    rows = described("juten")
    keys = {"code", "number", "label", "kind", "options", "star", "section", "repeat", "required"}
    assert len(rows) == 132 and all(set(row) == keys for row in rows)
    assert all(isinstance(row["star"], bool) and isinstance(row["options"], list) for row in rows)
    assert sum(row["star"] for row in rows) == sum(item.star for item in FORM.items)


def test_showcatalogue_groups_options_by_the_headings_of_the_form():
    rows = {row["code"]: row for row in described("juten")}
    groups = rows["juten.II.2.main_items"]["options"]
    assert [group["heading"] for group in groups] == ["・識別情報", "・連絡先等情報", "・業務関係情報"]
    assert rows["juten.A2.timing"]["options"] == [option.printed for option in FORM.item("juten.A2.timing").options]
    assert rows["juten.cover.number"]["required"] is True


@pytest.mark.parametrize("arguments", [("nothing",), ("juten", "--edition", "1999-01")])
def test_showcatalogue_of_a_form_that_is_not_there_is_told(arguments):
    with pytest.raises(CommandError, match="様式「.*」はありません"):
        described(*arguments)


def test_showcatalogue_prints_plain_lines_too():
    out = StringIO()
    call_command("showcatalogue", "juten", stdout=out)
    assert "juten.II.4.has\tchoice+count\t※\t委託の有無" in out.getvalue().splitlines()
