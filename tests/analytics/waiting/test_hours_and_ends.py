"""Waits by hour of the week, and how waits end, are what the contacts say."""

from datetime import date
from itertools import pairwise

import duckdb
import pytest

from analytics.dimensions import WEEKDAYS
from analytics.view import View
from analytics.waiting.ended import ended_waits
from analytics.waiting.hours import HOURLY, waits_by_hour
from tests.project import Project
from warehouse.settings import Settings

NOTHING = View(since=date(2030, 1, 1))


def test_every_hour_is_what_sql_says(
    service: Project, settings: Settings, connection: duckdb.DuckDBPyConnection
) -> None:
    wanted = {
        (weekday, hour): row
        for weekday, hour, *row in service.query(
            """
            SELECT lower(dayname(occurred_local)), strftime(occurred_local, '%H'), count(*),
                avg(wait_seconds) FILTER (outcome <> 'abandoned'),
                avg((wait_seconds <= 20)::INT) FILTER (outcome <> 'abandoned'),
                avg((outcome = 'abandoned')::INT) FILTER (NOT is_no_show)
            FROM contact_facts GROUP BY ALL
            """
        )
    }
    week = waits_by_hour(connection, settings)
    assert {(row["weekday"], row["hour"]) for row in week.to_dicts()} == set(wanted)
    for row in week.to_dicts():
        contacts, *values = wanted[row["weekday"], row["hour"]]
        assert row["contacts"] == contacts
        if row["note"] is None:
            assert row["value"] == pytest.approx(values[HOURLY.index(row["figure"])], abs=1e-9)
            assert row["low"] <= row["value"] <= row["high"]


def test_the_week_begins_on_monday(settings: Settings, connection: duckdb.DuckDBPyConnection) -> None:
    week = waits_by_hour(connection, settings)
    wait = week.filter(figure="wait_mean")
    assert wait["weekday"].unique(maintain_order=True).to_list() == list(WEEKDAYS)
    assert all(
        before["hour"] < after["hour"]
        for before, after in pairwise(wait.to_dicts())
        if before["weekday"] == after["weekday"]
    )


def test_waits_end_as_the_contacts_say(
    service: Project, settings: Settings, connection: duckdb.DuckDBPyConnection
) -> None:
    ended = ended_waits(connection, settings)
    waits = service.query(
        "SELECT wait_seconds, outcome = 'abandoned' FROM contact_facts WHERE wait_seconds >= 0 AND NOT "
        "is_no_show"
    )
    for row in (ended.row(0, named=True), *ended.filter(ended["seconds"].is_between(10, 60)).to_dicts()):
        by_then = [gave_up for wait, gave_up in waits if wait < row["seconds"] + 1e-9]
        assert row["n"] == len(waits)
        assert row["gave_up"] == pytest.approx(sum(by_then) / len(waits))
        assert row["answered"] == pytest.approx((len(by_then) - sum(by_then)) / len(waits))
        assert row["answered_low"] <= row["answered"] <= row["answered_high"]
    last = ended.row(-1, named=True)
    assert last["answered"] + last["gave_up"] == pytest.approx(1)


def test_days_without_data_have_no_hours_and_no_ends(
    settings: Settings, connection: duckdb.DuckDBPyConnection
) -> None:
    assert waits_by_hour(connection, settings, NOTHING).is_empty()
    assert ended_waits(connection, settings, NOTHING).is_empty()
