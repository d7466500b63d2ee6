"""What all tests share: the cast, work done at once, and one Chromium for those that need a browser."""

import os

import hypothesis
import pytest
from django.conf import settings

from assessments.models.protection import drop_triggers
from tests import browser as browsers
from tests.people import make_cast

# The same examples in every run: a change fails by what it does. HYPOTHESIS=search looks for others.
hypothesis.settings.register_profile("repeat", derandomize=True, deadline=None)
hypothesis.settings.register_profile("search", deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS", "repeat"))


def pytest_addoption(parser):
    parser.addoption("--database-only", action="store_true", help="only tests that read or write the database")


def pytest_collection_modifyitems(config, items):
    """A second database need not see what never asks it: readers, layouts, the diff."""
    if config.getoption("--database-only"):
        asks = [item for item in items if item.get_closest_marker("django_db") or "db" in item.fixturenames]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(asks)])
        items[:] = asks


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite in a file: in memory, a browser's requests and the test share one connection and lock each other out."""
    default = settings.DATABASES["default"]
    if default["ENGINE"].endswith("sqlite3"):
        default["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def parts_of_their_own(tmp_path_factory):
    """Laid-out parts kept by another run, perhaps of other code, must not be found by this one."""
    settings.RENDERED_PARTS = tmp_path_factory.getbasetemp() / "parts"


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture(autouse=True)
def work_is_done_at_once(settings):
    """No test has a worker beside it, whichever database it runs on."""
    immediate = "django_tasks.backends.immediate.ImmediateBackend"
    settings.TASKS = {"default": settings.TASKS["default"] | {"BACKEND": immediate}}


@pytest.fixture(autouse=True)
def frozen_rows_may_be_flushed(request):
    """SQLite's flush is stopped by the triggers that keep frozen rows; flush itself puts them back (post_migrate)."""
    if not {"transactional_db", "live_server"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    drop_triggers()


@pytest.fixture(scope="session")
def chromium():
    if not browsers.CHROMIUM:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = browsers.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, live_server):
    """``visit.page(user)`` opens a window of that person; what the console complained about fails the test."""
    opened = browsers.Visit(chromium, live_server.url)
    yield opened
    opened.close()
    assert not opened.complaints, opened.complaints
