"""Writes a document as interchange JSON to the standard output."""

import json

from django.core.management.base import BaseCommand, CommandError

from assessments import exporting
from assessments.models import Assessment, Version


class Command(BaseCommand):
    help = "評価書をJSONで書き出す（版を指定しなければ作業中の内容）"

    def add_arguments(self, parser) -> None:
        parser.add_argument("municipality")
        parser.add_argument("number")
        parser.add_argument("--version-number", "--version", dest="version_number", type=int)

    def create_parser(self, prog_name, subcommand, **kwargs):
        """Ours is the version of a document; Django's own --version of every command gives way."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def handle(self, *args, **options) -> None:
        town, number = options["municipality"], options["number"]
        found = Assessment.objects.filter(municipality__code=town, number=number).select_related("municipality").first()
        if found is None:
            raise CommandError(f"団体 {town} に評価書番号 {number} の評価書はありません。")
        wanted = options["version_number"]
        data = exporting.working_copy(found) if wanted is None else exporting.frozen(self._version(found, wanted))
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1))

    def _version(self, assessment: Assessment, number: int) -> Version:
        version = assessment.versions.filter(number=number, content__isnull=False).first()
        if version is None:
            raise CommandError(f"第{number}版で確定した内容はありません。")
        return version
