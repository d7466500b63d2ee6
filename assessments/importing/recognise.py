"""Finds out which form and edition a text is, and says in a sentence when it is no 評価書."""

import re

from ..catalogue import Form, UnknownForm, get_form, known_editions, startable_forms
from .cells import Row
from .changes_table import change_section, is_header
from .report import Unreadable
from .stations import line_of
from .words import number_splits, squeeze

NO_DOCUMENT = "特定個人情報保護評価書として読めません。評価書の全文が入ったファイルを指定してください。"
CHANGE_LIST = "これは変更箇所の一覧で、評価書そのものではありません。評価書の全文が入ったファイルを指定してください。"
_LIST_TITLE = re.compile(r"変更箇所一覧|新旧対照表|変更点一覧")
_LIST_COLUMNS = re.compile(r"変更箇所|変更または追記した箇所|ページ数・位置|項目番号|新旧対照表")


def recognise(rows: list[Row], form_key: str = "") -> Form:
    """The form in its edition. Raises Unreadable."""
    words = {squeeze(cell) for row in rows for cell in row.filled if len(cell) < 200}
    key = _asked(form_key) or _titled(words)
    if not key:
        if _is_change_list(rows):
            raise Unreadable(CHANGE_LIST)
        key = _guessed(words)
    if not key:
        raise Unreadable(NO_DOCUMENT)
    return _edition(key, rows, words)


def _asked(form_key: str) -> str:
    if not form_key:
        return ""
    try:
        return get_form(form_key).key
    except UnknownForm:
        raise Unreadable(f"「{form_key}」という様式はありません。") from None


def _titled(words: set[str]) -> str:
    """The form whose printed name stands in a cell of its own."""
    for form in startable_forms():
        name = squeeze(form.name)
        if name in words or any(word.startswith(name) and len(word) < len(name) + 30 for word in words):
            return form.key
    return ""


def _is_change_list(rows: list[Row]) -> bool:
    """A list of changed places for citizens or a council: a title or column heads that no form has."""
    if any(_LIST_TITLE.search(squeeze(cell)) for row in rows[:5] for cell in row.filled if len(cell) < 60):
        return True
    sections = [change_section(form) for form in startable_forms()]
    for row in rows:
        heads = [squeeze(cell) for cell in row.filled]
        if len(heads) > 1 and any(_LIST_COLUMNS.fullmatch(head) for head in heads):
            return not any(section and is_header(section, row) for section in sections)
    return False


def _guessed(words: set[str]) -> str:
    """The cover is missing: the form that most labels belong to."""
    bare = {rest for word in words for _, rest in number_splits(word)}
    scores = {form.key: sum(word in bare for word in line_of(form.key).by_word) for form in startable_forms()}
    best = max(scores, key=lambda key: scores[key], default="")
    return best if best and scores[best] >= 8 else ""


def _edition(key: str, rows: list[Row], words: set[str]) -> Form:
    """The edition whose own words stand in the text; the current one when nothing tells them apart."""
    forms = [get_form(key, edition) for edition in known_editions()[key]]
    text = "\n".join(squeeze(cell) for row in rows for cell in row.filled if len(cell) < 3000)
    bare = {rest for word in words for _, rest in number_splits(word)}
    labels = [_own_words(form) for form in forms]
    shared = "\n".join(set.intersection(*labels))
    telling = [{word for word in own if word not in shared} for own in labels]

    def score(place: int) -> tuple[bool, float]:
        mark = squeeze(forms[place].mark)
        found = sum(_stands(word, text, bare) for word in telling[place])
        return bool(mark) and mark in text, found - 0.1 * (len(telling[place]) - found)

    # Of two that are equally likely, the one nearer to the current form.
    return forms[max(range(len(forms)), key=lambda place: (score(place), -len(labels[place] ^ labels[0])))]


def _own_words(form: Form) -> set[str]:
    items = list(form.items)
    return {squeeze(i.label) for i in items} | {squeeze(option.label) for i in items for option in i.options}


def _stands(word: str, text: str, bare: set[str]) -> bool:
    """Short words must be a cell of their own; of a check box its first words behind the bracket are enough."""
    stem = word.partition("(")[0]
    return word in bare or (len(word) > 6 and word in text) or (stem != word and f"]{stem}(" in text)
