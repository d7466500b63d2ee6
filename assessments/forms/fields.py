"""The two fields that every item is made of: what somebody wrote, and ○ or not or not known."""

from django import forms

YES, NO, UNKNOWN = "yes", "no", "unknown"
_SENT = {"": NO, "no": NO, "false": NO, "yes": YES, "on": YES, "true": YES, "1": YES, "unknown": UNKNOWN}


class WrittenField(forms.CharField):
    """Takes a paste as it is: a NUL out of an old system is dropped (catalogue.values drops the rest), not refused."""

    def __init__(self, max_length: int, **kwargs) -> None:
        super().__init__(required=False, strip=False, max_length=max_length, **kwargs)
        if "error_messages" not in kwargs:
            self.error_messages["max_length"] = f"{max_length:,}文字までで記入してください。"

    def to_python(self, value):
        return super().to_python(value).replace("\x00", "")


class MarkField(forms.CharField):
    """Cleans to YES, NO or UNKNOWN.

    A ticked box sends "on" or "yes", an empty one nothing, a mark that the import could not read one of three words.
    The answer must not depend on which of them the page was drawn with: it may be older than what is kept.
    """

    def __init__(self, **kwargs) -> None:
        super().__init__(required=False, max_length=8, **kwargs)

    def clean(self, value):
        written = super().clean(value).lower()
        if written not in _SENT:
            raise forms.ValidationError("○、なし、不明のどれかで答えてください。")
        return _SENT[written]
