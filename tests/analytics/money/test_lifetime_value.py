"""Lifetime value is the yearly value times the years ahead that the planted hazards give."""

from datetime import date

import duckdb
import polars as pl
import pytest

from analytics.drivers.cells import read_risk_cells
from analytics.money.at_stake import at_stake
from analytics.money.lifetime_value import lifetime_value
from analytics.money.lost import value_lost
from analytics.money.prospects import LONGEST_MONTHS, prospects_of, read_prospects
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.retention.definition import Definition
from analytics.view import View
from sample_data import DEFAULT, simulate
from tests.analytics.recovery.warehouses import SETTINGS, ZONE, at, contacts, make_warehouse
from tests.coverage import value as coverage
from tests.coverage.drivers import true_log_odds
from tests.coverage.world_marts import customer_marts
from warehouse.errors import QueryError
from warehouse.money_settings import Money
from warehouse.settings import Settings

RECORDS = Definition("records")
MONTHS = (date(2026, 1, 1), date(2026, 6, 1))


def test_a_constant_hazard_gives_the_sum_of_a_geometric_series() -> None:
    settings = Settings(money=Money(discount_rate=0.12, horizon_years=4))
    cells = pl.DataFrame(
        {"segment": ["a"] * 3, "tenure": ["under_1_year", "1_to_3_years", "over_3_years"]}
    ).with_columns(at_risk=pl.lit(100_000), events=pl.lit(2_000))
    found = prospects_of(cells, MONTHS, RECORDS, settings).years["a"]
    discount, stay = 1.12 ** (-1 / 12), 0.98
    ratio = discount * stay
    expected = discount**0.5 * 0.99 * (1 - ratio**48) / (1 - ratio) / 12
    assert found[0, : LONGEST_MONTHS + 1] == pytest.approx(expected)
    assert (found[1:, 0].min() < expected) and (found[1:, 0].max() > expected)


def test_lifetime_value_holds_what_the_planted_hazards_give() -> None:
    """Of one world; `make coverage` does so in 200."""
    connection = customer_marts(simulate(12_000, 365, seed=5))
    rows = coverage.rows_of(
        lifetime_value(connection, coverage.SETTINGS),
        coverage.true_value(connection, lifetime_value(connection, coverage.SETTINGS)),
    )
    assert len(rows) == 5
    for row in rows:
        assert row["low"] <= row["truth"] <= row["high"], row["name"]  # type: ignore[operator]


def test_groups_add_up_to_the_whole(company: duckdb.DuckDBPyConnection) -> None:
    found = lifetime_value(company, SETTINGS)
    whole = found.whole.row(0, named=True)
    assert found.basis == "annual_value"
    ((customers, annual),) = company.sql(
        "SELECT count(*), sum(annual_value) FROM customers WHERE left_on IS NULL"
    ).fetchall()
    assert (whole["customers"], whole["annual"]) == (customers, pytest.approx(annual))
    for name in ("customers", "annual", "total"):
        assert found.groups[name].sum() == pytest.approx(whole[name])
    assert whole["value"] == pytest.approx(whole["total"] / whole["n"])
    # Those who stay longer are worth more years.
    years = dict(found.groups.filter(segment="일반").select("tenure", "years").iter_rows())
    assert years["under_1_year"] < years["1_to_3_years"] < years["over_3_years"]


def test_values_are_taken_from_purchases_where_records_have_none(company: duckdb.DuckDBPyConnection) -> None:
    frames = {kind: company.table(kind).pl() for kind in ("contacts", "customers", "purchases")}
    bare = {
        kind: frame.drop([name for name in frame.columns if name.endswith("_local")])
        for kind, frame in frames.items()
    }
    bare["customers"] = bare["customers"].with_columns(annual_value=pl.lit(None, pl.Float64))
    with make_warehouse(bare) as connection:
        found = lifetime_value(connection, SETTINGS)
        without = lifetime_value(company, SETTINGS)
        ((net,),) = connection.sql(
            "SELECT sum(CASE WHEN kind = 'refund' THEN -amount ELSE amount END) FROM purchases"
        ).fetchall()
    assert found.basis == "purchases"
    row = found.whole.row(0, named=True)
    # All that was bought in the year, less what leavers bought, more for those who joined within it.
    assert row["annual"] == pytest.approx(net, rel=0.1)
    # Purchases vary, so that value from them is less sure.
    wide, narrow = (
        (one["value_high"] - one["value_low"]) / one["value"]
        for one in (row, without.whole.row(0, named=True))
    )
    assert wide > narrow


def test_margin_and_horizon_are_those_of_the_settings(company: duckdb.DuckDBPyConnection) -> None:
    def total(money: Money) -> float:
        found = lifetime_value(company, Settings(business_time_zone=ZONE, money=money)).whole
        return float(found["total"][0])

    assert total(Money(margin=0.3)) == pytest.approx(0.3 * total(Money()))
    assert total(Money(horizon_years=2)) < total(Money()) < total(Money(discount_rate=0))


def test_value_that_leaves_is_the_sum_over_leavers(company: duckdb.DuckDBPyConnection) -> None:
    view = View(date(2026, 3, 1), date(2026, 8, 31))
    found = value_lost(company, SETTINGS, view)
    first = found.row(0, named=True)
    leavers = company.sql("""
        SELECT segment, least(date_diff('month', joined_on, left_on), 36)::INTEGER AS months, annual_value
        FROM customers WHERE left_on BETWEEN DATE '2026-03-01' AND DATE '2026-08-31'
    """).pl()
    prospects = read_prospects(company, SETTINGS, view.until)
    assert prospects is not None
    a_year = 365 / 184
    assert first["leavers"] == leavers.height
    assert first["annual"] == pytest.approx(a_year * leavers["annual_value"].sum())
    worth = (prospects.of(leavers)[0] * leavers["annual_value"].to_numpy()).sum()
    assert first["value"] == pytest.approx(a_year * worth)
    assert first["low"] < first["value"] < first["high"]


def test_value_by_cause_is_that_of_those_who_name_it(company: duckdb.DuckDBPyConnection) -> None:
    found = value_lost(company, SETTINGS)
    said = dict(
        company.sql("""
            SELECT cause, count(*)
            FROM (
                SELECT unnest(string_split(leave_causes, '|')) AS cause
                FROM customers
                WHERE left_on IS NOT NULL
            )
            GROUP BY ALL
        """).fetchall()
    )
    named = dict(found.drop_nulls("cause").select("cause", "leavers").iter_rows())
    assert {cause: n for cause, n in named.items() if cause in said} == said
    assert found["value"][1:].drop_nulls().max() < found["value"][0]  # type: ignore[operator]


def test_as_much_value_leaves_as_the_planted_hazards_take(company: duckdb.DuckDBPyConnection) -> None:
    """What leavers brought a year, by the planted hazard of every customer and month."""
    cells = read_risk_cells(company, SETTINGS, View()).frame
    hazard = 1 / (1 + (-true_log_odds()).exp())
    values = dict(company.sql("SELECT segment, avg(annual_value) FROM customers GROUP BY 1").fetchall())
    worth = pl.col("segment").replace_strict(values, return_dtype=pl.Float64)
    expected = cells.select((pl.col("at_risk") * hazard * worth).sum()).item()
    first, last = cells["month"].min(), date(2026, 10, 31)
    assert isinstance(first, date)
    row = value_lost(company, SETTINGS, View(first, last)).row(0, named=True)
    annual = row["annual"] * ((last - first).days + 1) / 365
    assert annual == pytest.approx(expected, rel=(row["high"] - row["low"]) / row["value"])


def test_the_likeliest_to_leave_have_value_at_stake(company: duckdb.DuckDBPyConnection) -> None:
    found = at_stake(company, SETTINGS, 200)
    assert found.customers == found.n == 200
    assert found.worth is not None and found.expected is not None
    assert found.expected.low < found.expected.value < found.expected.high < found.worth.low


@pytest.mark.parametrize("ask", [lifetime_value, value_lost])
def test_a_part_of_the_contacts_has_no_value(company: duckdb.DuckDBPyConnection, ask: object) -> None:
    with pytest.raises(QueryError, match="department"):
        ask(company, SETTINGS, View(picked={"department": ["요금"]}))  # type: ignore[operator]


def test_segments_and_ages_narrow_the_customers(company: duckdb.DuckDBPyConnection) -> None:
    for name, value in (("segment", "우수"), ("age_band", "30_to_44"), ("tenure", "over_3_years")):
        found = lifetime_value(company, SETTINGS, View(picked={name: [value]}))
        assert 0 < found.whole["customers"][0] < lifetime_value(company, SETTINGS).whole["customers"][0]
        assert value_lost(company, SETTINGS, View(picked={name: [value]}))["leavers"][0] > 0


def test_without_values_or_leavers_there_is_a_note() -> None:
    rows = [{"at": at(day, month=month), "customer_id": "A"} for month in (1, 2, 3, 4) for day in (1, 28)]
    with make_warehouse({"contacts": contacts(rows)}) as connection:
        assert lifetime_value(connection, SETTINGS).whole["note"].to_list() == [NOT_IN_DATA]
        assert value_lost(connection, SETTINGS)["note"][0] == NOT_IN_DATA
    customers = pl.DataFrame(
        {
            "customer_id": ["A"],
            "joined_on": [date(2025, 1, 1)],
            "left_on": [date(2026, 3, 5)],
            "annual_value": [1.0],
        }
    )
    with make_warehouse({"contacts": contacts(rows), "customers": customers}) as connection:
        assert value_lost(connection, SETTINGS)["note"][0] == TOO_FEW


def test_segments_are_those_planted(company: duckdb.DuckDBPyConnection) -> None:
    """The valuable leave least, so a year of theirs is the likeliest to come."""
    years = lifetime_value(company, SETTINGS).groups.group_by("segment").agg(pl.col("years").mean())
    order = years.sort("years", descending=True)["segment"].to_list()
    planted = sorted(
        DEFAULT.leaving.segment_log_odds, key=lambda name: DEFAULT.leaving.segment_log_odds[name]
    )
    assert order[:2] == planted[:2]
