"""Prints a form as data, so that other programs can be compared with it."""

import json

from django.core.management.base import BaseCommand, CommandError

from assessments.catalogue import CHECK_KINDS, Form, Item, UnknownForm, get_form
from assessments.catalogue.spec import Section


class Command(BaseCommand):
    help = "様式の項目を一覧する（例: manage.py showcatalogue juten --format json）"

    def add_arguments(self, parser) -> None:
        parser.add_argument("form")
        parser.add_argument("--edition", default="")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args, **options) -> None:
        try:
            form = get_form(options["form"], options["edition"])
        except UnknownForm as error:
            raise CommandError(f"様式「{error}」はありません。") from error
        rows = [described(form, section, item) for section, _, item in form.places.values()]
        if options["format"] == "json":
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for row in rows:
            self.stdout.write(
                f"{row['code']}\t{row['kind']}\t{'※' if row['star'] else ''}\t{row['number']}{row['label']}"
            )


def described(form: Form, section: Section, item: Item) -> dict[str, object]:
    """One item as plain data. ``options`` as printed; grouped check boxes as [{"heading", "options"}]."""
    return {
        "code": item.code,
        "number": item.number,
        "label": item.label,
        "kind": item.kind,
        "options": _options(item),
        "star": item.star,
        "section": section.code,
        "repeat": form.repeat_of(item.code),
        "required": item.required.written,
    }


def _options(item: Item) -> list[object]:
    if item.kind not in CHECK_KINDS or not any(option.heading for option in item.options):
        return [option.printed for option in item.options]
    headings = dict.fromkeys(option.heading for option in item.options)
    return [{"heading": h, "options": [o.printed for o in item.options if o.heading == h]} for h in headings]
