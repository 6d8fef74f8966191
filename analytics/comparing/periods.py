"""Weeks and days of the data as steps of a series."""

from datetime import date, timedelta

import duckdb
import polars as pl

from analytics.comparing.step import Step as Step
from analytics.finished import last_finished, read_span
from analytics.view import View
from warehouse.settings import Settings

DAYS: dict[Step, int] = {"week": 7, "day": 1}


def read_steps(
    connection: duckdb.DuckDBPyConnection, settings: Settings, view: View, step: Step
) -> pl.DataFrame:
    """The steps of the view that the data reach: at (first day), until (last day) and is_complete.

    A step whose beginning is cut off by the view or the data is left out; one whose end is, or that is not
    over, is not complete.
    """
    span = read_span(connection, settings)
    if span is None:
        return _steps(date(1, 1, 2), date.min, date.min, step)
    since, until = max(view.since or span[0], span[0]), min(view.until or span[1], span[1])
    return _steps(since, until, min(until, last_finished(span)), step)


def _steps(since: date, until: date, finished: date, step: Step) -> pl.DataFrame:
    start = since + timedelta(days=-since.weekday() % 7 if step == "week" else 0)
    count = max(0, (until - start).days // DAYS[step] + 1)
    first_days = [start + timedelta(days=DAYS[step] * place) for place in range(count)]
    steps = pl.DataFrame({"at": first_days}, schema={"at": pl.Date()})
    last = pl.col("at") + pl.duration(days=DAYS[step] - 1)
    return steps.with_columns(until=last, is_complete=last <= finished)
