"""The two outputs of one frozen document: all of it for the submission, and what residents may read (規則第13条).

Whatever a resident is shown comes from here; ``changes.frozen_snapshot`` is for the staff.
"""

from functools import lru_cache

from changelog.lines import Change, Line, compare

from .catalogue import get_form
from .changes import frozen_snapshot
from .models import FrozenContent
from .snapshot import Snapshot, lines, masked
from .snapshot.carrying import carry
from .snapshot.hiding import Words


@lru_cache(maxsize=64)
def _public(pk: int, sha256: str) -> Snapshot:
    return masked(frozen_snapshot(FrozenContent(pk=pk, sha256=sha256)))


@lru_cache(maxsize=64)
def _lines(pk: int, sha256: str, form_key: str, edition: str) -> tuple[Line, ...]:
    shown = _public(pk, sha256)
    if (shown.form_key, shown.edition) != (form_key, edition):
        shown = carry(shown, get_form(form_key, edition)).snapshot
    return tuple(lines(shown))


@lru_cache(maxsize=64)
def _fingerprint(pk: int, sha256: str) -> str:
    return _public(pk, sha256).sha256


def withholds(content: FrozenContent) -> bool:
    """Whether residents read less of it than was submitted."""
    return bool(frozen_snapshot(content).withheld)


def public_snapshot(content: FrozenContent) -> Snapshot:
    """What residents may read of it; masked once per process."""
    return _public(content.pk, content.sha256)


def without_withheld(content: FrozenContent, text: str) -> str:
    """A text that somebody typed about it (why it was withdrawn), without the words that it withholds."""
    return Words.of(frozen_snapshot(content)).free_rows(text) if withholds(content) else text


def public_sha256(content: FrozenContent) -> str:
    """A name for what residents read. The hash of the full text would confirm to anybody what they guess is hidden."""
    return _fingerprint(content.pk, content.sha256) if withholds(content) else content.sha256


def public_between(old: FrozenContent, new: FrozenContent) -> list[Change]:
    """What changed for a reader from one public document to another, in the form and edition of the newer one."""
    target = public_snapshot(new)
    return compare(*(_lines(c.pk, c.sha256, target.form_key, target.edition) for c in (old, new)))
