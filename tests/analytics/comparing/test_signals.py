"""Signals: what was planted is found with its date, and nothing else."""

from datetime import date

import duckdb
import polars as pl
import pytest

from analytics.comparing.signals import WATCHED, signals
from analytics.measuring import measure
from analytics.view import View
from tests.analytics.comparing.worlds import SETTINGS
from warehouse.errors import QueryError

DECLINED, REROUTED = ("설치", "high"), ("기술지원", "medium")


@pytest.fixture(scope="module")
def looks(company: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    return signals(company, SETTINGS)


def found(looks: pl.DataFrame, name: str) -> dict[tuple[str, str], dict[str, object]]:
    rows = looks.filter("is_signal", pl.col("measure") == name).rows(named=True)
    return {(row["department"], row["contact_tier"]): row for row in rows}


def test_only_what_was_planted_is_found(looks: pl.DataFrame) -> None:
    changed = looks.filter("is_signal").select("department", "contact_tier").rows()
    assert set(changed) == {DECLINED, REROUTED}


def test_the_decline_is_found_with_its_date(looks: pl.DataFrame) -> None:
    decline = found(looks, "failure")[DECLINED]
    assert decline["since_earliest"] <= date(2026, 9, 21) <= decline["since_latest"]  # type: ignore[operator]
    assert abs((decline["since"] - date(2026, 9, 21)).days) <= 14  # type: ignore[operator]
    assert decline["is_better"] is False


def test_the_new_routing_is_found_on_its_day(looks: pl.DataFrame) -> None:
    wait = found(looks, "wait_p90")[REROUTED]
    assert (wait["since"], wait["shape"], wait["is_better"]) == (date(2026, 5, 4), "step", True)


def test_before_and_after_are_the_measure_on_each_side_of_the_date(
    company: duckdb.DuckDBPyConnection, looks: pl.DataFrame
) -> None:
    row = found(looks, "wait_p90")[REROUTED]
    cell = {"department": ("기술지원",), "contact_tier": ("medium",)}
    before = measure(company, SETTINGS, "wait_p90", (), View(date(2025, 11, 3), date(2026, 5, 3), cell))
    after = measure(company, SETTINGS, "wait_p90", (), View(date(2026, 5, 4), date(2026, 10, 25), cell))
    for when, figure in (("before", before), ("after", after)):
        assert row[when] == figure["value"].item()
        assert row[f"n_{when}"] == figure["n"].item()
        assert (row[f"{when}_low"], row[f"{when}_high"]) == (figure["low"].item(), figure["high"].item())


def test_all_looks_are_counted_surest_first_and_only_signals_have_sides(looks: pl.DataFrame) -> None:
    assert set(looks["measure"]) <= set(WATCHED)
    assert looks["p_value"].is_sorted()
    assert looks.filter("is_signal").height < looks.height
    rest = looks.filter(~pl.col("is_signal"))
    assert rest["before"].null_count() == rest["after"].null_count() == rest.height
    assert (looks["since_earliest"] <= looks["since"]).all()
    assert (looks["since"] <= looks["since_latest"]).all()
    assert looks["since"].dt.weekday().unique().to_list() == [1]


def test_where_nothing_changes_nothing_is_found(steady_company: duckdb.DuckDBPyConnection) -> None:
    looks = signals(steady_company, SETTINGS)
    assert looks.height > 60
    assert looks.filter("is_signal").is_empty()


def test_a_change_that_all_departments_share_is_no_signal(company: duckdb.DuckDBPyConnection) -> None:
    """From one day on, two in three who would have given a 4 give a 3, whatever the department."""
    with company.cursor() as cursor:
        cursor.execute("CREATE SCHEMA shared; SET schema = 'shared'")
        cursor.execute(
            """CREATE TABLE answer_daily AS SELECT * REPLACE (
                score - (
                    score = 4 AND day >= DATE '2026-02-02' AND hash(day, department, channel) % 3 > 0
                )::INTEGER AS score
            ) FROM main.answer_daily"""
        )
        cursor.execute("CREATE TABLE contact_daily AS FROM main.contact_daily")
        together = signals(cursor, SETTINGS, measures=("csat",))
        alone = signals(cursor, SETTINGS, View(picked={"department": ("요금",)}), measures=("csat",))
    assert set(found(together, "csat")) <= {DECLINED, REROUTED}
    row = found(alone, "csat")["요금", "medium"]
    assert row["since_earliest"] <= date(2026, 2, 2) <= row["since_latest"]  # type: ignore[operator]


def test_too_few_weeks_give_no_look(company: duckdb.DuckDBPyConnection, looks: pl.DataFrame) -> None:
    short = signals(company, SETTINGS, View(date(2026, 3, 2), date(2026, 4, 20)))
    assert short.is_empty()
    assert short.schema == looks.schema
    with duckdb.connect() as nothing_loaded:
        assert signals(nothing_loaded, SETTINGS).schema == looks.schema


def test_counts_are_refused(company: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(QueryError, match="contacts"):
        signals(company, SETTINGS, measures=("contacts",))
