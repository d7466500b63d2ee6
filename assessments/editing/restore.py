"""Writes a Snapshot as a new working copy: the glass upside down. JSON -> tables -> JSON loses nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from simple_history.utils import bulk_create_with_history

from municipalities.models import User

from ..catalogue import Form, values
from ..models import (
    Annex,
    AnnexFile,
    Assessment,
    OutsourcingEntry,
    PersonalInformationFile,
    RecordItem,
    RiskMeasure,
    System,
    TransferDestination,
)
from ..models.base import Tracked, new_ref
from ..snapshot import CHILD_KINDS, Node, Snapshot
from ..snapshot import Annex as AnnexValue
from .withheld_rows import write_withheld


def restore(assessment: Assessment, snapshot: Snapshot, *, user: User | None) -> None:
    """Fill an empty working copy. The caller holds the transaction; rows of the annex are not written here."""
    name = assessment.spec.cover_item("name")
    assessment.answers = dict(snapshot.answers)
    assessment.name = values.as_text(name, snapshot.answers.get(name.code))[:400] if name else ""
    assessment.frames = snapshot.frames
    assessment.unplaced = [dict(piece) for piece in snapshot.unplaced]
    assessment._history_user = user
    assessment.save()
    writer = _Writer(assessment, user)
    writer.systems(snapshot.systems)
    writer.files(snapshot.files)
    writer.annexes(snapshot.annexes)
    write_withheld(assessment, snapshot.withheld, user=user)


class _Writer:
    """Writes the entries of one document; a ref that stands twice is renewed, since a ref names one entry."""

    def __init__(self, assessment: Assessment, user: User | None) -> None:
        self.assessment, self.user, self.form = assessment, user, assessment.spec
        self.refs: set[str] = set()

    def _fields(self, node: Node) -> dict[str, Any]:
        ref = node.ref if node.ref and node.ref not in self.refs else new_ref()
        self.refs.add(ref)
        return {"ref": ref, "position": node.number - 1, "lost": node.lost, "answers": dict(node.answers)}

    def _create(self, rows: list[Tracked]) -> list:
        return bulk_create_with_history(rows, type(rows[0]), default_user=self.user) if rows else []

    def systems(self, nodes: Iterable[Node]) -> None:
        self._create([System(assessment=self.assessment, **self._fields(node)) for node in nodes])

    def files(self, nodes: tuple[Node, ...]) -> None:
        rows = []
        for node in nodes:
            fields = self._fields(node)
            fields["answers"], _ = split_risks(self.form, node.answers)
            rows.append(PersonalInformationFile(assessment=self.assessment, records_text=node.records_text, **fields))
        for row in rows:  # one by one: their keys are needed below, on every database
            row._history_user = self.user
            row.save()
        pairs = list(zip(nodes, rows, strict=True))
        self._create([risk for node, row in pairs for risk in self._risks(node, row)])
        self._create(
            [
                RecordItem(file=row, position=position, text=text)
                for node, row in pairs
                for position, text in enumerate(node.records)
            ]
        )
        for kind in CHILD_KINDS:
            self._create([self._child(kind, child, row) for node, row in pairs for child in node.of(kind)])

    def annexes(self, appended: Iterable[AnnexValue]) -> None:
        rows = []
        for position, annex in enumerate(appended):
            ref = annex.ref if annex.ref and annex.ref not in self.refs else new_ref()
            self.refs.add(ref)
            fields = annex_fields(self.assessment, annex)
            rows.append(Annex(assessment=self.assessment, ref=ref, position=position, **fields))
        self._create(rows)

    def _risks(self, node: Node, row: PersonalInformationFile) -> list[RiskMeasure]:
        _, frames = split_risks(self.form, node.answers)
        return [RiskMeasure(file=row, frame=frame, answers=answers) for frame, answers in frames.items()]

    def _child(self, kind: str, node: Node, row: PersonalInformationFile) -> Tracked:
        if kind == "outsourcing":
            return OutsourcingEntry(file=row, **self._fields(node))
        return TransferDestination(file=row, direction=kind, **self._fields(node))


def annex_fields(assessment: Assessment, annex: AnnexValue) -> dict[str, Any]:
    """The columns of an annex; the bytes of its PDF are kept once."""
    names = ("title", "heading", "kind", "text", "header", "file_name", "alt")
    file = None
    if annex.file:
        held = {"data": annex.file.data}
        file, _ = AnnexFile.objects.defer("data").get_or_create(
            assessment=assessment, sha256=annex.file.sha256, defaults=held
        )
    return {name: getattr(annex, name) for name in names} | {"rows": [list(row) for row in annex.rows], "file": file}


def split_risks(form: Form, answers: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Answers of a file -> (those of the file itself, {frame: those of its risk measure})."""
    own: dict[str, Any] = {}
    frames: dict[str, dict[str, Any]] = {
        f"{block.code}.{risk.key}": {} for section in form.sections for block in section.blocks for risk in block.risks
    }
    for code, value in answers.items():
        place = form.places.get(code)
        if place and place[2].risk_key:
            frames[f"{place[1].code}.{place[2].risk_key}"][code] = value
        else:
            own[code] = value
    return own, frames
