"""Starting a document and saying who is responsible for it."""

from django import forms

from municipalities.access import Visitor
from municipalities.models import Agency, Department

from .. import catalogue
from ..catalogue.frames import FRAMES
from ..converters import NUMBER_HELP, is_number
from ..models import Assessment


def departments_for(visitor: Visitor):
    """The departments that a visitor may begin a document for."""
    found = Department.objects.filter(municipality=visitor.municipality, is_active=True)
    return found if visitor.is_coordinator else found.filter(pk__in=visitor.department_ids)


class NumberField(forms.CharField):
    """評価書番号, as the address of a document can carry it."""

    def __init__(self, **kwargs) -> None:
        super().__init__(**({"label": "評価書番号", "max_length": 20, "help_text": NUMBER_HELP} | kwargs))

    def clean(self, value):
        value = super().clean(value)
        if value and not is_number(value):
            raise forms.ValidationError(NUMBER_HELP)
        return value


class StartForm(forms.Form):
    """A blank document."""

    form = forms.ChoiceField(label="様式")
    number = NumberField()
    name = forms.CharField(
        label="評価書名", max_length=400, help_text="例：見本市 住民基本台帳に関する事務 重点項目評価書"
    )
    agency = forms.ModelChoiceField(Agency.objects.none(), label="評価実施機関", required=False)
    department = forms.ModelChoiceField(Department.objects.none(), label="担当部署", required=False)

    def __init__(self, visitor: Visitor, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [(f.key, f"{f.form_no}　{f.short_name}") for f in catalogue.startable_forms()]
        self.fields["agency"].queryset = Agency.objects.filter(municipality=visitor.municipality)
        self.fields["department"].queryset = departments_for(visitor)
        self.fields["department"].required = not visitor.is_coordinator


class CopyForm(forms.Form):
    """A copy of another document of the town."""

    number = NumberField(label="新しい評価書番号")
    name = forms.CharField(label="新しい評価書名", max_length=400)
    department = forms.ModelChoiceField(Department.objects.none(), label="担当部署", required=False)

    def __init__(self, visitor: Visitor, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = departments_for(visitor)
        self.fields["department"].required = not visitor.is_coordinator


class SettingsForm(forms.Form):
    """Which department and which 評価実施機関 a document belongs to."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label="評価実施機関", required=False)
    department = forms.ModelChoiceField(Department.objects.none(), label="担当部署", required=False)

    def __init__(self, visitor: Visitor, *args, instance: Assessment, **kwargs) -> None:
        super().__init__(*args, initial={"agency": instance.agency_id, "department": instance.department_id}, **kwargs)
        self.fields["agency"].queryset = Agency.objects.filter(municipality=visitor.municipality)
        self.fields["department"].queryset = Department.objects.filter(municipality=visitor.municipality)


class PrintingForm(forms.Form):
    """What of the form is printed though the document says nothing there."""

    frames = forms.ChoiceField(label="様式の空欄", choices=list(FRAMES.items()), widget=forms.RadioSelect)


class UploadForm(forms.Form):
    """A published document as a file."""

    file = forms.FileField(
        label="ファイル",
        help_text="この評価書工房のJSON、または公表済み評価書を文字にしたテキスト（.txt）。20MBまで。",
        error_messages={"required": "ファイルを選んでください。", "empty": "ファイルが空です。"},
    )


class ConfirmForm(forms.Form):
    """Where an imported document goes. ``another``: the other town whose document it seems to be."""

    number = NumberField(help_text=f"ファイルに書かれていた番号です。{NUMBER_HELP}")
    department = forms.ModelChoiceField(Department.objects.none(), label="担当部署", required=False)

    def __init__(self, visitor: Visitor, *args, another: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if another:
            self.fields["even_so"] = forms.BooleanField(
                label=f"{another}の評価書のようだが、{visitor.municipality.name}の評価書として取り込む",
                error_messages={"required": "確かめたうえで取り込むときは、印を付けてください。"},
            )
        self.fields["department"].queryset = departments_for(visitor)
        self.fields["department"].required = not visitor.is_coordinator
