"""What residents read of a document in which something is withheld, kind by kind; the secret is searched for everywhere."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments import catalogue
from assessments.catalogue import CHECK_KINDS
from assessments.catalogue.withheld import MASK, typed_texts
from assessments.rendering.page import document_html
from assessments.snapshot import ChangeEntry, Snapshot, Withheld, lines, masked, outline
from assessments.snapshot.redacting import Blackout, fold
from tests.assessments.rendering.documents import answer_of, filled

SECRET = "午前３時にZ7号室の装置へ複製"
FORM = catalogue.get_form("juten")
PLAIN = "juten.I.1.office_content"
KINDS = sorted({item.kind for item in FORM.items if item.has_answer})


def plain(secret=SECRET, **fields) -> Snapshot:
    """A document whose 事務の内容 holds the secret, and nothing withheld yet."""
    found = filled(changes=1)
    return replace(found, answers={**found.answers, PLAIN: f"毎日、{secret}する。"}, **fields)


def hidden(snapshot: Snapshot, *held: Withheld) -> Snapshot:
    return masked(replace(snapshot, withheld=held))


def says(snapshot: Snapshot, words: str) -> bool:
    return fold(words) in fold(snapshot.canonical()) or fold(words) in fold(document_html(snapshot, mode="print"))


def with_secret(item, secret: str):
    """An answer of the item's kind that holds the secret in every text of it."""
    value = answer_of(item, secret)
    if item.kind in CHECK_KINDS:
        return {"checked": list(item.labels[:1]), "unknown": [], "other": secret, "counts": {item.labels[0]: 7}}
    return {"raw": secret} if item.kind == "choice" else value


def holding(item, secret: str) -> Snapshot:
    return filled(written=lambda other: with_secret(other, secret) if other.code == item.code else None)


def test_nothing_withheld_is_the_same_object():
    snapshot = plain()
    assert masked(snapshot) is snapshot
    assert "withheld" not in snapshot.as_json()


@pytest.mark.parametrize(
    "item", [i for i in FORM.items if i.has_answer and i.kind != "date_wareki"], ids=lambda i: i.code
)
def test_an_item_of_any_kind_is_withheld_as_a_whole_and_nowhere_else(item):
    if FORM.repeat_of(item.code) == "per_change" or item.code.endswith(("cover.number", "cover.name", "cover.agency")):
        pytest.skip("never withheld")
    full = holding(item, SECRET)
    ref = {"": "", "systems": "s1", "files": "f1"}.get(FORM.holder_of(item.code), f"f1{FORM.holder_of(item.code)[:2]}1")
    shown = hidden(full, Withheld(ref, item.code, reason="規則第13条"))
    placed = next(p for sheet in outline(shown) for p in sheet.items if p.address == (ref, item.code))
    assert placed.text == MASK
    assert not says(shown, SECRET), "the other entries held the same words"
    assert not shown.withheld and "規則第13条" not in shown.canonical()
    before = {line.address: line.text for line in lines(full)}
    differing = {line.address for line in lines(shown) if before[line.address] != line.text}
    assert {code for _, code in differing} <= {item.code, "juten.I.3.file_names"} | {
        i.code for i in FORM.items if i.derived
    }


def test_what_is_ticked_is_not_told_by_the_boxes():
    item = next(i for i in FORM.items if i.kind == "checks" and FORM.holder_of(i.code) == "files")
    pages = []
    for ticked in ([], list(item.labels[:1]), list(item.labels)):
        full = filled(written=lambda i, t=ticked: {"checked": t, "unknown": []} if i.code == item.code else None)
        shown = hidden(full, *(Withheld(ref, item.code) for ref in ("f1", "f2")))
        pages.append((shown.sha256, document_html(shown, mode="print")))
    assert len(set(pages)) == 1


def test_a_flag_says_neither_yes_nor_no():
    item = next(i for i in FORM.items if i.kind == "flag")
    pages = set()
    for said in (True, False, None):
        full = filled(written=lambda i: None)
        full = replace(full, files=tuple(replace(f, answers={**f.answers, item.code: said}) for f in full.files))
        pages.add(document_html(hidden(full, *(Withheld(f.ref, item.code) for f in full.files)), mode="screen"))
    assert len(pages) == 1
    assert "［非公表］" in pages.pop()


def test_a_figure_is_hidden_with_its_picture_and_its_alternative_text():
    form = catalogue.get_form("zenkomoku")
    item = next(i for i in form.items if i.kind == "figure")
    full = filled("zenkomoku", written=lambda i: with_secret(i, SECRET) if i.code == item.code else None)
    shown = hidden(full, Withheld("", item.code))
    assert shown.answers[item.code] == {"text": MASK}
    assert "base64" not in shown.canonical()


def test_records_are_hidden_with_their_number():
    item = FORM.record_item
    shown = hidden(filled(), Withheld("f1", item.code))
    assert shown.files[0].records == (MASK,)
    assert len(shown.files[1].records) == 39
    one = hidden(filled(), Withheld("f1", item.code, "記録項目7"))
    assert one.files[0].records[6] == MASK
    assert one.files[0].records[7] == "記録項目8"


def test_a_passage_is_hidden_and_the_rest_stays():
    shown = hidden(plain(), Withheld("", PLAIN, SECRET))
    assert shown.answers[PLAIN] == f"毎日、{MASK}する。"


@pytest.mark.parametrize(
    "written",
    ["午前3時にＺ７号室の\n装置へ複製", "午前３時に z7号室の　装置へ複製", "午前３時にZ7号\u200b室の装置へ複製"],
)
def test_width_case_and_line_breaks_hide_nothing_from_the_mask(written):
    entry = ChangeEntry(item="文言等修正", after=f"{written}した。", note=written)
    shown = hidden(plain(changes=(entry,)), Withheld("", PLAIN, SECRET))
    assert shown.changes[0].after == f"{MASK}した。"
    assert shown.changes[0].note == MASK


def test_a_passage_that_is_gone_from_its_item_hides_the_whole_item():
    shown = hidden(plain("午前４時に複製"), Withheld("", PLAIN, SECRET))
    assert shown.answers[PLAIN] == MASK


def test_rows_about_the_item_are_masked_and_others_stay():
    rows = (
        ChangeEntry(item="事務", before="旧の時刻", after="新の時刻", version=1, addresses=(("", PLAIN),)),
        ChangeEntry(item="ほか", before="甲", after="乙", version=2, addresses=(("", "juten.I.7.others"),)),
        ChangeEntry(item="古い一覧", before="旧", after="新", addresses=(("", PLAIN), ("", "juten.I.7.others"))),
        ChangeEntry(
            item="手で書いた行", before="", after=f"{SECRET}に改めた。", note=f"{SECRET}のため", date="平成30年"
        ),
    )
    shown = hidden(plain(changes=rows), Withheld("", PLAIN)).changes
    assert [(row.before, row.after) for row in shown[:3]] == [(MASK, MASK), ("甲", "乙"), (MASK, MASK)]
    assert not any(fold(SECRET) in fold(repr(row)) for row in shown)


def test_rows_of_a_whole_entry_are_masked_with_the_item_that_they_hold():
    held = Withheld("f1ou1", "juten.II.4e.matter", within="f1")
    rows = tuple(
        ChangeEntry(item="", after="全体の記載", addresses=((ref, ""),)) for ref in ("f1ou1", "f1", "f2", "s1")
    )
    shown = hidden(filled(), held)
    shown = hidden(replace(filled(), changes=rows), held).changes
    assert [row.after for row in shown] == [MASK, MASK, "全体の記載", "全体の記載"]


def test_after_it_was_lifted_the_old_rows_stay_masked_and_new_ones_are_read():
    def row(version):
        return ChangeEntry(item="", before="前", after="後", version=version, addresses=(("", PLAIN),))

    held = Withheld("", PLAIN, lifted=3, former=(SECRET,))
    shown = hidden(plain(changes=(row(None), row(2), row(3), row(4))), held)
    assert [(r.before, r.after) for r in shown.changes] == [(MASK, MASK), (MASK, MASK), (MASK, "後"), ("前", "後")]
    assert SECRET in shown.answers[PLAIN], "lifted: the item itself is public again"


def test_former_texts_are_looked_for_in_every_row_and_item():
    other = "juten.I.1.office_name"
    full = plain("午前４時に複製", changes=(ChangeEntry(item="", before=SECRET),))
    full = replace(full, answers={**full.answers, other: f"以前は{SECRET}"}, unplaced=({"after": "", "text": SECRET},))
    shown = hidden(full, Withheld("", PLAIN, former=(SECRET,)))
    assert not says(shown, SECRET)
    assert shown.answers[other] == f"以前は{MASK}"


def test_a_line_of_a_long_text_is_hidden_in_a_row_typed_by_hand():
    long = "一行目である。\n二重化した装置を別棟の地下に置く。鍵は三名で持つこととする。"
    row = ChangeEntry(item="", after="追加：鍵は三名で持つこととする。")
    assert hidden(plain(long, changes=(row,)), Withheld("", PLAIN)).changes[0].after == f"追加：{MASK}"


def test_a_file_name_is_hidden_in_headings_and_in_the_list_of_files():
    code = FORM.file_name_item.code
    shown = hidden(holding(FORM.file_name_item, SECRET), Withheld("f1", code), Withheld("f2", code))
    assert not says(shown, SECRET)


def test_a_short_number_hides_no_longer_one():
    assert Blackout(["10日"], whole_numbers=True)("110日、10日、１０日ごと") == f"110日、{MASK}、{MASK}ごと"


TEXTS = st.text(alphabet="あア漢Ａa1 \n。ｶﾞ（）\u200b", min_size=4, max_size=12).filter(
    lambda text: len(fold(text)) >= 4
)


AROUND = st.text(max_size=8).filter(lambda text: not any(char.isdigit() for char in fold(text)))


@settings(deadline=None, max_examples=60)
@given(secret=TEXTS, around=AROUND, whole=st.booleans())
def test_whatever_the_words_they_are_in_no_text(secret, around, whole):
    row = ChangeEntry(item=around, before=around + secret, after=secret + around, note=secret, table=secret)
    full = plain(secret, changes=(row,), unplaced=({"after": "", "text": f"{around}{secret}"},))
    full = replace(full, answers={**full.answers, PLAIN: secret if whole else f"{around}{secret}"})
    shown = hidden(full, Withheld("", PLAIN, "" if whole else secret))
    word = fold(secret)
    texts = [*typed_texts(None, [shown.answers[PLAIN]]), shown.unplaced[0]["text"]]
    texts += [shown.changes[0].note, shown.changes[0].table]
    assert not any(word in fold(text.replace(MASK, "\x00|")) for text in texts if text)


@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_the_public_document_is_one_that_can_be_read_again(data):
    codes = [i.code for i in FORM.items if i.has_answer and FORM.repeat_of(i.code) != "per_change"]
    held = [Withheld("", code) for code in data.draw(st.lists(st.sampled_from(codes), max_size=6, unique=True))]
    shown = hidden(filled(), *held)
    again = Snapshot.from_text(shown.canonical())
    assert again == shown or json.loads(again.canonical()) == json.loads(shown.canonical())
    assert masked(shown) is shown
    document_html(shown, mode="print")
