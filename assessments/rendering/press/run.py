"""Has parts laid out in the forking process, and starts that process again whenever it is gone."""

import contextlib
import json
import os
import select
import signal
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from . import forks
from .artifact import CannotBeJoined, make
from .packing import pack, unbundle

ROOT = Path(__file__).parents[3]
SILENCE = 180  # seconds without any part: something hangs
Tell = Callable[[int], None]
Pieces = list[tuple[str, bytes]]  # (the anchor that the piece begins with, a packed part)


class PartFailed(Exception):
    """A part could not be laid out; the message is for the log."""


@dataclass(frozen=True, slots=True)
class Job:
    """One part to be laid out; see artifact.make."""

    html: str
    name: str
    draft: bool
    cut_at: str = ""


class Press:
    """``processes``: how many parts at a time. ``memory``: bytes of address space for each; 0 = no bound."""

    def __init__(self, processes: int = 0, memory: int = 0) -> None:
        self.processes = processes or min(len(os.sched_getaffinity(0)), 4)
        self.memory = memory
        self._lock = threading.Lock()
        self._process: subprocess.Popen | None = None
        self._folder: tempfile.TemporaryDirectory | None = None

    def lay_out(self, jobs: Sequence[Job], tell: Tell = lambda done: None) -> list[Pieces]:
        """The packed pieces of each job, in the order of the jobs. ``tell`` hears how many are done; what it raises ends the work.

        Raises PartFailed, CannotBeJoined or MemoryError.
        """
        with self._lock:
            try:
                return self._laid_out(jobs, tell)
            except BaseException:
                self._kill()  # the answers that are still to come belong to nobody
                raise

    def _laid_out(self, jobs: Sequence[Job], tell: Tell) -> list[Pieces]:
        if not self._send(jobs):
            return self._without_forks(jobs, tell)
        found: dict[int, Pieces] = {}
        while len(found) < len(jobs):
            outcome, job, size = forks.HEAD.unpack(self._read(forks.HEAD.size))
            found[job] = unbundle(_checked(outcome, self._read(size)))
            tell(len(found))
        return [found[job] for job in range(len(jobs))]

    def _send(self, jobs: Sequence[Job]) -> bool:
        """False where no process can be started."""
        order = {"processes": self.processes, "memory": self.memory, "jobs": [asdict(job) for job in jobs]}
        message = json.dumps(order).encode()
        for _ in range(2):  # the process may have been killed since the last time
            try:
                process = self._process or self._start()
                _write(process.stdin.fileno(), struct.pack(">Q", len(message)) + message)
                return True
            except OSError:
                self._kill()
        return False

    def _start(self) -> subprocess.Popen:
        command = [sys.executable, "-m", "assessments.rendering.press.forks"]
        pipe = subprocess.PIPE
        # Processes that are killed, or end without clearing up, leave nothing behind that is not in here.
        self._folder = tempfile.TemporaryDirectory(prefix="hyokasho-press-", ignore_cleanup_errors=True)
        environment = {**os.environ, "TMPDIR": self._folder.name}
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            command, stdin=pipe, stdout=pipe, cwd=ROOT, env=environment, start_new_session=True, bufsize=0
        )
        return self._process

    def _read(self, size: int) -> bytes:
        stream, pieces, left = self._process.stdout, [], size
        while left:
            ready, _, _ = select.select([stream], [], [], SILENCE)
            piece = stream.read(min(left, 1 << 20)) if ready else b""
            if not piece:
                raise PartFailed("the laying-out process is gone" if ready else "no part was finished for too long")
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process:
            with contextlib.suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL)
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    stream.close()
            process.wait()
        if self._folder:
            self._folder.cleanup()
            self._folder = None

    def _without_forks(self, jobs: Sequence[Job], tell: Tell) -> list[Pieces]:
        found = []
        for job in jobs:
            made = make(job.html, name=job.name, draft=job.draft, cut_at=job.cut_at)
            found.append([(start, pack(part)) for start, part in made])
            tell(len(found))
        return found


def _write(descriptor: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def _checked(outcome: bytes, data: bytes) -> bytes:
    if outcome == forks.NO_MEMORY:
        raise MemoryError
    if outcome == forks.NOT_JOINABLE:
        raise CannotBeJoined(data.decode())
    if outcome != forks.DONE:
        raise PartFailed(data.decode(errors="replace"))
    return data
