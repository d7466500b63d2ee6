"""Documents to draw: one in which every item of a form is filled, so that nothing can be missing unseen."""

from assessments import catalogue
from assessments.catalogue import Form, Item
from assessments.snapshot import ChangeEntry, Node, Snapshot

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="


def filled(
    form_key: str = "juten", *, files: int = 2, systems: int = 7, changes: int = 6, written=lambda item: None
) -> Snapshot:
    """Every item answered with its own code in it (or with what ``written`` says), several entries of each kind."""
    form = catalogue.get_form(form_key)
    return Snapshot(
        form_key=form.key,
        edition=form.edition,
        municipality_code="999997",
        municipality_name="見本市",
        answers=_answers(form, "", written),
        systems=tuple(Node("systems", f"s{n}", n, _answers(form, "systems", written)) for n in range(1, systems + 1)),
        files=tuple(_file(form, n, written) for n in range(1, files + 1)),
        changes=tuple(change(n) for n in range(1, changes + 1)),
    )


def answer_of(item: Item, words: str = ""):
    text = words or f"{item.label}の記載（{item.code}）"
    if item.kind == "choice":
        return item.labels[0]
    if item.kind == "choice+count":
        return {"choice": item.labels[0], "count": 4}
    if item.kind == "choice+text":
        return {"choice": item.labels[0], "text": text}
    if item.kind == "flag":
        return True
    if item.kind == "date_wareki":
        return "2025-04-01"
    if item.kind == "figure":
        return {
            "figures": [{"name": "図.png", "media_type": "image/png", "base64": PIXEL, "alt": "事務の流れ"}],
            "text": text,
        }
    if item.kind in catalogue.CHECK_KINDS:
        texts = {option.label: "相手先" for option in item.options if option.opens_text}
        counts = {option.label: 16 for option in item.options if option.opens_count}
        return {"checked": list(item.labels[:2]), "unknown": [], "texts": texts, "counts": counts}
    return text


def change(number: int, words: str = "変更した記載") -> ChangeEntry:
    return ChangeEntry(
        item=f"Ⅰ 基本情報\n７．他の評価実施機関\n{number}番目の変更",
        before="なし",
        after=words,
        date="2025-04-01",
        timing="事後",
        note="形式的な変更であるため、重要な変更に当たらない。",
        addresses=(("", "juten.I.7.others"),),
    )


def _answers(form: Form, holder: str, written) -> dict:
    return {
        item.code: written(item) or answer_of(item)
        for item in form.items
        if item.has_answer and form.holder_of(item.code) == holder and form.repeat_of(item.code) != "per_change"
    }


def _file(form: Form, number: int, written) -> Node:
    children = {
        kind: tuple(Node(kind, f"f{number}{kind[0:2]}{n}", n, _answers(form, kind, written)) for n in (1, 2))
        for kind in ("outsourcing", "provisions", "transfers")
    }
    records = tuple(f"記録項目{n}" for n in range(1, 40))
    return Node("files", f"f{number}", number, _answers(form, "files", written), False, records, "", children)
