"""Lays out many parts at once: one warm process that forks another for each part, and forgets it when it is done.

A layout leaves hundreds of megabytes behind in Python, and a web server's process has threads, which do not survive
a fork. So the forks come from a process of their own, started when first needed, and each ends after its part; what
a part takes in memory and time is bounded. Run as ``python -m assessments.rendering.press.forks``.
"""

import gc
import json
import os
import resource
import select
import selectors
import signal
import struct
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass

DONE, FAILED, NO_MEMORY, NOT_JOINABLE = b"D", b"F", b"M", b"J"
IDLE = 15 * 60  # seconds; then the memory is worth more than a quick start
HEAD = struct.Struct(">cIQ")  # outcome, which job, how many bytes follow


@dataclass(slots=True)
class _Running:
    pid: int
    job: int
    data: bytearray


def serve() -> None:
    """Read batches of jobs from standard input until it is closed; answer with parts as they are finished."""
    from . import faces, layout

    faces.regular()  # everything imported, fonts found and laid out once: what every fork would do again
    layout.warm()
    gc.collect()
    gc.disable()
    gc.freeze()
    while select.select([0], [], [], IDLE)[0] and (size := _exactly(8)):
        batch = json.loads(_exactly(struct.unpack(">Q", size)[0]))
        for outcome, job, data in _batch(batch["jobs"], batch["processes"], batch["memory"]):
            sys.stdout.buffer.write(HEAD.pack(outcome, job, len(data)) + data)
            sys.stdout.buffer.flush()


def _exactly(size: int) -> bytes:
    """From standard input without a buffer, in which a second order would wait unseen; nothing when it is closed."""
    pieces, left = [], size
    while left and (piece := os.read(0, min(left, 1 << 20))):
        pieces.append(piece)
        left -= len(piece)
    return b"" if left else b"".join(pieces)


def _batch(jobs: list[dict], processes: int, memory: int) -> Iterator[tuple[bytes, int, bytes]]:
    """The longest first, so that no long one is left to the end."""
    waiting = sorted(range(len(jobs)), key=lambda job: -len(jobs[job]["html"]))
    with selectors.DefaultSelector() as selector:
        while waiting or selector.get_map():
            while waiting and len(selector.get_map()) < processes:
                job = waiting.pop(0)
                _start(selector, job, jobs[job], memory)
            for key, _ in selector.select():
                if finished := _read(selector, key):
                    yield finished


def _start(selector, job: int, order: dict, memory: int) -> None:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _work(writing, order, memory)
    os.close(writing)
    selector.register(reading, selectors.EVENT_READ, _Running(pid, job, bytearray()))


def _read(selector, key) -> tuple[bytes, int, bytes] | None:
    running: _Running = key.data
    if piece := os.read(key.fd, 1 << 20):
        running.data += piece
        return None
    selector.unregister(key.fd)
    os.close(key.fd)
    _, status = os.waitpid(running.pid, 0)
    if status or not running.data:
        how = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else f"status {status}"
        return FAILED, running.job, f"the process ended: {how}".encode()
    return bytes(running.data[:1]), running.job, bytes(running.data[1:])


def _work(writing: int, order: dict, memory: int) -> None:
    """In the fork: one part, then away without any clearing up."""
    from .artifact import CannotBeJoined, make
    from .packing import bundle, pack

    status = 1
    try:
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        try:
            answer = DONE + bundle([(start, pack(part)) for start, part in make(order.pop("html"), **order)])
        except Exception as error:
            answer = _what_failed(error, CannotBeJoined, memory)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
        status = 0
    finally:
        os._exit(status)


def _what_failed(error: Exception, cannot_be_joined: type[Exception], memory: int) -> bytes:
    """Close to its bound a part fails in many ways (a font that cannot be read is replaced by a strange one)."""
    if isinstance(error, MemoryError) or (memory and _size() > 0.9 * memory):
        return NO_MEMORY
    if isinstance(error, cannot_be_joined):
        return NOT_JOINABLE + str(error).encode()
    return FAILED + "".join(traceback.format_exception(error)).encode()


def _size() -> int:
    """Bytes of address space; everything that the part has made is still there."""
    with open("/proc/self/statm", "rb") as told:
        return int(told.read().split()[0]) * resource.getpagesize()


if __name__ == "__main__":
    serve()
