"""Finds what belongs to the pages of the print and not to the document: numbers, rules, heads and feet that come again.

Whatever might be somebody's words stays: a value that is the same in several files is no head.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable

from .cells import Row

_RIM = r"[-－―–—=*_#~〜\[\]【】()（）<>＜＞/／・|\s\u3000]*"
_WORD = r"(?:[pP](?:age|AGE)?\.?|ページ|頁)"
_NUMBER = r"\d{1,4}"
_PAGE_NUMBER = re.compile(
    rf"{_RIM}(?:{_WORD}\s*[:：]?\s*{_NUMBER}|第?\s*{_NUMBER}\s*(?:ページ|頁)目?|{_NUMBER}\s*[/／]\s*{_NUMBER})"
    rf"(?:\s*(?:[/／]|of)\s*{_NUMBER})?\s*(?:ページ|頁)?(?:中)?{_RIM}|[-－―–—]\s*{_NUMBER}\s*[-－―–—]"
)
_BARE_NUMBER = re.compile(r"\d{1,3}")
MOST_LOST_PAGES = 30  # between two that are there
_RULE = re.compile(r"(?:[-*_=]\s*){3,}|[─━―—]{3,}")
_FENCE = re.compile(r"`{3,}\w*")  # the machine's own, around what it read
_LISTED = re.compile(r"[・●■◆※①-⑳<＜【〔(（\[［-]")  # how running text begins, and not a head
_FOOT = re.compile(rf"(.{{4,50}}?)[\s\u3000(（-]*({_NUMBER})\s*(?:ページ|頁)?[)）-]?")
FEW_JUMPS = 20
FEW = 3  # what stands on fewer pages may be the document's own

IsLabel = Callable[[str], bool]


def without_furniture(rows: list[Row], is_label: IsLabel) -> tuple[list[Row], list[Row]]:
    """(rows of the document, dropped rows)."""
    heads = _running_heads(rows, is_label)
    lines = _bare_page_numbers(rows) | _rules(rows, is_label) | _numbered_feet(rows, is_label)
    kept, dropped, pending_break = [], [], False
    for row in rows:
        text = " ".join(row.filled)
        if is_page_number(text) or row.line in lines or text in heads:
            dropped.append(row)
            pending_break = True
            continue
        after_break = row.after_break or pending_break
        kept.append(Row(row.line, row.cells, after_break) if after_break != row.after_break else row)
        pending_break = False
    return kept, dropped


def is_page_number(text: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(text) or _FENCE.fullmatch(text))


def heads_of(dropped: list[Row]) -> list[str]:
    """The words that were dropped, each once, for the report; a number in them counts the pages."""
    texts = [" ".join(row.filled) for row in dropped]
    words = {re.sub(_NUMBER, "○", text) for text in texts if len(text) > 12 and not is_page_number(text)}
    return sorted(word for word in words if not _RULE.fullmatch(word))


def missing_pages(dropped: list[Row]) -> list[str]:
    """Sentences about pages that the numbers count but the source lacks; none where the numbers do not rise."""
    found = [re.search(_NUMBER, unicodedata.normalize("NFKC", " ".join(row.filled))) for row in dropped]
    numbers = [int(number[0]) for row, number in zip(dropped, found, strict=True) if number and _counts(row)]
    if not _rising(numbers, MOST_LOST_PAGES):
        return []
    jumps = [(a + 1, b - 1) for a, b in zip(numbers, numbers[1:], strict=False) if b > a + 1]
    told = [f"{first}ページ" if first == last else f"{first}ページから{last}ページまで" for first, last in jumps]
    return [f"原文の{words}が見当たりません（ページ番号が飛んでいます）。" for words in told[:FEW_JUMPS]]


def _counts(row: Row) -> bool:
    text = " ".join(row.filled)
    return is_page_number(text) or _is_bare(row) or bool(_FOOT.fullmatch(unicodedata.normalize("NFKC", text)))


def _bare_page_numbers(rows: list[Row]) -> set[int]:
    """Lines with nothing but a number, when these numbers count the pages: one by one, or alone where pages are lost."""
    found = [(row, alone) for row, alone in _standing(rows) if _is_bare(row)]
    for candidates, step in (([row for row, _ in found], 1), ([row for row, alone in found if alone], MOST_LOST_PAGES)):
        numbers = [int(row.cells[0]) for row in candidates]
        if _rising(numbers, step) and len(numbers) > (2 if step == 1 else 1):
            return {row.line for row in candidates}
    return set()


def _standing(rows: list[Row]) -> list[tuple[Row, bool]]:
    """(row, whether it stands alone between two breaks)."""
    ends = [later.after_break for later in rows[1:]] + [True]
    return [(row, row.after_break and end) for row, end in zip(rows, ends, strict=True)]


def _rising(numbers: list[int], step: int) -> bool:
    return all(0 < later - earlier <= step for earlier, later in zip(numbers, numbers[1:], strict=False))


def _is_bare(row: Row) -> bool:
    return len(row.cells) == 1 and bool(_BARE_NUMBER.fullmatch(row.cells[0]))


def _rules(rows: list[Row], is_label: IsLabel) -> set[int]:
    """Lines of dashes between pages. Behind labels they are how a town writes that there is nothing to write."""
    found = [
        (row.line, _follows_label(above, is_label))
        for above, (row, alone) in zip([None, *rows], _standing(rows), strict=False)
        if alone and len(row.cells) == 1 and _RULE.fullmatch(row.cells[0])
    ]
    return {line for line, _ in found} if len(found) >= FEW and _seldom(follows for _, follows in found) else set()


def _seldom(follows: Iterable[bool]) -> bool:
    """Whether most of them do not stand behind a label."""
    told = list(follows)
    return 2 * sum(told) < len(told)


def _follows_label(above: Row | None, is_label: IsLabel) -> bool:
    return above is not None and is_label(above.filled[-1])


def _running_heads(rows: list[Row], is_label: IsLabel) -> set[str]:
    """Short lines that always stand at the top of a page, four times or more.

    A sentence is no head, nor are the same words behind a label in several files.
    """
    tops: dict[str, list[bool]] = {}
    elsewhere: set[str] = set()
    above, head_above = None, False
    for row in rows:
        text = " ".join(row.filled)
        top = row.after_break or head_above or (above is not None and is_page_number(" ".join(above.filled)))
        head_above = top and _may_be_head(row, text) and not is_label(text)
        if head_above:
            tops.setdefault(text, []).append(_follows_label(above, is_label))
        else:
            elsewhere.add(text)
        above = row
    return {text for text, found in tops.items() if len(found) > FEW and text not in elsewhere and _seldom(found)}


def _may_be_head(row: Row, text: str) -> bool:
    return len(row.cells) == 1 and 5 < len(text) < 60 and not text.endswith("。") and not _LISTED.match(text)


def _numbered_feet(rows: list[Row], is_label: IsLabel) -> set[int]:
    """「見本市 評価書 12ページ」: the same words alone at the end of a page, with a number that rises."""
    feet: dict[str, list[tuple[int, int]]] = {}
    for row, alone in _standing(rows):
        found = _FOOT.fullmatch(unicodedata.normalize("NFKC", row.filled[0])) if alone and len(row.cells) == 1 else None
        if found and not is_label(row.filled[0]):
            feet.setdefault(found[1], []).append((int(found[2]), row.line))
    counted = [found for found in feet.values() if len(found) > FEW and _rising([n for n, _ in found], MOST_LOST_PAGES)]
    return {line for found in counted for _, line in found}
