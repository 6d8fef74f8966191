"""What goes wrong in money a year, and rules of thumb beside own figures."""

from datetime import date

import duckdb
import polars as pl
import pytest

from analytics.drivers.importance import importance_of
from analytics.drivers.model import driver_model
from analytics.money.costs import contact_costs
from analytics.money.lost import everybody, value_lost
from analytics.money.money_a_year import (
    AFTER_FAILURES,
    AVOIDABLE,
    DRIVER,
    LEAVING,
    REFUNDED_AFTER,
    drivers_a_year,
    money_a_year,
)
from analytics.money.rules_of_thumb import ACQUISITION, RETENTION, TOLD, rules_of_thumb
from analytics.money.serving import serving
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reasons.avoidable import avoidable
from analytics.view import View
from tests.analytics.recovery.warehouses import SETTINGS, ZONE, at, contacts, make_warehouse
from warehouse.money_settings import Money
from warehouse.settings import Settings


def test_a_year_costs_what_sql_adds_up(company: duckdb.DuckDBPyConnection) -> None:
    found = {row["kind"]: row for row in contact_costs(company, SETTINGS).iter_rows(named=True)}
    ((days, *costs),) = company.sql("""
        SELECT
            date_diff('day', min(day), max(day)) + 1,
            sum(cost) FILTER (outcome = 'failed'),
            sum(cost) FILTER (outcome = 'transferred'),
            sum(cost) FILTER (asked_again),
            sum(cost) FILTER (is_no_show)
        FROM contact_facts
    """).fetchall()
    for kind, cost in zip(("failed", "handed_over", "asked_again", "no_show"), costs, strict=True):
        row = found[kind]
        assert row["value"] == pytest.approx(cost * 365 / days)
        assert row["low"] < row["value"] < row["high"]


def test_items_are_ranked_by_money(company: duckdb.DuckDBPyConnection) -> None:
    found = money_a_year(company, SETTINGS)
    known = found["value"].drop_nulls().to_list()
    assert known == sorted(known, reverse=True)
    assert found["item"][0] == LEAVING
    values = dict(found.select("item", "value").iter_rows())
    assert values[AVOIDABLE] == avoidable(company, SETTINGS, ()).whole["cost_a_year"].item()
    # Failing is planted to make people leave, come again and give back.
    lows = dict(found.select("item", "low").iter_rows())
    for item in (f"{DRIVER}unrecovered_failures", f"{DRIVER}over_promise", AFTER_FAILURES, REFUNDED_AFTER):
        assert lows[item] > 0, item
    # A recovered failure is planted to do no harm.
    recovered = found.filter(item=f"{DRIVER}recovered_failures").row(0, named=True)
    assert recovered["low"] < 0 < recovered["high"]


def test_a_drivers_money_is_its_share_of_the_value_that_leaves(company: duckdb.DuckDBPyConnection) -> None:
    model, lost = driver_model(company, SETTINGS), value_lost(company, SETTINGS)
    whole = everybody(lost)
    assert whole is not None
    shares = {row["driver"]: row for row in importance_of(model).iter_rows(named=True)}
    for row in drivers_a_year(model, lost).drop_nulls("value").iter_rows(named=True):
        share = shares[row["driver"]]
        assert row["value"] == pytest.approx(share["share"] * whole.value)
        # Wider than by the share alone, as the value is not certain either.
        assert row["high"] - row["low"] >= (share["high"] - share["low"]) * whole.value - 1e-6


def test_rules_of_thumb_stand_beside_own_figures(company: duckdb.DuckDBPyConnection) -> None:
    money = Money(acquisition_cost=200_000, acquisition_factor=5, people_told=10, profit_gain=0.5)
    settings = Settings(business_time_zone=ZONE, money=money)
    rows = {row["rule"]: row for row in rules_of_thumb(company, settings).iter_rows(named=True)}
    assert {name: row["says"] for name, row in rows.items()} == {ACQUISITION: 5, RETENTION: 0.5, TOLD: 10}
    cost = serving(company, settings)["cost"][-1]
    assert rows[ACQUISITION]["value"] == pytest.approx(200_000 / cost)
    assert rows[ACQUISITION]["low"] < rows[ACQUISITION]["value"] < rows[ACQUISITION]["high"]
    assert 0 < rows[RETENTION]["low"] < rows[RETENTION]["value"] < rows[RETENTION]["high"]
    ((asked, told),) = company.sql("""
        SELECT count(*), count_if(score = 1)
        FROM answers JOIN contacts USING (contact_id)
        WHERE item = 'word_of_mouth' AND outcome = 'failed'
    """).fetchall()
    assert (rows[TOLD]["value"], rows[TOLD]["n"]) == (pytest.approx(told / asked), asked)


def test_more_staying_is_worth_more_up_to_all(company: duckdb.DuckDBPyConnection) -> None:
    def gain(points: float) -> float:
        settings = Settings(business_time_zone=ZONE, money=Money(retention_gain=points))
        return float(rules_of_thumb(company, settings).filter(rule=RETENTION)["value"][0])

    gains = [gain(points) for points in (0.01, 0.05, 0.5)]
    assert gains == sorted(gains)
    # Nobody would leave: the horizon in full.
    years = Money().horizon_years
    assert gains[-1] < years


def test_without_an_acquisition_cost_nothing_stands_beside_the_rule(
    company: duckdb.DuckDBPyConnection,
) -> None:
    row = rules_of_thumb(company, SETTINGS).filter(rule=ACQUISITION).row(0, named=True)
    assert (row["says"], row["value"], row["note"]) == (6, None, NOT_IN_DATA)


def test_a_few_days_are_no_year() -> None:
    rows = [
        {"at": at(1 + number % 5), "customer_id": "A", "outcome": "failed", "cost": 100.0}
        for number in range(50)
    ]
    with make_warehouse({"contacts": contacts(rows)}) as connection:
        costs = contact_costs(connection, SETTINGS)
    assert costs.filter(kind="failed")["note"].item() == TOO_FEW
    assert costs.filter(kind="no_show")["note"].item() == NOT_IN_DATA


def test_days_narrow_the_year(company: duckdb.DuckDBPyConnection) -> None:
    view = View(date(2026, 3, 1), date(2026, 4, 30))
    found = contact_costs(company, SETTINGS, view).filter(kind="failed").row(0, named=True)
    ((n,),) = company.sql("""
        SELECT count(*) FROM contact_facts
        WHERE outcome = 'failed' AND day BETWEEN DATE '2026-03-01' AND DATE '2026-04-30'
    """).fetchall()
    assert found["contacts"] == n
    assert pl.Series([found["value"]]).is_not_null().all()
