"""Required items, what the import lost, and what is no option of the form."""

from collections.abc import Iterator

from ..catalogue import CHOICE_KINDS, values
from ..snapshot import Placed, PlacedBlock
from .context import Context
from .problem import Problem

REQUIRED = "必須"


def unfilled(context: Context, *, at: str = "submit") -> Iterator[Problem]:
    """必須: 「…」が未記入です。"""
    for block, placed in answerable(context):
        if placed.item.required.at == at and placed.is_empty and is_required(context, block, placed):
            yield _problem(REQUIRED, f"「{placed.heading}」が未記入です。", placed)


def unresolved(context: Context) -> Iterator[Problem]:
    """取込み: 読み取れなかった部分が残っています。"""
    for _, placed in answerable(context):
        if placed.is_unknown:
            yield _problem(
                "取込み",
                f"「{placed.heading}」に、読み取れなかった部分が残っています。原本を見て記入してください。",
                placed,
            )
    for node in context.snapshot.nodes:
        if node.lost:
            yield Problem("取込み", _lost_entry(context, node), (node.ref, ""), anchor=f"e-{node.ref}")


def not_an_option(context: Context) -> Iterator[Problem]:
    """K1: 「…」に、選択肢にない記載があります。"""
    for _, placed in answerable(context):
        if placed.item.kind in CHOICE_KINDS and _is_raw(placed.value):
            raw = values.choice_label(placed.value)
            yield _problem(
                "K1", f"「{placed.heading}」の「{raw}」は選択肢にありません。選択肢から選び直してください。", placed
            )


def _is_raw(value: values.Value) -> bool:
    return isinstance(value, dict) and ("raw" in value or _is_raw(value.get("choice")))


def answerable(context: Context) -> Iterator[tuple[PlacedBlock, Placed]]:
    """Every item that a person answers."""
    for sheet in context.sheets:
        for block in sheet.blocks:
            for placed in block.items:
                if placed.item.has_answer or placed.item.kind == "record_list":
                    yield block, placed


def is_required(context: Context, block: PlacedBlock, placed: Placed) -> bool:
    """Must this item be filled, given the answers around it? An entry under a condition that is not met need not."""
    required = placed.item.required
    if block.block.when and not context.holds(block.block.when, placed.address):
        return False
    if required.condition:
        return context.holds(required.condition, placed.address)
    return required.always


def _lost_entry(context: Context, node) -> str:
    for sheet in context.sheets:
        for block in sheet.blocks:
            if block.node is not None and block.node.ref == node.ref:
                return f"{block.heading}は原本のページが欠けています。記入するか、削除してください。"
    return "原本のページが欠けている部分があります。記入するか、削除してください。"


def _problem(rule: str, sentence: str, placed: Placed) -> Problem:
    return Problem(rule, sentence, placed.address, placed.path[:-1], anchor=placed.anchor)
