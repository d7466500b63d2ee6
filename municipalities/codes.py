"""全国地方公共団体コード: five digits and a check digit (総務省「全国地方公共団体コード」仕様)."""

from django.core.exceptions import ValidationError


def check_digit(five: str) -> str:
    """The sixth digit of a five-digit code: weights 6,5,4,3,2, modulo 11."""
    total = sum(int(digit) * weight for digit, weight in zip(five, (6, 5, 4, 3, 2), strict=True))
    return str((11 - total % 11) % 10) if total >= 11 else str(11 - total)[-1]


def validate_code(code: str) -> None:
    """Raises ValidationError with a sentence unless the code has six digits with the right check digit."""
    if len(code) != 6 or not code.isascii() or not code.isdigit():
        raise ValidationError("団体コードは6桁の半角数字で記入してください。")
    if check_digit(code[:5]) != code[5]:
        raise ValidationError("団体コードの検査数字（6桁目）が合いません。番号を確かめてください。")
