"""Check boxes with their （　） and 件: three states where the import could not read the mark."""

from typing import Any

from crispy_forms.layout import HTML, Div, Field, Fieldset, Layout
from django import forms
from django.utils.html import escape

from ..catalogue import values

STATES = [("yes", "○"), ("no", "○なし"), ("unknown", "不明")]


def add_boxes(form) -> None:
    """box-N (yes/no, or yes/no/unknown while the mark is unknown), boxtext-N and boxcount-N where the form has them."""
    for place, option in enumerate(form.item.options):
        mark = values.mark_of(form.item, form.current, option.label)
        name = f"box-{place}"
        if mark == values.UNKNOWN:
            form.fields[name] = forms.ChoiceField(
                label=option.label, required=False, choices=STATES, widget=forms.RadioSelect, initial="unknown"
            )
        else:
            form.fields[name] = forms.BooleanField(label=option.label, required=False, initial=mark == values.CHOSEN)
        written = values.bracket_text(form.item, form.current, option.label)
        if written is not None:
            form.fields[f"boxtext-{place}"] = forms.CharField(
                label=f"{option.label}（　）の記載",
                required=False,
                max_length=5000,
                initial=written,
                widget=forms.Textarea(attrs={"rows": 1, "data-grows": ""}),
            )
        if option.opens_count:
            form.fields[f"boxcount-{place}"] = forms.CharField(
                label=f"{option.label}の件数",
                required=False,
                max_length=12,
                initial=values.count_of(form.current, option.label),
                widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "field-short"}),
            )


def boxes_layout(form) -> Layout:
    """Grouped by the headings of the form (・識別情報 …), each box with its bracket beside it."""
    rows: list[Any] = []
    heading = ""
    for place, option in enumerate(form.item.options):
        if option.heading != heading:
            heading = option.heading
            rows.append(HTML(f'<p class="box-heading">{escape(heading)}</p>'))
        names = [n for n in (f"box-{place}", f"boxtext-{place}", f"boxcount-{place}") if n in form.fields]
        rows.append(Div(*(Field(name) for name in names), css_class="box-row"))
    return Layout(Fieldset(form.item.heading, *rows, css_class="boxes"))


def boxes_answer(form, cleaned: dict[str, Any]) -> values.Value:
    """{"checked", "unknown", "other", "texts", "counts"} from the fields."""
    item = form.item
    answer: dict[str, Any] = {"checked": [], "unknown": [], "texts": {}, "counts": {}}
    for place, option in enumerate(item.options):
        state = cleaned.get(f"box-{place}")
        if state is True or state == "yes":
            answer["checked"].append(option.label)
        elif state == "unknown":
            answer["unknown"].append(option.label)
        written = cleaned.get(f"boxtext-{place}", "")
        if values.is_other(item, option.label):
            answer["other"] = written
        elif written:
            answer["texts"][option.label] = written
        answer["counts"][option.label] = cleaned.get(f"boxcount-{place}")
    if len(answer["unknown"]) == len(item.options) and _all_lost(form.current):
        answer |= {"checked": None, "unknown": []}
    return answer


def _all_lost(value: values.Value) -> bool:
    return isinstance(value, dict) and value.get("checked", []) is None
