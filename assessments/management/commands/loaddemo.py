"""Loads the sample towns, once; prints who can sign in."""

from django.core.management.base import BaseCommand
from django.db import transaction

from assessments.demo import people, story
from municipalities.models import Role


class Command(BaseCommand):
    help = "見本のデータを入れる（くり返しても同じ結果になる）"

    def handle(self, *args, **options) -> None:
        ashiya, mihon = people.make_ashiya(), people.make_mihon()
        people.make_operator()
        if not story.is_told(ashiya.municipality):
            self.stdout.write("芦屋市の公表済み評価書を取り込んでいます…")
            with transaction.atomic():  # killed in the middle, it begins anew
                story.tell_ashiya(ashiya)
        if not story.is_told(mihon.municipality):
            self.stdout.write("見本市の評価書を作り、2回公表しています…（1分ほどかかります）")
            with transaction.atomic():
                story.tell_mihon(mihon)
        self._accounts()

    def _accounts(self) -> None:
        self.stdout.write("")
        self.stdout.write(self.style.SUCCESS("見本の利用者（パスワードはすべて同じ）"))
        self.stdout.write(f"  パスワード: {people.PASSWORD}")
        for town, cast in (("見本市", people.MIHON), ("芦屋市", people.ASHIYA)):
            for username, name, role in cast:
                self.stdout.write(f"  {town}  {username:<12}{name}（{Role(role).label}）")
        self.stdout.write(f"  運用者  {people.OPERATOR[0]:<12}{people.OPERATOR[1]}")
