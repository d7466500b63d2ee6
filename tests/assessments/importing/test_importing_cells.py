"""One cell at a time: marks, choices, record lists, dates, names of towns."""

from datetime import date

import pytest

from assessments.catalogue import get_form
from assessments.importing.debris import cleaned, printable
from assessments.importing.kinds import read_value
from assessments.importing.municipality import guess_name
from assessments.importing.records import read_records
from assessments.importing.wareki import format_wareki, parse_date, stored

FORM = get_form("juten")
PERSONS = (
    "<選択肢> 1) 1万人未満 2) 1万人以上10万人未満 3) 10万人以上100万人未満 4) 100万人以上1,000万人未満 5) 1,000万人以上"
)
TICK, BOX, ROUND = '<input checked="" type="checkbox"/>', '<input type="checkbox"/>', '<input type="radio"/>'


def read(code: str, text: str):
    return read_value(FORM.item(f"juten.{code}"), cleaned(printable(text)))


@pytest.mark.parametrize(
    ("text", "checked", "unknown"),
    [
        ("[○] 自己点検 [] 内部監査 [ ] 外部監査", ["自己点検"], []),
        ("[O]自己点検［　］内部監査［〇］外部監査", ["自己点検", "外部監査"], []),
        ("[] 自己点検 [] 内部監査 [] 外部監査", [], []),
        (f"{TICK} 自己点検 {BOX} 内部監査 {BOX} 外部監査", ["自己点検"], []),
        (f"[{TICK}] 自己点検 [] 内部監査 [] 外部監査", ["自己点検"], []),
        (f"[{ROUND}] 自己点検 [{BOX}] 内部監査 [{BOX}] 外部監査", ["自己点検"], []),
        (f"[{BOX}] 自己点検 [{BOX}] 内部監査 [{BOX}] 外部監査", None, []),
        (f"{ROUND} 自己点検 {ROUND} 内部監査 {ROUND} 外部監査", None, []),
        (
            '<input type="radio" checked/> 自己点検 <input type="radio"/> 内部監査 <input type="radio"/> 外部監査',
            ["自己点検"],
            [],
        ),
        (f"[] 自己点検 [{BOX}] 内部監査 [] 外部監査", [], ["内部監査"]),
        ("[○] 自己点検 内部監査 外部監査", ["自己点検"], ["内部監査", "外部監査"]),
        ("[○] 自己点検", ["自己点検"], ["内部監査", "外部監査"]),
        ("[x] 自己点検 [ ] 内部監査 [X] 外部監査", ["自己点検", "外部監査"], []),
        ("☑自己点検 ☐内部監査 □外部監査", ["自己点検"], []),
        ("- [○] 自己点検\n- [ ] 内部監査\n- [ ] 外部監査", ["自己点検"], []),
        ("[○] 自己点険 [] 内部監査 [] 外部監査", None, None),  # too short to guess
    ],
)
def test_a_lost_mark_is_never_not_chosen(text, checked, unknown):
    value = read("III.8.audit", text).value
    if unknown is not None:
        assert (value["checked"], value["unknown"]) == (checked, unknown)
    else:
        assert "自己点検" in value["unknown"]


def test_an_unticked_box_with_something_in_its_bracket_is_unknown():
    worth = read(
        "II.3.source", f"{TICK} 本人又は本人の代理人 {BOX} 評価実施機関内の他部署 (課税課) {BOX} 民間事業者 ()"
    )
    assert worth.value["checked"] == ["本人又は本人の代理人"]
    assert "評価実施機関内の他部署" in worth.value["unknown"]
    assert "民間事業者" not in worth.value["unknown"]
    assert worth.value["texts"] == {"評価実施機関内の他部署": "課税課"}


def test_brackets_counts_and_unknown_options_are_kept():
    worth = read("II.5.has", "[○] 提供を行っている （５５） 件 [ ] 移転を行っている ( ) 件 [ ] 行っていない")
    assert worth.value["counts"] == {"提供を行っている": 55}
    worth = read(
        "I.2.connections", "[○] 庁内連係システム [○] 独自システム [○] その他 (eLTAX(地方税ポータルシステム)、収納)"
    )
    assert worth.value["checked"] == ["庁内連携システム", "その他"]
    assert worth.value["other"] == "eLTAX(地方税ポータルシステム)、収納"
    assert worth.left == "［○］独自システム"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"[10万人以上100万人未満] {PERSONS}", "10万人以上100万人未満"),
        (f"[{BOX} 10万人以上100万人未満] {PERSONS}", "10万人以上100万人未満"),
        (f"{BOX} 10万人以上100万人未満] {PERSONS}", "10万人以上100万人未満"),
        (f"{BOX} 10万人以上100万人未満 <small>{PERSONS}</small>", "10万人以上100万人未満"),
        (PERSONS.replace("<選択肢>", "<選択肢> [10万人以上100万人未満]"), "10万人以上100万人未満"),
        (f"［　１０万人以上１００万人未満　］{PERSONS}", "10万人以上100万人未満"),
        (f"[3) 10万人以上100万人未満] {PERSONS}", "10万人以上100万人未満"),
        (f"<p>[10万人以上100万人未満]</p><p>{PERSONS}</p>", "10万人以上100万人未満"),
        ("10万人以上100万人未満", "10万人以上100万人未満"),
        (f"[20万人くらい] {PERSONS}", {"raw": "20万人くらい"}),
        (PERSONS, {"lost": True}),
        (f"[{BOX}] {PERSONS}", {"lost": True}),
        (f"[] {PERSONS}", None),
        (f"［　　］ {PERSONS}", None),
        ("", None),
    ],
)
def test_a_choice_is_what_stands_in_its_bracket(text, value):
    assert read("II.2.persons", text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"[{BOX} 委託する] <選択肢> 1) 委託する 2) 委託しない ({BOX} 4) 件", {"choice": "委託する", "count": 4}),
        ("[委託する] (1) 件 <選択肢> 1) 委託する 2) 委託しない", {"choice": "委託する", "count": 1}),
        ("[委託しない] <選択肢> 1) 委託する 2) 委託しない () 件", {"choice": "委託しない"}),
    ],
)
def test_a_choice_with_its_count(text, value):
    assert read("II.4.has", text).value == value


def test_what_fits_nowhere_in_a_choice_is_handed_back():
    worth = read("II.4.has", "<選択肢> 1) 委託する 2) 委託しない (3) 件")
    assert (worth.value, worth.left) == ({"lost": True}, "(3)件")
    worth = read("II.2.persons", f"[1万人未満] {PERSONS} ※令和7年4月現在")
    assert (worth.value, worth.left) == ("1万人未満", "※令和7年4月現在")


def test_text_loses_its_tags_and_nothing_else():
    text = "<p>A&amp;B &lt;p&gt;</p> <p><u>下線</u> <サーバにおける措置></p><ul><li>一</li><li>二</li></ul>三<br/>四 [○] 五"
    assert read("II.6.place", text).value == "A&B <p>\n下線 <サーバにおける措置>\n一\n二\n三\n四 [○] 五"


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1.宛名番号、2.氏名漢字2、3.住所", ["宛名番号", "氏名漢字2", "住所"]),
        ("1. 宛名番号、2. 住所 漢字項目長、3. 住所", ["宛名番号", "住所 漢字項目長", "住所"]),
        ("１．氏名　２．住所　３．備考2　４．電話", ["氏名", "住所", "備考2", "電話"]),
        ("（1）氏名、（2）住所", ["氏名", "住所"]),
        ("1 氏名\n2 住所\n3 性別", ["氏名", "住所", "性別"]),
        ("氏名、住所(方書、地番)、生年月日", ["氏名", "住所(方書、地番)", "生年月日"]),
        ("・氏名\n・住所\n・性別", ["氏名", "住所", "性別"]),
        ("1.氏名、2.住所、4.性別、5.電話", ["氏名", "住所", "（読み取れませんでした）", "性別", "電話"]),
        ("1.氏名、2.住所\n【税情報】\n3.税額、4.期別", ["氏名", "住所", "【税情報】 税額", "期別"]),
    ],
)
def test_record_lists(text, items):
    assert read_records(text)[0] == items


@pytest.mark.parametrize("text", ["別添1のとおり", "別紙「記録項目一覧」を参照", "なし"])
def test_a_reference_is_no_list(text):
    assert read_records(text) == ([], text, [])


def test_missing_numbers_are_said():
    assert read_records("1.氏名、2.住所、4.性別、5.電話")[2] == ["記録項目の番号が2から4に飛んでいます。"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和７年４月１日", date(2025, 4, 1)),
        ("R7.4.1", date(2025, 4, 1)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和1年11月7日", date(2019, 11, 7)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("2025/4/1", date(2025, 4, 1)),
        ("2025-04-01", date(2025, 4, 1)),
        ("明治45年7月29日", date(1912, 7, 29)),
        ("平成35年4月1日", None),
        ("平成31年5月1日", None),
        ("令和7年2月30日", None),
        ("平成27年6月予定", None),
        ("令和7年4月", None),
        ("", None),
    ],
)
def test_only_days_of_their_era_are_days(text, day):
    assert parse_date(text) == day
    assert stored(text) == (day.isoformat() if day else text)


def test_days_are_printed_in_their_era():
    assert format_wareki(date(2019, 5, 1)) == "令和元年5月1日"


@pytest.mark.parametrize(
    ("agency", "town"),
    [
        ("芦屋市長", "芦屋市"),
        ("大阪府門真市長", "門真市"),
        ("門真市教育委員会", "門真市"),
        ("四日市市長", "四日市市"),
        ("千葉県市川市長", "市川市"),
        ("東京都港区長", "港区"),
        ("大町町長", "大町町"),
        ("京都府京都市長", "京都市"),
        ("北海道 小樽市長", "小樽市"),
        ("芦屋市長、芦屋市教育委員会", "芦屋市"),
        ("兵庫県知事", "兵庫県"),
        ("北海道見本郡架空町長", "架空町"),
        ("大和郡山市長", "大和郡山市"),
        ("", ""),
        ("厚生労働大臣", ""),
    ],
)
def test_the_town_behind_an_agency(agency, town):
    assert guess_name(agency) == town
