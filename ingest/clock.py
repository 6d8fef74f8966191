"""The business time zone's clock, at the speed of an addition where its offset from UTC stands still."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from warehouse.sql import literal

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


def local_time(instant: str, zone: str) -> str:
    """SQL for the wall-clock time of a TIMESTAMPTZ column in the zone.

    Asking DuckDB's calendar for every row takes a dozen times as long, so it is only asked for instants
    before the zone's offset last changed.
    """
    exact = f"timezone({literal(zone)}, {instant})"
    since = steady_since(zone)
    if since is None:
        return exact
    offset_us = (since.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()) // timedelta(microseconds=1)
    steady = f"make_timestamp(epoch_us({instant}) + {offset_us})"
    return f"CASE WHEN {instant} >= TIMESTAMPTZ {literal(since.isoformat())} THEN {steady} ELSE {exact} END"


@cache
def steady_since(zone: str) -> datetime | None:
    """An instant since which the zone keeps one offset, and for ten years will; None if it does not."""
    last = datetime.now(UTC) + timedelta(days=3653)
    clock = ZoneInfo(zone)
    since = last
    while (
        since > _FIRST and (since - _DAY).astimezone(clock).utcoffset() == last.astimezone(clock).utcoffset()
    ):
        since -= _DAY
    return since if since < datetime.now(UTC) - _DAY else None
