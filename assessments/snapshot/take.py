"""Takes the Snapshot of a working copy: a fixed number of queries, however long the document is."""

from collections import defaultdict
from collections.abc import Iterable

from ..models import (
    Annex,
    AnnexFile,
    Assessment,
    ChangeRow,
    OutsourcingEntry,
    PersonalInformationFile,
    RecordItem,
    RiskMeasure,
    System,
    TransferDestination,
    Version,
    Withholding,
)
from . import annexes
from .value import ChangeEntry, Node, Snapshot
from .withheld import Withheld


def take(assessment: Assessment, *, changes: bool = True) -> Snapshot:
    """The document as it stands now. Without ``changes`` the rows of the annex are left out (two queries fewer)."""
    systems = [
        Node("systems", entry.ref, number, entry.answers, entry.lost)
        for number, entry in enumerate(System.present.filter(assessment=assessment), start=1)
    ]
    version = assessment.versions.order_by("-number").first() if changes else None
    bare = Snapshot(
        form_key=assessment.form,
        edition=assessment.edition,
        municipality_code=assessment.municipality.code,
        municipality_name=assessment.municipality.name,
        answers=assessment.answers,
        systems=tuple(systems),
        files=tuple(_files(assessment)),
        changes=tuple(annex(assessment)) if changes else (),
        unplaced=tuple(assessment.unplaced),
        annexes=tuple(_annexes(assessment)),
        version=version_json(version) if version else {},
        withheld=tuple(withheld(assessment)),
        frames=assessment.frames,
    )
    return bare


def _files(assessment: Assessment) -> Iterable[Node]:
    files = list(PersonalInformationFile.present.filter(assessment=assessment))
    outsourcing = _by_file(OutsourcingEntry.present.filter(file__in=files))
    destinations = _by_file(TransferDestination.present.filter(file__in=files))
    records = _by_file(RecordItem.objects.filter(file__in=files))
    risks = _by_file(RiskMeasure.objects.filter(file__in=files))
    for number, file in enumerate(files, start=1):
        answers = dict(file.answers)
        for risk in risks[file.pk]:
            answers |= risk.answers
        children = {"outsourcing": _numbered("outsourcing", outsourcing[file.pk])}
        for kind in ("provisions", "transfers"):
            children[kind] = _numbered(kind, [d for d in destinations[file.pk] if d.direction == kind])
        texts = tuple(record.text for record in records[file.pk])
        yield Node("files", file.ref, number, answers, file.lost, texts, file.records_text, children)


def _annexes(assessment: Assessment) -> Iterable[annexes.Annex]:
    """Their PDFs are read once per process: every save takes a Snapshot."""
    rows = list(Annex.present.filter(assessment=assessment).select_related("file").defer("file__data"))
    wanted = {row.file_id: annexes.known(row.file.sha256) for row in rows if row.file}
    missing = [pk for pk, file in wanted.items() if file is None]
    if missing:
        wanted |= {
            pk: annexes.shared(bytes(data))
            for pk, data in AnnexFile.objects.filter(pk__in=missing).values_list("pk", "data")
        }
    names = ("ref", "title", "heading", "kind", "text", "header", "file_name", "alt")
    for row in rows:
        cells = tuple(tuple(cells) for cells in row.rows)
        yield annexes.Annex(**{name: getattr(row, name) for name in names}, rows=cells, file=wanted.get(row.file_id))


def _by_file(entries) -> dict[int, list]:
    found = defaultdict(list)
    for entry in entries:
        found[entry.file_id].append(entry)
    return found


def _numbered(kind: str, entries) -> tuple[Node, ...]:
    return tuple(Node(kind, e.ref, number, e.answers, e.lost) for number, e in enumerate(entries, start=1))


def annex(assessment: Assessment) -> Iterable[ChangeEntry]:
    """The rows of the annex: typed before the document came here, then version by version."""
    rows = ChangeRow.objects.filter(assessment=assessment, retired=False, supplement=False).select_related("version")
    for row in sorted(rows, key=lambda r: (r.version.number if r.version else 0, r.position, r.pk)):
        yield ChangeEntry(
            item=row.printed_label,
            before=row.printed_before,
            after=row.printed_after,
            date=row.changed_on.isoformat() if row.changed_on else row.date_text,
            timing=row.timing,
            note=row.note,
            table=row.table,
            version=row.version.number if row.version else row.source_version,
            addresses=tuple((ref, code) for ref, code in row.addresses),
        )


def version_json(version: Version) -> dict[str, object]:
    """The "version" of the interchange JSON; what is not published yet has no day and no hash."""
    data: dict[str, object] = {"number": version.number, "origin": version.origin}
    if version.published_on:
        data["published_on"] = version.published_on.isoformat()
    return data


def withheld(assessment: Assessment) -> Iterable[Withheld]:
    """What is withheld now, and what was lifted after a public version had stood with it."""
    names = ("ref", "code", "passage", "reason", "within", "public_in", "section")
    for row in Withholding.objects.filter(assessment=assessment):
        if row.is_active or row.published:
            said = {name: getattr(row, name) for name in names}
            yield Withheld(**said, codes=tuple(row.codes), former=tuple(row.former), lifted=row.lifted_in)
