"""What happened, said as a clerk would say it."""

import pytest

from changelog.lines import Change, Line, compare
from changelog.telling import happened


def boxes(*texts: str) -> Line:
    parts = tuple((text.split("］", 1)[-1].split("（")[0], text) for text in texts)
    return Line(("s1", "③"), "システム1\n③他のシステムとの接続", "\n".join(texts), parts, ("s1",))


def records(*names: str) -> Line:
    return Line(("f1", "別添1"), "(別添1)", "、".join(names), tuple((name, name) for name in names), ("f1",))


def between(old: Line, new: Line) -> tuple[str, ...]:
    return tuple(sentence for change in compare([old], [new]) for sentence in happened(change))


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("［　］庁内連携システム", "［○］庁内連携システム", "「庁内連携システム」を選択"),
        ("［○］税務システム", "［　］税務システム", "「税務システム」の選択を解除"),
        ("［　］その他", "［○］その他（証明書コンビニ交付システム）", "「その他（証明書コンビニ交付システム）」を選択"),
        (
            "［○］その他（戸籍に関する情報）",
            "［○］その他（選挙関係情報）",
            "「その他（戸籍に関する情報）」を「その他（選挙関係情報）」に変更",
        ),
        ("［？］紙", "［　］紙", "「紙」の印を変更"),
        (
            "［○］移転を行っている（14）件",
            "［○］移転を行っている（16）件",
            "「移転を行っている（14）件」を「移転を行っている（16）件」に変更",
        ),
    ],
)
def test_a_box(before: str, after: str, sentence: str):
    assert between(boxes(before, "［○］宛名システム等"), boxes(after, "［○］宛名システム等")) == (sentence,)


def test_records_are_added_taken_out_and_renamed():
    old = records("自治体コード", "世帯番号", "通知カード送付先", "届出日")
    new = records("自治体コード", "個人番号通知書送付先", "世帯番号", "振り仮名")
    assert between(old, new) == (
        "「通知カード送付先」を「個人番号通知書送付先」に変更",
        "「届出日」を削除",
        "「振り仮名」を追加",
    )


def test_a_whole_entry():
    line = Line(("t15", "name"), "移転先15", "地域福祉課", (), ("t15",), "移転先15")
    assert happened(compare([], [line])[0]) == ("「移転先15 地域福祉課」を追加",)
    assert happened(compare([line], [])[0]) == ("「移転先15 地域福祉課」を削除",)


def test_a_text_speaks_for_itself():
    def change(before: str, after: str) -> Change:
        return Change("changed", (("", "①"),), "①", before, after, (), ())

    assert happened(change("3件", "5件")) == ()
    assert happened(change("", "5件")) == ("新たに記載",)
    assert happened(change("3件", "")) == ("記載を削除",)
