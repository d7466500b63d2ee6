"""Random documents and the edits that staff make in them."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st

from changelog.lines import Line

WORDS = st.sampled_from(
    "番号法第19条第7号 サーバー サーバ室 入退室管理 ①保管場所 ・認証 令和5年4月1日 福祉部 高齢介護課 を に関する 、 。 （ ） "
    "\n <中間サーバーにおける措置> 【物理的対策】 10万人 ID 以下略 ※ １．機能 １，４５７名 ｻｰﾊﾞ 第十九条 ㈱ \u3000 元年".split(
        " "
    )
    + ["\n", "\n\n", " ", ""]
)
TEXTS = st.lists(WORDS, max_size=24).map("".join)
SIGNS = st.text(st.characters(codec="utf-8"), max_size=40)


@st.composite
def lines(draw: st.DrawFn) -> list[Line]:
    """A document: some items of its own, files with items and, in them, entries with items."""
    found = [Line(("", f"d{code}"), f"Ⅰ\n{code}", draw(TEXTS)) for code in range(draw(st.integers(0, 3)))]
    for ref in draw(st.lists(st.sampled_from("abc"), unique=True)):
        found += _entry(draw, (ref,), f"Ⅱ\n{ref}")
        for inner in draw(st.lists(st.integers(1, 3), unique=True)):
            found += _entry(draw, (ref, f"{ref}{inner}"), f"Ⅱ\n{ref}\n移転先{inner}")
    return found


def _entry(draw: st.DrawFn, group: tuple[str, ...], label: str) -> list[Line]:
    codes = draw(st.lists(st.sampled_from(["name", "①", "②", "boxes"]), unique=True, max_size=4))
    return [_line(draw, (group[-1], code), f"{label}\n{code}", group, label) for code in codes]


def _line(draw: st.DrawFn, address: tuple[str, str], label: str, group: tuple[str, ...], group_label: str) -> Line:
    if address[1] != "boxes":
        return Line(address, label, draw(TEXTS), (), group, group_label)
    parts = tuple((name, f"[{draw(st.sampled_from('○ '))}]{name}") for name in "紙専用線"[: draw(st.integers(0, 4))])
    return Line(address, label, " ".join(text for _, text in parts), parts, group, group_label)


@st.composite
def edited(draw: st.DrawFn, document: list[Line]) -> list[Line]:
    """The document after a few acts: words changed, entries taken out, put in, put in another order, renumbered."""
    for act in draw(st.lists(st.sampled_from(ACTS), max_size=5)):
        document = act(draw, document)
    return document


def _reword(draw: st.DrawFn, document: list[Line]) -> list[Line]:
    if not document:
        return document
    place = draw(st.integers(0, len(document) - 1))
    text = draw(TEXTS)
    return [*document[:place], replace(document[place], text=text, parts=()), *document[place + 1 :]]


def _remove_entry(draw: st.DrawFn, document: list[Line]) -> list[Line]:
    refs = sorted({ref for line in document for ref in line.group})
    gone = draw(st.sampled_from(refs)) if refs else ""
    return [line for line in document if gone not in line.group]


def _add_entry(draw: st.DrawFn, document: list[Line]) -> list[Line]:
    files = sorted({line.group[:1] for line in document if line.group})
    outer = draw(st.sampled_from([(), *files]))
    ref = f"new{draw(st.integers(0, 99))}"
    if any(ref in line.group for line in document):
        return document
    new = _entry(draw, (*outer, ref), f"Ⅱ\n{ref}")
    place = draw(st.integers(0, len(document)))
    return [*document[:place], *new, *document[place:]]


def _reorder(draw: st.DrawFn, document: list[Line]) -> list[Line]:
    order = sorted({line.group for line in document})
    order = draw(st.permutations(order)) if order else order
    return sorted(document, key=lambda line: order.index(line.group))


def _renumber(draw: st.DrawFn, document: list[Line]) -> list[Line]:
    return [replace(line, label=line.label + "'", group_label=line.group_label + "'") for line in document]


ACTS: tuple[Callable[[st.DrawFn, list[Line]], list[Line]], ...] = (
    _reword,
    _reword,
    _remove_entry,
    _add_entry,
    _reorder,
    _renumber,
)
