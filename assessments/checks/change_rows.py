"""Rows of the change list that a person has still to complete (様式 別添 変更箇所: 変更日, 提出時期)."""

from collections.abc import Iterable, Iterator

from ..models import ChangeRow
from .problem import Problem


def incomplete_rows(rows: Iterable[ChangeRow]) -> Iterator[Problem]:
    """変更箇所: 変更日か提出時期が入っていない行があります。"""
    for row in rows:
        if row.supplement:
            continue
        missing = [name for name, value in (("変更日", row.changed_on), ("提出時期", row.timing)) if not value]
        if missing:
            sentence = f"変更箇所「{_short(row.printed_label)}」の{'と'.join(missing)}が入っていません。"
            yield Problem("変更箇所", sentence, row=row.pk, anchor=f"row-{row.pk}")


def _short(label: str) -> str:
    return " ".join(label.split("\n")[-2:])
