"""Parts that were laid out, kept on disk by the hash of what they show. A folder that may be emptied at any time."""

import os
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

DAY = 24 * 3600
MOST = 400 * 1024 * 1024  # bytes; a document of 60 pages takes about one million


class Keep:
    def __init__(self, folder: Path, most: int = MOST) -> None:
        self.folder, self.most = folder, most
        self._puts = 0

    def get(self, key: str) -> bytes | None:
        path = self._path(key)
        try:
            data = path.read_bytes()
            if time.time() - path.stat().st_mtime > DAY:
                os.utime(path)
            return data
        except OSError:
            return None

    def has(self, key: str) -> bool:
        return self._path(key).exists()

    def put(self, key: str, data: bytes) -> None:
        """Whole or not at all; a full or read-only disk only costs time later."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, prefix="new-")
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(name, self._path(key))
        except OSError:
            return
        self._puts += 1
        if self._puts % 100 == 0:
            self.tidy()

    def drop(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Drop what was not used for longest until the rest fits."""
        left = self.most
        for used, size, path in sorted(self._files(), reverse=True):
            left -= size
            if left < 0 or time.time() - used > 30 * DAY:
                path.unlink(missing_ok=True)

    def _files(self) -> Iterable[tuple[float, int, Path]]:
        for path in self.folder.glob("*"):
            try:
                found = path.stat()
            except OSError:
                continue
            yield found.st_mtime, found.st_size, path

    def _path(self, key: str) -> Path:
        return self.folder / key
