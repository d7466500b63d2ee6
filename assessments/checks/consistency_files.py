"""K10, K14, K15, K16: files, their records, and numbers that the text quotes."""

import re
import unicodedata
from collections.abc import Iterator

from ..catalogue import TEXT_KINDS
from ..snapshot import file_name
from .context import Context
from .problem import Severity
from .reading import beside, chosen, items, told
from .rule import Hit, at, rule

_AT_LEAST, _BELOW = re.compile(r"([\d,]+)項目以上"), re.compile(r"([\d,]+)項目未満")
_NUMBERED = re.compile(r"[（(]\s*\d+\s*[）)]")
_RANGE = re.compile(r"システム\s*(\d+)\s*[~〜\-−ー―から]+\s*(?:システム)?\s*(\d+)")


@rule("K10")
def record_count(context: Context) -> Iterator[Hit]:
    """「{label}」は「{choice}」ですが、別添の記録項目は{records}項目です。

    様式3・様式4 Ⅱ2④と別添。芦屋市は255→100項目以上、36→10項目以上50項目未満、61→50項目以上100項目未満。
    """
    for placed in items(context, "record_count"):
        number = len(context.file_of(placed.address[0]).records)
        if chosen(placed) and number and not _fits(chosen(placed), number):
            yield at(placed, str(number), choice=chosen(placed), records=number)


def _fits(choice: str, number: int) -> bool:
    least, below = _AT_LEAST.search(choice), _BELOW.search(choice)
    return not (least and number < int(least[1])) and not (below and number >= int(below[1]))


@rule("K14", Severity.ERROR)
def file_count(context: Context) -> Iterator[Hit]:
    """「{label}」には{listed}件のファイルが書かれていますが、特定個人情報ファイルは{files}件あります。

    様式3・様式4 Ⅰ3、Ⅱ、別添、Ⅲ。Ⅱ・別添・Ⅲはファイルごとに同じ数だけある（芦屋市は3件）。
    """
    for placed in items(context, "file_names"):
        listed = names_in(placed.text)
        files = len(context.snapshot.files)
        if told(placed) and not placed.derived and files and len(listed) != files:
            yield at(placed, str(files), listed=len(listed), files=files)


@rule("K15", Severity.ERROR)
def file_names_and_order(context: Context) -> Iterator[Hit]:
    """「{label}」の({number})は「{listed}」ですが、Ⅱでは「{name}」です。名称と順序をそろえてください。

    様式3・様式4 Ⅰ3、Ⅱ1、別添、Ⅲ1。(1)(2)(3)の並びと名称はどこでも同じ。
    """
    names = [file_name(context.form, file) for file in context.snapshot.files]
    for placed in items(context, "file_names"):
        listed = names_in(placed.text)
        if placed.derived or len(listed) != len(names):
            continue
        for number, (said, name) in enumerate(zip(listed, names, strict=True), start=1):
            if name and _plain(said) != _plain(name):
                yield at(placed, name, number=number, listed=said, name=name)


@rule("K15", Severity.ERROR)
def file_name_in_risks(context: Context) -> Iterator[Hit]:
    """リスク対策の「{label}」は「{listed}」ですが、Ⅱでは「{name}」です。名称をそろえてください。

    様式3・様式4 Ⅱ1とⅢ1。
    """
    for placed in items(context, "printed_file_name"):
        source = beside(context, "file_name", placed.address)
        differs = told(source) and told(placed) and _plain(placed.text) != _plain(source.text)
        if differs and not placed.derived:
            yield at(placed, source, listed=placed.text, name=source.text)


@rule("K16")
def system_range(context: Context) -> Iterator[Hit]:
    """「{label}」に「{quoted}」とありますが、システムは{systems}件です。

    様式3・様式4 Ⅰ2。門真市は本文で「システム1～12」「システム1～13」を引用している。
    """
    systems = len(context.snapshot.systems)
    texts = (p for sheet in context.sheets for p in sheet.items if p.item.kind in TEXT_KINDS and "システム" in p.text)
    for placed in texts if systems else ():
        for found in _RANGE.finditer(unicodedata.normalize("NFKC", placed.text)):
            if int(found[2]) > systems:
                yield at(placed, str(systems), quoted=found[0], systems=systems)


def names_in(text: str) -> list[str]:
    """The file names of a typed list: 「(1) … (2) …」, else one in each line."""
    plain = unicodedata.normalize("NFKC", text)
    parts = _NUMBERED.split(plain)[1:] if _NUMBERED.match(plain.strip()) else plain.splitlines()
    return [part.strip() for part in parts if part.strip()]


def _plain(name: str) -> str:
    return re.sub(r"\s", "", _NUMBERED.sub("", unicodedata.normalize("NFKC", name), count=1))
