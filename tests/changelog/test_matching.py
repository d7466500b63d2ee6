"""Which items of two texts are paired."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from changelog.matching import heaviest, match
from changelog.units import split


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 9)), max_size=12))
def test_the_heaviest_pairs_that_do_not_cross(candidates: list[tuple[int, int, int]]):
    found = heaviest((i, j, float(weight)) for i, j, weight in candidates)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(found))
    weights = {}
    for i, j, weight in candidates:
        weights[i, j] = max(weight, weights.get((i, j), 0))
    assert sum(weights[pair] for pair in found) == _best(weights)


def _best(weights: dict[tuple[int, int], int]) -> int:
    best: dict[tuple[int, int], int] = {}
    for pair in sorted(weights):
        before = [total for (i, j), total in best.items() if i < pair[0] and j < pair[1]]
        best[pair] = weights[pair] + max(before, default=0)
    return max(best.values(), default=0)


def pairs(before: str, after: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    old, new = split(before), split(after)
    found = match(old, new)
    return tuple([(old[i].text.strip(), new[j].text.strip()) for i, j in kind] for kind in (found.pairs, found.moves))


def test_an_item_that_was_only_renumbered_is_the_same_item():
    assert pairs("①保管する。\n②消去する。", "①管理する。\n②保管する。\n③消去する。")[0] == [
        ("①保管する。", "②保管する。"),
        ("②消去する。", "③消去する。"),
    ]


def test_the_same_sentence_under_two_headings_stays_under_its_own():
    text = "<当市における措置>\n・施錠する。\n<中間サーバーにおける措置>\n・施錠する。"
    after = "<中間サーバーにおける措置>\n・施錠する。"
    assert pairs(text, after) == ([(line, line) for line in after.split("\n")], [])


def test_an_item_that_kept_its_number_is_edited_not_replaced():
    assert pairs("①実施日 (空欄) ②結果 基礎", "①実施日 平成29年4月1日 ②結果 重点")[0] == [
        ("①実施日 (空欄)", "①実施日 平成29年4月1日"),
        ("②結果 基礎", "②結果 重点"),
    ]


def test_a_heading_is_no_pair_for_a_sentence():
    assert pairs("<当市における措置>\n", "当市における措置を講じる。\n")[0] == []


def test_a_short_item_of_a_list_may_move():
    before = "・氏名\n・住所\n・生年月日"
    assert pairs(before, "・氏名\n・生年月日\n・住所")[1] == [("・住所", "・住所")]
