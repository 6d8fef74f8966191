"""Groups by frequency and depth follow their cuts, movement is counted, needs and worth are those of
records.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import polars as pl
import pytest

from analytics.contact_level.groups import LEVELS, balance, movement, movers, read_moves, sizes
from analytics.contact_level.lists import LISTS, ROSE
from analytics.contact_level.needs import measures_by_level, needs
from analytics.contact_level.worth import worth
from analytics.view import View
from sample_data import World, simulate
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, at, contacts, make_warehouse
from warehouse.errors import QueryError

MARCH = View(date(2026, 3, 2), date(2026, 3, 31))
# As many days as March has here.
ENDS = [{"customer_id": None, "at": at(31, month=1)}, {"customer_id": None, "at": at(31)}]
Row = dict[str, Any]


def met(customer: str, month: int, days: list[int], tier: str = "low", **more: Any) -> list[Row]:
    return [
        {"customer_id": customer, "at": at(day, month=month), "contact_tier": tier} | more for day in days
    ]


def customers(**days: tuple[date | None, date | None]) -> pl.DataFrame:
    types = {"customer_id": pl.String, "joined_on": pl.Date, "left_on": pl.Date, "annual_value": pl.Float64}
    return pl.DataFrame([(name, *both, 100.0) for name, both in days.items()], types, orient="row")


KNOWN = customers(
    **dict.fromkeys(("riser", "faller", "deep", "silent", "called"), (date(2020, 1, 1), None)),
    gone=(date(2020, 1, 1), date(2026, 3, 10)),
    fresh=(date(2026, 3, 20), None),
)
MET = [
    *met("riser", 2, [3]),
    *met("riser", 3, [3, 9]),
    *met("faller", 2, [3, 4]),
    *met("deep", 2, [3], "high"),
    *met("deep", 3, [3], "medium"),
    *met("gone", 2, [3]),
    *met("gone", 3, [4]),
    *met("fresh", 3, [21], "high"),
    *met("called", 3, [4, 5, 6, 7], direction="outbound"),
]


@pytest.fixture(scope="module")
def small() -> Iterator[duckdb.DuckDBPyConnection]:
    with make_warehouse({"contacts": contacts([*ENDS, *MET]), "customers": KNOWN}, SMALL) as connection:
        yield connection


def test_groups_follow_frequency_and_depth_and_calls_of_the_company_do_not_count(
    small: duckdb.DuckDBPyConnection,
) -> None:
    moves = read_moves(small, SMALL, MARCH)
    assert {row[:2]: row[2] for row in moves.select("start", "to", "customers").rows()} == {
        ("rare_shallow", "often_shallow"): 1,
        ("often_shallow", "none"): 1,
        ("rare_deep", "rare_deep"): 1,
        ("none", "none"): 2,
        ("rare_shallow", "left"): 1,
        ("new", "rare_deep"): 1,
    }
    assert dict(sizes(moves).select("level", "customers").rows()) == {
        "none": 3,
        "rare_shallow": 0,
        "rare_deep": 2,
        "often_shallow": 1,
        "often_deep": 0,
    }


def test_who_rose_and_fell_are_named_and_balanced(small: duckdb.DuckDBPyConnection) -> None:
    moves = read_moves(small, SMALL, MARCH)
    row = balance(moves, SMALL).row(0, named=True)
    assert (row["n"], row["rose"], row["fell"], row["stayed"]) == (5, 1, 1, 3)
    assert row["points"] == 0
    assert row["points_low"] == -row["points_high"]
    named = movers(small, SMALL, MARCH)
    assert named["customer_id"].to_list() == ["riser", "faller"]
    left = movement(moves, SMALL).filter(start="rare_shallow", to="left").row(0, named=True)
    assert (left["customers"], left["n"], left["value"]) == (1, 2, 0.5)


def test_contacts_behind_a_group_are_those_of_its_customers(small: duckdb.DuckDBPyConnection) -> None:
    behind = LISTS[ROSE]
    query = f"SELECT customer_id FROM contact_facts AS listed WHERE {behind.sql} AND day >= $since"
    days = dict(zip(("since", "until"), MARCH.days, strict=True))
    found = small.execute(query, dict(behind.parameters(SMALL)) | days).fetchall()
    assert found == [("riser",), ("riser",)]


def test_where_the_days_before_are_not_in_the_data_nobody_is_compared(
    small: duckdb.DuckDBPyConnection,
) -> None:
    moves = read_moves(small, SETTINGS, View(date(2026, 2, 1), date(2026, 3, 31)))
    assert set(moves["start"]) == {None, "new"}
    row = balance(moves, SETTINGS).row(0, named=True)
    assert (row["n"], row["points"], row["note"]) == (0, None, "too_few")


def test_what_is_not_of_contacts_is_refused(small: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(QueryError, match="not a dimension of contacts"):
        needs(small, SMALL, "segment", MARCH)
    with pytest.raises(QueryError, match="not made from contacts or answers"):
        measures_by_level(small, SMALL, ["purchases"], MARCH)


AUTUMN = View(date(2026, 9, 1), date(2026, 10, 30))


@pytest.fixture(scope="module")
def world() -> World:
    return simulate(3_000, 365, seed=46)


@pytest.fixture(scope="module")
def company(world: World) -> Iterator[duckdb.DuckDBPyConnection]:
    records = {"contacts": world.contacts, "customers": world.customers, "answers": world.answers}
    with make_warehouse(records) as connection:
        yield connection


def levels_of(world: World, view: View) -> pl.DataFrame:
    """customer_id and level by polars alone, of those who are there when the view ends."""
    since, until = view.days
    days = pl.col("occurred_at").dt.convert_time_zone("Asia/Seoul").dt.date()
    counts = (
        world.contacts.filter(days.is_between(since, until))
        .group_by("customer_id")
        .agg(contacts=pl.len(), deep=pl.col("contact_tier").is_in(["medium", "high"]).sum())
    )
    there = world.customers.filter(
        pl.col("joined_on") <= until, pl.col("left_on").is_null() | (pl.col("left_on") > until)
    ).join(counts, on="customer_id", how="left")
    length = pl.max_horizontal(
        pl.lit(30), (pl.lit(until) - pl.max_horizontal("joined_on", pl.lit(since))).dt.total_days() + 1
    )
    often = pl.when(pl.col("contacts") * 30 >= 1.5 * length).then(pl.lit("often")).otherwise(pl.lit("rare"))
    deep = (
        pl.when(2 * pl.col("deep") >= pl.col("contacts")).then(pl.lit("_deep")).otherwise(pl.lit("_shallow"))
    )
    level = pl.when(pl.col("contacts").is_null()).then(pl.lit("none")).otherwise(often + deep)
    return there.select("customer_id", "annual_value", level=level)


def test_groups_and_values_of_the_sample_company_are_those_of_its_records(
    world: World, company: duckdb.DuckDBPyConnection
) -> None:
    wanted = levels_of(world, AUTUMN).group_by("level").agg(pl.len(), pl.col("annual_value").mean())
    found = sizes(read_moves(company, SETTINGS, AUTUMN))
    valued = worth(company, SETTINGS, AUTUMN)
    both = found.join(valued, on="level").join(wanted, on="level", suffix="_wanted")
    assert both.height == len(LEVELS)
    assert both["customers"].to_list() == both["len"].to_list()
    assert both["annual"].to_list() == pytest.approx(both["annual_value"].to_list())
    assert both.filter(pl.col("lifetime").is_between("lifetime_low", "lifetime_high")).height == len(LEVELS)


def test_failure_by_group_is_that_of_its_contacts(world: World, company: duckdb.DuckDBPyConnection) -> None:
    since, until = AUTUMN.days
    days = pl.col("occurred_at").dt.convert_time_zone("Asia/Seoul").dt.date()
    mine = world.contacts.filter(days.is_between(since, until)).join(
        levels_of(world, AUTUMN), on="customer_id"
    )
    wanted = mine.group_by("level").agg((pl.col("outcome") == "failed").mean(), n=pl.len())
    found = measures_by_level(company, SETTINGS, ["failure"], AUTUMN)
    both = found.join(wanted, left_on="contact_level", right_on="level", suffix="_wanted")
    assert both.height == 4
    assert both["n"].to_list() == both["n_wanted"].to_list()
    assert both["value"].to_list() == pytest.approx(both["outcome"].to_list())


def test_deep_customers_are_found_by_the_channels_that_depth_means(
    company: duckdb.DuckDBPyConnection,
) -> None:
    found = needs(company, SETTINGS, "channel", AUTUMN).filter("is_clear")
    more = found.filter(pl.col("difference") > 0).select("contact_level", "channel").rows()
    assert ("often_deep", "phone") in more
    assert ("often_shallow", "app") in more
