"""The days of a mart in slices of about as many records, so that what a query needs does not grow with them.

Workers have a slice each.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb

from analytics.marts.mart import Mart
from warehouse.contract import LOCAL_TIMES
from warehouse.settings import Settings

# What a record needs in the query that needs most: with 25 `customer_month` gives up.
# With this many ten million contacts are loaded in 1.4 GB, with half of it in 1.7, as fast.
_BYTES_OF_RECORD = 400
# Where a data file begins is a better place to cut than where the count is exact.
_EARLIER, _LATER = 0.75, 1.25
_DAY = timedelta(days=1)
Span = tuple[date, date]


@dataclass(frozen=True)
class Records:
    """How many records of a kind each day has, and the days with which data files begin, as far as known."""

    rows: Mapping[date, int]
    file_starts: frozenset[date] = frozenset()


def records_of(connection: duckdb.DuckDBPyConnection, kind: str) -> Records:
    """Of the kind's records as the connection sees them."""
    (local,) = LOCAL_TIMES[kind]
    rows = connection.sql(f"SELECT {local}::DATE, count(*) FROM {kind} GROUP BY ALL").fetchall()
    return Records(dict(sorted(rows)))


def records_in(memory_limit: int) -> int:
    """How many records a mart may be made from at once, in so many bytes."""
    return memory_limit // _BYTES_OF_RECORD


def sliced(mart: Mart, settings: Settings, spans: list[Span], records: Records, wanted: float) -> list[Span]:
    """The spans of a mart, cut into slices of about so many records as are wanted.

    A slice reads the days around it that reach into it. One that is shorter than these would read more of
    others' days than of its own: no such is cut off.
    """
    around = days_around(mart, settings)
    return [each for span in spans for each in _cut(mart, span, records, wanted, around)]


def days_around(mart: Mart, settings: Settings) -> int:
    """How many days a slice reads beside its own."""
    return mart.days_before(settings) + mart.days_after(settings)


def _cut(mart: Mart, span: Span, records: Records, wanted: float, around: int) -> Iterator[Span]:
    first, last = span
    rows, day_before = 0, date.min
    for day, count in records.rows.items():
        if not first <= day <= last:
            continue
        start, _ = mart.rounded(day, day)
        is_enough = rows >= wanted * (_EARLIER if day in records.file_starts else _LATER)
        # In a mart of months only between months.
        if is_enough and day_before < start and (start - first).days > around:
            yield first, start - _DAY
            first, rows = start, 0
        rows, day_before = rows + count, day
    yield first, last
