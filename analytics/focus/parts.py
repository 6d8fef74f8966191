"""The days looked at in two parts: before a day, and from it on."""

from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

import duckdb

from analytics.extent import data_span
from analytics.view import View
from warehouse.errors import QueryError

_ONE_DAY = timedelta(days=1)
Days: TypeAlias = tuple[date, date]


class Parts(NamedTuple):
    """The first day looked at, the first of the later part, and the last."""

    first: date
    on: date
    last: date

    def within(self, most_days: int | None, *, is_picked: bool) -> tuple[Days, Days]:
        """The days of the earlier and of the later part, of each at most so many: around the day between them
        where somebody picked it, else the first and the last of all, which are furthest apart.
        """
        reach = timedelta(days=most_days or (self.last - self.first).days) - _ONE_DAY
        before = self.on - _ONE_DAY
        if is_picked:
            return (max(self.first, before - reach), before), (self.on, min(self.last, self.on + reach))
        return (self.first, min(before, self.first + reach)), (max(self.on, self.last - reach), self.last)


def parts_of(connection: duckdb.DuckDBPyConnection, on: date | None, view: View) -> Parts | None:
    """The days of the view in two parts; the later begins in their middle unless `on` says when.

    None while there are no contacts, or a single day of them. Raises QueryError for a day without days before
    it and after.
    """
    span = data_span(connection)
    if span is None:
        return None
    first, last = max(view.since or span[0], span[0]), min(view.until or span[1], span[1])
    if first >= last:
        return None
    on = on or first + ((last - first + _ONE_DAY) // 2 // _ONE_DAY) * _ONE_DAY
    if not first < on <= last:
        raise QueryError(
            f"There are no days both before and from {on} in what is looked at.",
            f"Give a day from {first + _ONE_DAY} to {last}.",
        )
    return Parts(first, on, last)
