"""The numbered 記録項目 of a file, one to a line, and the words that refer to another paper (「別添1のとおり」)."""

from typing import Any

from django import forms

from ..catalogue import Item
from .family import LONGEST, TOO_LONG
from .fields import WrittenField


class RecordsForm(forms.Form):
    """Names: value (one record to a line), text. Stands beside ItemForm and is drawn by the same templates."""

    template = "editor/kinds/records.html"
    is_group = is_lost = False

    def __init__(self, item: Item, records: list[str], note: str, *, anchor: str = "", data=None) -> None:
        super().__init__(data=data, auto_id=f"{anchor}-%s")
        self.item, self.records, self.note, self.anchor = item, records, note, anchor
        self.fields["value"] = WrittenField(LONGEST, error_messages={"max_length": TOO_LONG})
        self.fields["text"] = WrittenField(2000)

    @property
    def answer(self) -> tuple[list[str], str]:
        return self.cleaned_data["value"].splitlines(), self.cleaned_data["text"]

    @property
    def shown(self) -> dict[str, Any]:
        return {"value": "\n".join(self.records), "count": len(self.records), "text": self.note}
