"""Guesses the town from 評価実施機関名: 「大阪府門真市長」 and 「門真市教育委員会」 are both 門真市."""

import re
import unicodedata

_PREFECTURE = re.compile(r"^(?:東京都|北海道|京都府|大阪府|.{2,3}県)")
_DISTRICT = re.compile(r"^.{1,4}郡(?=.+[町村]$)")
_TOWN = re.compile(r"^(.+?[市区町村])(?:長|教育委員会|議会|[^市区町村]*(?:委員会|委員|管理者|局長|組合|部長))?$")
_GOVERNOR = re.compile(r"^(東京都|北海道|京都府|大阪府|.{2,3}県)(?:知事|教育委員会|公安委員会)$")
_BEFORE = re.compile(r"(?:東京都|北海道|京都府|大阪府|.{2,3}県)?(?:.{1,4}郡)?")
_DECLARES = re.compile(r"(?:^|[。\n])(.{1,16}?[市区町村])(?:長|教育委員会)?(?:は|では|における|において)")
_BEGINS = re.compile(r"^(.{1,16}?[市区町村])(?:長|教育委員会)?(?:における|において|の|[\s\u3000])")
_NO_NAME = re.compile(r"[本当同各他貴全]?[市区町村]|.*(?:[市区町]町?村|特別区|指定都市|中核市|政令市)")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # choose a glyph, not another letter
_ONE_LETTER = str.maketrans("ヶが竜釜桧篭沢辺島富﨑髙渕曽", "ケケ龍竈檜籠澤邊嶋冨崎高淵曾")


def guess_name(agency: str) -> str:
    """「芦屋市」, or "" when the words name no town."""
    return next(iter(_named(agency)[:1]), "")


def towns_of_agencies(agency: str) -> list[str]:
    """Every town in the cell of 評価実施機関名, where several 評価実施機関 may stand."""
    return [name for name in _named(agency) if name]


def _named(agency: str) -> list[str]:
    lines = re.split(r"[\n、,，・]", re.sub(r"[ \t\u3000]+", "", unicodedata.normalize("NFKC", agency)))
    return [_town(line) for line in lines]


def _town(agency: str) -> str:
    if found := _GOVERNOR.match(agency):
        return found[1]
    found = _TOWN.match(_PREFECTURE.sub("", agency, count=1)) or _TOWN.match(agency)
    return _DISTRICT.sub("", found[1]) if found else ""


def town_declaring(declaration: str) -> str:
    """「芦屋市は、住民基本台帳事務において…」 -> 芦屋市; "" for 「本市は」."""
    return _first(_DECLARES, re.sub(r"[ \t\u3000]+", "", declaration))


def town_before(title: str) -> str:
    """「芦屋市 住民基本台帳に関する事務」 -> 芦屋市; "" where no word ends behind the town (「市町村民税」)."""
    return _first(_BEGINS, title.strip())


def _first(pattern: re.Pattern[str], text: str) -> str:
    names = [found[1] for found in pattern.finditer(unicodedata.normalize("NFKC", text))]
    return next((name for name in names if not _NO_NAME.fullmatch(name)), "")


def same_town(one: str, other: str) -> bool:
    """兵庫県芦屋市, 芦屋市 and 芦屋市長 are one town; 大津市 and 津市 are two."""
    short, long = sorted(map(_spelled, (one, other)), key=len)
    return long.endswith(short) and bool(short) and bool(_BEFORE.fullmatch(long.removesuffix(short)))


def _spelled(name: str) -> str:
    plain = _SELECTORS.sub("", unicodedata.normalize("NFKC", _SELECTORS.sub("", name)))
    plain = re.sub(r"\s+", "", plain).translate(_ONE_LETTER)
    return _town(plain) or plain
