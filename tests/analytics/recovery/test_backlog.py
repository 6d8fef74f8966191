"""Failures in, recoveries out and the time between, against counts by hand and the records themselves."""

from datetime import date

import duckdb
import polars as pl
import pytest

from analytics.measuring import measure
from analytics.recovery.backlog import backlog
from analytics.recovery.time_to_recover import time_to_recover
from analytics.view import View
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, Row, at, contacts, make_warehouse
from warehouse.errors import QueryError

DAY = 86_400


def _failed(day: int, recovery: str | None, days: float | None = None, **more: object) -> Row:
    seconds = None if days is None else days * DAY
    return {"at": at(day), "outcome": "failed", "recovery": recovery, "recovery_seconds": seconds, **more}


@pytest.fixture(scope="module")
def hand_made() -> duckdb.DuckDBPyConnection:
    """Ten recoveries, nine of them within two days; one failure tried in vain, one left alone."""
    quick = [_failed(2, "recovered", 1.0) for _ in range(4)] + [
        _failed(3, "recovered", 2.0) for _ in range(5)
    ]
    slow = [_failed(3, "recovered", 4.0), _failed(4, "attempted"), _failed(5, "none", department="설치")]
    ends = [{"at": at(1)}, {"at": at(10)}]
    return make_warehouse({"contacts": contacts([*quick, *slow, *ends])}, SMALL)


def test_the_backlog_counts_what_is_open_but_not_what_was_given_up(
    hand_made: duckdb.DuckDBPyConnection,
) -> None:
    found = backlog(hand_made, SMALL, "day")
    assert found.open_days == 2
    days = found.periods.select("failures", "recovered", "backlog").rows()
    assert days == [
        (0, 0, 0.0),
        (4, 0, 4.0),
        (6, 4, 6.0),
        (1, 0, 7.0),
        (1, 5, 2.0),
        (0, 0, 1.0),
        (0, 1, 0.0),
        (0, 0, 0.0),
        (0, 0, 0.0),
        (0, 0, 0.0),
    ]


def test_periods_that_are_not_whole_say_so(hand_made: duckdb.DuckDBPyConnection) -> None:
    weeks = backlog(hand_made, SMALL, "week").periods
    assert weeks["period"].to_list() == [date(2026, 2, 23), date(2026, 3, 2), date(2026, 3, 9)]
    assert weeks["is_complete"].to_list() == [False, True, False]
    assert weeks["failures"].sum() == 12
    assert weeks["recovered"].sum() == 10


def test_a_view_that_begins_late_still_knows_what_was_open_before(
    hand_made: duckdb.DuckDBPyConnection,
) -> None:
    part = backlog(hand_made, SMALL, "day", (), View(date(2026, 3, 5), date(2026, 3, 6))).periods
    assert part["backlog"].to_list() == [2.0, 1.0]


def test_departments_add_up_to_the_whole(world: duckdb.DuckDBPyConnection) -> None:
    whole = backlog(world, SETTINGS, "month").periods
    parts = backlog(world, SETTINGS, "month", ("department",)).periods
    assert parts["department"].n_unique() == 7
    summed = parts.group_by("period").agg(pl.col("failures", "recovered", "backlog").sum()).sort("period")
    for column in ("failures", "recovered", "backlog"):
        assert summed[column].to_list() == pytest.approx(whole[column].to_list())
    ((failures, recovered),) = world.sql(
        "SELECT count(*), count_if(recovery = 'recovered') FROM contacts WHERE outcome = 'failed'"
    ).fetchall()
    assert (whole["failures"].sum(), whole["recovered"].sum()) == (failures, recovered)


def test_without_a_recovery_there_is_no_backlog_to_tell() -> None:
    connection = make_warehouse({"contacts": contacts([_failed(2, None), _failed(3, "none")])}, SMALL)
    found = backlog(connection, SMALL, "day")
    assert found.open_days is None
    assert found.periods["failures"].to_list() == [1, 1]
    assert found.periods["backlog"].to_list() == [None, None]


def test_nothing_loaded_or_nothing_failed_gives_no_periods(empty: duckdb.DuckDBPyConnection) -> None:
    assert backlog(empty, SETTINGS, "week", ("department",)).periods.is_empty()
    well = make_warehouse({"contacts": contacts([{"at": at(1)}])}, SMALL)
    assert backlog(well, SMALL).periods.is_empty()
    assert time_to_recover(well, SMALL).failures == 0
    assert time_to_recover(empty, SMALL).course.is_empty()


def test_the_backlog_is_not_split_by_time(world: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(QueryError, match="by period already"):
        backlog(world, SETTINGS, "week", ("month",))


def test_the_course_of_recovery_counts_those_still_waiting(hand_made: duckdb.DuckDBPyConnection) -> None:
    found = time_to_recover(hand_made, SMALL)
    assert (found.failures, found.recovered) == (11, 10)
    assert found.course["share"].to_list() == pytest.approx([4 / 11, 9 / 11, 10 / 11])
    assert (found.course["seconds"] / DAY).to_list() == pytest.approx([1, 2, 4], rel=0.02)


def test_the_median_time_to_recover_is_that_of_the_curve(hand_made: duckdb.DuckDBPyConnection) -> None:
    row = measure(hand_made, SMALL, "time_to_recover_p50").row(0, named=True)
    assert row["value"] == pytest.approx(2 * DAY, rel=0.02)
    assert row["low"] <= row["value"] <= row["high"]
    assert row["n"] == 11


def test_the_median_time_to_recover_of_the_simulated_company(world: duckdb.DuckDBPyConnection) -> None:
    """Exponential with a mean of 30 hours, and 85 % succeed: half are recovered after 26.6 hours."""
    row = measure(world, SETTINGS, "time_to_recover_p50").row(0, named=True)
    assert row["low"] <= 26.6 * 3600 <= row["high"]
    by_tier = measure(world, SETTINGS, "time_to_recover_p50", ["contact_tier"])
    assert by_tier["n"].sum() == row["n"]


def test_a_view_narrows_the_time_to_recover(world: duckdb.DuckDBPyConnection) -> None:
    view = View(date(2026, 1, 1), date(2026, 1, 31), ("요금",))
    ((begun, recovered),) = world.sql(
        "SELECT count(*), count_if(recovery = 'recovered') FROM contact_facts WHERE outcome = 'failed'"
        " AND recovery <> 'none' AND department = '요금' AND day BETWEEN '2026-01-01' AND '2026-01-31'"
    ).fetchall()
    found = time_to_recover(world, SETTINGS, view)
    assert (found.failures, found.recovered) == (begun, recovered)


def test_shares_after_failure_are_those_of_the_records(world: duckdb.DuckDBPyConnection) -> None:
    ((recovered, complained),) = world.sql(
        "SELECT avg((recovery = 'recovered')::INT), avg(is_complaint::INT) FROM contacts"
        " WHERE outcome = 'failed'"
    ).fetchall()
    assert measure(world, SETTINGS, "recovery_rate")["value"].item() == pytest.approx(recovered)
    assert measure(world, SETTINGS, "complaint_after_failure")["value"].item() == pytest.approx(complained)


def test_first_contact_resolution_counts_resolved_contacts_that_nothing_followed() -> None:
    rows = [
        {"at": at(1), "customer_id": "A"},
        {"at": at(5), "customer_id": "A", "outcome": "failed"},
        {"at": at(1), "customer_id": "B"},
        {"at": at(2), "outcome": "resolved"},
        {"at": at(9), "customer_id": "B"},
        {"at": at(20), "customer_id": "C"},
    ]
    row = measure(make_warehouse({"contacts": contacts(rows)}, SMALL), SMALL, "first_contact_resolution")
    # Of A's two, one was followed and one failed; both of B's settled it; C's week is not over yet.
    assert row.select("value", "n").row(0) == (0.5, 4)
