"""What was approved is laid out by a worker before anybody publishes it."""

import pytest
from django_tasks_db.models import DBTaskResult

from assessments import changes, workflow
from assessments.rendering import pdf
from assessments.rendering.press.keep import Keep
from assessments.workflow import printing
from tests.builders import DAY, approved, small_document, submitted

pytestmark = pytest.mark.django_db


def test_publication_then_lays_out_no_more_than_the_cover(cast, tmp_path, monkeypatch):
    kept = Keep(tmp_path)
    monkeypatch.setattr(pdf, "parts_on_disk", lambda: kept)
    version = approved(cast, small_document(cast))
    assert not list(tmp_path.iterdir()), "nobody waits for a layout where no worker runs"
    printing.lay_out.call(version.pk)
    told = []
    final = changes.frozen_snapshot(version.content).published_as(DAY.isoformat(), {"number": 1})
    pdf.render_pdf(final, tell=lambda done, total: told.append((done, total)))
    (ready, parts), *_ = told
    assert ready == parts - 1 > 3


def test_approval_asks_the_worker_for_it(cast, settings, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": settings.TASKS["default"] | {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    document = small_document(cast)
    submitted(cast, document)
    with django_capture_on_commit_callbacks(execute=True):
        assert not DBTaskResult.objects.exists()
        version = document.versions.get()
        workflow.approve(version, by=cast.visitor("reviewer"), seen=version.content.approval_sha256)
    assert DBTaskResult.objects.get().task_path == printing.lay_out.module_path


def test_what_was_sent_back_meanwhile_is_left_alone(cast, tmp_path, monkeypatch):
    kept = Keep(tmp_path)
    monkeypatch.setattr(pdf, "parts_on_disk", lambda: kept)
    version = submitted(cast, small_document(cast))
    printing.lay_out.call(version.pk)
    assert not list(tmp_path.iterdir())
