"""Imports go down, never up (design.md §3): the house is read as a tree of names and held to its floors."""

import ast

import pytest
from django.urls import URLResolver, get_resolver

from assessments.catalogue import known_editions
from tests.source import Source, own_sources, sources

# From the ground up. What stands in one line is one floor: neighbours may know each other, nobody may look up.
FLOORS = (
    ("catalogue", "converters"),
    ("models",),
    ("snapshot",),
    ("policies", "changes", "checks", "law"),
    ("publication", "exporting", "planning", "audience", "step"),
    ("rendering", "outputs"),
    ("editing",),
    ("importing",),
    ("workflow",),
    ("forms",),
    ("views", "templatetags"),
    ("urls", "system_checks", "demo", "management", "apps"),
)
HEIGHT = {name: height for height, names in enumerate(FLOORS) for name in names}
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_VIEW = 250, 25, 15
LONG_ON_PURPOSE = {"config/settings.py"}  # one file, told everything by the environment
A_PROCESS_OF_ITS_OWN = "assessments/rendering/press/forks.py"  # its helpers import what only the parent never needs
# Known to be too long; whoever shortens one takes it off this list, nobody adds to it.
STILL_TOO_LONG: set[str] = set()
STILL_ASKING: set[str] = set()

app_of = {source.module: source.path.parts[0] for source in own_sources()}


def floor_of(module: str) -> int | None:
    """The floor of a module of the house; None outside it (the package itself stands on no floor)."""
    parts = module.split(".")
    return HEIGHT.get(name_on_floor(parts[1])) if parts[0] == "assessments" and len(parts) > 1 else None


def name_on_floor(part: str) -> str:
    return "urls" if part.startswith("urls_") else part


def modules_only(source: Source) -> set[str]:
    """What it imports, cut down to names of files: ``assessments.models.Version`` is ``assessments.models``."""
    found = set()
    for name in source.imports:
        while name and name not in app_of:
            name = name.rpartition(".")[0]
        if name:
            found.add(name)
    return found


@pytest.mark.parametrize("foundation", ["municipalities", "changelog"])
def test_a_foundation_knows_neither_the_other_nor_the_house(foundation):
    others = {"municipalities", "changelog", "assessments", "config"} - {foundation}
    for source in own_sources():
        if source.path.parts[0] == foundation:
            strange = {name for name in modules_only(source) if name.split(".")[0] in others}
            assert not strange, f"{source} imports {strange}"


def test_every_part_of_the_house_stands_on_a_floor():
    inside = (source.module.split(".")[1] for source in own_sources() if source.module.startswith("assessments."))
    parts = {name_on_floor(part) for part in inside}
    assert parts - set(HEIGHT) == set()


def test_nothing_in_the_house_imports_upward():
    upward = [
        f"{source} imports {name}"
        for source in own_sources()
        for name in modules_only(source)
        if floor_of(source.module) is not None
        and floor_of(name) is not None
        and floor_of(name) > floor_of(source.module)
    ]
    assert upward == []


def test_only_urls_may_look_into_the_settings_of_addresses():
    """config is above everything: the house is told its settings by django.conf."""
    for source in own_sources():
        if source.path.parts[0] != "config":
            assert not {name for name in modules_only(source) if name.startswith("config")}, source


def test_the_catalogue_and_the_change_list_are_free_of_django():
    """Both can be tried and read without a database; a change row and the words of codes are the exceptions."""
    for source in own_sources():
        if source.module.startswith("assessments.catalogue") or (
            source.path.parts[0] == "changelog" and source.path.name not in ("models.py", "apps.py")
        ):
            assert not {name for name in source.imports if name.split(".")[0] == "django"}, source


def test_no_import_hides_in_a_function():
    hidden = [
        f"{source} {function.name}"
        for source in own_sources()
        if source.path.name != "apps.py" and str(source) != A_PROCESS_OF_ITS_OWN
        for function in source.functions
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_a_file_has_at_most_250_lines():
    lengths = {str(source): source.text.count("\n") for source in sources()}
    assert {name for name, n in lengths.items() if n > LONGEST_FILE} - LONG_ON_PURPOSE - STILL_TOO_LONG == set()


def views(patterns) -> set[tuple[str, str]]:
    """(module, name) of everything that an address leads to."""
    found = set()
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found |= views(pattern.url_patterns)
        else:
            found.add((pattern.callback.__module__, getattr(pattern.callback, "__name__", "")))
    return found


def test_a_view_has_at_most_15_lines_and_a_function_25():
    too_long, doors = set(), views(get_resolver().url_patterns)
    for source in own_sources():
        for function in source.functions:
            length = function.end_lineno - function.lineno + 1
            if length > (LONGEST_VIEW if (source.module, function.name) in doors else LONGEST_FUNCTION):
                too_long.add(f"{source} {function.name}")
    assert ("assessments.views.documents", "town") in doors
    assert too_long - STILL_TOO_LONG == set()


def test_a_module_opens_with_the_sentence_that_explains_it():
    silent = [str(source) for source in own_sources() if source.text.strip() and not ast.get_docstring(source.tree)]
    assert silent == []


def test_nobody_asks_which_form_or_edition_it_is():
    """Not ``if form == "zenkomoku"``: the form says what it has (design.md §9.8)."""
    names = {name for key, editions in known_editions().items() for name in (key, *editions)}
    asking = {
        f"{source} {ast.unparse(node)}"
        for source in own_sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Compare)
        for side in ast.walk(node)
        if isinstance(side, ast.Constant) and side.value in names
    }
    assert asking - STILL_ASKING == set()


def test_no_signal_of_our_own():
    """Who writes calls who must know; nothing happens behind a save (post_migrate is Django's)."""
    listening = [str(s) for s in own_sources() if "django.dispatch" in set(s.imports) or "post_save" in s.text]
    assert listening == []
