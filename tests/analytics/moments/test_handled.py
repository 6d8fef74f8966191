"""Contacts with a person beside those without: the figures of the measures, and cost as the records have "
"it."""

import duckdb
import polars as pl
import pytest

from analytics.catalogue import MEASURES
from analytics.dimensions import HANDLED_BY, filters
from analytics.measuring import measure
from analytics.moments.handled import COST, FIGURES, person_and_others
from analytics.view import View
from tests.analytics.recovery.warehouses import SETTINGS


def test_each_figure_is_that_of_its_measure(company: duckdb.DuckDBPyConnection) -> None:
    found = {row["measure"]: row for row in person_and_others(company, SETTINGS).iter_rows(named=True)}
    assert tuple(found) == FIGURES
    for name in set(FIGURES) - {COST}:
        split = measure(company, SETTINGS, name, ("handled_by",)).drop_nulls("handled_by")
        for row in split.iter_rows(named=True):
            side, figure = row["handled_by"], found[name]
            assert [figure[side], figure[f"{side}_low"]] == [row["value"], row["low"]]
            assert figure[f"{side}_n"] == row["n"]


def test_costs_are_means_of_the_records(company: duckdb.DuckDBPyConnection) -> None:
    row = person_and_others(company, SETTINGS).row(by_predicate=pl.col("measure") == COST, named=True)
    query = "SELECT handled_by, avg(cost), count(cost) FROM contact_facts GROUP BY ALL"
    wanted = {side: (mean, n) for side, mean, n in company.sql(query).fetchall()}
    for side in HANDLED_BY:
        assert (row[side], row[f"{side}_n"]) == (pytest.approx(wanted[side][0]), wanted[side][1])
        assert row[f"{side}_low"] < row[side] < row[f"{side}_high"]


def test_people_fail_more_as_was_planted_in_their_tiers(company: duckdb.DuckDBPyConnection) -> None:
    found = person_and_others(company, SETTINGS)
    row = found.row(by_predicate=pl.col("measure") == "failure", named=True)
    assert row["is_clear"]
    assert 0 < row["difference_low"] < row["difference"] < row["difference_high"]
    assert found.filter(pl.col("measure").is_in(["contacts", "customers"]))["difference"].null_count() == 2


def test_any_dimension_splits_them_further(company: duckdb.DuckDBPyConnection) -> None:
    found = person_and_others(
        company, SETTINGS, ("department",), View(picked={"channel": ("chatbot", "phone")})
    )
    counted = found.filter(measure="contacts")
    wanted = company.sql(
        "SELECT department, count(agent_id), count(*) - count(agent_id) FROM contact_facts"
        " WHERE channel IN ('chatbot', 'phone') GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert counted.select("department", "person_n", "no_person_n").sort("department").rows() == wanted


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_tells_the_two_apart_and_can_be_narrowed_to_either(
    company: duckdb.DuckDBPyConnection, name: str
) -> None:
    split = measure(company, SETTINGS, name, ("handled_by",))
    assert set(split["handled_by"].drop_nulls()) == set(HANDLED_BY)
    for row in split.drop_nulls("handled_by").iter_rows(named=True):
        alone = measure(company, SETTINGS, name, view=View(picked={"handled_by": (row["handled_by"],)}))
        assert alone.row(0, named=True) == {key: row[key] for key in alone.columns}


def test_readers_are_offered_to_filter_by_it() -> None:
    assert "handled_by" in {dimension.name for dimension in filters(SETTINGS)}
