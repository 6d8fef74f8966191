"""Whether calls helped is told at equal risk: chance does nothing, keeping customers shows."""

from datetime import date, timedelta

import duckdb
import polars as pl
import pytest

from analytics.calls.helped import NO_CALLS, NOT_OVER, helped, helped_of, in_fifths
from analytics.calls.summary import helped_rows, helped_sentences
from analytics.drivers.at_risk import at_risk_by
from analytics.drivers.model import DriverModel, driver_model
from analytics.notes import TOO_FEW
from analytics.view import View
from sample_data import World, simulate
from tests.analytics.recovery.warehouses import SETTINGS, make_warehouse

# A Wednesday; the week ends before the next Monday.
CALLED_ON, ENDED = date(2026, 8, 5), date(2026, 8, 10)


@pytest.fixture(scope="module")
def world() -> World:
    return simulate(12_000, 365, seed=31)


@pytest.fixture(scope="module")
def marts(world: World) -> duckdb.DuckDBPyConnection:
    return make_warehouse({"contacts": world.contacts, "customers": world.customers})


@pytest.fixture(scope="module")
def model(marts: duckdb.DuckDBPyConnection) -> DriverModel:
    return driver_model(marts, SETTINGS, View())


def called(world: World, marts: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Half of those who failed somewhere in July: of higher risk than the others."""
    ids = marts.sql(
        "SELECT customer_id FROM customer_month WHERE month = '2026-07-01' AND unrecovered_failures > 0"
        " AND hash(customer_id) % 2 = 0 AND customer_id IN"
        f" (SELECT customer_id FROM customers WHERE coalesce(left_on > '{CALLED_ON}', true)) ORDER BY ALL"
    ).pl()
    return ids.with_columns(called_on=pl.lit(CALLED_ON))


def test_calls_that_do_nothing_are_not_found_to_help_though_the_called_leave_more(
    world: World, marts: duckdb.DuckDBPyConnection, model: DriverModel
) -> None:
    found = helped(marts, SETTINGS, model, called(world, marts))
    assert found.note is None and found.called > 100
    assert found.stayed is not None and found.others_stayed is not None
    assert found.stayed < found.others_stayed
    assert found.low is not None and found.high is not None
    assert found.low < 0 < found.high
    assert "not clear" in helped_sentences(found)[0].en


def test_customers_who_were_kept_show(
    world: World, marts: duckdb.DuckDBPyConnection, model: DriverModel
) -> None:
    calls = called(world, marts)
    stays = pl.col("customer_id").is_in(calls["customer_id"].implode()) & (pl.col("left_on") >= ENDED)
    kept = world.customers.with_columns(left_on=pl.when(~stays.fill_null(False)).then("left_on"))
    with make_warehouse({"contacts": world.contacts, "customers": kept}) as connection:
        found = helped(connection, SETTINGS, model, calls)
    assert found.stayed == 1 and found.low is not None and found.low > 0
    assert "more stayed" in helped_sentences(found)[0].en
    assert helped_rows(found)["called"].to_list() == [found.called]


def test_the_called_are_those_still_there_when_the_week_ended(
    world: World, marts: duckdb.DuckDBPyConnection, model: DriverModel
) -> None:
    calls = called(world, marts)
    marts.register("made", calls)
    ((there,), (stayed,)) = (
        marts.sql(
            "SELECT count(*) FROM customers SEMI JOIN made USING (customer_id)"
            f" WHERE coalesce(left_on >= '{day}', true) AND date_trunc('month', joined_on) <= '2026-08-01'"
        ).fetchall()[0]
        for day in (ENDED, ENDED + timedelta(days=30))
    )
    found = helped(marts, SETTINGS, model, calls)
    assert found.called == there
    assert found.stayed == pytest.approx(stayed / there)


def test_until_thirty_days_have_passed_nothing_is_said(
    marts: duckdb.DuckDBPyConnection, model: DriverModel, world: World
) -> None:
    recent = called(world, marts).with_columns(called_on=pl.lit(date(2026, 10, 2)))
    assert helped(marts, SETTINGS, model, recent).note == NOT_OVER
    nobody = recent.with_columns(called_on=pl.lit(None, pl.Date()))
    assert helped(marts, SETTINGS, model, nobody).note == NO_CALLS
    assert helped(marts, SETTINGS, model, called(world, marts).head(5)).note == TOO_FEW


def test_fifths_are_of_the_risk_of_those_called() -> None:
    hazards = [place / 100 for place in range(1, 21)]
    cells = pl.DataFrame(
        {
            "hazard": hazards * 2,
            "is_called": [True] * 20 + [False] * 20,
            "customers": [10] * 20 + [100] * 20,
            "stayed": [9] * 20 + [90] * 20,
        }
    )
    fifths = in_fifths(cells)
    assert fifths.filter("is_called")["customers"].to_list() == [40] * 5
    found = helped_of(fifths, 30)
    assert found.difference == pytest.approx(0) and found.called == 200 and found.others == 2000


def test_the_risk_of_the_list_is_not_told_by_what_came_after(
    marts: duckdb.DuckDBPyConnection, model: DriverModel
) -> None:
    found = at_risk_by(marts, SETTINGS, model, 10, View(), complained="left_out")
    assert found.customers["complaints"].sum() == 0 and found.customers.height == 10
