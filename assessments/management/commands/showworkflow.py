"""Prints the table of steps as a diagram, so that the README never tells another workflow than the program has."""

from collections.abc import Iterator

from django.core.management.base import BaseCommand

from assessments.models import Version
from assessments.workflow import STEPS
from municipalities.models import Role


def mermaid() -> Iterator[str]:
    """The lines of a Mermaid state diagram."""
    yield "stateDiagram-v2"
    for state in Version.State:
        yield f"    {state.value}: {state.label}"
    yield "    [*] --> draft"
    yield "    [*] --> published: 取り込む"
    for step in STEPS.values():
        who = "・".join(Role(role).label.split("（")[0] for role in step.roles)
        for state in step.froms:
            yield f"    {Version.State(state).value} --> {Version.State(step.to).value}: {step.label}（{who}）"
    yield "    published --> superseded: 次の版の公表"


class Command(BaseCommand):
    help = "手続の図をMermaidで書き出す"

    def handle(self, *args, **options) -> None:
        for line in mermaid():
            self.stdout.write(line)
