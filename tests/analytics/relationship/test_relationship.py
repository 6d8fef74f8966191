"""Stages of the relationship follow their rules, movement is counted, and measures are of the day's stage."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import duckdb
import polars as pl
import pytest

from analytics.notes import TOO_FEW
from analytics.relationship.by_stage import measures_by_stage
from analytics.relationship.lists import name_of, relationship_list
from analytics.relationship.queries import sign_of
from analytics.relationship.since_joining import after_days, since_joining
from analytics.relationship.stages import month_ends, movement, sizes
from analytics.view import View
from sample_data import World, simulate
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, at, contacts, make_warehouse
from warehouse.errors import QueryError

MARCH = View(date(2026, 3, 1), date(2026, 3, 31))
ENDS = [{"customer_id": "nobody", "at": at(1, month=1)}, {"customer_id": "nobody", "at": at(31)}]
Row = dict[str, Any]


def customers(**days: tuple[date, date | None]) -> pl.DataFrame:
    types = {"customer_id": pl.String, "joined_on": pl.Date, "left_on": pl.Date, "segment": pl.String}
    return pl.DataFrame([(name, *both, "gold") for name, both in days.items()], types, orient="row")


def purchases(*rows: tuple[str, date, str | None]) -> pl.DataFrame:
    listed = [
        {"purchase_id": f"P{n}", "customer_id": who, "purchased_at": day, "kind": kind, "amount": 1.0}
        for n, (who, day, kind) in enumerate(rows)
    ]
    return pl.DataFrame(listed, infer_schema_length=None).with_columns(
        pl.col("purchased_at").cast(pl.Datetime("us", "UTC")), pl.col("kind").cast(pl.String)
    )


def warehouse(
    master: pl.DataFrame, bought: pl.DataFrame | None = None, met: list[Row] | None = None
) -> duckdb.DuckDBPyConnection:
    """The data go from the 1st of January to the 31st of March."""
    records = {"contacts": contacts([*ENDS, *(met or [])]), "customers": master}
    return make_warehouse(records | ({} if bought is None else {"purchases": bought}), SMALL)


def counted(found: pl.DataFrame) -> dict[tuple[str, str], int]:
    return {row[:2]: row[2] for row in found.select("start", "to", "customers").rows() if row[2]}


JOINED = customers(
    bought=(date(2026, 2, 1), None),
    first_only=(date(2026, 2, 1), None),
    gone=(date(2026, 2, 1), date(2026, 3, 10)),
    fresh=(date(2026, 3, 5), None),
    old=(date(2024, 1, 1), None),
    grown=(date(2025, 3, 20), None),
    unknown=(date(2025, 12, 20), None),
    left_before=(date(2024, 1, 1), date(2026, 2, 20)),
)
BOUGHT = purchases(
    ("bought", date(2026, 2, 1), "first"),
    ("bought", date(2026, 3, 9), "cross"),
    ("first_only", date(2026, 2, 1), "first"),
    ("gone", date(2026, 2, 3), "refund"),
)


def test_stages_follow_the_days_of_joining_and_of_a_further_purchase() -> None:
    with warehouse(JOINED, BOUGHT) as connection:
        found = sizes(connection, SMALL, MARCH)
        assert dict(found.select("stage", "customers").rows()) == {
            "acquired": 2,  # first_only, fresh
            "developing": 1,  # bought
            "retained": 2,  # old, grown
        }
        assert found["unknown"].to_list() == [1, 1, 1]
        assert counted(movement(connection, SMALL, MARCH)) == {
            ("acquired", "acquired"): 1,
            ("acquired", "developing"): 1,
            ("acquired", "left"): 1,
            ("developing", "retained"): 1,
            ("retained", "retained"): 1,
            ("new", "acquired"): 1,
        }


def test_without_purchases_contacts_are_the_sign_of_more() -> None:
    met = [{"customer_id": "a", "at": at(day)} for day in (2, 4, 6)]
    met += [{"customer_id": "b", "at": at(day)} for day in (2, 4)]
    met += [{"customer_id": "b", "at": at(8), "direction": "outbound"}]
    master = customers(a=(date(2026, 3, 1), None), b=(date(2026, 3, 1), None))
    with warehouse(master, None, met) as connection:
        assert sign_of(connection) == "contacts"
        before = sizes(connection, SMALL, View(until=date(2026, 3, 5)))
        after = sizes(connection, SMALL, MARCH)
    assert dict(before.select("stage", "customers").rows())["acquired"] == 2
    assert dict(after.select("stage", "customers").rows())["developing"] == 1


def test_a_measure_is_of_the_stage_on_the_contacts_day() -> None:
    met = [
        {"customer_id": "bought", "at": at(8), "outcome": "failed"},
        {"customer_id": "bought", "at": at(9)},
        {"customer_id": "old", "at": at(9), "outcome": "failed"},
        {"customer_id": "gone", "at": at(10), "outcome": "failed"},
        {"customer_id": "unknown", "at": at(10), "outcome": "failed"},
    ]
    with warehouse(JOINED, BOUGHT, met) as connection:
        found = measures_by_stage(connection, SMALL, ["failure", "contacts"], MARCH)
        failure = found.filter(measure="failure")
        assert {row[0]: row[1:] for row in failure.select("relationship", "value", "n").rows()} == {
            "acquired": (1.0, 2),
            "developing": (0.0, 1),
            "retained": (1.0, 1),
        }
        with pytest.raises(QueryError, match="not made from contacts or answers"):
            measures_by_stage(connection, SMALL, ["purchases"], MARCH)


def test_contacts_behind_a_move_are_those_of_its_customers() -> None:
    met = [{"customer_id": "bought", "at": at(12)}, {"customer_id": "old", "at": at(12)}]
    behind = relationship_list(name_of("purchases", "developing", *MARCH.days, "acquired"))
    assert behind is not None
    with warehouse(JOINED, BOUGHT, met) as connection:
        query = f"SELECT DISTINCT customer_id FROM contact_facts AS listed WHERE {behind.sql}"
        assert connection.execute(query, dict(behind.parameters(SMALL))).fetchall() == [("bought",)]
    assert relationship_list("relationship.purchases.any.nowhere.2026-01-01.2026-01-02") is None
    assert relationship_list("relationship.purchases.any.left.2026-01-01.2026-13-02") is None


def test_few_customers_are_told_and_withheld() -> None:
    with warehouse(JOINED, BOUGHT) as connection:
        found = movement(connection, SETTINGS, MARCH)
    assert set(found["note"]) == {TOO_FEW}
    assert found["value"].null_count() == found.height


def test_months_end_and_so_do_the_days() -> None:
    days = date(2026, 1, 15), date(2026, 3, 10)
    assert month_ends(days) == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 10)]


@pytest.fixture(scope="module")
def world() -> World:
    return simulate(4_000, 365, seed=26)


@pytest.fixture(scope="module")
def company(world: World) -> Iterator[duckdb.DuckDBPyConnection]:
    records = {"contacts": world.contacts, "customers": world.customers, "purchases": world.purchases}
    with make_warehouse(records) as connection:
        yield connection


def test_the_sample_company_is_found_as_its_records_say(
    world: World, company: duckdb.DuckDBPyConnection
) -> None:
    """Where those who joined in the window are after 90 days, of those watched so long, counted plainly."""
    further = (
        world.purchases.filter(pl.col("kind").is_in(["repeat", "cross", "up"]))
        .with_columns(day=pl.col("purchased_at").dt.convert_time_zone("Asia/Seoul").dt.date())
        .group_by("customer_id")
        .agg(further_on=pl.col("day").min())
    )
    joined = world.customers.filter(
        pl.col("joined_on") >= world.first_day,
        pl.col("joined_on") <= world.last_day - timedelta(days=90),
    ).join(further, on="customer_id", how="left")
    day = pl.col("joined_on") + timedelta(days=89)
    has_left = (pl.col("left_on") <= day).fill_null(False)
    developed = ~has_left & (pl.col("further_on") <= day).fill_null(False)
    plain = {
        "left": joined.select(has_left.mean()).item(),
        "developing": joined.select(developed.mean()).item(),
    }
    found = after_days(since_joining(company, SETTINGS), (90.0,))
    for row in found.filter(pl.col("state").is_in(list(plain))).to_dicts():
        assert row["low"] < plain[row["state"]] < row["high"], row


def test_chances_add_up_and_an_unknown_stage_is_refused(company: duckdb.DuckDBPyConnection) -> None:
    curve = since_joining(company, SETTINGS)
    totals = curve.group_by("days").agg(pl.col("value").sum())["value"]
    assert (totals - 1).abs().max() < 1e-9  # type: ignore[operator] - of numbers
    with pytest.raises(QueryError, match="no stage of the relationship"):
        since_joining(company, SETTINGS, start="lost")
