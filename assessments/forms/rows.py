"""What a person adds to rows of the change list."""

import hashlib

from django import forms

from changelog.models import ChangeRow

from ..catalogue import wareki
from ..models import ChangeRow as JudgedRow
from .family import LONGEST
from .fields import WrittenField


class WarekiDateField(forms.CharField):
    """A day typed as 和暦 or 西暦; the value is a date or None."""

    def __init__(self, **kwargs) -> None:
        super().__init__(max_length=40, required=False, **kwargs)

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else wareki.format_wareki(value)

    def clean(self, value):
        written = super().clean(value).strip()
        if not written:
            return None
        day = wareki.parse_date(written)
        if day is None:
            raise forms.ValidationError(f"「{written}」は日付として読めません。例：令和7年4月1日、R7.4.1、2025/4/1")
        return day


NOTE = ChangeRow._meta.get_field("note").verbose_name
TIMINGS = [("", "（未定）"), *ChangeRow.Timing.choices]
NOTES = (
    "事前の提出・公表が不要なその他の項目の変更",
    "形式的な変更であるため、重要な変更に当たらない。",
    "リスクを明らかに軽減させる変更であるため、重要な変更に当たらない。",
    "法令改正に伴う変更",
)


class RowForm(forms.Form):
    """変更日, 提出時期, 説明, 理由 of one row, and a wording of its own where the computed one does not serve."""

    changed_on = WarekiDateField(label="変更日")
    timing = forms.ChoiceField(label="提出時期", choices=TIMINGS, required=False)
    note = WrittenField(2000, label=NOTE)
    reason = WrittenField(2000, label="変更の理由（様式の別添には印字せず、市区町村の型の一覧に印字します）")
    custom_label = WrittenField(2000, label="項目（別の書き方）")
    custom_before = WrittenField(LONGEST, label="変更前の記載（別の書き方）")
    custom_after = WrittenField(LONGEST, label="変更後の記載（別の書き方）")

    PERSONAL = ("changed_on", "timing", "note", "reason", "custom_label", "custom_before", "custom_after")

    @classmethod
    def of(cls, row: ChangeRow, data=None) -> "RowForm":
        form = cls(data, initial={name: getattr(row, name) for name in cls.PERSONAL}, auto_id=f"row-{row.pk}-%s")
        form.row = row
        return form

    @property
    def shown(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: self.fields[name].prepare_value(self.initial[name]) or "" for name in self.PERSONAL}

    @property
    def stamp(self) -> str:
        """From which values a browser started."""
        return hashlib.sha256("\x00".join(self.shown.values()).encode()).hexdigest()[:16]

    @property
    def says_the_same(self) -> bool:
        return all(
            self.cleaned_data[name] == (self.initial[name] or self.fields[name].clean("")) for name in self.PERSONAL
        )

    @property
    def as_text(self) -> str:
        return "\n".join(f"{self.fields[name].label}：{text}" for name, text in self.shown.items() if text)

    @property
    def is_complete(self) -> bool:
        return bool(self.row.changed_on and self.row.timing)

    @property
    def state(self) -> str:
        """What a row of the annex still lacks, in words."""
        missing = [self.fields[name].label for name in ("changed_on", "timing") if not self.initial[name]]
        return f"{'と'.join(missing)}が未記入" if missing else ""


class ManyRowsForm(forms.Form):
    """The same 変更日, 提出時期, 説明, 理由 for many rows; what is left empty stays as it is in each."""

    rows = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": "行を1つ以上選んでください。"}, widget=forms.CheckboxSelectMultiple
    )
    changed_on = WarekiDateField(label="変更日")
    timing = forms.ChoiceField(
        label="提出時期", choices=[("", "（変えない）"), *ChangeRow.Timing.choices], required=False
    )
    note = WrittenField(2000, label=NOTE)
    reason = WrittenField(2000, label="変更の理由")
    nature = forms.ChoiceField(
        label="重要な変更かどうか", choices=[("", "（変えない）"), *JudgedRow.Nature.choices], required=False
    )
    nature_reason = WrittenField(2000, label="そう判断した理由")

    def __init__(self, *args, pks=(), **kwargs) -> None:
        super().__init__(*args, auto_id="many-%s", **kwargs)
        self.fields["rows"].choices = [(pk, str(pk)) for pk in pks]

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: self[name].value() or "" for name in self.fields if name != "rows"}

    @property
    def picked(self) -> set[str]:
        """Keys of the rows that have a tick."""
        return set(self["rows"].value() or ())
