"""規則第11条 on rows of the change list: what nobody has judged, and judgements that the change itself contradicts."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from ..catalogue import Form
from ..catalogue.wareki import as_printed
from ..law.gate import undecided
from ..law.important import Subject
from ..law.triggers import triggers
from ..models import ChangeRow
from ..snapshot import ChangeEntry, Snapshot
from .context import Context
from .problem import Problem
from .rule import Hit, rule

_MARKS = re.compile(r"[※\s①-⑳]")


@rule("C4")
def told_as_formal(context: Context) -> Iterator[Hit]:
    """変更箇所（{date}）「{item}」は「事後」ですが、{told}重要な変更に当たらないかを確かめてください。

    規則第11条・指針第6の2(2)。門真市「実施しない→実施する」「[ ]本人→[○]本人」、芦屋市「その他(戸籍に関する情報)→(…、選挙関係情報)」は事後。
    """
    for entry in context.snapshot.changes:
        if entry.timing != ChangeRow.Timing.AFTER:
            continue
        for told in triggers(subject_of_entry(entry, context.form)):
            words = {"date": as_printed(entry.date), "item": _last(entry.item), "told": told}
            address = entry.addresses[0] if entry.addresses else None
            yield Hit(None, words, (entry.item, entry.before, entry.after), address, ("変更箇所",))


def subject_of_entry(entry: ChangeEntry, form: Form) -> Subject:
    """What a row of the annex speaks of: by its addresses, else by the label that its path ends with."""
    codes = {code for _, code in entry.addresses if code in form.places}
    if not codes:
        path = _MARKS.sub("", unicodedata.normalize("NFKC", _last(entry.item).translate(_CIRCLED)))
        named = [item for item in form.items if item.star and path.endswith(_MARKS.sub("", item.label))]
        longest = max((len(item.label) for item in named), default=0)
        codes = {item.code for item in named if len(item.label) == longest}
    items = tuple(form.item(code) for code in sorted(codes)) if len(codes) == 1 else ()
    return Subject(form, items, entry.before, entry.after)


_CIRCLED = {ord(sign): None for sign in "①②③④⑤⑥⑦⑧⑨⑩"}


def _last(path: str) -> str:
    return path.strip().split("\n")[-1].strip()


def undecided_rows(snapshot: Snapshot, rows: Iterable[ChangeRow]) -> Iterator[Problem]:
    """規則第11条: ※の項目の変更が、重要な変更に当たるかどうか判断されていません。"""
    for row in undecided(rows, snapshot):
        sentence = f"変更箇所「{row.short_label}」が、重要な変更に当たるかどうか判断されていません。"
        yield Problem("規則第11条", sentence, row=row.pk, anchor=f"row-{row.pk}", name="undecided_rows")
