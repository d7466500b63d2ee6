"""Two approvers at once, and a process that is killed in the middle: real processes on a real database.

SQLite's test database lives in the memory of the test; the processes get a copy of it in a file.
"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.builders import OFFICE, approved, explain, published, small_document, write
from tests.people import make_person

PUBLISHER = Path(__file__).parent / "publisher.py"
BEFORE = {
    "states": ["published", "approved"],
    "decisions": ["submit", "approve"],
    "contents": 3,  # of version 1 what was submitted and what was published, of version 2 what was submitted
    "pdfs": 1,
    "published_on": None,  # a draft waits for its own day
}
AFTER = {
    "states": ["superseded", "published"],
    "decisions": ["submit", "approve", "publish"],
    "contents": 4,
    "pdfs": 2,
    "published_on": "2026-04-01",
}


@pytest.fixture
def version(transactional_db, cast):
    """An approved second version, whose publication supersedes the first; the town has two approvers."""
    make_person(cast.town, "approver", username="second")
    document = small_document(cast)
    published(cast, document)
    write(cast, document, OFFICE, "住民基本台帳に関する新しい事務")
    explain(cast, document)
    return approved(cast, document)


@pytest.fixture
def start(version, tmp_path):
    """Starts a process that publishes as that person."""
    url = database_for_processes(tmp_path)

    def started(act: str, username: str = "approver") -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, str(PUBLISHER), act, str(version.pk), username, str(tmp_path)],
            env={**os.environ, "DATABASE_URL": url},
            stdout=subprocess.PIPE,
        )

    return started


def database_for_processes(folder: Path) -> str:
    if connection.vendor == "sqlite":
        copy = sqlite3.connect(folder / "copy.sqlite3")
        connection.connection.backup(copy)
        copy.close()
        return f"sqlite:///{folder / 'copy.sqlite3'}"
    url = os.environ["DATABASE_URL"]
    return url.rpartition("/")[0] + "/" + connection.settings_dict["NAME"]


def told(process: subprocess.Popen) -> dict:
    out, _ = process.communicate(timeout=180)
    return json.loads(out.splitlines()[-1])


def test_of_two_approvers_at_once_one_publishes_and_the_other_is_told(start):
    both = [told(process) for process in (start("together", "approver"), start("together", "second"))]
    done, refused = sorted(both, key=lambda one: one["said"] != "published")
    assert done["said"] == "published"
    assert "今の状態では「決裁して公表する」はできません" in refused["said"]
    assert done["before"] == BEFORE and done["after"] == refused["after"] == AFTER


@pytest.mark.parametrize("where", ["killed_while_laying_out", "killed_while_writing"])
def test_a_process_killed_in_the_middle_leaves_nothing_half_done_and_is_repeated(start, where):
    process = start(where)
    process.communicate(timeout=180)
    assert process.returncode == -signal.SIGKILL
    assert told(start("plainly")) == {"before": BEFORE, "said": "published", "after": AFTER}
