"""What an address may look like: a town by its code, a document by its number."""

import re

NUMBER = r"[0-9][0-9A-Za-z-]{0,19}"
NUMBER_HELP = "評価書番号は、半角数字で始まる20字までの英数字とハイフンで記入してください（例：1、12-2）。"


class TownConverter:
    regex = "[0-9]{6}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class NumberConverter(TownConverter):
    """評価書番号 of the 計画管理書."""

    regex = NUMBER


def is_number(text: str) -> bool:
    return re.fullmatch(NUMBER, text) is not None
