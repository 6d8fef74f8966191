"""Which version of the warehouse a reader has seen: what is asked next is never of an older one.

A page's parts may be answered by different processes, which notice a new version at different moments. Each
request says what its page was told last; whoever is behind that makes haste.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

from warehouse.lake import Snapshot

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_seen = ContextVar[Snapshot | None]("seen", default=None)


@contextmanager
def seen_before(version: Snapshot | None) -> Iterator[None]:
    """What is asked in this block is asked by a reader who has seen this version."""
    before = _seen.set(version)
    try:
        yield
    finally:
        _seen.reset(before)


def seen_version() -> Snapshot | None:
    """What the reader who asks has seen, as they say: it need not be a version of this warehouse."""
    return _seen.get()


def written_version(version: Snapshot) -> str:
    """As browsers are told it. A restored copy brings numbers back, but not times."""
    return f"{version.number}-{(version.committed_at - _EPOCH) // _MICROSECOND}"


def read_version(text: str) -> Snapshot | None:
    """The version that was written; None for anything else."""
    number, _, microseconds = text.partition("-")
    try:
        return Snapshot(int(number), _EPOCH + int(microseconds) * _MICROSECOND)
    except (ValueError, OverflowError):
        return None
