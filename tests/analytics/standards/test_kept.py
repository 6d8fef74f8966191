"""How far standards are kept: figures of the catalogue, weeks counted by hand, and the planted change."""

from datetime import date

import duckdb
import polars as pl
import pytest

from analytics.measuring import measure
from analytics.standards.kept import drifting, kept, standards
from analytics.view import View
from sample_data import DEFAULT
from tests.coverage.world_marts import SETTINGS
from warehouse.errors import QueryError
from warehouse.settings import Settings

ROUTING = DEFAULT.routing
WITH_TARGETS = SETTINGS.model_copy(update={"targets": {"failure": 0.05, "churn_rate": 0.01}})
VIEW = View(date(2026, 10, 1), date(2026, 10, 25))
CELL = ("department", "contact_tier")


def test_standards_are_promises_and_what_has_a_target_by_week_and_part() -> None:
    assert standards(Settings()) == ("promise_kept", "service_level")
    assert standards(WITH_TARGETS) == ("promise_kept", "service_level", "failure")
    with pytest.raises(QueryError, match="is no standard"):
        kept(duckdb.connect(), WITH_TARGETS, "csat")


def test_figures_are_those_of_the_measure_and_verdicts_those_of_the_target(
    rerouted: duckdb.DuckDBPyConnection,
) -> None:
    found = kept(rerouted, WITH_TARGETS, "failure", VIEW)
    figures = measure(rerouted, WITH_TARGETS, "failure", CELL, VIEW)
    same = ["value", "low", "high", "n"]
    assert found.sort(CELL).select(same).equals(figures.drop_nulls(CELL).sort(CELL).select(same))
    for row in found.drop_nulls("value").iter_rows(named=True):
        missed, met = row["low"] > 0.05, row["high"] <= 0.05
        assert row["verdict"] == ("missed" if missed else "met" if met else "not_clear")
    values = found["value"].drop_nulls().to_list()
    assert values == sorted(values, reverse=True)


def test_weeks_kept_are_the_whole_weeks_at_or_under_the_target(rerouted: duckdb.DuckDBPyConnection) -> None:
    found = kept(rerouted, WITH_TARGETS, "failure", VIEW).filter(department="기술지원", contact_tier="low")
    year = View(date(2025, 10, 20), date(2026, 10, 25)).pick(department="기술지원", contact_tier="low")
    weekly = measure(rerouted, WITH_TARGETS, "failure", ("week",), year).drop_nulls("value")
    whole = weekly.filter(pl.col("week") >= date(2025, 11, 3))
    row = found.row(0, named=True)
    assert row["weeks"] == whole.height
    assert row["weeks_kept"] == whole.filter(pl.col("value") <= 0.05).height
    assert row["weeks_low"] <= row["weeks_share"] <= row["weeks_high"]


def test_without_a_target_nothing_is_judged(rerouted: duckdb.DuckDBPyConnection) -> None:
    found = kept(rerouted, SETTINGS, "promise_kept", VIEW)
    assert found.height and found["verdict"].null_count() == found.height == found["weeks"].null_count()


def test_the_planted_change_of_waits_is_where_a_standard_drifts(rerouted: duckdb.DuckDBPyConnection) -> None:
    found = drifting(rerouted, SETTINGS, View(until=date(2026, 10, 31)), ("promise_kept",))
    assert found.select(CELL).rows() == [(ROUTING.department, "medium")]
    row = found.row(0, named=True)
    assert row["is_better"] and row["since_earliest"] <= ROUTING.starts_on <= row["since_latest"]
