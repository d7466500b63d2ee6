"""Which parts have to be laid out, and which are kept from the last time: a section when anything in it has changed."""

import hashlib
from dataclasses import dataclass

from .keep import Keep
from .run import Job, Pieces


def digest(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()


@dataclass
class Section:
    """A part in one piece. ``engine`` names the software that lays out."""

    job: Job
    engine: str
    keep: Keep

    def __post_init__(self) -> None:
        self.key = digest(self.engine, self.job.name, str(self.job.draft), self.job.html)
        self.data = self.keep.get(self.key)

    def wanted(self) -> Job | None:
        return None if self.data else self.job

    def take(self, pieces: Pieces) -> None:
        self.data = pieces[0][1]
        self.keep.put(self.key, self.data)

    def parts(self) -> list[tuple[str, bytes]]:
        return [(self.key, self.data or b"")]
