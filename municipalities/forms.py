"""Forms of the foundation. Labels and errors are sentences for clerks; what they allow, actions decides."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, UsernameField
from django.core.validators import MaxLengthValidator
from django.db.models import Q

from .codes import validate_code
from .members import departments_here, roles_here
from .models import Agency, Department, Municipality, Role, User

# What each role means to the person who hands it out.
ROLE_NOTES = {
    Role.AUTHOR: "担当部署の評価書を書き、確認に出します。",
    Role.REVIEWER: "確認に出された評価書を読み、承認するか差し戻します。",
    Role.APPROVER: "承認された評価書を決裁し、公表します。",
    Role.COORDINATOR: "団体のすべての評価書を扱い、職員と団体の設定を管理します。",
}


class Plain:
    """Says what to do about an empty field, instead of 「このフィールドは必須です。」."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = "記入してください。"


class SignInForm(Plain, AuthenticationForm):
    error_messages = {
        "invalid_login": "利用者名かパスワードが違います。大文字と小文字、全角と半角を確かめて、もう一度入力してください。",
        "inactive": "この利用者は停止されています。団体の取りまとめ担当に連絡してください。",
    }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "利用者名"
        self.fields["password"].label = "パスワード"


class OwnPasswordForm(Plain, PasswordChangeForm):
    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": "今のパスワードが違います。もう一度入力してください。",
        "password_mismatch": "新しいパスワードが、確認用のものと一致しません。",
        "password_unchanged": "今のパスワードとは違うパスワードにしてください。",
    }
    field_order = ["old_password", "new_password1", "new_password2"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "今のパスワード"
        self.fields["new_password1"].label = "新しいパスワード"
        self.fields["new_password2"].label = "新しいパスワード（確認のため、もう一度）"
        self.fields["new_password2"].help_text = ""

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("new_password1") and cleaned.get("new_password1") == cleaned.get("old_password"):
            self.add_error("new_password1", self.error_messages["password_unchanged"])
        return cleaned


class NewAccountForm(Plain, forms.Form):
    """The account of somebody new."""

    username = UsernameField(
        label="利用者名",
        max_length=150,
        help_text="サインインに使う名前です。半角の英数字と @ . + - _ で、職員番号などを使ってください。あとで変えられません。",
        validators=[User.username_validator],
    )
    display_name = forms.CharField(label="氏名", max_length=60)


class RolesForm(Plain, forms.Form):
    """What a person is in the town, and for which departments an author writes."""

    display_name = forms.CharField(label="氏名", max_length=60)
    roles = forms.MultipleChoiceField(
        label="役割",
        choices=[(role, f"{role.label}：{ROLE_NOTES[role]}") for role in Role],
        widget=forms.CheckboxSelectMultiple,
        help_text="一人に複数の役割を付けられます。ただし、自分が提出した評価書は、自分では承認も決裁もできません。",
        error_messages={"required": "役割を一つ以上選んでください。"},
    )
    departments = forms.ModelMultipleChoiceField(
        label="担当部署（作成者のときだけ）",
        queryset=Department.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="作成者は、ここで選んだ部署の評価書だけを編集できます。",
    )

    def __init__(self, *args, town: Municipality, member: User | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kept = Q(memberships__user=member) if member else Q(pk=None)
        self.fields["departments"].queryset = town.departments.filter(Q(is_active=True) | kept).distinct()

    def clean(self):
        cleaned = super().clean()
        if Role.AUTHOR in cleaned.get("roles", ()) and not cleaned.get("departments"):
            self.add_error("departments", "作成者には、担当部署を一つ以上選んでください。")
        return cleaned

    @staticmethod
    def initial_of(member: User) -> dict[str, object]:
        """What a person of members_of has now."""
        departments = [department.pk for department in departments_here(member)]
        return {"display_name": member.display_name, "roles": roles_here(member), "departments": departments}


class NewMemberForm(RolesForm, NewAccountForm):
    field_order = ["username", "display_name", "roles", "departments"]


class DepartmentForm(Plain, forms.ModelForm):
    class Meta:
        model = Department
        fields = ["name", "is_active"]
        help_texts = {
            "is_active": "組織改正でなくなった部署は、ここの印を外してください。過去の評価書には部署名が残ります。",
        }

    def validate_unique(self) -> None:
        """The action says it in its own words, in the same transaction as the write."""


class NameForm(Plain, forms.Form):
    """A name to add to a list of the town, or a new name for something in it."""

    name = forms.CharField()

    def __init__(self, *args, label: str, help_text: str = "", max_length: int = 80, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["name"]
        field.label, field.help_text = label, help_text
        field.validators.append(MaxLengthValidator(max_length))


class NewTownForm(NewAccountForm):
    """By the operator: a town and who begins to work in it."""

    code = forms.CharField(
        label="全国地方公共団体コード",
        validators=[validate_code],
        help_text="検査数字を含む6桁の半角数字です。公開ページのアドレスになります。あとで変えられません。",
    )
    name = forms.CharField(label="団体名", max_length=60, help_text="例：見本市")
    field_order = ["code", "name", "username", "display_name"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "最初の取りまとめ担当の利用者名"
        self.fields["display_name"].label = "最初の取りまとめ担当の氏名"

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if Municipality.objects.filter(code=code).exists():
            raise forms.ValidationError("この団体コードは、すでに登録されています。")
        return code


def agency_form(*args, **kwargs) -> NameForm:
    size = Agency._meta.get_field("name").max_length
    return NameForm(
        *args, label="評価実施機関名", help_text="例：見本市長、見本市教育委員会", max_length=size, **kwargs
    )


def department_name_form(*args, **kwargs) -> NameForm:
    return NameForm(*args, label="部署名", help_text="例：市民部 市民課", **kwargs)
