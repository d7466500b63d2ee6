"""Times the refresh of the change list after one edit: 700 items and ten versions, against one version and difflib.

Run by hand:  .venv/bin/python -m benchmarks.bench_rows [--rounds 9]
Uses a throw-away SQLite database. Quote the ratios; machines are noisy.
"""

# ruff: noqa: I001
import argparse
from copy import deepcopy
from difflib import SequenceMatcher

from benchmarks.bench_app import ITEM, median_ms  # makes the throw-away database, so it comes first

from django.core.management import call_command
from django.db import transaction

from assessments import changes, editing
from assessments.demo import people, story
from assessments.editing.creating import new_assessment
from assessments.editing.desk import draft_over
from assessments.models import Assessment, Version
from assessments.policies import open_version
from assessments.snapshot import Snapshot, lines, take
from assessments.workflow import freeze
from municipalities.access import visitor_for

ITEMS = 700


def large() -> dict:
    """The demo's document with files of it repeated until it has 700 items."""
    data, number = deepcopy(story.read("mihon.json")), 0
    first = data["files"][0]
    while len(lines(Snapshot.from_json(data))) < ITEMS:
        number += 1
        text = deepcopy(first)
        for entry in (text, *text["outsourcing"], *text["provisions"], *text["transfers"]):
            entry["ref"] = f"more{number}{entry['ref']}"
        data["files"].append(text | {"number": len(data["files"]) + 1})
    return data


def edit(made: Assessment, by, count: int) -> None:
    current = editing.holder_of(made, ITEM).answers[ITEM[1]]
    editing.save_answer(made, ITEM, f"{current}\n・追記{count}", base=editing.fingerprint(current), by=by)


def document(town: people.Town, number: str, versions: int) -> Assessment:
    """As after so many publications, each with a row; then a draft."""
    by = visitor_for(town.author, town.municipality.code)
    with transaction.atomic():
        made = new_assessment(
            town.municipality,
            Snapshot.from_json(large()),
            number,
            user=town.author,
            agency=town.agency,
            department=town.department,
        )
        for count in range(1, versions + 1):
            version = open_version(made) or Version.objects.create(assessment=made, number=1)
            version.content, version.state = freeze(take(made), made), Version.State.SUPERSEDED
            version.published_on = f"20{10 + count}-04-01"
            version.save()
            draft_over(made, by=by)
            edit(made, by, count)
    return made


def refreshed(made: Assessment) -> None:
    changes.refresh(made, open_version(made))


def by_difflib(made: Assessment) -> None:
    base = changes.base_lines(changes.base_version(made).content, made)
    for old, new in zip(base, lines(take(made, changes=False)), strict=False):
        SequenceMatcher(None, old.text, new.text, autojunk=False).get_opcodes()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    call_command("migrate", verbosity=0)
    town = people.make_mihon()
    ten, one = document(town, "1", 10), document(town, "2", 1)
    print(f"{len(lines(take(ten)))} items, {ten.versions.count()} versions")
    found = {
        "ten versions": median_ms(lambda: refreshed(ten), rounds),
        "one": median_ms(lambda: refreshed(one), rounds),
    }
    found["difflib over the same items"] = median_ms(lambda: by_difflib(ten), 1)
    for name, took in found.items():
        print(f"{name:30} {took:8.1f} ms  {took / found['ten versions']:6.1f}×")


if __name__ == "__main__":
    main()
