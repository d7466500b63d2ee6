"""The lists that 川口市 and 高槻市 printed, from two documents that hold their texts: imported, edited, printed."""

import json
import re
from copy import deepcopy
from pathlib import Path

import pytest

from assessments import editing
from assessments.editing.overwrite import overwrite
from assessments.forms.lists import ListForm
from assessments.outputs import rows as printed
from assessments.outputs.choices import tables
from assessments.policies import open_version
from assessments.snapshot import Snapshot
from tests.builders import draft_over, imported_document, rows

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parent / "samples"
ROWS = {row[0]: row for row in json.loads((SAMPLES / "kawaguchi.json").read_text(encoding="utf-8"))}
FILES = ["住民基本台帳ファイル", "本人確認情報ファイル", "送付先情報ファイル"]
TEXT = "番号法その他の法令を遵守し、適切に取り扱う。"
INCIDENT = ("r1_incident", "r1_incident_content", "r1_incident_prevention")


def code(name: str) -> str:
    return f"zenkomoku.{name}"


def document() -> dict:
    """A 全項目評価書 of five systems and three files with three outsourcings."""
    files = [
        {"ref": f"f{n}", "number": n, "answers": {code("II.1.file_name"): name, code("II.2.scope"): TEXT}}
        | {kind: [] for kind in ("records", "outsourcing", "provisions", "transfers")}
        for n, name in enumerate(FILES, 1)
    ]
    files[0]["outsourcing"] = [
        {"ref": f"o{n}", "number": n, "answers": {code("II.4e.title"): name}}
        for n, name in enumerate(("開発・保守", "窓口業務", "通知カード"), 1)
    ]
    files[0]["provisions"] = [{"ref": "p1", "number": 1, "answers": {code("II.5p.to"): "市町村長"}}]
    systems = [{"ref": f"s{n}", "number": n, "answers": {code("I.2.name"): f"システムその{n}"}} for n in range(1, 6)]
    head = {
        "schema": 1,
        "form": "zenkomoku",
        "edition": "2018-05",
        "municipality": {"code": "999997", "name": "見本市"},
    }
    cover = {code("cover.name"): "住民基本台帳に関する事務 全項目評価書"}
    return head | {"answers": cover, "systems": systems, "files": files, "changes": [], "unplaced": []}


def answers(data: dict, ref: str) -> dict:
    inner = [entry for file in data["files"] for entry in (*file["outsourcing"], *file["provisions"])]
    found = (entry["answers"] for entry in (*data["systems"], *data["files"], *inner) if entry["ref"] == ref)
    return next(found) if ref else data["answers"]


class Pair:
    """A document as it was and as it is to be."""

    def __init__(self) -> None:
        self.old, self.new = document(), document()

    def put(self, ref: str, name: str, before, after) -> None:
        for data, value in ((self.old, before), (self.new, after)):
            if value not in ("", "—", "－"):
                answers(data, ref)[code(name)] = deepcopy(value)

    def draft(self, cast):
        made = imported_document(cast, self.old, "21")
        draft_over(made, by=cast.visitor("author"))
        overwrite(made, Snapshot.from_json(self.new), whole=True, by=cast.visitor("author"))
        made.refresh_from_db()
        return made


def kawaguchi() -> Pair:
    pair = Pair()
    for ref, name, number in (
        ("s1", "I.2.functions", 1),
        ("", "I.6.legal_basis", 4),
        ("p1", "II.5p.legal_basis", 9),
        ("f1", "II.6.place", 10),
        ("f1", "II.6.erase", 11),
        ("f1", "III.4.viewers_how", 12),
        ("f1", "III.4.contract", 13),
        ("f1", "III.4.erase_rule_content", 14),
    ):
        pair.put(ref, name, *ROWS[number][3:5])
    boxes = {"checked": ["宛名システム等"], "unknown": []}
    more = {"checked": ["宛名システム等", "その他"], "unknown": [], "other": "証明書コンビニ交付システム"}
    pair.put("s1", "I.2.connections", boxes, more)
    names = {code("I.2.name"): "証明書コンビニ交付システム", code("I.2.functions"): TEXT}
    pair.new["systems"].append({"ref": "s6", "number": 6, "answers": names})
    pair.put("f1", "II.4.has", *({"choice": "委託する", "count": n} for n in (3, 5)))
    for n, title in ((4, "証明書コンビニ交付システムのサービス利用"), (5, "川口市マイナンバーカード交付関連業務委託")):
        entry = {code("II.4e.title"): title, code("II.4e.content"): TEXT}
        pair.new["files"][0]["outsourcing"].append({"ref": f"o{n}", "number": n, "answers": entry})
    for ref in ("f1", "f2", "f3"):
        for name, before in zip(INCIDENT, ("発生あり", "USBメモリを紛失。", "施錠管理を行う。"), strict=True):
            pair.put(ref, f"III.7.{name}", before, "発生なし" if name == "r1_incident" else "")
    pair.put("", "VI.1.date", "2019-11-07", "2022-01-13")
    pair.put("", "VI.2.opinions", "", "個人情報の開示についてのご意見。")
    pair.put("", "VI.3.date", "令和2年1月29日(水)", "令和4年1月31日実施予定")
    return pair


def grid(cast, made, layout: str) -> list[list[str]]:
    version = open_version(made)
    found = printed.chosen_rows(made, version, everything=False)
    choice = ListForm.of({"layout": layout}).choice({}, "住民基本台帳に関する事務")
    lines = printed.print_rows(found, printed.edges_of(made, version))
    (table,) = tables([("", line) for line in lines], choice)
    return [[table.title], *table.grid(brackets=False)]


def test_kawaguchi_from_its_documents(cast):
    made = kawaguchi().draft(cast)
    for name in ("発生したか", "その内容", "再発防止策の内容"):
        same = [row.pk for row in rows(made) if row.label.endswith(name)]
        editing.merge_rows(made, same, by=cast.visitor("author"))
    found = grid(cast, made, "kawaguchi")
    assert found[0] == ["住民基本台帳に関する事務における変更箇所一覧"]
    said = [(row[3].replace("\n", ""), row[4].replace("\n", "")) for row in found[1:] if row[0].isdigit()]
    expected = [tuple(text.replace("\n", "").replace("－", "—") for text in ROWS[n][3:5]) for n in (1, 4, 9, 10, 11)]
    assert [pair for pair in said if pair in expected] == expected
    assert ("［　］その他", "［○］その他（証明書コンビニ交付システム）") in said
    assert [pair[1] for pair in said if pair[1].endswith("を追加")] == [
        "証明書コンビニ交付システムを追加",
        "証明書コンビニ交付システムのサービス利用を追加",
        "川口市マイナンバーカード交付関連業務委託を追加",
    ]
    assert ("委託する（3）件", "委託する（5）件") in said
    place = next(row[2] for row in found if row[-3:-1] and "発生したか" in row[2] and row[3] == "発生あり")
    assert "(1) 住民基本台帳ファイル～(3) 送付先情報ファイル" in place
    amended = [(row[3], row[4]) for row in found[1:] if row[5:6] == ["修正"]]
    assert amended == [
        ("令和元年11月7日", "令和4年1月13日"),
        ("—", "個人情報の開示についてのご意見。"),
        ("令和2年1月29日(水)", "令和4年1月31日実施予定"),
    ]


def test_takatsuki_from_its_documents(cast):
    pair = Pair()
    functions = [f"{n}. 住民基本台帳の機能その{n}" for n in range(1, 10)]
    added = "10. コンビニ交付システムへの連携 住民票等の各種証明書に記載する情報をコンビニ交付システムと連携する"
    pair.put("s1", "I.2.functions", "\n".join(functions), "\n".join([*functions, added]))
    pair.put("f1", "II.2.held_from", "平成27年6月予定", "2015-08-01")
    pair.put("f2", "II.2.held_from", "平成27年6月予定", "2015-08-01")
    pair.put("f1", "II.4.has", *({"choice": "委託する", "count": n} for n in (3, 4)))
    entry = {"II.4e.title": "コンビニ交付システムのサービス利用", "II.4e.range": "特定個人情報ファイルの一部",
             "II.4e.persons": "10万人以上100万人未満", "II.4e.sub": "再委託しない"}  # fmt: skip
    entry = {"ref": "o4", "number": 4, "answers": {code(name): text for name, text in entry.items()}}
    pair.new["files"][0]["outsourcing"].append(entry)
    pair.put("", "VI.3.date", "", "平成28年11月予定")
    said = [[re.sub(r"\s", "", cell) for cell in row[1:4]] for row in grid(cast, pair.draft(cast), "takatsuki")[1:]]
    assert ["②システムの機能", re.sub(r"\s", "", f"<1. ~9. 省略>{added}"), "下線部分追加"] in said
    assert said.count(["⑤保有開始日", "平成27年8月1日", "下線部分変更"]) == 2
    assert ["特定個人情報ファイル名", "(1)住民基本台帳ファイル", ""] in said
    place = said.index(["委託事項4", "コンビニ交付システムのサービス利用", "新規追加"])
    assert said[place + 1 : place + 4] == [
        ["②取扱いを委託する特定個人情報ファイルの範囲", "特定個人情報ファイルの一部", ""],
        ["対象となる本人の数", "10万人以上100万人未満", ""],
        ["再委託⑦再委託の有無", "再委託しない", ""],
    ]
    assert said[-1] == ["①実施日", "平成28年11月予定", "新規追加"]
