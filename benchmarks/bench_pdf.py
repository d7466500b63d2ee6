"""Times the PDF: cold, after one edit, and nothing changed, against plain WeasyPrint and a browser's print.

Run by hand:  .venv/bin/python -m benchmarks.bench_pdf [--rounds 3] [--sizes S L]
S is the demo's document, L the same with four times the files, systems and changes. All on the same HTML in one run,
rounds interleaved; quote the ratios, machines are noisy. The browser stays open between its prints.
"""

import argparse
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
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

COPIES = {"S": 1, "M": 2, "L": 4}
PLAIN = """
import sys, time
start = time.perf_counter()
from pathlib import Path
import weasyprint
from assessments.rendering.press.fetcher import SCHEME, OwnFilesOnly
from assessments.rendering.press.layout import STYLE_SHEET, VARIANT
from weasyprint.text.fonts import FontConfiguration
fonts = FontConfiguration()
html = weasyprint.HTML(string=Path(sys.argv[1]).read_text(), base_url=SCHEME, url_fetcher=OwnFilesOnly())
style = weasyprint.CSS(string=STYLE_SHEET.read_text(), font_config=fonts, url_fetcher=OwnFilesOnly(), base_url=SCHEME)
data = html.write_pdf(pdf_variant=VARIANT, font_config=fonts, stylesheets=[style])
print(time.perf_counter() - start, len(data))
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


def plain(path: Path) -> tuple[float, int]:
    """WeasyPrint as its manual says, in a process of its own."""
    ran = subprocess.run([sys.executable, "-c", PLAIN, str(path)], capture_output=True, text=True, check=True)  # noqa: S603
    seconds, size = ran.stdout.split()
    return float(seconds), int(size)


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

        def printed(path: Path) -> tuple[float, int]:
            start = time.perf_counter()
            page.goto(path.as_uri())
            data = page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
            return time.perf_counter() - start, len(data)

        yield printed
        opened.close()


def for_browser(html: str) -> str:
    style = STYLE_SHEET.read_text(encoding="utf-8").replace("hyokasho:fonts/", f"{FOLDER.as_uri()}/")
    return html.replace("</head>", f"<style>{style}</style></head>")


def joined(snapshot: Snapshot) -> tuple[float, int]:
    start = time.perf_counter()
    data = pdf.render_pdf(snapshot).data
    return time.perf_counter() - start, len(data)


def empty_keep() -> None:
    keep = Keep(Path(tempfile.mkdtemp(prefix="hyokasho-parts-")))
    pdf.parts_on_disk = lambda: keep


# --- memory -----------------------------------------------------------------------------------------------------------


class Memory:
    """The peak of the proportional set sizes of this process and all below it, sampled while it is watched."""

    def __init__(self) -> None:
        self.peak, self._over = 0, threading.Event()

    def __enter__(self) -> "Memory":
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            self.peak = max(self.peak, sum(map(_pss, _tree(os.getpid()))))


def _tree(root: int) -> list[int]:
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(re.sub(r"\(.*\)", "", path.read_text()).split()[2])
        except OSError:
            continue
    family = [root]
    for member in family:
        family += [child for child, parent in parents.items() if parent == member]
    return family


def _pss(pid: int) -> int:
    try:
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
        return int(found[1]) if found else 0
    except OSError:
        return 0


# --- the run ----------------------------------------------------------------------------------------------------------


def measure(size: str, rounds: int, print_page: Callable | None) -> dict[str, float]:
    snapshot = document(size)
    html = document_html(snapshot, mode="print")
    folder = Path(tempfile.mkdtemp(prefix="hyokasho-html-"))
    (folder / "plain.html").write_text(html, encoding="utf-8")
    (folder / "browser.html").write_text(for_browser(html), encoding="utf-8")
    times: dict[str, list[float]] = {}
    sizes: dict[str, int] = {}

    def note(name: str, pair: tuple[float, int]) -> None:
        times.setdefault(name, []).append(pair[0])
        sizes[name] = pair[1]

    with Memory() as memory:
        empty_keep()
        joined(snapshot)
    for _ in range(rounds):
        note("plain", plain(folder / "plain.html"))
        if print_page:
            note("browser", print_page(folder / "browser.html"))
        empty_keep()
        note("cold", joined(snapshot))
        note("again", joined(snapshot))
        for anchor, edited in edits(snapshot).items():
            note("annex" if anchor == "annex" else f"edit {anchor}", joined(edited))
    found = {name: statistics.median(values) for name, values in times.items()}
    one_edit = [value for name, value in found.items() if name.startswith("edit ")]
    found["edit"], found["slowest edit"] = statistics.median(one_edit), max(one_edit)
    found |= {"pages": pdf.render_pdf(snapshot).page_count, "peak MB": memory.peak / 1024}
    return found | {"size": sizes["cold"] / sizes["plain"]}


def report(size: str, found: dict[str, float]) -> None:
    print(f"\n{size}: {found['pages']:.0f} pages; file {found['size']:.2f} x plain; peak {found['peak MB']:.0f} MB")
    for name in ("plain", "browser", "cold", "edit", "slowest edit", "annex", "again"):
        if name in found:
            to_browser = f"  {found[name] / found['browser']:6.2f} x browser" if "browser" in found else ""
            print(f"  {name:13}{found[name]:7.2f} s  {found[name] / found['plain']:6.2f} x plain{to_browser}")


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
        print(f"\nafter one edit, L against S: {found['L']['edit'] / found['S']['edit']:.2f}")


if __name__ == "__main__":
    main()
