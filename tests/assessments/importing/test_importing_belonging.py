"""A document of another town is not taken without a word: its cover names the town, and a person says it on purpose."""

from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from assessments.importing.belonging import doubt
from assessments.importing.municipality import same_town, town_before, town_declaring, towns_of_agencies
from assessments.models import Assessment, ImportedFile
from tests.assessments.importing.flat import FIXTURES, reading_of, source

SAID = "芦屋市の評価書のようです（表紙の評価実施機関名・個人のプライバシー等の権利利益の保護の宣言・評価書名から）"
SAMPLE = FIXTURES / "ashiya_juten_full.txt"


def upload(cast, text: str, name: str = "juten.txt"):
    file = SimpleUploadedFile(name, text.encode())
    return cast.client("coordinator").post(f"/work/{cast.town.code}/import/", {"file": file}, follow=True)


def confirm(cast, answer, **said):
    return cast.client("coordinator").post(answer.redirect_chain[-1][0], {"number": "7"} | said, follow=True)


def test_another_towns_text_is_told_and_taken_only_on_purpose(cast):
    report = upload(cast, source("ashiya_juten_full"))
    assert SAID in report.text and "見本市の評価書かどうかを確かめてください。" in report.text
    refused = confirm(cast, report)
    assert "印を付けてください" in refused.text and not Assessment.objects.exists()
    taken = confirm(cast, report, even_so="on")
    assert "第1版として取り込みました" in taken.text and SAID in taken.text
    assert Assessment.objects.get().municipality == cast.town


@pytest.mark.parametrize("cover", ["見本市長", "兵庫県見本市長", "見 本 市", "見本市教育委員会\n見本市長"])
def test_the_towns_own_text_is_taken_as_before(cast, cover):
    text = source("ashiya_juten_full").replace("芦屋市長\n", f"{cover}\n", 1)
    report = upload(cast, text)
    assert "のようです" not in report.text and "even_so" not in report.text
    assert "第1版として取り込みました" in confirm(cast, report).text


def test_the_report_of_what_was_taken_remembers_it(cast):
    upload(cast, source("ashiya_juten_full"))
    assert ImportedFile.objects.get().report["doubt"].startswith("このファイルは、芦屋市の評価書のようです")


def test_the_command_asks_for_it_too(cast):
    arguments = ("importassessment", str(SAMPLE), "--municipality", cast.town.code)
    with pytest.raises(CommandError, match="芦屋市の評価書のようです.*--even-so"):
        call_command(*arguments, stdout=StringIO())
    call_command(*arguments, "--even-so", stdout=StringIO())
    assert Assessment.objects.count() == 1


def cover(**words: str) -> dict:
    found = reading_of("ashiya_juten_full").document
    answers = {f"juten.cover.{name}": text for name, text in words.items()}
    return {"form": "juten", "edition": found["edition"], "municipality": {}, "answers": answers}


def test_a_cover_without_its_agency_is_read_by_its_declaration_and_its_title(cast):
    told = doubt(
        cover(declaration="芦屋市は、…に取り組んでいることを宣言する。", name="見本市 住民基本台帳"), cast.town
    )
    assert (told.name, told.where) == ("芦屋市", ("個人のプライバシー等の権利利益の保護の宣言",))
    assert doubt(cover(name="芦屋市における税に関する事務"), cast.town).name == "芦屋市"
    assert doubt(cover(declaration="本市は、…を宣言する。", name="市町村民税に関する事務"), cast.town) is None
    assert doubt(cover(agency="後期高齢者医療広域連合長"), cast.town) is None


def test_a_file_with_the_towns_own_code_is_the_towns(cast):
    assert doubt(cover(agency="芦屋市長") | {"municipality": {"code": cast.town.code}}, cast.town) is None
    assert doubt(cover() | {"municipality": {"code": "", "name": "芦屋市"}}, cast.town).name == "芦屋市"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("芦屋市", "兵庫県芦屋市"),
        ("芦屋市", "芦屋市長"),
        ("猪名川町", "兵庫県川辺郡猪名川町"),
        ("猪名川町", "川辺郡猪名川町"),
        ("龍ケ崎市", "竜ヶ崎市"),
        ("葛城市", "葛\U000e0100城市"),
        ("港区", "東京都港区"),
        ("四日市市", "三重県四日市市長"),
        ("ﾆｾｺ町", "ニセコ町"),
    ],
)
def test_spellings_of_one_town(one, other):
    assert same_town(one, other) and same_town(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("津市", "大津市"), ("芦屋市", "芦屋町"), ("", "芦屋市"), ("市川市", "川市")]
)
def test_names_of_two_towns(one, other):
    assert not same_town(one, other) and not same_town(other, one)


def test_towns_are_found_in_the_words_of_the_cover():
    assert towns_of_agencies("大阪府門真市長、門真市教育委員会") == ["門真市", "門真市"]
    assert town_declaring("特記。\n町田市は、番号法に基づき") == "町田市"
    assert town_before("東京都町田市長 住民基本台帳") == "東京都町田市"
    assert town_before("地方税 町村民税の事務") == ""
