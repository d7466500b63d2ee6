"""What a piece of work costs over all its processes: processor time, and the peak of memory."""

import os
import re
import threading
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


class Work:
    """``seconds`` by the clock; ``cpu``: of this process and all below it, which a busy machine changes far less."""

    def __enter__(self) -> "Work":
        self._start, self._cpu = time.perf_counter(), _cpu_of_all()
        return self

    def __exit__(self, *_) -> None:
        self.seconds, self.cpu = time.perf_counter() - self._start, _cpu_of_all() - self._cpu


class Memory:
    """The peak of the proportional set sizes of this process and all below it, sampled while it is watched.

    ``without``: names of programs below this one that have no part in the work (an open browser).
    """

    def __init__(self, *without: str) -> None:
        self.peak, self._without, self._over = 0, without, threading.Event()

    def __enter__(self) -> "Memory":
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            self.peak = max(self.peak, sum(map(_pss, family(os.getpid(), self._without))))


def family(root: int, without: tuple[str, ...] = ()) -> list[int]:
    """The process and all below it, but for what a program of those names has started."""
    below: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        name, said = _stat(path)
        if said and name not in without:
            below.setdefault(int(said[1]), []).append(int(path.parent.name))
    found = [root]
    for member in found:
        found += below.get(member, [])
    return found


def _cpu_of_all() -> float:
    """Of those that are there and of those that have ended already."""
    told = (_stat(Path(f"/proc/{pid}/stat"))[1] for pid in family(os.getpid()))
    return sum(int(ticks) for said in told for ticks in said[11:15]) / TICKS


def _stat(path: Path) -> tuple[str, list[str]]:
    """(name of the program, the fields behind it); no fields when it has gone meanwhile."""
    try:
        head, _, rest = path.read_text().rpartition(")")
    except OSError:
        return "", []
    return head.partition("(")[2], rest.split()


def _pss(pid: int) -> int:
    try:
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
        return int(found[1]) if found else 0
    except OSError:
        return 0
