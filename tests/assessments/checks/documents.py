"""A document without faults, and how a test puts one fault into it: 見本市 is a filled 様式3 with three files."""

import json
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import assessments.demo
from assessments import checks
from assessments.checks.context import Context
from assessments.snapshot import CHILD_KINDS, Node, Snapshot

DEMO = Path(assessments.demo.__file__).parent
TODAY = date(2025, 7, 1)


@lru_cache(maxsize=4)
def demo(name: str) -> Snapshot:
    return Snapshot.from_json(json.loads((DEMO / f"{name}.json").read_text(encoding="utf-8")))


def mihon() -> Snapshot:
    return demo("mihon")


def ashiya() -> Snapshot:
    """芦屋市's published document as it was read from its PDF."""
    return demo("ashiya")


def kiso(**answers) -> Snapshot:
    """A 様式2 with these answers; ``IV_11_priority="…"`` is kiso.IV.11.priority."""
    return Snapshot("kiso", "2024-10", "999997", "見本市", {_code("kiso", k): v for k, v in answers.items()})


def zenkomoku(**answers) -> Snapshot:
    """A 様式4 with these answers and no files."""
    return Snapshot("zenkomoku", "5jouhou", "999997", "見本市", {_code("zenkomoku", k): v for k, v in answers.items()})


def put(snapshot: Snapshot, ref: str = "", **answers) -> Snapshot:
    """The document with other answers in one entry ("" = the document); ``II_4_has=…`` is juten.II.4.has."""
    new = {_code(snapshot.form_key, key): value for key, value in answers.items()}
    if not ref:
        return replace(snapshot, answers={**snapshot.answers, **new})
    return replace(
        snapshot,
        systems=tuple(_with(node, ref, new) for node in snapshot.systems),
        files=tuple(_in_file(file, ref, new) for file in snapshot.files),
    )


def found(snapshot: Snapshot, number: str, today: date = TODAY) -> list[str]:
    """The sentences of one rule, in the order of the form."""
    return [p.sentence for p in problems(snapshot, number, today)]


def problems(snapshot: Snapshot, number: str, today: date = TODAY) -> list[checks.Problem]:
    return [p for p in checks.problems(snapshot, Context(snapshot, today)) if p.rule == number]


def _code(form: str, key: str) -> str:
    section, block, *rest = key.split("_")
    return ".".join(filter(None, [form, section, block, "_".join(rest)]))


def _with(node: Node, ref: str, new: dict) -> Node:
    return replace(node, answers={**node.answers, **new}) if node.ref == ref else node


def _in_file(file: Node, ref: str, new: dict) -> Node:
    children = {kind: tuple(_with(node, ref, new) for node in file.of(kind)) for kind in CHILD_KINDS}
    return replace(_with(file, ref, new), children=children)
