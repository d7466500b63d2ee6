"""Times the PDF: cold, after one edit, and nothing changed, against plain WeasyPrint and a browser's print.

Run by hand:  .venv/bin/python -m benchmarks.bench_pdf [--rounds 3] [--sizes S L]
S is the demo's document, L the same with four times the files, systems and changes, XL with six. All on the same HTML
in one run, rounds interleaved; quote the ratios, machines are noisy. The browser stays open between its prints. "wall"
is by the clock, "cpu" the processor time of all processes: on a machine with other work only the latter means something.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="hyokasho-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from assessments.demo import story  # noqa: E402
from assessments.rendering import pdf  # noqa: E402
from assessments.rendering.page import document_html  # noqa: E402
from assessments.rendering.press.keep import Keep  # noqa: E402
from assessments.rendering.press.layout import STYLE_SHEET  # noqa: E402
from assessments.rendering.press.typefaces import FOLDER  # noqa: E402
from assessments.snapshot import Node, Snapshot, outline  # noqa: E402
from benchmarks.processes import Memory, Work  # noqa: E402

COPIES = {"S": 1, "M": 2, "L": 4, "XL": 6}
BROWSER = ("chrome", "chromium", "headless_shell", "node", "MainThread")
PLAIN = """
import sys
from pathlib import Path
import weasyprint
from assessments.rendering.press.fetcher import SCHEME, OwnFilesOnly
from assessments.rendering.press.layout import STYLE_SHEET, VARIANT
from weasyprint.text.fonts import FontConfiguration
fonts = FontConfiguration()
html = weasyprint.HTML(string=Path(sys.argv[1]).read_text(), base_url=SCHEME, url_fetcher=OwnFilesOnly())
style = weasyprint.CSS(string=STYLE_SHEET.read_text(), font_config=fonts, url_fetcher=OwnFilesOnly(), base_url=SCHEME)
data = html.write_pdf(pdf_variant=VARIANT, font_config=fonts, stylesheets=[style])
print(len(data))
"""


# --- documents --------------------------------------------------------------------------------------------------------


def document(size: str) -> Snapshot:
    """The demo's document; larger sizes repeat its entries with other words, so that nothing can be shared."""
    base = Snapshot.from_json(story.read("ashiya.json"))
    copies = range(COPIES[size])
    return replace(
        base,
        systems=tuple(_other(node, n) for n in copies for node in base.systems),
        files=tuple(_other(node, n) for n in copies for node in base.files),
        changes=tuple(replace(row, after=row.after + f"（{n}）") for n in copies for row in base.changes),
    )


def _other(node: Node, copy: int) -> Node:
    if not copy:
        return node
    answers = {code: f"{value}（{copy}）" if isinstance(value, str) else value for code, value in node.answers.items()}
    children = {kind: tuple(_other(child, copy) for child in node.of(kind)) for kind in node.children}
    return replace(node, ref=f"{node.ref}x{copy}", number=node.number + 10 * copy, answers=answers, children=children)


def edits(snapshot: Snapshot) -> dict[str, Snapshot]:
    """One edited document for each section that can be edited, by the anchor of the section."""
    found: dict[str, Snapshot] = {}
    for sheet in outline(snapshot):
        words = f"訂正した記載 {random.random()}"  # noqa: S311
        holder = sheet.file.ref if sheet.file else ""
        item = next((p for p in sheet.items if p.item.kind == "long_text" and p.address[0] == holder), None)
        if item and not sheet.file:
            found[sheet.anchor] = replace(snapshot, answers={**snapshot.answers, item.address[1]: words})
        elif item:
            files = (
                replace(f, answers={**f.answers, item.address[1]: words}) if f.ref == holder else f
                for f in snapshot.files
            )
            found[sheet.anchor] = replace(snapshot, files=tuple(files))
    row = replace(snapshot.changes[40], after=f"訂正した記載 {random.random()}")  # noqa: S311
    found["annex"] = replace(snapshot, changes=(*snapshot.changes[:40], row, *snapshot.changes[41:]))
    return found


# --- the three ways ---------------------------------------------------------------------------------------------------


def plain(path: Path) -> int:
    """WeasyPrint as its manual says, in a process of its own. Returns the size of the file."""
    ran = subprocess.run([sys.executable, "-c", PLAIN, str(path)], capture_output=True, text=True, check=True)  # noqa: S603
    return int(ran.stdout)


@contextmanager
def browser():
    """A function that prints a page in a browser that is open already; None where there is no browser."""
    from tests import browser as browsers

    if not browsers.CHROMIUM:
        yield None
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = browsers.launch(playwright)
        page = opened.new_page()

        def printed(path: Path) -> int:
            page.goto(path.as_uri())
            return len(page.pdf(prefer_css_page_size=True, tagged=True, outline=True))

        yield printed
        opened.close()


def for_browser(html: str) -> str:
    style = STYLE_SHEET.read_text(encoding="utf-8").replace("hyokasho:fonts/", f"{FOLDER.as_uri()}/")
    return html.replace("</head>", f"<style>{style}</style></head>")


def joined(snapshot: Snapshot) -> int:
    return len(pdf.render_pdf(snapshot).data)


def empty_keep() -> None:
    keep = Keep(Path(tempfile.mkdtemp(prefix="hyokasho-parts-")))
    pdf.parts_on_disk = lambda: keep


# --- the run ----------------------------------------------------------------------------------------------------------


@dataclass
class Measured:
    """By the name of the work: its times in all rounds, the size of its file."""

    wall: dict[str, list[float]] = field(default_factory=dict)
    cpu: dict[str, list[float]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    pages: int = 0
    peak: float = 0  # MB

    def note(self, name: str, work: Callable[..., int], *args) -> None:
        with Work() as done:
            self.sizes[name] = work(*args)
        self.wall.setdefault(name, []).append(done.seconds)
        self.cpu.setdefault(name, []).append(done.cpu)

    def median(self, name: str, which: str) -> float:
        """ "edit": over all sections; "slowest edit": of the slowest."""
        times = getattr(self, which)
        edits = [statistics.median(values) for key, values in times.items() if key.startswith("edit ")]
        if name in times:
            return statistics.median(times[name])
        return statistics.median(edits) if name == "edit" else max(edits)


def measure(size: str, rounds: int, print_page: Callable | None) -> Measured:
    snapshot, found = document(size), Measured()
    html = document_html(snapshot, mode="print")
    folder = Path(tempfile.mkdtemp(prefix="hyokasho-html-"))
    (folder / "plain.html").write_text(html, encoding="utf-8")
    (folder / "browser.html").write_text(for_browser(html), encoding="utf-8")
    with Memory(*BROWSER) as memory:
        empty_keep()
        found.pages = pdf.render_pdf(snapshot).page_count
    found.peak = memory.peak / 1024
    for _ in range(rounds):
        found.note("plain", plain, folder / "plain.html")
        if print_page:
            found.note("browser", print_page, folder / "browser.html")
        empty_keep()
        found.note("cold", joined, snapshot)
        found.note("again", joined, snapshot)
        for anchor, edited in edits(snapshot).items():
            found.note("annex" if anchor == "annex" else f"edit {anchor}", joined, edited)
    return found


def report(size: str, found: Measured) -> None:
    share = found.sizes["cold"] / found.sizes["plain"]
    print(f"\n{size}: {found.pages} pages; file {share:.2f} x plain; peak {found.peak:.0f} MB")
    print(f"  {'':13}{'wall':>9}{'x plain':>9}{'x browser':>11}{'cpu':>9}{'x plain':>9}{'x browser':>11}")
    for name in ("plain", "browser", "cold", "edit", "slowest edit", "annex", "again"):
        if name == "browser" and name not in found.wall:
            continue
        print(f"  {name:13}" + "".join(_columns(found, name, which) for which in ("wall", "cpu")))


def _columns(found: Measured, name: str, which: str) -> str:
    own = found.median(name, which)
    to_browser = f"{own / found.median('browser', which):11.2f}" if "browser" in found.wall else f"{'':11}"
    return f"{own:8.2f}s{own / found.median('plain', which):9.2f}{to_browser}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--sizes", nargs="+", default=["S", "L"], choices=sorted(COPIES))
    chosen = options.parse_args()
    pdf.press().lay_out([])  # the forking process is there in a server that has worked before
    with browser() as print_page:
        found = {size: measure(size, chosen.rounds, print_page) for size in chosen.sizes}
    for size in chosen.sizes:
        report(size, found[size])
    if {"S", "L"} <= set(found):
        shares = (found["L"].median("edit", which) / found["S"].median("edit", which) for which in ("wall", "cpu"))
        print("\nafter one edit, L against S: {:.2f} wall, {:.2f} cpu".format(*shares))


if __name__ == "__main__":
    main()
