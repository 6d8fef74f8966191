"""Figures by dimensions that the settings store marts by are those that the records give."""

from collections.abc import Iterator
from datetime import date

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analytics.catalogue import MEASURES
from analytics.marts.refresh import rebuild
from analytics.marts.wide import FURTHER_MARTS
from analytics.measuring import measure
from analytics.view import View
from sample_data import simulate
from tests.analytics.recovery.warehouses import ZONE, make_warehouse
from tests.project import Project
from warehouse.errors import WarehouseError
from warehouse.lake import open_reader, open_writer, transaction
from warehouse.settings import Definitions, Marts, Settings
from warehouse.settings_file import read_settings

BARE = Settings(business_time_zone=ZONE, definitions=Definitions(small_n=1))
WIDE = BARE.model_copy(update={"marts": Marts(dimensions=("reason", "segment", "tenure", "outcome"))})
NARROWED = View(
    date(2026, 5, 3), date(2026, 10, 20), {"segment": ["일반", "우수"], "tenure": ["over_3_years"]}
)
PRICED = """
[[sources]]
name = "customers"
files = "customers*.csv"
format = "csv"
customers = "customers.sql"
"""
CUSTOMERS_SELECT = """
-- Grain: one row per customer.
SELECT origin, id AS customer_id, segment, since AS valid_from FROM export
"""


@pytest.fixture(scope="module")
def company() -> Iterator[duckdb.DuckDBPyConnection]:
    """A sample company whose marts are stored by further dimensions."""
    world = simulate(400, 150, 8)
    weighed = world.answers.with_columns(weight=0.25 + pl.int_range(pl.len()) % 5)
    records = {"contacts": world.contacts, "answers": weighed, "customers": world.customers}
    with make_warehouse(records, WIDE) as connection:
        yield connection


@pytest.mark.parametrize(
    ("by", "view"),
    [
        (("department", "segment"), NARROWED),
        pytest.param(("reason",), View(), marks=pytest.mark.slow),
        pytest.param(("outcome", "tenure"), View(picked={"reason": ["요금"]}), marks=pytest.mark.slow),
        pytest.param(("month", "reason"), NARROWED, marks=pytest.mark.slow),
    ],
)
def test_figures_from_wide_marts_are_those_from_the_records(
    company: duckdb.DuckDBPyConnection, by: tuple[str, ...], view: View
) -> None:
    for name in MEASURES:
        if MEASURES[name].counts.is_monthly and "month" not in by and view.since:
            continue
        assert_frame_equal(measure(company, WIDE, name, by, view), measure(company, BARE, name, by, view))


@pytest.mark.parametrize("by", [("department",), ("contact_tier", "department"), ("contact_tier", "month")])
@pytest.mark.parametrize("picked", [{}, {"contact_tier": ["high", "low"]}])
@pytest.mark.parametrize("days", [(None, None), (date(2026, 5, 3), date(2026, 10, 20))])
def test_different_customers_of_places_are_as_many_as_their_contacts_have(
    company: duckdb.DuckDBPyConnection,
    by: tuple[str, ...],
    picked: dict[str, list[str]],
    days: tuple[date | None, date | None],
) -> None:
    view = View(*days, picked)
    assert_frame_equal(
        measure(company, WIDE, "customers", by, view), measure(company, BARE, "customers", by, view)
    )


def test_by_department_and_tier_no_contact_is_read_to_count_customers(
    company: duckdb.DuckDBPyConnection,
) -> None:
    view = View(date(2026, 5, 3), date(2026, 10, 20))
    before = measure(company, WIDE, "customers", ("department", "contact_tier"), view)
    company.execute("BEGIN; UPDATE customer_returns SET customers = 2 * customers")
    after = measure(company, WIDE, "customers", ("department", "contact_tier"), view)
    company.execute("ROLLBACK")
    assert_frame_equal(after.select("value"), before.select(pl.col("value") * 2))


@pytest.fixture
def shop(project: Project) -> Project:
    """A project whose marts are stored by segment, with a first file of customers."""
    settings = (project.folder / "touchpoints.toml").read_text(encoding="utf-8")
    project.write("touchpoints.toml", f'{settings}\n[marts]\ndimensions = ["segment"]\n{PRICED}')
    project.write("customers.sql", CUSTOMERS_SELECT)
    project.write_calls(
        "calls1.csv",
        "1,A,2026-03-01 10:00,Bills,phone,10,resolved",
        "2,B,2026-03-01 11:00,Bills,phone,20,failed",
        "3,A,2026-03-03 09:00,Visits,branch,30,resolved",
    )
    project.ingest()
    return project


def _by_segment(project: Project) -> list[tuple[str | None, float]]:
    with open_reader(project.settings) as connection:
        figures = measure(connection, project.settings, "contacts", ["segment"])
    return figures.select("segment", "value").rows()


def test_wide_marts_follow_contacts_and_customers_that_are_loaded_later(shop: Project) -> None:
    assert _by_segment(shop) == [(None, 3)]
    shop.write("customers1.csv", "id,segment,since\nA,basic,2026-01-01\nB,plus,2026-01-01\n")
    shop.ingest()
    assert _by_segment(shop) == [("basic", 2), ("plus", 1)]
    shop.write("customers2.csv", "id,segment,since\nA,plus,2026-03-02\n")
    shop.write_calls("calls2.csv", "1,B,2026-03-01 10:00,Bills,phone,10,resolved")
    shop.ingest()
    assert _by_segment(shop) == [("plus", 3)]


def test_customers_of_places_are_as_many_whatever_order_contacts_come_in(shop: Project) -> None:
    for number, day in enumerate(("03-09", "02-20", "03-02", "02-20", "04-01")):
        shop.write_calls(
            f"calls_later{number}.csv",
            f"{number}1,A,2026-{day} 10:00,Bills,phone,10,resolved",
            f"{number}2,C,2026-{day} 11:00,{('Bills', 'Visits')[number % 2]},branch,20,failed",
        )
        shop.ingest()
        for since in (date(2026, 2, 1), date(2026, 2, 21), date(2026, 3, 2)):
            told = "count(DISTINCT customer_id) FROM contact_facts WHERE customer_id IS NOT NULL"
            query = f"SELECT department, {told} AND day >= '{since}' GROUP BY ALL ORDER BY 1"
            with open_reader(shop.settings) as connection:
                view = View(since, date(2026, 4, 30))
                found = measure(connection, shop.settings, "customers", ["department"], view)
            assert found.select("department", "value").rows() == shop.query(query)


def test_a_customer_of_a_department_by_another_tier_before_is_no_other_customer(shop: Project) -> None:
    shop.write_calls("calls_by_branch.csv", "9,A,2026-04-05 10:00,Bills,branch,10,resolved")
    shop.ingest()
    with open_reader(shop.settings) as connection:
        found = measure(connection, shop.settings, "customers", ["department"])
        tiers = measure(connection, shop.settings, "customers", ["contact_tier"])
    assert found.select("department", "value").rows() == [("Bills", 2), ("Visits", 1)]
    assert tiers.select("contact_tier", "value").rows() == [("high", 1), ("medium", 2)]


def test_other_dimensions_of_marts_are_told_until_the_next_load_stores_them(shop: Project) -> None:
    path = shop.folder / "touchpoints.toml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace('["segment"]', '["reason", "segment"]'), encoding="utf-8")
    with pytest.raises(WarehouseError, match="other dimensions of marts") as told:
        _by_segment_and_reason(shop)
    assert "touchpoints rebuild" in str(told.value)
    shop.write_calls("calls2.csv", "4,B,2026-03-05 10:00,Bills,phone,10,resolved")
    shop.ingest()
    assert _by_segment_and_reason(shop) == 4


def _by_segment_and_reason(project: Project) -> float:
    with open_reader(project.settings) as connection:
        figures = measure(connection, project.settings, "contacts", ["segment", "reason"])
    return float(figures["value"].sum())


def test_wide_marts_go_when_the_settings_name_no_dimensions_any_more(shop: Project) -> None:
    path = shop.folder / "touchpoints.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('["segment"]', "[]"), encoding="utf-8")
    settings = read_settings(path)
    with open_writer(settings) as connection, transaction(connection):
        rebuild(connection, settings)
    with open_reader(settings) as connection:
        tables = {name for (name,) in connection.sql("SHOW TABLES").fetchall()}
    assert "contact_daily" in tables
    assert not tables & set(FURTHER_MARTS)
    assert _by_segment(shop) == [(None, 3)]


def test_marts_by_what_is_no_dimension_of_records_are_refused(project: Project) -> None:
    settings = (project.folder / "touchpoints.toml").read_text(encoding="utf-8")
    for name in ("month", "colour"):
        path = project.write("touchpoints.toml", f'{settings}\n[marts]\ndimensions = ["{name}"]\n')
        with pytest.raises(Exception, match=f"cannot be stored by '{name}'"):
            read_settings(path)
