"""What a clerk does at the editor's page, and what they see of it, in the words of the stories."""

import re

from assessments.views.pages import to
from tests.browser import DESK

OFFICE, CONTENT = "juten.I.1.office_name", "juten.I.1.office_content"
SAVED = re.compile(r"保存しました \d\d:\d\d")


def anchor(code: str, ref: str = "") -> str:
    return f"i-{ref}-{code}" if ref else f"i-{code}"


class Desk:
    """A window with one sheet of a document open."""

    def __init__(self, visit, user, document, slug: str = "I", ref: str = "", size=DESK) -> None:
        self.page = visit.page(user, size)
        self.document, self.slug, self.ref = document, slug, ref
        self.page.goto(self.url)

    @property
    def url(self) -> str:
        if self.ref:
            return to("file_sheet", self.document, self.slug, self.ref)
        return to("sheet", self.document, self.slug)

    def item(self, code: str, ref: str = ""):
        return self.page.locator(f'[id="{anchor(code, ref)}"]')

    def field(self, code: str, ref: str = ""):
        return self.item(code, ref).locator("[name=value]").first

    def write(self, code: str, text: str, ref: str = "") -> None:
        self.field(code, ref).fill(text)

    def add(self, code: str, text: str, ref: str = "") -> None:
        """Type on at the end of what is there."""
        self.field(code, ref).press("Control+End")
        self.page.keyboard.type(text)

    def save(self) -> None:
        self.page.keyboard.press("Control+s")

    def says(self, text: str) -> None:
        """The line in the bar comes to say this."""
        self.page.locator(".save-line").get_by_text(text).first.wait_for()

    def saved(self) -> None:
        done = self.page.locator(".save-line:not(.is-busy, .in-trouble) [data-save-state]")
        done.filter(has_text=SAVED).wait_for()

    def trouble(self, code: str, ref: str = ""):
        return self.item(code, ref).locator("[data-trouble]")

    def entries(self, kind: str):
        return self.page.locator(f"[data-entries={kind}] .entry")

    def headings(self, kind: str) -> list[str]:
        return [text.strip() for text in self.entries(kind).locator("[data-heading]").all_inner_texts()]

    def focused(self) -> str:
        """The id of the item or entry that the keyboard is in."""
        return self.page.evaluate(
            "() => (document.activeElement.closest('form[data-autosave]') || document.activeElement.closest('.entry')"
            " || document.activeElement).id"
        )

    def kept_in_browser(self) -> list[str]:
        return self.page.evaluate("() => Object.keys(localStorage).filter((key) => key.startsWith('hyokasho:'))")
