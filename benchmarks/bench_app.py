"""Times what a clerk waits for, with 1 and with 30 documents of the demo's size in the database.

Run by hand:  .venv/bin/python -m benchmarks.bench_app [--rounds 15]
Uses a throw-away SQLite database. Prints medians in milliseconds and the ratio 30 documents : 1 document; quote the
ratios, machines are noisy.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="hyokasho-bench-")
os.environ.pop("DATABASE_URL", None)
os.environ["ALLOWED_HOSTS"] = "testserver"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from assessments import editing  # noqa: E402
from assessments.changes import frozen_snapshot  # noqa: E402
from assessments.demo import people, story  # noqa: E402
from assessments.editing.creating import new_assessment  # noqa: E402
from assessments.models import Assessment, ChangeRow, Version  # noqa: E402
from assessments.rendering.pdf import render_pdf  # noqa: E402
from assessments.snapshot import Snapshot, take  # noqa: E402
from assessments.workflow import freeze  # noqa: E402
from municipalities.access import visitor_for  # noqa: E402

ITEM = ("f1", "juten.II.3.how_used")


def a_document(town: people.Town, number: int) -> Assessment:
    """A document of the demo's size with a first version, as after its publication, and a long annex."""
    snapshot = Snapshot.from_json(story.read("mihon.json"))
    history = Snapshot.from_json(story.read("ashiya.json")).changes
    with transaction.atomic():
        made = new_assessment(
            town.municipality, snapshot, str(number), user=town.author, agency=town.agency, department=town.department
        )
        ChangeRow.objects.bulk_create(
            ChangeRow(
                assessment=made, position=place, kind="history", label=row.item, before=row.before, after=row.after
            )
            for place, row in enumerate(history)
        )
        Version.objects.create(
            assessment=made,
            number=1,
            state=Version.State.PUBLISHED,
            content=freeze(take(made), made),
            published_on="2025-07-01",
        )
    return made


class Acts:
    """What is timed, on one document."""

    def __init__(self, town: people.Town, assessment: Assessment) -> None:
        self.assessment, self.count = assessment, 0
        self.by = visitor_for(town.author, town.municipality.code)
        self.client = Client()
        self.client.force_login(town.author, backend="django.contrib.auth.backends.ModelBackend")
        self.root = f"/work/{town.municipality.code}/{assessment.number}"

    def _get(self, address: str) -> None:
        if (status := self.client.get(address).status_code) != 200:
            raise SystemExit(f"{address} answered {status}")

    def open_section(self) -> None:
        self._get(f"{self.root}/edit/I/")

    def open_largest_section(self) -> None:
        self._get(f"{self.root}/edit/II/f1/")

    def save_item(self) -> None:
        self.count += 1
        current = editing.holder_of(self.assessment, ITEM).answers[ITEM[1]]
        base = editing.fingerprint(current)
        editing.save_answer(self.assessment, ITEM, f"{current}\n・追記{self.count}", base=base, by=self.by)

    def take_snapshot(self) -> None:
        take(self.assessment)

    def list_documents(self) -> None:
        self._get(f"/work/{self.by.municipality.code}/")

    def render_the_pdf(self) -> None:
        render_pdf(frozen_snapshot(self.assessment.versions.first().content))

    def queries_of_a_save(self) -> int:
        with CaptureQueriesContext(connection) as seen:
            self.save_item()
        return len(seen)


NAMES = {
    "open_section": "open a section (Ⅰ)",
    "open_largest_section": "open the largest section (Ⅱ, 16 移転先)",
    "save_item": "save one item, rows refreshed",
    "take_snapshot": "take a Snapshot",
    "list_documents": "list the town's documents",
    "render_the_pdf": "render the PDF",
}


def median_ms(act: Callable[[], None], rounds: int) -> float:
    act()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def measure(acts: Acts, rounds: int) -> dict[str, float]:
    return {name: median_ms(getattr(acts, name), 3 if name == "render_the_pdf" else rounds) for name in NAMES}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    call_command("migrate", verbosity=0)
    town = people.make_mihon()
    acts = Acts(town, a_document(town, 1))
    alone, queries = measure(acts, rounds), acts.queries_of_a_save()
    for number in range(2, 31):
        a_document(town, number)
    among, queries_among = measure(acts, rounds), acts.queries_of_a_save()
    print(f"{'':42}{'1 document':>12}{'30 documents':>14}{'ratio':>8}")
    for name, words in NAMES.items():
        print(f"{words:42}{alone[name]:>9.1f} ms{among[name]:>11.1f} ms{among[name] / alone[name]:>8.2f}")
    print(f"queries of one save: {queries} and {queries_among}; database: {_size()} MB")


def _size() -> int:
    return sum(p.stat().st_size for p in Path(os.environ["VAR_DIR"]).rglob("db.sqlite3*")) // 2**20


if __name__ == "__main__":
    main()
