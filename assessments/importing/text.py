"""Reads the machine-read text of a published 評価書 into the interchange JSON, with a report of what is missing.

text -> rows and cells -> labels found in the order of the form -> texts of every item -> values.
"""

from . import recognise
from .build import Builder
from .cells import Row, rows_of
from .changes_table import separate
from .contents import without_contents, without_titles
from .coverage import coverage_of
from .decode import decode, refuse_binary
from .furniture import heads_of, missing_pages, without_furniture
from .match import look
from .pieces import pieces_of
from .report import Reading, Report, Unreadable
from .stations import line_of
from .walk import Walk

__all__ = ["Reading", "Report", "Unreadable", "decode", "read_text"]


def read_text(text: str, *, form_key: str = "", number: str = "") -> Reading:
    """The document in ``text``. ``number`` is taken as 評価書番号 when the cover does not say it. Raises Unreadable."""
    rows = rows_of(refuse_binary(text))
    if not rows:
        raise Unreadable(recognise.NO_DOCUMENT)
    form = recognise.recognise(rows, form_key)
    line = line_of(form.key, form.edition)
    rows, furniture = without_furniture(rows, lambda words: bool(look(line, words)))
    rows, printed = without_contents(form, rows)
    rows, titles = without_titles(form, rows)
    body, tables = separate(form, rows)
    walk = Walk(line).run(pieces_of(line, body))
    builder = Builder(line, walk, number)
    builder.read_changes(tables)
    reading = builder.reading()
    _say_furniture(reading.report, furniture)
    reading.report.coverage = coverage_of(reading, form, text, furniture + printed + titles).share
    return reading


def _say_furniture(report: Report, furniture: list[Row]) -> None:
    for sentence in missing_pages(furniture):
        report.warn(sentence)
    for head in heads_of(furniture):
        report.warn(f"各ページに繰り返される「{head}」は、本文ではないとみて除きました。")
