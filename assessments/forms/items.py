"""One item of the form as a Django form; the kind of the item decides the fields, and nobody else does.

``item_form(...).is_valid()`` then ``.answer`` is the value in normal form (catalogue.values).
"""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms

from ..catalogue import CHECK_KINDS, CHOICE_KINDS, Item, values, wareki
from .boxes import add_boxes, boxes_answer, boxes_layout

LONGEST = 200_000  # characters of one answer; a longer paste is an accident


class ItemForm(forms.Form):
    """The fields of one item. Field names: value, count, text, and box-N, boxtext-N, boxcount-N for check boxes."""

    def __init__(self, item: Item, value: values.Value, *, anchor: str, data=None) -> None:
        super().__init__(data=data, auto_id=f"{anchor}-%s")
        self.item, self.current = item, value
        self.answer: values.Value = None
        _BUILDERS[_family(item)](self)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = _layout(self)
        self.helper.form_show_errors = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        try:
            self.answer = values.clean(self.item, _READERS[_family(self.item)](self, cleaned))
        except values.WrongValue as error:
            raise forms.ValidationError(str(error)) from error
        return cleaned


def item_form(item: Item, value: values.Value, *, anchor: str, data=None) -> ItemForm:
    """The form of an item with its present value, bound when ``data`` is given."""
    return ItemForm(item, value, anchor=anchor, data=data)


def _family(item: Item) -> str:
    if item.kind in CHECK_KINDS:
        return "boxes"
    return "choice" if item.kind in CHOICE_KINDS else item.kind


def _label(item: Item) -> str:
    return item.heading


def _text_field(form: ItemForm) -> None:
    rows = 1 if form.item.kind == "text" else 4
    form.fields["value"] = forms.CharField(
        label=_label(form.item),
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows, "data-grows": "", "data-kind": form.item.kind}),
        error_messages={"max_length": f"{LONGEST:,}文字までです。分けて記入するか、別紙にしてください。"},
        initial="" if values.is_lost(form.current) else (form.current or ""),
    )


def _date_field(form: ItemForm) -> None:
    written = "" if values.is_lost(form.current) else wareki.as_printed(form.current or "")
    form.fields["value"] = forms.CharField(
        label=_label(form.item),
        required=False,
        max_length=200,
        initial=written,
        help_text="例：令和7年4月1日、R7.4.1、2025/4/1。決まっていないときは「令和8年4月予定」のようにも書けます。",
    )


def _choice_field(form: ItemForm) -> None:
    current = values.choice_label(form.current)
    options = [(option.label, option.label) for option in form.item.options]
    if isinstance(form.current, dict) and values.is_lost(form.current):
        current = ""
    if current and current not in form.item.labels:
        options.append((current, f"{current}（選択肢にない記載。選び直してください）"))
    form.fields["value"] = forms.ChoiceField(
        label=_label(form.item),
        required=False,
        choices=[*options, ("", "（選んでいない）")],
        widget=forms.RadioSelect,
        initial=current,
        error_messages={"invalid_choice": "選択肢から選んでください。"},
    )
    extra = form.current if isinstance(form.current, dict) else {}
    if form.item.kind == "choice+count":
        form.fields["count"] = forms.CharField(
            label="件数",
            required=False,
            max_length=12,
            initial=extra.get("count"),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "field-short"}),
        )
    if form.item.kind == "choice+text":
        form.fields["text"] = forms.CharField(
            label="（　）の記載", required=False, max_length=2000, initial=extra.get("text", "")
        )


FLAG_STATES = [("yes", "○を付ける"), ("no", "○を付けない"), ("unknown", "不明（原本で読み取れない）")]


def _flag_field(form: ItemForm) -> None:
    if form.current is None or values.is_lost(form.current):
        form.fields["value"] = forms.ChoiceField(
            label=_label(form.item), required=False, choices=FLAG_STATES, widget=forms.RadioSelect, initial="unknown"
        )
    else:
        form.fields["value"] = forms.BooleanField(label=_label(form.item), required=False, initial=bool(form.current))


def _figure_field(form: ItemForm) -> None:
    extra = form.current if isinstance(form.current, dict) else {}
    form.fields["text"] = forms.CharField(
        label="備考",
        required=False,
        max_length=LONGEST,
        initial=extra.get("text", ""),
        widget=forms.Textarea(attrs={"rows": 3, "data-grows": ""}),
    )


_BUILDERS = {
    "text": _text_field,
    "long_text": _text_field,
    "date_wareki": _date_field,
    "choice": _choice_field,
    "boxes": add_boxes,
    "flag": _flag_field,
    "figure": _figure_field,
}


def _read_date(form: ItemForm, cleaned: dict[str, Any]) -> str:
    written = cleaned.get("value", "").strip()
    if wareki.is_impossible(written):
        raise values.WrongValue(f"「{written}」という日はありません。日付を確かめてください。")
    day = wareki.parse_date(written)
    return day.isoformat() if day else written


def _read_choice(form: ItemForm, cleaned: dict[str, Any]) -> values.Value:
    label = cleaned.get("value", "")
    if form.item.kind == "choice":
        return label
    return {"choice": label, "count": cleaned.get("count"), "text": cleaned.get("text")}


def _read_flag(form: ItemForm, cleaned: dict[str, Any]) -> bool | None:
    return {"yes": True, "no": False, "unknown": None, True: True, False: False, "": False}[cleaned.get("value", False)]


def _read_figure(form: ItemForm, cleaned: dict[str, Any]) -> values.Value:
    figures = form.current.get("figures", []) if isinstance(form.current, dict) else []
    return {"figures": figures, "text": cleaned.get("text", "")}


_READERS = {
    "text": lambda form, cleaned: cleaned.get("value", ""),
    "long_text": lambda form, cleaned: cleaned.get("value", ""),
    "date_wareki": _read_date,
    "choice": _read_choice,
    "boxes": boxes_answer,
    "flag": _read_flag,
    "figure": _read_figure,
}


def _layout(form: ItemForm) -> Layout:
    if _family(form.item) == "boxes":
        return boxes_layout(form)
    return Layout(*(Field(name) for name in form.fields))
