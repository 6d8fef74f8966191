"""Contacts that need not have been: each counted once, with what they cost and what a year of it would."""

from datetime import date, timedelta

import duckdb
import polars as pl
import pytest
from scipy import stats

from analytics.measuring import measure
from analytics.notes import TOO_FEW
from analytics.reasons.avoidable import KINDS, avoidable
from analytics.view import View
from tests.analytics.reasons.in_sql import RECORDS
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, Row, at, contacts, make_warehouse
from warehouse.errors import QueryError

_KIND = """CASE
    WHEN asked_again THEN 'asked_again'
    WHEN is_repeat THEN 'repeat'
    WHEN outcome = 'transferred' THEN 'handed_over'
    WHEN outcome = 'failed' THEN 'failed'
END"""


def _contact(day: int, customer: str, outcome: str = "resolved", cost: float | None = 100.0) -> Row:
    more = {"customer_id": customer, "reason": "요금", "outcome": outcome, "cost": cost}
    return {"at": at(1) + timedelta(days=day), **more}


def test_a_contact_that_is_several_kinds_counts_as_the_first() -> None:
    # What is before the eighth day is not counted, as not all that came before it is known.
    listed = [
        _contact(0, "Z"),
        _contact(10, "A", "failed", 300),
        _contact(11, "A", "failed", 200),
        _contact(12, "B", "transferred", 50),
        _contact(12, "C", "transferred", None),
        _contact(13, "D"),
        _contact(2, "E", "failed"),
        _contact(14, "C", cost=70) | {"asked_again": True},
    ]
    with make_warehouse({"contacts": contacts(listed)}, SMALL) as connection:
        found = avoidable(connection, SMALL)
    assert found.kinds.select("kind", "contacts", "cost", "cost_known").rows() == [
        ("asked_again", 1, 70, 1),
        ("repeat", 1, 200, 1),
        ("handed_over", 2, 50, 1),
        ("failed", 1, 300, 1),
    ]
    (row,) = found.totals.to_dicts()
    assert (row["contacts"], row["n"], row["cost"], row["cost_known"]) == (5, 6, 620, 4)
    assert row["value"] == pytest.approx(5 / 6)
    assert found.days == 5
    # Too few days for a year.
    assert row["cost_a_year"] is None


@pytest.mark.parametrize("by", ["reason", "channel"])
def test_contacts_and_costs_are_what_sql_says(world: duckdb.DuckDBPyConnection, by: str) -> None:
    found = avoidable(world, SETTINGS, (by,))
    wanted = world.sql(f"""
        SELECT {by}, {_KIND} AS kind, count(*) AS contacts, sum(cost) AS cost, count(cost) AS cost_known
        FROM ({RECORDS})
        WHERE day >= first_day + 7
        GROUP BY ALL
    """).pl()
    kinds = wanted.drop_nulls("kind").sort(by, "kind")
    columns = [by, "kind", "contacts", "cost", "cost_known"]
    assert found.kinds.select(columns).sort(by, "kind").rows() == kinds.select(columns).rows()
    assert found.totals["n"].sum() == wanted["contacts"].sum()
    assert set(found.kinds["kind"]) == set(KINDS)


@pytest.mark.parametrize("by", [("reason",), ("channel", "segment")])
def test_the_whole_is_the_same_however_it_is_split(
    world: duckdb.DuckDBPyConnection, by: tuple[str, ...]
) -> None:
    view = View(date(2026, 9, 1), date(2026, 9, 30))
    split, unsplit = avoidable(world, SETTINGS, by, view), avoidable(world, SETTINGS, (), view)
    assert split.whole.drop("note").row(0) == pytest.approx(unsplit.totals.drop("note").row(0))
    assert split.kinds_of_whole.equals(unsplit.kinds)


def test_the_share_is_that_of_the_measure(world: duckdb.DuckDBPyConnection) -> None:
    view = View(date(2026, 9, 1), date(2026, 9, 30), {"segment": ("우수",)})
    (row,) = avoidable(world, SETTINGS, (), view).totals.to_dicts()
    same = measure(world, SETTINGS, "avoidable", (), view).row(0, named=True)
    assert [row[name] for name in ("value", "low", "high", "n")] == [
        same[name] for name in ("value", "low", "high", "n")
    ]


def test_a_year_is_365_mean_days_with_students_interval(world: duckdb.DuckDBPyConnection) -> None:
    view = View(date(2026, 9, 1), date(2026, 9, 30))
    found = avoidable(world, SETTINGS, (), view)
    days = (
        world.sql(f"""
        SELECT coalesce(sum(cost) FILTER ({_KIND} IS NOT NULL), 0)
        FROM ({RECORDS})
        WHERE day BETWEEN DATE '2026-09-01' AND DATE '2026-09-30'
        GROUP BY day
    """)
        .pl()
        .to_series()
        .to_numpy()
    )
    assert found.days == len(days) == 30
    low, high = stats.t.interval(0.95, 29, days.mean(), stats.sem(days))
    (row,) = found.totals.to_dicts()
    assert [row[f"cost_a_year{end}"] for end in ("", "_low", "_high")] == pytest.approx(
        [365 * days.mean(), 365 * low, 365 * high]
    )


def test_without_costs_nothing_is_said_of_money(world: duckdb.DuckDBPyConnection) -> None:
    listed = [_contact(day, f"K{day}", "failed", None) for day in range(40)]
    with make_warehouse({"contacts": contacts(listed)}, SMALL) as connection:
        (row,) = avoidable(connection, SMALL, ()).totals.to_dicts()
    assert row["contacts"] == row["n"] == 33
    assert row["cost"] is None and row["cost_a_year"] is None and row["cost_known"] == 0


def test_a_share_of_few_contacts_is_withheld() -> None:
    listed = [_contact(day, f"K{day}", "failed") for day in range(30)]
    with make_warehouse({"contacts": contacts(listed)}, SETTINGS) as connection:
        (row,) = avoidable(connection, SETTINGS).totals.to_dicts()
    assert row["note"] == TOO_FEW and row["value"] is None and row["contacts"] == 23


def test_without_records_there_are_no_rows(world: duckdb.DuckDBPyConnection) -> None:
    view = View(date(2020, 1, 1), date(2020, 1, 31))
    found = avoidable(world, SETTINGS, ("reason",), view)
    assert found.totals.is_empty() and found.kinds.is_empty() and found.days == 0
    with pytest.raises(QueryError, match="given twice"):
        avoidable(world, SETTINGS, ("day",))


def test_totals_are_sorted_by_how_many_there_are(world: duckdb.DuckDBPyConnection) -> None:
    totals = avoidable(world, SETTINGS).totals
    assert totals["contacts"].is_sorted(descending=True)
    assert totals.select((pl.col("cost_known") == pl.col("contacts")).all()).item()
