"""From what days came to to a year of days like these."""

from datetime import date

import duckdb
import numpy as np

from analytics.finished import last_finished, read_span
from analytics.statistics.common import Interval, Z
from analytics.view import View
from warehouse.settings import Settings

DAYS_A_YEAR = 365
FEWEST_DAYS = 14
"""Every weekday twice: of fewer days nothing is said of a year."""


def days_of(
    connection: duckdb.DuckDBPyConnection, settings: Settings, view: View
) -> tuple[date, date] | None:
    """The first and last day of a view that are in the data and over; None where there are none."""
    span = read_span(connection, settings)
    if span is None:
        return None
    since, until = max(view.since or span[0], span[0]), min(view.until or span[1], last_finished(span))
    return (since, until) if since <= until else None


def yearly_sum(total: float, squares: float, days: int) -> Interval | None:
    """What so many days' events came to, as of a year of such days; None for fewer than 14 days.

    total and squares: sums over the events of their amounts and of the squares of these. Their number is
    taken as Poisson, so that the variance of the sum is the sum of the squares (compound Poisson).
    """
    if days < FEWEST_DAYS:
        return None
    half = Z * float(np.sqrt(squares))
    value, low, high = (end * DAYS_A_YEAR / days for end in (total, max(total - half, 0.0), total + half))
    return Interval(value, low, high)
