"""Failures in, recoveries out and the time between, against counts by hand and the records themselves."""

from datetime import date

import duckdb
import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as with_settings
from hypothesis import strategies as st

from analytics.measuring import measure
from analytics.recovery.backlog import backlog
from analytics.recovery.backlog_words import backlog_words
from analytics.recovery.time_to_recover import time_to_recover
from analytics.view import View
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, ZONE, Row, at, contacts, make_warehouse
from warehouse.errors import QueryError
from warehouse.settings import Definitions, Settings

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


def under(days: int | None) -> Settings:
    """The settings with a rule of when a failure is given up."""
    return Settings(business_time_zone=ZONE, definitions=Definitions(small_n=1, failure_given_up_days=days))


def test_what_is_not_recovered_stays_open_without_a_rule(hand_made: duckdb.DuckDBPyConnection) -> None:
    found = backlog(hand_made, SMALL, "day")
    days = found.periods.select("failures", "recovered", "given_up", "backlog").rows()
    assert days == [
        (0, 0, 0, 0.0),
        (4, 0, 0, 4.0),
        (6, 4, 0, 6.0),
        (1, 0, 0, 7.0),
        (1, 5, 0, 3.0),
        (0, 0, 0, 3.0),
        (0, 1, 0, 2.0),
        *[(0, 0, 0, 2.0)] * 3,
    ]
    assert found.still_open == {"attempted": 1, "none": 1}
    assert found.given_up_days is None


def test_by_the_rule_a_failure_without_a_recovery_is_given_up_and_a_late_recovery_is_none_of_it(
    hand_made: duckdb.DuckDBPyConnection,
) -> None:
    found = backlog(hand_made, under(3), "day")
    days = found.periods.select("recovered", "given_up", "backlog").rows()
    # The recovery after four days, on the seventh, is on record: it was not given up on the sixth.
    assert days[4:] == [(5, 0, 3.0), (0, 0, 3.0), (1, 1, 1.0), (0, 1, 0.0), (0, 0, 0.0), (0, 0, 0.0)]
    assert found.given_up_days == 3
    assert found.still_open == {}


def test_a_backlog_grows_as_long_as_more_fails_than_is_recovered() -> None:
    rows = [_failed(day, recovery, 1.0) for day in range(1, 28) for recovery in ("recovered", "attempted")]
    connection = make_warehouse({"contacts": contacts(rows)}, SMALL)
    grown = backlog(connection, SMALL, "day").periods["backlog"]
    assert grown.to_list() == [day + 1.0 for day in range(1, 28)]
    # One more a day, until the first are given up.
    held = backlog(connection, under(7), "day").periods["backlog"]
    assert held.to_list() == [min(day, 7) + 1.0 for day in range(1, 28)]


MOVES = st.lists(
    st.tuples(
        st.integers(1, 20),
        st.sampled_from(["recovered", "attempted", "none", None]),
        st.one_of(st.none(), st.integers(0, 12)),
    ),
    min_size=1,
    max_size=30,
)


@given(moves=MOVES, days=st.one_of(st.none(), st.integers(1, 10)))
@with_settings(max_examples=15)
def test_from_day_to_day_the_backlog_moves_by_what_came_and_went(
    moves: list[tuple[int, str | None, int | None]], days: int | None
) -> None:
    rows = [
        _failed(day, recovery, after if recovery == "recovered" else None) for day, recovery, after in moves
    ]
    connection = make_warehouse({"contacts": contacts([*rows, {"at": at(1)}, {"at": at(25)}])}, SMALL)
    found = backlog(connection, under(days), "day")
    connection.close()
    net = pl.col("failures") - pl.col("unknown") - pl.col("recovered") - pl.col("given_up")
    if found.is_known:
        assert found.periods.select(net.cum_sum()).to_series().to_list() == found.periods["backlog"].to_list()
        assert found.periods["backlog"].min() >= 0  # type: ignore[operator]
        assert found.periods["backlog"][-1] == sum(found.still_open.values())
    assert found.periods["unknown"].sum() == sum(recovery is None for _, recovery, _ in moves)


def test_what_is_known_and_what_is_assumed_is_said(hand_made: duckdb.DuckDBPyConnection) -> None:
    without = " ".join(words.en for words in backlog_words(backlog(hand_made, SMALL)))
    assert "No rule says when a failure is given up" in without
    assert "2, of which 1 with recovery attempted, 1 with nothing done" in without
    by_rule = " ".join(words.en for words in backlog_words(backlog(hand_made, under(3))))
    assert "until 3 days after the failure" in by_rule


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
    assert part["backlog"].to_list() == [3.0, 3.0]


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


def test_failures_that_do_not_say_what_was_done_are_not_open() -> None:
    connection = make_warehouse({"contacts": contacts([_failed(2, None), _failed(3, "none")])}, SMALL)
    found = backlog(connection, SMALL, "day")
    assert found.periods.select("failures", "unknown", "backlog").rows() == [(1, 1, 0.0), (1, 0, 1.0)]
    nothing = make_warehouse({"contacts": contacts([_failed(2, None), _failed(3, None)])}, SMALL)
    unknown = backlog(nothing, SMALL, "day")
    assert not unknown.is_known
    assert unknown.periods["failures"].to_list() == [1, 1]
    assert unknown.periods["backlog"].to_list() == [None, None]
    assert "it cannot be told" in backlog_words(unknown)[0].en


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


def test_a_time_that_the_curve_does_not_get_to_is_not_reached(hand_made: duckdb.DuckDBPyConnection) -> None:
    # Of 40 failures 36 are recovered: the curve just gets to 10 %, its interval does not.
    rows = [_failed(2, "recovered", 1.0) for _ in range(36)] + [_failed(2, "attempted") for _ in range(4)]
    just = make_warehouse({"contacts": contacts([*rows, {"at": at(20)}])}, SETTINGS)
    for connection, settings, n in ((just, SETTINGS, 40), (hand_made, SMALL, 11)):
        row = measure(connection, settings, "time_to_recover_p90").row(0, named=True)
        assert (row["value"], row["low"], row["high"]) == (None, None, None)
        assert (row["n"], row["note"]) == (n, "not_reached")


def test_no_place_of_the_simulated_company_has_too_few_where_the_curve_ends(
    world: duckdb.DuckDBPyConnection,
) -> None:
    """85 % succeed, so nine in ten are never recovered."""
    cells = measure(world, SETTINGS, "time_to_recover_p90", ("department", "contact_tier"))
    enough = cells.filter(pl.col("n") >= SETTINGS.definitions.small_n)
    assert enough.height > 5
    assert set(enough["note"]) == {"not_reached"}


def test_the_median_time_to_recover_of_the_simulated_company(world: duckdb.DuckDBPyConnection) -> None:
    """Exponential with a mean of 30 hours, and 85 % succeed: half are recovered after 26.6 hours."""
    row = measure(world, SETTINGS, "time_to_recover_p50").row(0, named=True)
    assert row["low"] <= 26.6 * 3600 <= row["high"]
    by_tier = measure(world, SETTINGS, "time_to_recover_p50", ["contact_tier"])
    assert by_tier["n"].sum() == row["n"]


def test_a_view_narrows_the_time_to_recover(world: duckdb.DuckDBPyConnection) -> None:
    view = View(date(2026, 1, 1), date(2026, 1, 31), {"department": ("요금",)})
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
