"""Every address of the project with an object of 見本市 behind it, found by asking the resolver and not by a list."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from django.core import signing
from django.urls import URLResolver, get_resolver, reverse

from assessments import editing, workflow
from assessments.editing import step as writing
from assessments.editing.withholding import withhold
from assessments.importing import apply
from assessments.models import Dismissal, Evidence, FeedKey, Milestone
from assessments.snapshot import Annex
from tests.builders import DEPT, FILE, OFFICE, at_once, imported_document, published, rows, small_sample, write

QUERIES = {"withhold": f"?code={OFFICE}"}  # what an address asks for behind its path


def named() -> Iterator[tuple[str, tuple[str, ...]]]:
    """(name, names of its arguments) of every address."""
    for pattern, arguments in _walk(get_resolver().url_patterns, ()):
        assert pattern.name, f"{pattern.pattern} needs a name"
        yield pattern.name, arguments


def _walk(patterns, above: tuple[str, ...]):
    for pattern in patterns:
        arguments = (*above, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, arguments)
        else:
            yield pattern, arguments


class World:
    """見本市 with two public versions, a draft with a row over them, and one of everything that has an address."""

    def __init__(self, cast) -> None:
        self.cast, self.town = cast, cast.town
        self.document = imported_document(cast)
        workflow.release(self.document.versions.get(), by=cast.visitor("coordinator"), render=at_once)
        write(cast, self.document, OFFICE, "住民基本台帳に関する新しい事務")
        published(cast, self.document)
        write(cast, self.document, OFFICE, "住民基本台帳に関する次の事務")
        self.annex = editing.save_annex(self.document, Annex("", "別添3"), base="", by=cast.visitor("author"))
        self.original = self._file("original.json", self.document)
        self.waiting = self._file("waiting.json", None)
        self.milestone = Milestone.objects.create(
            assessment=self.document, kind="hearing", on=date(2025, 1, 6), by=cast.author
        )
        Evidence.objects.create(
            milestone=self.milestone, name="通知.pdf", media_type="application/pdf", data=b"%PDF-1.7", size=8, sha256=""
        )
        self.other = imported_document(cast, number="2")
        writing.join(self.document, self.other, by=cast.visitor("author"))
        self.withheld = withhold(
            self.document, ("", DEPT), reason="理由", by=cast.visitor("author"), public_before=True
        )
        self.dismissal = Dismissal.objects.create(
            assessment=self.document, rule="K2", basis="b", sentence="注意", reason="理由", by=cast.author
        )

    def _file(self, name: str, document):
        data = json.dumps(small_sample(), ensure_ascii=False).encode()
        return apply.keep_file(self.town, name, data, {}, user=self.cast.coordinator, assessment=document)

    @cached_property
    def keys(self) -> dict[str, int]:
        """Name of an address -> what its pk stands for; whoever adds an address with a pk says it here."""
        row, member = rows(self.document)[0].pk, self.cast.reviewer.pk
        return {
            **dict.fromkeys(("department_edit", "department_move"), self.cast.department.pk),
            **dict.fromkeys(("agency_edit", "agency_move", "agency_remove"), self.cast.agency.pk),
            **dict.fromkeys(("member_edit", "member_deactivate", "member_resume", "member_reset_password"), member),
            **dict.fromkeys(("operator_reset_password",), self.cast.coordinator.pk),
            **dict.fromkeys(("milestone_remove", "evidence"), self.milestone.pk),
            **dict.fromkeys(("save_row", "split_row", "proposal", "decide"), row),
            "lift_withholding": self.withheld.pk,
            "take_up": self.dismissal.pk,
            "original": self.original.pk,
            "import_confirm": self.waiting.pk,
        }

    def _token(self) -> str:
        key, _ = FeedKey.objects.get_or_create(user=self.cast.author, municipality=self.town)
        return signing.Signer(salt="calendar-feed").sign_object({"key": key.pk, "nonce": key.nonce})

    def address(self, name: str, arguments: tuple[str, ...], **other: object) -> str:
        """The address of that name with objects that exist, or with the ``other`` ones."""
        known = {
            "code": lambda: self.town.code,
            "number": lambda: self.document.number,
            **dict.fromkeys(("version", "old"), lambda: 1),
            "new": lambda: 2,
            "slug": lambda: "II",
            "ref": lambda: self.annex.ref if name.startswith("annex") else FILE,
            "kind": lambda: "systems",
            "act": lambda: "join" if name == "in_step_act" else "add",
            "other": lambda: self.other.number,
            "name": lambda: "submit",
            "pk": lambda: self.keys[name],
            "token": self._token,
        }
        said = {argument: other[argument] if argument in other else known[argument]() for argument in arguments}
        return reverse(name, kwargs=said) + QUERIES.get(name, "")
