"""What somebody should do next with a document: one sentence, one way, and what else is possible."""

from dataclasses import dataclass

from .. import changes, checks
from ..checks.context import Context
from ..models import Assessment, Version
from ..snapshot import take
from .pages import to
from .places import Places, sheet_url

State = Version.State


@dataclass(frozen=True, slots=True)
class Next:
    """``url`` and ``action``: the way and the words on it; ``ready``: nothing stands against submitting."""

    text: str
    url: str = ""
    action: str = ""
    ready: bool = False


def overview(
    assessment: Assessment, version: Version | None, may: set[str], standing: Version | None
) -> dict[str, object]:
    """What the first page of a document reads. ``may``: names of the steps this person may take, and "edit".

    ``standing``: the version that is published, or as it was found.
    """
    snapshot = take(assessment, changes=False)
    context = Context(snapshot)
    places = Places(assessment, snapshot, context)
    rows = [row for row in changes.rows_of(version) if not row.supplement]
    left = checks.submission_problems(snapshot, rows)
    found = [p for p in checks.progress(snapshot, context) if snapshot.form.answerable(p.sheet.section)]
    return {
        "next": next_step(assessment, version, left, places, may) if version else _between(assessment, standing, may),
        "left": left,
        "row_count": len(rows),
        "open_sheets": [(sheet_url(assessment, p.sheet), p) for p in found if p.open],
        "filled_sheets": sum(p.is_complete for p in found),
    }


def next_step(
    assessment: Assessment, version: Version, left: list[checks.Problem], places: Places, may: set[str]
) -> Next:
    """``left``: what stands against submitting."""
    if version.state == State.DRAFT:
        return _draft(assessment, version, left, places, may)
    review = to("review", assessment)
    if "approve" in may:
        who = version.submitted_by
        return Next(
            f"{who}さんが提出しました。内容を確かめて、承認するか差し戻してください。", review, "内容を確かめる"
        )
    if "publish" in may:
        return Next("承認されました。内容を確かめて、決裁して公表してください。", review, "内容を確かめる")
    waits = "決裁者の決裁" if version.state == State.APPROVED else "確認者の確認"
    hint = "直すときは、下の「引き戻す」を押してください。" if "take_back" in may else ""
    return Next(f"{waits}を待っています。{hint}", review, "提出された内容を見る")


def _between(assessment: Assessment, standing: Version | None, may: set[str]) -> Next:
    """No version is open: it stands as it was published, or as it was found."""
    if assessment.ended_on:
        return Next("この事務は終了しています。最後の版を公開しています。")
    if standing and standing.is_as_found:
        return _as_found(assessment, may)
    if "edit" not in may:
        return Next("公表している版のとおりです。", to("edit", assessment), "内容を見る")
    text = (
        "公表している版のとおりです。直すところがあるときは編集してください。最初の入力で、次の版の下書きができます。"
    )
    return Next(text, to("edit", assessment), "編集する")


def _as_found(assessment: Assessment, may: set[str]) -> Next:
    text, edit = "取り込んだままで、まだ公開していません。", to("edit", assessment)
    if "release" in may:
        text += "読み取った内容を確かめて、下の「公開する」を押すか、直して次の版を作ってください。"
        return Next(text, edit, "内容を確かめる")
    if "edit" in may:
        text += (
            "読み取った内容を確かめて、直すところがあるときは編集してください。最初の入力で、次の版の下書きができます。"
        )
        return Next(text, edit, "内容を確かめる")
    return Next(
        f"{text}取りまとめ担当が公開するか、次の版を公表すると、住民が読めるようになります。", edit, "内容を見る"
    )


def _draft(assessment: Assessment, version: Version, left: list[checks.Problem], places: Places, may: set[str]) -> Next:
    if "submit" not in may:
        return Next(
            f"{version.opened_by or '担当者'}さんが作成中です。提出されると、確認できるようになります。",
            to("edit", assessment),
            "作成中の内容を見る",
        )
    items, rows = [p for p in left if not p.row], {p.row for p in left if p.row}
    if items:
        url = next(filter(None, (places.url(p.address) for p in items)), to("edit", assessment))
        return Next(f"提出までに、あと{len(left)}件の記入や確認が必要です。", url, "続きを記入する")
    if rows:
        return Next(
            f"記入はそろっています。変更箇所の{len(rows)}行に、変更日・提出時期と、重要な変更かどうかの判断を書いてください。",
            to("changes", assessment),
            "変更箇所を書く",
        )
    return Next(
        "記入がそろっています。PDFで確かめてから提出してください。",
        to("preview", assessment),
        "PDFで確かめる",
        ready=True,
    )
