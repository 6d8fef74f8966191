"""Wall-clock time and UTC, at the speed of an addition where a zone's offset from UTC stands still."""

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
    steady = f"make_timestamp(epoch_us({instant}) + {_offset_us(since, zone)})"
    return f"CASE WHEN {instant} >= TIMESTAMPTZ {literal(since.isoformat())} THEN {steady} ELSE {exact} END"


def utc_instant(column: str, zone: str) -> str:
    """SQL for the TIMESTAMPTZ that a column means: wall-clock time in the zone, unless it names its own.

    The session's time zone must be `zone`. Plain `2026-10-31 09:00:00` is what exports hold, so that is
    what is quick.
    """
    # Near the ends of what a TIMESTAMPTZ holds, try_cast does not try but fails.
    exact = f"TRY(try_cast({column} AS TIMESTAMPTZ))"
    since = steady_since(zone)
    if since is None:
        return exact
    text, wall_clock = f"{column}::VARCHAR", f"try_cast({column} AS TIMESTAMP)"
    local_since = since.astimezone(ZoneInfo(zone)).replace(tzinfo=None) + _DAY
    is_plain = f"strlen({text}) = 19 AND ({text})[17] = ':' AND {wall_clock} >= TIMESTAMP '{local_since}'"
    quick = f"make_timestamptz(epoch_us({wall_clock}) - {_offset_us(since, zone)})"
    return f"CASE WHEN {is_plain} THEN {quick} ELSE {exact} END"


def _offset_us(instant: datetime, zone: str) -> int:
    return (instant.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()) // timedelta(microseconds=1)


@cache
def steady_since(zone: str) -> datetime | None:
    """An instant since which the zone keeps one offset, and for ten years will; None if it does not."""
    since = datetime.now(UTC) + timedelta(days=3653)
    clock = ZoneInfo(zone)
    offset = since.astimezone(clock).utcoffset()
    while since > _FIRST and (since - _DAY).astimezone(clock).utcoffset() == offset:
        since -= _DAY
    return since if since < datetime.now(UTC) - _DAY else None
