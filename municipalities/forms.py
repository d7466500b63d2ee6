"""Forms of the foundation. Labels and errors are sentences for clerks; what they allow, actions decides."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "利用者名かパスワードが違います。大文字と小文字、全角と半角を確かめて、もう一度入力してください。",
        "inactive": "この利用者は停止されています。団体の取りまとめ担当に連絡してください。",
    }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "利用者名"
        self.fields["password"].label = "パスワード"


class OwnPasswordForm(PasswordChangeForm):
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
            self.add_error("new_password1", forms.ValidationError(self.error_messages["password_unchanged"]))
        return cleaned
