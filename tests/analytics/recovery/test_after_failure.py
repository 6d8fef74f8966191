"""Failure by number of the contact, and what customers do after one."""

from datetime import date

import duckdb
import numpy as np
import polars as pl
import pytest

from analytics.measuring import measure
from analytics.notes import NOT_IN_DATA
from analytics.recovery.by_number import failure_by_number
from analytics.recovery.reactions import reactions
from analytics.recovery.tables import failure_rows
from analytics.statistics.slope import logit_slope, trend_p
from analytics.view import View
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, Row, at, contacts, make_warehouse


def test_the_slope_is_that_of_a_logistic_regression_by_hand() -> None:
    """Odds 1/9, 1/4, 9/16: two equal steps of ln(9/4) in the log-odds."""
    slope = logit_slope(
        np.array([1.0, 2, 3]), np.array([10.0, 20, 36]), np.array([100.0, 100, 100]), np.zeros(3, int)
    )
    assert slope is not None
    assert slope.log_odds == pytest.approx(np.log(9 / 4), abs=1e-6)
    assert slope.low < slope.log_odds < slope.high


def test_the_trend_test_is_that_of_cochran_and_armitage() -> None:
    """Agresti (2002), Categorical Data Analysis, table 3.7: malformations by drinking, scores 0 to 7."""
    scores = np.array([0, 0.5, 1.5, 4, 7])
    absent, present = np.array([17066, 14464, 788, 126, 37]), np.array([48, 38, 5, 1, 1])
    trials = (absent + present).astype(float)
    p = trend_p(scores, present.astype(float), trials, np.zeros(5, int))
    # M² = 6.5699 with the factor (n - 1)/n; p = 0.0104.
    assert p == pytest.approx(0.0104, abs=5e-5)


@pytest.mark.parametrize("failed", [(0, 0), (10, 10)])
def test_where_nothing_or_everything_fails_there_is_no_slope(failed: tuple[int, int]) -> None:
    steps, trials = np.array([1.0, 2.0]), np.array([10.0, 10.0])
    assert logit_slope(steps, np.array(failed, float), trials, np.zeros(2, int)) is None


def test_failure_rises_with_the_number_of_the_contact_and_with_the_tier(
    world: duckdb.DuckDBPyConnection,
) -> None:
    found = failure_by_number(world, SETTINGS)
    slope = found.slopes[None]
    # Planted are 0.3 per earlier contact of an episode; other contacts in the same week water it down.
    assert 0 < slope.low < slope.log_odds < 0.3
    assert slope.p < 0.001
    first = found.rates.filter(pl.col("contact_number") == 1)
    assert first["contact_tier"].to_list() == ["high", "medium", "low"]
    assert first["value"].is_sorted(descending=True)
    assert failure_rows(found).height == found.rates.height + 1


def test_the_first_days_of_the_data_are_left_out_since_what_came_before_is_not_known(
    world: duckdb.DuckDBPyConnection,
) -> None:
    known = failure_by_number(world, SETTINGS)
    ((contacts_of_known,),) = world.sql(
        "SELECT count(customer_id) FROM contact_facts WHERE day >= (SELECT min(day) + 7 FROM contact_daily)"
    ).fetchall()
    assert known.rates["n"].sum() == contacts_of_known


def test_no_data_gives_no_rates(empty: duckdb.DuckDBPyConnection) -> None:
    found = failure_by_number(empty, SETTINGS)
    assert found.rates.is_empty()
    assert found.slopes == {}
    assert failure_rows(found).is_empty()


def _failed(day: int, customer: str, **more: object) -> Row:
    return {"at": at(day), "customer_id": customer, "outcome": "failed", "is_complaint": False, **more}


def _four_failures(left_on: list[date | None]) -> duckdb.DuckDBPyConnection:
    rows = [
        _failed(2, "A", is_complaint=True),
        _failed(2, "B"),
        {"at": at(8), "customer_id": "B"},
        _failed(2, "C"),
        {"at": at(12), "customer_id": "C"},
        _failed(2, "D"),
        # At the same instant, so neither before the failure nor after it.
        {"at": at(2), "customer_id": "D"},
        {"at": at(30, month=4)},
        _failed(1, "E", at=at(20, month=4)),
    ]
    customers = pl.DataFrame(
        {"customer_id": ["A", "B", "C", "D"], "left_on": left_on},
        {"customer_id": pl.String, "left_on": pl.Date},
    )
    return make_warehouse({"contacts": contacts(rows), "customers": customers}, SMALL)


def test_customers_complain_come_again_or_fall_silent() -> None:
    found = reactions(_four_failures([None, date(2026, 5, 1), date(2026, 4, 30), None]), SMALL)
    # The failure of E is too late for the month after to have passed.
    assert found.failures == 4
    assert found.shares.select("reaction", "failures", "left_value").rows() == [
        ("complained", 1, 0.0),
        ("came_again", 1, 0.0),
        ("silent", 2, 0.5),
    ]
    assert found.left_without_word.select("value", "n").row(0) == (1.0, 1)


def test_the_measure_of_leaving_without_word_is_what_the_reactions_say(
    world: duckdb.DuckDBPyConnection,
) -> None:
    found = reactions(world, SETTINGS)
    row = measure(world, SETTINGS, "left_without_word").row(0, named=True)
    silent = found.shares.filter(pl.col("reaction") == "silent")["left_failures"].item()
    assert row["n"] == found.left_without_word["n"].item() == found.shares["left_failures"].sum() > 0
    assert row["value"] == pytest.approx(silent / row["n"])
    by_place = measure(world, SETTINGS, "left_without_word", ("department", "contact_tier"))
    assert by_place["n"].sum() == row["n"]


def test_without_leaving_dates_nothing_is_said_of_leaving() -> None:
    found = reactions(_four_failures([None] * 4), SMALL)
    assert found.shares["value"].to_list() == [0.25, 0.25, 0.5]
    assert found.shares["left_value"].to_list() == [None] * 3
    assert found.left_without_word["value"].item() is None


def test_shares_of_reactions_add_up_in_the_simulated_company(world: duckdb.DuckDBPyConnection) -> None:
    found = reactions(world, SETTINGS, View(picked={"department": ("설치",)}))
    assert found.shares["value"].sum() == pytest.approx(1)
    assert found.shares["failures"].sum() == found.failures
    complained = found.shares.row(0, named=True)
    assert complained["low"] <= 0.3 <= complained["high"]


def test_no_failures_are_told(empty: duckdb.DuckDBPyConnection) -> None:
    assert reactions(empty, SETTINGS).note == NOT_IN_DATA
    well = make_warehouse({"contacts": contacts([{"at": at(1), "customer_id": "A"}])}, SMALL)
    assert reactions(well, SMALL).note == NOT_IN_DATA
