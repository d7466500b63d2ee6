"""What of an item is not made public, and why."""

from django import forms

WHOLE, PART = "whole", "part"


class WithholdForm(forms.Form):
    """``whole_section`` and ``public_before`` are asked only when it comes to that."""

    extent = forms.ChoiceField(
        label="非公表にする範囲",
        choices=[(WHOLE, "この項目の全体"), (PART, "一部だけ（下に書き写した部分）")],
        initial=PART,
        widget=forms.RadioSelect,
    )
    passage = forms.CharField(
        label="非公表にする部分",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="上の記載から写し取って貼り付けてください。同じ文字がほかの項目にあれば、そこも伏せられます。",
    )
    reason = forms.CharField(
        label="非公表にする理由",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例：保存期間の具体的な日数が知られると、攻撃の手がかりになるため。理由は確認者に示され、公表されません。",
        error_messages={"required": "非公表にする理由を書いてください。"},
    )
    public_before = forms.BooleanField(
        label="公表済みの版は変わらないことを承知のうえで、これから非公表にする", required=False
    )
    whole_section = forms.BooleanField(label="節の全体を非公表にすることを確認した", required=False)

    def __init__(self, *args, ask: tuple[str, ...] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("public_before", "whole_section"):
            if name not in ask:
                del self.fields[name]

    def clean(self):
        said = super().clean()
        if said.get("extent") == PART and not said.get("passage", "").strip():
            self.add_error("passage", "非公表にする部分を書き写すか、「この項目の全体」を選んでください。")
        return said

    @property
    def words(self) -> dict[str, object]:
        """What editing.withholding.withhold asks for."""
        said = dict(self.cleaned_data)
        passage = said.pop("passage") if said.pop("extent") == PART else ""
        return said | {"passage": passage}
