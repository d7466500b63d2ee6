"""Drives the system's Chromium: one launch for all browser tests, and the accessibility check of a page.

axe is handed over by page.evaluate, since our Content-Security-Policy refuses scripts from elsewhere. The fonts of the
project are shown to Chromium by a fontconfig file of our own: a bare machine has no Japanese font.
"""

import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from tests.people import SIGNED_IN_BY

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps an event loop open beside the ORM

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}
ARGUMENTS = [
    "--font-render-hinting=none",  # else thin strokes (＿, ―) vanish from pictures
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{ours}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir></fontconfig>"""


def launch(playwright):
    """The system's Chromium, talking to nobody but the page it is shown."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(
        executable_path=CHROMIUM, args=[*ARGUMENTS, *sandbox], env={**os.environ, "FONTCONFIG_FILE": _fonts()}
    )


def _fonts() -> str:
    folder = Path(tempfile.mkdtemp(prefix="hyokasho-fonts-"))
    file = folder / "fonts.conf"
    file.write_text(FONTS.format(ours=settings.BASE_DIR / "static" / "fonts", cache=folder / "cache"))
    return str(file)


def session_of(user) -> dict[str, str]:
    """The cookie of a signed-in person."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = SIGNED_IN_BY
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key}


class Visit:
    """Opens pages of a running server as one person or as a resident; collects what the console complains about."""

    def __init__(self, browser, base_url: str) -> None:
        self.browser, self.base_url = browser, base_url
        self.complaints: list[str] = []
        self.contexts: list = []

    def page(self, user=None, size=DESK):
        context = self.browser.new_context(viewport=size, base_url=self.base_url, locale="ja-JP")
        self.contexts.append(context)
        if user:
            context.add_cookies([{**session_of(user), "url": self.base_url}])
        page = context.new_page()
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" and not _by_axe(m) else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def _by_axe(message) -> bool:
    """axe writes a style of its own while it measures, which our policy refuses; its script has no address."""
    return "inline style" in message.text and not message.location.get("url", "").startswith("http")


def violations(page) -> list[str]:
    """What axe finds wrong with the page as it stands, each with the places."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        f"{problem['id']} ({problem['impact']}): {problem['help']}\n"
        + "\n".join(f"    {node['target']}  {node['html'][:160]}" for node in problem["nodes"][:5])
        for problem in found
    ]


def overflow(page) -> int:
    """By how many pixels the page is wider than its window: 0 on a page that fits."""
    return page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")


def assert_accessible(page) -> None:
    """No violation of axe's rules, and nothing to scroll sideways for."""
    found = violations(page)
    assert not found, f"{page.url}\n" + "\n".join(found)
    assert overflow(page) <= 0, f"{page.url} is {overflow(page)}px wider than its window"
