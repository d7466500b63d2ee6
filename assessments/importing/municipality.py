"""Guesses the town from 評価実施機関名: 「大阪府門真市長」 and 「門真市教育委員会」 are both 門真市."""

import re

_PREFECTURE = re.compile(r"^(?:東京都|北海道|京都府|大阪府|.{2,3}県)")
_TOWN = re.compile(r"^(.+?[市区町村])(?:長|教育委員会|議会|[^市区町村]*(?:委員会|委員|管理者|局長|組合|部長))?$")
_GOVERNOR = re.compile(r"^(東京都|北海道|京都府|大阪府|.{2,3}県)(?:知事|教育委員会|公安委員会)$")


def guess_name(agency: str) -> str:
    """「芦屋市」, or "" when the words name no town."""
    first = re.split(r"[\n、,，・]", re.sub(r"[\s\u3000]+", "", agency))[0]
    if found := _GOVERNOR.match(first):
        return found[1]
    found = _TOWN.match(_PREFECTURE.sub("", first, count=1)) or _TOWN.match(first)
    return found[1] if found else ""
