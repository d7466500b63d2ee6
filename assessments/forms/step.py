"""Documents of the same 事務: which to put together, and a new one from another."""

from django import forms

from municipalities.access import Visitor
from municipalities.models import Department

from .. import step
from ..models import Assessment
from .documents import NumberField, departments_for


class JoinForm(forms.Form):
    """Another document of the town."""

    other = forms.ModelChoiceField(Assessment.objects.none(), label="同じ事務の評価書")

    def __init__(self, choices, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = choices
        self.fields["other"].label_from_instance = lambda one: f"{one.number}　{one}（{one.spec.short_name}）"


class StartFromForm(forms.Form):
    """A new document of another form with what means the same."""

    form = forms.ChoiceField(label="様式")
    number = NumberField(label="新しい評価書番号")
    name = forms.CharField(label="新しい評価書名", max_length=400)
    department = forms.ModelChoiceField(Department.objects.none(), label="担当部署", required=False)

    def __init__(self, visitor: Visitor, source: Assessment, *args, **kwargs) -> None:
        targets = step.other_forms(source.spec)
        first = targets[0] if targets else source.spec
        name = source.name.replace(source.spec.name, first.name)
        named = {"form": first.key, "name": name, "department": source.department_id}
        super().__init__(*args, initial=named, **kwargs)
        self.fields["form"].choices = [(f.key, f"{f.form_no}　{f.short_name}") for f in targets]
        self.fields["department"].queryset = departments_for(visitor)
        self.fields["department"].required = not visitor.is_coordinator
