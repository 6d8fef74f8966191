"""Planted bookings are found: waits at equal hour, punctuality, and a load that booking does not level."""

from collections.abc import Iterator
from datetime import timedelta

import duckdb
import polars as pl
import pytest

from analytics.measuring import measure
from analytics.reservations.load import arrivals_by_hour, levelled
from analytics.reservations.punctuality import lateness, punctuality
from analytics.reservations.summary import load_rows
from analytics.reservations.waits import booked_waits
from analytics.view import View
from sample_data import DEFAULT, simulate
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, at, contacts, make_warehouse
from warehouse.settings import Definitions, Settings

CAME = "is_booked AND NOT is_no_show AND appointment_at IS NOT NULL"
LATE = "(epoch(occurred_at) - epoch(appointment_at)) / 60"


@pytest.fixture(scope="module")
def company() -> Iterator[duckdb.DuckDBPyConnection]:
    world = simulate(12_000, 365, seed=21)
    with make_warehouse({"contacts": world.contacts, "customers": world.customers}) as connection:
        yield connection


def test_the_planted_factor_of_waits_is_found_at_equal_hour(company: duckdb.DuckDBPyConnection) -> None:
    truth = DEFAULT.waiting.booked_factor
    whole = booked_waits(company, SETTINGS).row(0, named=True)
    assert whole["low"] < truth < whole["high"] and whole["high"] - whole["low"] < 0.05
    # Visits wait longer and are mostly booked: regardless of the channel, booking seems to lengthen waits.
    assert whole["plain_low"] > 0.9
    by_channel = booked_waits(company, SETTINGS, "channel")
    assert by_channel["channel"].to_list() == ["branch", "visit"]
    assert (by_channel["low"] < truth).all() and (by_channel["high"] > truth).all()


def test_those_who_gave_up_are_stood_for_by_those_who_waited_as_long(
    company: duckdb.DuckDBPyConnection,
) -> None:
    """Leaving them out makes the walk-ins' waits too short, and the ratio too large."""
    ((naive,),) = company.sql(
        "SELECT exp(avg(ln(wait_seconds)) FILTER (is_booked) - avg(ln(wait_seconds)) FILTER (NOT is_booked))"
        " FROM contacts WHERE channel = 'branch' AND outcome <> 'abandoned' AND wait_seconds >= 1"
    ).fetchall()
    branch = booked_waits(company, SETTINGS, "channel").row(0, named=True)
    assert branch["ratio"] < naive


def test_planted_punctuality_of_customers_is_found(company: duckdb.DuckDBPyConnection) -> None:
    found = punctuality(company, SETTINGS, "channel")
    for channel in ("branch", "visit"):
        row = found.row(
            by_predicate=(pl.col("channel") == channel) & (pl.col("side") == "customer"), named=True
        )
        assert row["low"] < DEFAULT.booking.late_minutes[channel] < row["high"]
        # Appointments are rounded to 5 minutes, which adds a little.
        assert row["spread"] == pytest.approx(DEFAULT.booking.late_spread_minutes[channel], rel=0.06)


def test_punctuality_is_what_sql_says(company: duckdb.DuckDBPyConnection) -> None:
    expressions = {
        "customer": (LATE, CAME),
        "service": (
            f"{LATE} + wait_seconds / 60",
            f"{CAME} AND outcome <> 'abandoned' AND wait_seconds >= 0",
        ),
        "kept": (
            f"{LATE} + wait_seconds / 60 - greatest({LATE}, 0)",
            f"{CAME} AND outcome <> 'abandoned' AND wait_seconds >= 0",
        ),
    }
    found = {row["side"]: row for row in punctuality(company, SETTINGS).iter_rows(named=True)}
    for side, (minutes, condition) in expressions.items():
        n, value, spread, p10, p50, p90 = company.sql(
            f"SELECT count(*), avg(late), stddev_samp(late), quantile_disc(floor(late), 0.1),"
            f" quantile_disc(floor(late), 0.5), quantile_disc(floor(late), 0.9)"
            f" FROM (SELECT {minutes} AS late FROM contact_facts WHERE {condition})"
        ).fetchall()[0]
        row = found[side]
        assert row["n"] == n
        assert (row["value"], row["spread"]) == (pytest.approx(value), pytest.approx(spread))
        assert (row["p10"], row["p50"], row["p90"]) == (p10, p50, p90)
        assert row["p50_low"] <= p50 <= row["p50_high"]


def test_appointments_are_kept_within_the_minutes_of_the_settings(company: duckdb.DuckDBPyConnection) -> None:
    for minutes in (0, 10, 30):
        definitions = Definitions(appointment_grace_minutes=minutes)
        settings = SETTINGS.model_copy(update={"definitions": definitions})
        is_kept = f"{LATE} * 60 + wait_seconds - greatest({LATE} * 60, 0) <= {60 * minutes}"
        expected = company.sql(
            f"SELECT avg(({is_kept})::INT), count(*) FROM contact_facts"
            f" WHERE {CAME} AND outcome <> 'abandoned' AND wait_seconds IS NOT NULL"
        ).fetchall()[0]
        found = measure(company, settings, "appointment_kept").row(0, named=True)
        assert (found["value"], found["n"]) == (pytest.approx(expected[0]), expected[1])


def test_no_shows_are_found_by_department_and_hour(company: duckdb.DuckDBPyConnection) -> None:
    truth = DEFAULT.waiting.no_show_rate
    for by in ("department", "hour"):
        found = measure(company, SETTINGS, "no_show", (by,)).drop_nulls("value")
        inside = found.filter((pl.col("low") <= truth) & (pl.col("high") >= truth))
        assert found.height >= 7 and inside.height >= found.height - 2


def test_bookings_of_the_sample_do_not_level_the_load(company: duckdb.DuckDBPyConnection) -> None:
    """Hours of booked and walk-in contacts are drawn alike."""
    found = levelled(company, SETTINGS)
    assert found is not None
    assert found.ratio.low < 1 < found.ratio.high
    assert found.profile["booked"].sum() == pytest.approx(1) and found.profile[
        "walk_in"
    ].sum() == pytest.approx(1)
    rows = load_rows(found)
    assert rows["figure"].to_list()[:3] == ["booked_variation", "walk_in_variation", "ratio"]
    arrivals = arrivals_by_hour(company, SETTINGS)
    ((booked,),) = company.sql(
        "SELECT count(*) FROM contact_facts WHERE is_booked AND NOT is_no_show AND channel IN "
        "('branch', 'visit')"
    ).fetchall()
    assert arrivals.filter("is_booked")["arrivals"].sum() == booked == found.n_booked


def test_without_bookings_there_is_no_figure() -> None:
    rows = [{"at": at(1 + day), "wait_seconds": 30.0} for day in range(20)]
    with make_warehouse({"contacts": contacts(rows)}, SMALL) as connection:
        waits = booked_waits(connection, SMALL)
        assert waits["ratio"].null_count() == len(waits)
        assert punctuality(connection, SMALL).is_empty() and levelled(connection, SMALL) is None
        assert load_rows(None).is_empty()


def test_what_is_half_a_day_off_is_no_appointment_of_the_contact() -> None:
    late = [timedelta(minutes=5), timedelta(minutes=-15), timedelta(days=30)]
    rows = [
        {
            "at": at(2),
            "wait_seconds": 60.0,
            "is_booked": True,
            "appointment_at": at(2) - timedelta(hours=9) - gap,
        }
        for gap in late
    ]
    frame = contacts(rows).with_columns(pl.col("appointment_at").dt.replace_time_zone("UTC"))
    with make_warehouse({"contacts": frame}, SMALL) as connection:
        found = lateness(connection, SMALL, None, View())
    assert sorted(found.filter(side="customer")["late_minutes"]) == [-15, 5]
    assert sorted(found.filter(side="service")["late_minutes"]) == [-14, 6]
    assert sorted(found.filter(side="kept")["late_minutes"]) == [-14, 1]


def test_a_setting_names_the_minutes() -> None:
    assert Settings().definitions.appointment_grace_minutes == 10
