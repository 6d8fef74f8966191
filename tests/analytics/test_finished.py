"""What is over: a day after which a file was loaded, and the weeks and months that end with it."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import duckdb
import polars as pl
import pytest
from typer.testing import CliRunner

from analytics.comparing.control import control_chart
from analytics.finished import DataSpan, last_finished, read_span, usual_days, with_completeness
from analytics.measuring import compare, measure
from analytics.recovery.backlog import backlog
from analytics.view import View
from dashboard.address.selection import Selection
from tests.project import Project
from touchpoints import app
from warehouse.lake import open_cursor
from warehouse.settings import Settings


@pytest.fixture
def loaded_on(
    connection: duckdb.DuckDBPyConnection,
) -> Callable[[datetime], duckdb.DuckDBPyConnection]:
    """The service's warehouse as if its newest load had been at a moment."""

    def load(moment: datetime) -> duckdb.DuckDBPyConnection:
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE loads AS SELECT '{moment}'::TIMESTAMPTZ AS loaded_at"
        )
        return connection

    return load


def at_noon(day: date) -> datetime:
    """In Seoul."""
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def test_the_day_of_the_newest_load_is_not_over(
    loaded_on: Callable[[datetime], duckdb.DuckDBPyConnection],
    settings: Settings,
    reader: duckdb.DuckDBPyConnection,
) -> None:
    whole = read_span(open_cursor(reader), settings)
    assert whole is not None
    first, last = whole
    assert last_finished(whole) == last
    for moment, finished in (
        (at_noon(last), last - timedelta(days=1)),
        # One second before midnight, and at midnight, of the business time zone.
        (datetime(last.year, last.month, last.day, 14, 59, 59, tzinfo=UTC), last - timedelta(days=1)),
        (datetime(last.year, last.month, last.day, 15, tzinfo=UTC), last),
        # A booking of tomorrow moves the end of the data, but today is not over.
        (at_noon(last - timedelta(days=1)), last - timedelta(days=2)),
        # The clock had been set back by years: then the data say it.
        (at_noon(last - timedelta(days=900)), last),
    ):
        span = read_span(loaded_on(moment), settings)
        assert span == (first, last)
        assert span is not None and span.finished == finished


def test_nothing_that_is_not_over_is_judged_or_compared_by_its_count(
    loaded_on: Callable[[datetime], duckdb.DuckDBPyConnection],
    settings: Settings,
    reader: duckdb.DuckDBPyConnection,
) -> None:
    span = read_span(open_cursor(reader), settings)
    assert span is not None
    last = span[1]
    running = loaded_on(at_noon(last))
    days = control_chart(running, settings, "contacts", by="day").points
    assert days.filter(at=last)["is_complete"].to_list() == [False]
    assert days.filter(at=last)["upper"].to_list() == [None]
    assert days.filter(~pl.col("is_complete"))["at"].to_list() == [last]
    assert backlog(running, settings, "day").periods["is_complete"].to_list()[-1] is False
    week = View(last - timedelta(days=6), last)
    assert compare(running, settings, "contacts", week)["change"].item() is None
    assert compare(running, settings, "failure", week)["change"].item() is not None
    before = View(last - timedelta(days=7), last - timedelta(days=1))
    assert compare(running, settings, "contacts", before)["change"].item() is not None


def test_rows_by_day_week_and_month_say_whether_they_are_complete(
    loaded_on: Callable[[datetime], duckdb.DuckDBPyConnection],
    settings: Settings,
    reader: duckdb.DuckDBPyConnection,
) -> None:
    span = read_span(open_cursor(reader), settings)
    assert span is not None
    running = loaded_on(at_noon(span[1]))
    for step, length in (("day", 1), ("week", 7)):
        figures = measure(running, settings, "contacts", (step,))
        marked = with_completeness(figures, (step,), View(), running, settings)
        whole = (pl.col(step) >= span[0]) & (pl.col(step) + timedelta(days=length) <= span[1])
        assert marked["is_complete"].to_list() == figures.select(whole)[step].to_list()
        assert not marked["is_complete"].to_list()[-1]
    cut = View(date(2026, 2, 2), date(2026, 2, 20))
    weeks = with_completeness(
        measure(running, settings, "csat", ("week",), cut), ("week",), cut, running, settings
    )
    assert weeks["is_complete"].to_list() == [True, True, False]
    assert (
        "is_complete"
        not in with_completeness(weeks.drop("is_complete"), ("channel",), cut, running, settings).columns
    )


def test_the_verb_prints_whether_months_are_complete(service: Project) -> None:
    config = str(service.folder / "touchpoints.toml")
    command = [
        "measure",
        "contacts",
        "--by",
        "month",
        "--until",
        "2026-02-20",
        "--format",
        "json",
        "--config",
        config,
    ]
    rows = json.loads(CliRunner().invoke(app, command).stdout)
    assert rows[-1]["month"] == "2026-02-01"
    assert rows[-1]["is_complete"] is False


def test_the_default_days_end_with_the_last_one_that_is_over() -> None:
    running = DataSpan(date(2026, 1, 1), date(2026, 6, 30), date(2026, 6, 29))
    assert usual_days(running) == (date(2026, 5, 31), date(2026, 6, 29))
    assert Selection().days(running) == usual_days(running)
    # Who asks for the running day gets it.
    asked = Selection(since=date(2026, 6, 1), until=date(2026, 6, 30))
    assert asked.days(running) == (date(2026, 6, 1), date(2026, 6, 30))
    only = DataSpan(date(2026, 6, 30), date(2026, 6, 30), date(2026, 6, 29))
    assert usual_days(only)[1] == date(2026, 6, 30)
