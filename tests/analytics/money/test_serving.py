"""Cost to serve against value, in tenths of the customers."""

from datetime import date

import duckdb
import polars as pl
import pytest

from analytics.money.serving import serving
from analytics.view import View
from sample_data import DEFAULT
from tests.analytics.recovery.warehouses import SETTINGS, ZONE, at, contacts, make_warehouse
from warehouse.money_settings import Money
from warehouse.settings import Definitions, Settings


def test_tenths_are_what_sql_says(company: duckdb.DuckDBPyConnection) -> None:
    found = serving(company, SETTINGS)
    said = company.sql("""
        WITH span AS (SELECT min(day) AS first_day, max(day) AS last_day FROM contact_daily),
        customer AS (
            SELECT
                customers.customer_id,
                annual_value,
                least(coalesce(left_on, last_day), last_day) - greatest(joined_on, first_day) + 1 AS days,
                coalesce((
                    SELECT sum(cost) FROM contacts WHERE contacts.customer_id = customers.customer_id
                ), 0) AS cost
            FROM customers, span
        ),
        grouped AS (
            SELECT *, ntile(10) OVER (ORDER BY annual_value DESC, customer_id) AS tenth
            FROM customer
            WHERE days >= 30
        )
        SELECT
            tenth,
            count(*),
            avg(annual_value),
            sum(cost) / sum(days) * 365,
            avg((cost > annual_value * days / 365)::INT)
        FROM grouped GROUP BY tenth ORDER BY tenth
    """).fetchall()
    tenths = found.drop_nulls("value_group")
    assert tenths.height == 10
    for row, (tenth, customers, value, cost, loss) in zip(tenths.iter_rows(named=True), said, strict=True):
        assert (row["value_group"], row["customers"]) == (tenth, customers)
        assert (row["value"], row["cost"], row["at_a_loss"]) == pytest.approx((value, cost, loss))
        assert row["cost_low"] < row["cost"] < row["cost_high"]
    whole = found.filter(pl.col("value_group").is_null()).row(0, named=True)
    assert whole["customers"] == tenths["customers"].sum()
    assert whole["losing"] == tenths["losing"].sum()


def test_the_valuable_get_recovery_more_often_as_planted(company: duckdb.DuckDBPyConnection) -> None:
    """Recovery is offered to the valuable segments; waits, tiers and people are the same for all."""
    assert max(DEFAULT.recovering.segment_log_odds.values()) > 0
    tenths = serving(company, SETTINGS).drop_nulls("value_group")
    first, last = tenths.row(0, named=True), tenths.row(-1, named=True)
    assert first["taken_up_low"] > last["taken_up_high"]
    for name, usual in (("wait", 1.0), ("high_tier", None), ("by_person", None)):
        mean = usual or tenths[name].mean()
        held = tenths.select(pl.lit(mean).is_between(f"{name}_low", f"{name}_high").sum()).item()
        assert held >= 7, name


def test_a_margin_makes_more_customers_cost_more_than_they_bring(company: duckdb.DuckDBPyConnection) -> None:
    shares = [
        serving(company, Settings(business_time_zone=ZONE, money=Money(margin=margin)))["at_a_loss"][-1]
        for margin in (1.0, 0.3, 0.1)
    ]
    assert shares == sorted(shares) and shares[0] < shares[-1]


def test_who_was_there_for_less_than_a_month_is_not_judged() -> None:
    customers = pl.DataFrame(
        {
            "customer_id": ["A", "B"],
            "joined_on": [date(2026, 1, 1), date(2026, 3, 20)],
            "annual_value": [3650.0, 3650.0],
        }
    )
    rows = [
        {"at": at(1, month=1), "customer_id": "A", "cost": 100.0},
        {"at": at(31), "customer_id": "A", "cost": 5000.0},
        {"at": at(30), "customer_id": "B", "cost": 9000.0},
    ]
    settings = Settings(business_time_zone=ZONE, definitions=Definitions(small_n=1))
    with make_warehouse({"contacts": contacts(rows), "customers": customers}, settings) as connection:
        found = serving(connection, settings, View(until=date(2026, 3, 31)))
    whole = found.row(-1, named=True)
    assert (whole["customers"], whole["losing"]) == (1, 1)
    # 90 days of 3,650 a year are 900; 5,100 were spent.
    assert whole["loss"] == pytest.approx(4200)


def test_without_costs_nothing_is_said_of_losses() -> None:
    customers = pl.DataFrame({"customer_id": ["A"], "annual_value": [1000.0]})
    rows = [{"at": at(1, month=1), "customer_id": "A"}, {"at": at(31), "customer_id": "A"}]
    settings = Settings(business_time_zone=ZONE, definitions=Definitions(small_n=1))
    with make_warehouse({"contacts": contacts(rows), "customers": customers}, settings) as connection:
        whole = serving(connection, settings).row(-1, named=True)
    assert (whole["at_a_loss"], whole["losing"], whole["cost"]) == (None, None, None)
    assert whole["value"] == 1000
