"""A process of its own that publishes, so that tests can let two of them meet, or kill one in the middle.

usage: publisher.py ACT VERSION USERNAME FOLDER     the database is the one in DATABASE_URL; prints as JSON what was said,
and what the database held before and after
"""

import json
import os
import signal
import sys
import time
from datetime import date
from pathlib import Path

import django

PDF = b"%PDF-1.7\n% made by the test\n"
PATIENCE = 60  # seconds until a process gives up waiting for the other


def main(act: str, version: str, username: str, folder: str) -> None:
    from assessments.models import Version
    from assessments.policies import Refused
    from assessments.rendering.pdf import RenderedPdf
    from assessments.workflow import publish
    from municipalities.access import visitor_for
    from municipalities.models import User

    class KilledInTheTransaction(RenderedPdf):
        """Its hash is asked for while the rows are written."""

        @property
        def sha256(self):
            os.kill(os.getpid(), signal.SIGKILL)

    def together(snapshot):
        """Comes back only when the other process has laid out its PDF too."""
        Path(folder, f"ready-{os.getpid()}").touch()
        began = time.monotonic()
        while len(list(Path(folder).glob("ready-*"))) < 2 and time.monotonic() - began < PATIENCE:
            time.sleep(0.01)
        return RenderedPdf(PDF, 1, {})

    def killed_while_laying_out(snapshot):
        os.kill(os.getpid(), signal.SIGKILL)

    renders = {
        "plainly": lambda snapshot: RenderedPdf(PDF, 1, {}),
        "together": together,
        "killed_while_laying_out": killed_while_laying_out,
        "killed_while_writing": lambda snapshot: KilledInTheTransaction(PDF, 1, {}),
    }
    found = Version.objects.select_related("assessment__municipality").get(pk=version)
    by = visitor_for(User.objects.get(username=username), found.assessment.municipality.code)
    told = {"before": state_of(found), "said": "published"}
    try:
        publish(found, by=by, published_on=date(2026, 4, 1), render=renders[act])
    except Refused as refused:
        told["said"] = " ".join(refused.sentences)
    found.assessment.refresh_from_db()
    print(json.dumps(told | {"after": state_of(found)}))


def state_of(version) -> dict:
    """What the database says now: nothing of a publication, or all of it."""
    return {
        "states": list(version.assessment.versions.order_by("number").values_list("state", flat=True)),
        "decisions": list(version.decisions.values_list("step", flat=True)),
        "contents": version.assessment.contents.count(),
        "pdfs": version.assessment.contents.filter(pdf__isnull=False).count(),
        "published_on": version.assessment.answers.get("juten.cover.published_on"),
    }


if __name__ == "__main__":
    sys.path.insert(0, os.getcwd())
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    main(*sys.argv[1:])
