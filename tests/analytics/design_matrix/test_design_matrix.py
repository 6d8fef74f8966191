"""The design matrix: figures are those of measures, the planted line and department are found."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from math import log

import duckdb
import numpy as np
import polars as pl
import pytest

from analytics.design_matrix.line import COST, ON, SALES, UNDER, design_matrix, rises
from analytics.measuring import measure
from analytics.notes import TOO_FEW
from analytics.view import View
from sample_data import DEFAULT, simulate
from tests.analytics.recovery.warehouses import SETTINGS, Row, at, contacts, make_warehouse


@pytest.fixture(scope="module")
def off_line() -> Iterator[duckdb.DuckDBPyConnection]:
    """A company of which 요금 sells four times as much as others do in the same channels."""
    buying = replace(DEFAULT.buying, sold_department_factor={"요금": 4.0})
    drawn = simulate(10_000, 365, seed=6, truths=replace(DEFAULT, buying=buying))
    kinds = ("contacts", "answers", "customers", "purchases")
    with make_warehouse({kind: getattr(drawn, kind) for kind in kinds}) as connection:
        yield connection


def test_figures_of_modes_are_those_of_measures(small_company: duckdb.DuckDBPyConnection) -> None:
    modes = design_matrix(small_company, SETTINGS).modes
    names = {name: name for name in ("cost_per_resolved", "conversion", "sales_per_contact")}
    for column, name in (names | {"csat": "csat_mean"}).items():
        wanted = measure(small_company, SETTINGS, name, ("delivery_mode",)).drop_nulls("delivery_mode")
        both = modes.join(wanted, on="delivery_mode")
        for mine, its in ((column, "value"), (f"{column}_low", "low"), (f"{column}_high", "high")):
            assert both[mine].to_list() == pytest.approx(both[its].to_list(), rel=1e-6), mine
    assert modes["contacts"].sum() == measure(small_company, SETTINGS, "contacts")["n"].item()
    assert modes["place"].to_list() == [1, 2, 3, 4, 5, 6]


def test_contacts_per_busy_hour_are_those_of_the_time_in_service(
    small_company: duckdb.DuckDBPyConnection,
) -> None:
    found = dict(
        design_matrix(small_company, SETTINGS).modes.select("delivery_mode", "per_busy_hour").iter_rows()
    )
    wanted = small_company.sql("""
        SELECT delivery_mode, 3600 * count(service_seconds) / sum(service_seconds)
        FROM contact_facts
        WHERE agent_id IS NOT NULL
        GROUP BY ALL
    """).fetchall()
    for mode, value in wanted:
        assert found[mode] == pytest.approx(value)
    assert found["digital"] is None


def test_sales_rise_with_contact_as_planted(small_company: duckdb.DuckDBPyConnection) -> None:
    """The line through the planted rates of modes, that of digital contacts by their mix."""
    sold = DEFAULT.buying.sold_rate
    planted = [sold["email"], 0.0018, sold["phone"], sold["branch"], sold["visit"], sold["visit"]]
    slope = float(np.polyfit(np.arange(1, 7), [log(rate) for rate in planted], 1)[0])
    found = design_matrix(small_company, SETTINGS)
    line = found.lines[SALES]
    assert line is not None
    interval = line.of(np.array([0.0, 1.0]))
    assert interval.low < slope < interval.high
    assert interval.low > 0
    rows = rises(found).rows_by_key("outcome", named=True, unique=True)
    assert rows[SALES]["rises_by"] == pytest.approx(np.expm1(interval.value))
    assert rows[COST]["modes"] == 6


def test_in_the_sample_company_nobody_is_off_the_line(small_company: duckdb.DuckDBPyConnection) -> None:
    assert set(design_matrix(small_company, SETTINGS).departments["stands"]) == {ON}


def test_the_planted_department_is_named_as_under_served_and_nobody_else(
    off_line: duckdb.DuckDBPyConnection,
) -> None:
    departments = design_matrix(off_line, SETTINGS).departments
    told = dict(departments.select("department", "stands").iter_rows())
    assert told.pop("요금") == UNDER
    assert set(told.values()) == {ON}
    row = departments.filter(department="요금").row(0, named=True)
    # Four times as much is 300 % more.
    assert row["conversion_deviation_low"] < 3.0 < row["conversion_deviation_high"]
    assert row["main_mode"] == "digital" and 1 < row["position"] < 6


def test_with_a_single_department_nobody_is_judged() -> None:
    rows: list[Row] = [
        {"at": at(1 + number % 28), "channel": channel, "delivery_mode": mode, "cost": 100.0 + number % 7}
        for channel, mode in (("web", "digital"), ("phone", "phone"), ("branch", "face_to_face_tight"))
        for number in range(60)
    ]
    with make_warehouse({"contacts": contacts(rows)}) as connection:
        found = design_matrix(connection, SETTINGS)
    assert found.departments["note"].to_list() == [TOO_FEW]
    assert found.lines[SALES] is None and found.lines[COST] is not None
    assert rises(found)["rises_by"].null_count() == 1
    assert found.modes["conversion"].null_count() == 3


def test_without_contacts_there_are_no_rows(small_company: duckdb.DuckDBPyConnection) -> None:
    found = design_matrix(small_company, SETTINGS, View(date(2020, 1, 1), date(2020, 1, 31)))
    assert found.modes.is_empty() and found.departments.is_empty()
    assert found.lines == {SALES: None, COST: None}
    assert found.units.select(pl.len()).item() == 0
