"""Reads a published document (interchange JSON or machine-read text) into a town, as it was found."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.http import Http404

from assessments.editing import NumberTaken
from assessments.importing import apply
from assessments.importing.belonging import doubt
from assessments.importing.reading import Unreadable, read_file
from assessments.models import Assessment
from assessments.policies import Refused
from municipalities.access import visitor_for
from municipalities.codes import validate_code
from municipalities.models import Municipality, User


class Command(BaseCommand):
    help = "公表済みの評価書を取り込む（第1版「見つけたまま」になる）"

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--municipality", required=True, help="全国地方公共団体コード（6桁）")
        parser.add_argument("--number", default="", help="評価書番号（ファイルにあれば省ける）")
        parser.add_argument("--name", default="", help="団体名（新しく作るとき）")
        parser.add_argument("--as", dest="user", default="", help="取り込む人の利用者名")
        parser.add_argument("--even-so", action="store_true", help="別の団体の評価書のようでも、承知のうえで取り込む")
        parser.add_argument("--into-draft", action="store_true", help="同じ番号の評価書の下書きに取り込む")

    def handle(self, *args, **options) -> None:
        try:
            data = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"ファイルを読めません: {error.strerror}") from error
        try:
            reading = read_file(data)
            with transaction.atomic():
                assessment = self._import(reading, data, options)
        except (Unreadable, apply.AnotherTown, Refused) as error:
            raise CommandError(str(error)) from error
        for sentence in reading.report.summary():
            self.stdout.write(sentence)
        self.stdout.write(self.style.SUCCESS(f"{assessment}（評価書番号 {assessment.number}）に取り込みました。"))

    def _import(self, reading, data: bytes, options) -> Assessment:
        user = self._user(options["user"])
        town = self._town(options["municipality"], options["name"] or reading.document["municipality"].get("name", ""))
        doubted = self._doubted(reading, town, options["even_so"])
        number = options["number"] or apply.number_of(reading)
        if not number:
            raise CommandError("評価書番号がファイルにありません。--number で指定してください。")
        existing = Assessment.objects.filter(municipality=town, number=number).first()
        if existing and options["into_draft"]:
            assessment = self._into_draft(existing, reading, user, town)
        else:
            assessment = self._as_found(reading, user, town, number)
        report = {"summary": reading.report.summary(), "doubt": doubted}
        apply.keep_file(town, options["file"].name, data, report, user=user, assessment=assessment)
        return assessment

    def _doubted(self, reading, town: Municipality, even_so: bool) -> str:
        found = doubt(reading.document, town)
        if found and not even_so:
            raise CommandError(f"{found.sentence}取り込むときは --even-so を付けてください。")
        return found.sentence if found else ""

    def _as_found(self, reading, user: User | None, town: Municipality, number: str) -> Assessment:
        try:
            return apply.import_as_found(reading, town, number, user=user)
        except NumberTaken as error:
            raise CommandError(
                f"{town}には評価書番号 {number} の評価書がすでにあります。"
                "下書きに取り込むには --into-draft、別の番号にするには --number を付けてください。"
            ) from error

    def _into_draft(self, assessment: Assessment, reading, user: User | None, town: Municipality) -> Assessment:
        if user is None:
            raise CommandError("下書きに取り込むときは、--as で取り込む人を指定してください。")
        try:
            visitor = visitor_for(user, town.code)
        except Http404 as error:
            raise CommandError(f"{user} は{town}の職員ではありません。") from error
        apply.import_into_draft(assessment, reading, by=visitor)
        return assessment

    def _user(self, username: str) -> User | None:
        if not username:
            return None
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"利用者「{username}」はいません。")
        return user

    def _town(self, code: str, name: str) -> Municipality:
        try:
            validate_code(code)
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error
        name = (name or f"団体 {code}")[: Municipality._meta.get_field("name").max_length]
        return Municipality.objects.get_or_create(code=code, defaults={"name": name})[0]
