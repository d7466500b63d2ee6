"""Small helpers of the importing tests: fixtures as text, documents as one flat dict."""

import json
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from assessments.importing.tell import answers_of
from assessments.importing.text import Reading, read_text

FIXTURES = Path(__file__).parent / "fixtures"


@lru_cache(maxsize=4)
def source(name: str) -> str:
    return (FIXTURES / f"{name}.txt").read_text(encoding="utf-8")


@lru_cache(maxsize=4)
def reading_of(name: str) -> Reading:
    return read_text(source(name))


def flat(document: dict[str, Any]) -> dict[tuple[str, str], Any]:
    """{(ref, code): value}, with the records, the placeholders and the rows of 変更箇所."""
    values: dict[tuple[str, str], Any] = {}
    for ref, answers in answers_of(document):
        values |= {(ref, code): value for code, value in answers.items()}
    for file in document["files"]:
        values[file["ref"], "records"] = file["records"]
    for place, row in enumerate(document["changes"]):
        values["changes", str(place)] = {key: value for key, value in row.items() if key != "addresses"}
    return values


def same_words(value: Any) -> str:
    """A value without what a transformation may change: white space, width, the shape of a ○."""
    text = unicodedata.normalize("NFKC", json.dumps(value, ensure_ascii=False, sort_keys=True))
    return re.sub(r"\s|\\n|※", "", text.replace("〇", "○").replace("[O]", "[○]"))


def differences(expected: dict, found: dict) -> list[str]:
    keys = {**expected, **found}
    return [
        f"{key}: {same_words(expected.get(key))[:80]} -> {same_words(found.get(key))[:80]}"
        for key in keys
        if same_words(expected.get(key)) != same_words(found.get(key))
    ]
