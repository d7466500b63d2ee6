"""Pictures that nobody has described: who does not see them would learn nothing of them. A form of ours lets a picture
in without its description, which is often written later, and a file from elsewhere may bring none."""

from collections.abc import Iterator

from ..catalogue import values
from ..snapshot import Placed
from .completeness import answerable
from .context import Context
from .problem import Problem

RULE = "JIS X 8341-3 1.1.1"
WHAT_TO_WRITE = "図を見られない人にも同じことが伝わるように、だれが、何を、どの順に行うかなど、図が表していることを文章で書いてください。"


def undescribed(context: Context) -> Iterator[Problem]:
    """JIS X 8341-3 1.1.1: 図に説明がありません。"""
    for _, placed in answerable(context):
        if placed.item.kind == "figure":
            yield from _of_item(placed)
    for annex in context.snapshot.annexes:
        if annex.kind == "pdf" and annex.file and not annex.alt.strip():
            sentence = f"「{annex.title}」のPDF（{annex.file_name}）に、内容の説明がありません。{WHAT_TO_WRITE}"
            address = (annex.ref, "annex.pdf")
            yield Problem(RULE, sentence, address, (annex.title,), anchor=annex.anchor, name="undescribed")


def _of_item(placed: Placed) -> Iterator[Problem]:
    where = placed.path[:-1]
    for number, figure in enumerate(_figures(placed.value), start=1):
        if not figure.get("alt", "").strip():
            which = f"「{' '.join(where) or placed.heading}」の図{number}（{figure.get('name', '')}）"
            sentence = f"{which}に、説明がありません。{WHAT_TO_WRITE}"
            yield Problem(RULE, sentence, placed.address, where, anchor=placed.anchor, name="undescribed")


def _figures(value: values.Value) -> list[dict[str, str]]:
    return value.get("figures") or [] if isinstance(value, dict) else []
