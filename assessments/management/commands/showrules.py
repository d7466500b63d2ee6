"""Prints the rules of the checks as a table: their docstrings are the messages, so law, message and list are one text."""

from django.core.management.base import BaseCommand

from assessments.checks.rule import RULES
from assessments.checks.run import RULES as ALL  # noqa: F401  (registers them)


class Command(BaseCommand):
    help = "Print every consistency rule: number, severity, message, source (Markdown)."

    def handle(self, *args, **options) -> None:
        self.stdout.write("| 規則 | 区分 | 伝える文 | 根拠・実例 |\n|---|---|---|---|")
        for rule in sorted(RULES, key=lambda rule: (rule.number[0], int(rule.number[1:]), rule.name)):
            severity = "注意" if rule.severity == "warning" else "誤り"
            source = " ".join(rule.source.split())
            self.stdout.write(f"| {rule.number} | {severity} | {rule.message} | {source} |")
