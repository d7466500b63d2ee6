"""What people answer about the procedure: when a change happens, what was done, that a document was looked at."""

from django import forms

from ..law.procedure import Kind, recordable, town_may_ask
from ..models import ChangeRow
from .rows import NOTE, WarekiDateField

Nature = ChangeRow.Nature


class DayField(WarekiDateField):
    """A day that must be there."""

    def clean(self, value):
        day = super().clean(value)
        if day is None:
            raise forms.ValidationError("日付を入れてください。例：令和7年4月1日")
        return day


QUESTION = [
    (Nature.FORMAL, "はい、誤字の修正や、組織・法令の名称などの形式的な変更です"),
    (Nature.REDUCES, "いいえ。漏えいなどのリスクを明らかに軽減させる変更です"),
    (Nature.OTHER, "どちらでもありません"),
]


class QuestionsForm(forms.Form):
    """The plain questions about a change; from the answers a proposal is made."""

    when = WarekiDateField(label="取扱いはいつ変わりますか（変わりましたか）", help_text="例：令和7年4月1日")
    nature = forms.ChoiceField(
        label="誤字の修正や形式的な変更ですか",
        choices=QUESTION,
        widget=forms.RadioSelect,
        error_messages={"required": "どれか1つを選んでください。"},
    )
    emergency = forms.BooleanField(
        label="災害への対応など、あらかじめ評価を実施できない緊急の変更です（規則第9条第2項）", required=False
    )
    reason = forms.CharField(
        label="どうして変えますか（任意）", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class DecisionForm(forms.Form):
    """The decision of a person about a row, begun with the proposal."""

    nature = forms.ChoiceField(label="判断", choices=Nature.choices)
    changed_on = WarekiDateField(label="変更日")
    timing = forms.ChoiceField(label="提出時期", choices=[("", "（未定）"), *ChangeRow.Timing.choices], required=False)
    note = forms.CharField(label=NOTE, required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    nature_reason = forms.CharField(
        label="そう判断した理由",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="確認者が読みます。様式にも一覧にも印字されず、公表されません。",
    )


class MilestoneForm(forms.Form):
    """A step that was taken or is planned, with the file that proves it."""

    kind = forms.ChoiceField(label="手続")
    on = DayField(label="日（期間のときは始まりの日）", help_text="例：令和7年4月1日")
    until = WarekiDateField(label="終わりの日（意見の聴取のとき）")
    note = forms.CharField(
        label="内容",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="方法、結果、受付番号など。個人の氏名などは書かないでください。",
    )
    evidence = forms.FileField(
        label="証拠のファイル（任意）",
        required=False,
        help_text="公示の写し、答申、受付の控えなど。PDF、PNG、JPEG、docx、xlsx、10MBまで。",
    )

    def __init__(self, form_key: str, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.key, kind.label) for kind in recordable(form_key)]


class ReviewForm(forms.Form):
    """規則第14条第1項: the yearly look at a document."""

    on = DayField(label="見直した日", help_text="例：令和7年4月1日")
    changed = forms.TypedChoiceField(
        label="結果",
        choices=[("", "見直したが変更なし"), ("1", "変更が必要")],
        coerce=bool,
        empty_value=False,
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )
    note = forms.CharField(
        label="確かめたこと", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class CountForm(forms.Form):
    """The numbers that the threshold is judged by."""

    persons = forms.IntegerField(
        label="対象人数（事務で取り扱うすべてのファイルの本人の数）", min_value=0, max_value=200_000_000
    )
    handlers = forms.IntegerField(label="取扱者数（職員と委託先で取り扱う人の数）", min_value=0, max_value=10_000_000)
    incident = forms.BooleanField(
        label="過去1年以内に、評価実施機関で特定個人情報に関する重大事故が発生した", required=False
    )


class TownProcedureForm(forms.Form):
    """What the town's own procedure asks for one form, beyond the law."""

    kinds = forms.MultipleChoiceField(
        label="市町村の定めで求める手続", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, form_key: str, *args, **kwargs) -> None:
        super().__init__(*args, auto_id=f"{form_key}-%s", prefix=form_key, **kwargs)
        found: list[Kind] = town_may_ask(form_key)
        self.fields["kinds"].choices = [(kind.key, kind.label) for kind in found]
