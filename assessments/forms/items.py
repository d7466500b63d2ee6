"""One item of the form as a Django form; the kind of the item decides the fields, and nobody else does.

``item_form(...).is_valid()`` then ``.answer`` is the value in normal form (catalogue.values). The editor draws the fields
with small templates of its own (templates/editor/kinds): a sheet holds a hundred items, and a general form renderer took
several milliseconds for each.
"""

from typing import Any

from django import forms

from ..catalogue import CHECK_KINDS, CHOICE_KINDS, Item, values
from . import boxes, figures, flags, texts
from .family import Family

_FAMILIES: dict[str, Family] = {
    "text": texts.TEXT,
    "long_text": texts.TEXT,
    "date_wareki": texts.DATE,
    "flag": flags.FLAG,
    "figure": figures.FIGURE,
    **dict.fromkeys(CHOICE_KINDS, texts.CHOICE),
    **dict.fromkeys(CHECK_KINDS, boxes.BOXES),
}


class ItemForm(forms.Form):
    """The fields of one item. Names: value, count, text; box-N, boxtext-N, boxcount-N for check boxes; settle.

    ``settle`` says that a person has looked and what could not be read shall be blank.
    """

    def __init__(self, item: Item, value: values.Value, *, anchor: str = "", data=None, files=None) -> None:
        super().__init__(data=data, files=files, auto_id=f"{anchor}-%s")
        self.item, self.current, self.anchor = item, value, anchor
        self.answer: values.Value = None
        self.family = _FAMILIES[item.kind]
        self.fields["settle"] = forms.CharField(required=False, max_length=1)
        self.family.add(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        try:
            self.answer = self._settled(values.clean(self.item, self.family.read(self, cleaned)), cleaned)
        except values.WrongValue as error:
            raise forms.ValidationError(str(error)) from error
        return cleaned

    def _settled(self, answer: values.Value, cleaned: dict[str, Any]) -> values.Value:
        """A lost answer stays lost while nobody has written anything or said that it is blank."""
        untouched = values.is_lost(self.current) and values.is_empty(self.item, answer) and not cleaned.get("settle")
        return dict(values.LOST) if untouched else answer

    # --- for the templates ---

    @property
    def template(self) -> str:
        return f"editor/kinds/{self.family.template}.html"

    @property
    def shown(self) -> dict[str, Any]:
        """What the template of this kind draws."""
        return self.family.shown(self)

    @property
    def is_group(self) -> bool:
        """Several controls under one heading, or one control that the heading labels."""
        return self.family.is_group

    @property
    def is_lost(self) -> bool:
        return values.is_lost(self.current)


def item_form(item: Item, value: values.Value, *, anchor: str = "", data=None, files=None) -> ItemForm:
    """The form of an item with its present value, bound when ``data`` is given."""
    return ItemForm(item, value, anchor=anchor, data=data, files=files)
