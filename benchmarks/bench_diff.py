"""What marking and comparing cost, against the standard library's difflib on the same texts in the same run.

Run by hand:  .venv/bin/python -m benchmarks.bench_diff [--items 300] [--size 3000]
Quote the ratios; machines are noisy. "marks" is the number of marked runs in both cells: fewer are easier to read.
"""

# ruff: noqa: S311
import argparse
import random
import time
from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise
from statistics import median

from changelog.diff import mark
from changelog.hunks import hunks
from changelog.lines import Line, compare, replay
from changelog.rows import reconcile

WHO = "市民課の職員 委託先の事業者 住民基本台帳ネットワークシステム 中間サーバー・プラットフォーム ガバメントクラウド 地方公共団体情報システム機構".split()
WHAT = (
    "特定個人情報 本人確認情報 住民票関係情報 送付先情報 宛名番号 操作履歴 届出書 バックアップ媒体 電子証明書".split()
)
HOW = "番号法第19条第8号に基づき 条例の定めるところにより 申請を受け付けた後 ID及びパスワードにより認証した上で 3年間 令和5年4月1日から".split()
DOES = "管理する 照会する 記録し、定期的に確認する 提供する 消去する 暗号化して保管する 必要最小限の範囲に制限している".split()
HEADS = ["<当市における措置>", "<中間サーバー・プラットフォームにおける措置>", "【物理的対策】", "【技術的対策】"]
MARKERS = "①②③④⑤⑥⑦⑧⑨⑩"
NEW = "なお、外部への持ち出しは禁止している。"


def sentence(rnd: random.Random) -> str:
    return f"{rnd.choice(WHO)}は、{rnd.choice(HOW)}{rnd.choice(WHAT)}を{rnd.choice(HOW)}{rnd.choice(DOES)}。"


def item(rnd: random.Random, size: int) -> str:
    lines: list[str] = []
    while sum(map(len, lines)) < size:
        number = len(lines) % 11
        lines.append(rnd.choice(HEADS) if number == 0 else MARKERS[number - 1] + sentence(rnd) + sentence(rnd))
    return "\n".join(lines)[:size]


def light(rnd: random.Random, text: str) -> str:
    """One reference, one date, one word."""
    for old, new in (("第8号", "第9号"), ("令和5年", "令和7年"), (rnd.choice(WHAT), "5情報")):
        text = text.replace(old, new, 1)
    return text


def medium(rnd: random.Random, text: str) -> str:
    """An inserted item, one taken out, ten sentences touched."""
    lines = light(rnd, text).split("\n")
    for _ in range(10):
        place = rnd.randrange(len(lines))
        lines[place] = lines[place].replace(rnd.choice(DOES), rnd.choice(DOES)).replace("は、", "においては、", 1)
    lines.insert(rnd.randrange(len(lines)), "⑪" + sentence(rnd))
    lines.pop(rnd.randrange(len(lines)))
    return "\n".join(lines)


def rewritten(rnd: random.Random, text: str) -> str:
    return "\n".join(
        line[:1] + line[1:].replace("の", "における").replace("を", "について", 1) + NEW for line in text.split("\n")
    )


def unrelated(rnd: random.Random, text: str) -> str:
    return item(rnd, len(text))


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def by_difflib(before: str, after: str) -> list[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def marks(before: str, after: str) -> tuple[int, int]:
    """(marked runs of ours, of difflib)."""
    ours = sum(run.kind != "same" for cell in mark(before, after) for run in cell)
    theirs = sum((a > b) + (c > d) for tag, b, a, d, c in by_difflib(before, after) if tag != "equal")
    return ours, theirs


def pairs_of(kind: Callable[[random.Random, str], str], count: int, size: int) -> list[tuple[str, str]]:
    rnd = random.Random(5)
    old = [item(rnd, size) for _ in range(count)]
    return [(text, kind(rnd, text)) for text in old]


def table(sizes: tuple[int, ...]) -> None:
    print(f"{'edit':10} {'chars':>6} {'ours ms':>9} {'difflib ms':>11} {'ratio':>7}   marks ours / difflib")
    for kind in (light, medium, rewritten, unrelated):
        for size in sizes:
            pairs = pairs_of(kind, 9, size)
            mark(*pairs_of(kind, 1, size)[0])
            hunks.cache_clear()
            ours = median(timed(lambda pair=pair: mark(*pair)) for pair in pairs)
            theirs = median(timed(lambda pair=pair: by_difflib(*pair)) for pair in pairs)
            seen = [median(counts) for counts in zip(*(marks(*pair) for pair in pairs), strict=True)]
            print(
                f"{kind.__name__:10} {size:6} {ours * 1000:9.2f} {theirs * 1000:11.2f} {theirs / ours:6.1f}×"
                f"   {seen[0]:.0f} / {seen[1]:.0f}"
            )


def whole_document(items: int, size: int) -> None:
    print(f"\na document of {items} items of {size} characters, every item edited")
    for kind in (light, medium, rewritten):
        pairs = pairs_of(kind, items, size)
        hunks.cache_clear()
        ours = timed(lambda pairs=pairs: [mark(*pair) for pair in pairs])
        read = timed(lambda pairs=pairs: [mark(*pair, ignore_variants=True) for pair in pairs])
        some = pairs[: max(1, items // 20)]
        theirs = timed(lambda some=some: [by_difflib(*pair) for pair in some]) * items / len(some)
        print(
            f"{kind.__name__:10} {ours:6.2f} s, spelling ignored {read:6.2f} s; difflib {theirs:7.2f} s = {theirs / ours:.0f}×"
        )


def worst_cases() -> None:
    rnd = random.Random(6)
    kanji = "".join(map(chr, range(0x4E00, 0x5E00)))
    print("\ntwo unrelated texts of 200,000 characters")
    cases = {
        "random kanji, one blob": lambda: "".join(rnd.choices(kanji, k=200_000)),
        "random kanji, 4,000 sentences": lambda: "\n".join(
            "".join(rnd.choices(kanji, k=49)) + "。" for _ in range(4000)
        ),
        "three kana": lambda: "".join(rnd.choices("あいう", k=200_000)),
        "sentences of these forms": lambda: item(rnd, 200_000),
    }
    for name, make in cases.items():
        before, after = make(), make()
        print(f"{name:32} {timed(lambda b=before, a=after: mark(b, a)):6.2f} s")


def change_list(lines: int) -> None:
    rnd = random.Random(7)
    old = [Line(("", str(code)), f"Ⅱ\n{code}", item(rnd, 300), group=(f"f{code // 20}",)) for code in range(lines)]
    new = [replace(line, text=light(rnd, line.text)) if number % 9 == 0 else line for number, line in enumerate(old)]
    changes = compare(old, new)
    print(f"\n{lines} lines, {len(changes)} changes")
    print(f"compare   {median(timed(lambda: compare(old, new)) for _ in range(9)) * 1000:7.2f} ms")
    print(f"replay    {median(timed(lambda: replay(old, changes)) for _ in range(9)) * 1000:7.2f} ms")
    print(f"reconcile {median(timed(lambda: reconcile([], changes)) for _ in range(9)) * 1000:7.2f} ms")
    sizes = [timed(lambda n=n: compare(old[:n], new[:n])) for n in (lines // 4, lines // 2, lines)]
    print("growth when doubled: " + ", ".join(f"{two / one:.1f}×" for one, two in pairwise(sizes)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=300)
    parser.add_argument("--size", type=int, default=3000)
    asked = parser.parse_args()
    table((200, 1000, 3000))
    whole_document(asked.items, asked.size)
    worst_cases()
    change_list(7000)


if __name__ == "__main__":
    main()
