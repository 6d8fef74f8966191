"""Efforts of recovery: what is planted is found and nothing else; origins are those of the records."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import polars as pl
import pytest

from analytics.measuring import measure
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.recovery.efforts import KINDS, SPEEDS, Efforts, efforts
from analytics.recovery.lists import by_kinds, recovered_by, with_kind
from analytics.recovery.origins import failure_origins, origins_beside_others, recovery_by_origin
from analytics.view import View
from sample_data import DEFAULT
from sample_data.service import KIND_OF_CHANNEL
from tests.analytics.recovery.warehouses import SETTINGS, SMALL, at, contacts, make_warehouse
from warehouse.contract import FAILURE_ORIGINS
from warehouse.settings import Definitions, Settings

PLANTED = DEFAULT.recovering.kind_csat_points
Row = dict[str, Any]


@pytest.fixture(scope="module")
def found(large_company: duckdb.DuckDBPyConnection) -> Efforts:
    return efforts(large_company, SETTINGS)


@pytest.fixture
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def test_what_each_kind_does_for_satisfaction_lies_in_its_interval(found: Efforts) -> None:
    told = found.kinds.filter(outcome="csat")
    assert told["kind"].to_list() == list(KINDS)
    for row in told.iter_rows(named=True):
        assert row["low"] <= PLANTED[row["kind"]] <= row["high"]
        assert row["high"] - row["low"] < 0.8
    clear = set(told.filter("is_clear")["kind"])
    assert {"compensation", "replacement"} <= clear
    assert "apology" not in clear


def test_kinds_go_with_neither_success_nor_leaving(found: Efforts) -> None:
    others = found.kinds.filter(pl.col("outcome") != "csat")
    assert others.height == 2 * len(KINDS)
    assert others.filter("is_clear").is_empty()
    assert (others["low"] < 0).all() and (others["high"] > 0).all()


def test_sets_of_kinds_add_up_to_what_is_planted_for_each(found: Efforts) -> None:
    told = found.combinations.filter(pl.col("outcome") == "csat", pl.col("note").is_null())
    points = {kinds: sum(PLANTED[kind] for kind in kinds.split("|")) for kinds in told["kinds"]}
    usual = sum(points[kinds] * n for kinds, n in told.select("kinds", "n").iter_rows()) / told["n"].sum()
    for row in told.iter_rows(named=True):
        assert row["low"] <= points[row["kinds"]] - usual <= row["high"]
    assert told.filter(kinds="apology")["high"].item() < 0
    assert found.combinations.filter(pl.col("outcome") != "csat", pl.col("is_clear")).is_empty()


def test_each_doubling_of_the_time_costs_what_is_planted(found: Efforts) -> None:
    per_doubling = found.speed.filter(outcome="csat").row(0, named=True)
    assert per_doubling["low"] <= DEFAULT.recovering.csat_per_hours_doubling <= per_doubling["high"] < 0
    left = found.speed.filter(outcome="left").row(0, named=True)
    assert left["low"] < 0 < left["high"]
    steps = found.speed_steps
    assert steps["step"].to_list() == list(SPEEDS)
    assert steps["n"].sum() == found.rated
    assert steps["value"][0] > steps["value"][-1]
    assert steps["low"][0] > steps["high"][-1]


def test_by_origin_the_same_points_are_found(found: Efforts) -> None:
    told = found.by_origin.filter(pl.col("note").is_null())
    assert told.height > 8
    for row in told.iter_rows(named=True):
        assert row["low"] <= PLANTED[row["kind"]] <= row["high"]
    assert found.by_origin.filter(failure_origin="policy", kind="repair")["note"].item() == NOT_IN_DATA


def test_counts_are_what_sql_says(found: Efforts, large_company: duckdb.DuckDBPyConnection) -> None:
    counted = large_company.sql(
        "SELECT count(*), count_if(recovery = 'recovered'), count_if(recovery = 'recovered' AND score IS "
        "NOT NULL) FROM contacts LEFT JOIN (FROM answers WHERE item = 'csat') USING (contact_id) WHERE "
        "recovery_kind IS NOT NULL"
    ).fetchone()
    assert (found.tried, found.recovered, found.rated) == counted
    for row in found.kinds.filter(outcome="recovered").iter_rows(named=True):
        sql = f"SELECT count(*) FROM contacts WHERE recovery_kind LIKE '%{row['kind']}%'"
        assert (row["n"],) == large_company.sql(sql).fetchone()
    sets = found.combinations.filter(outcome="recovered")
    for kinds, n, value in sets.select("kinds", "n", "value").iter_rows():
        rate = "avg((recovery = 'recovered')::INTEGER)"
        sql = f"SELECT count(*), {rate} FROM contacts WHERE recovery_kind = '{kinds}'"
        assert (n, pytest.approx(value)) == large_company.sql(sql).fetchone()


def test_links_lead_to_the_recoveries_that_are_counted(
    found: Efforts, large_company: duckdb.DuckDBPyConnection
) -> None:
    def listed(name: str) -> int:
        behind = recovered_by(name)
        assert behind is not None
        sql = f"SELECT count(*) FROM contact_facts AS listed WHERE {behind.sql}"
        ((count,),) = large_company.execute(sql, dict(behind.parameters(SETTINGS))).fetchall()
        return int(count)

    for kinds, n, value in (
        found.combinations.filter(outcome="recovered").select("kinds", "n", "value").iter_rows()
    ):
        assert listed(by_kinds(kinds)) == round(n * value)
    every = sum(listed(with_kind(kind)) for kind in KINDS)
    assert every > found.recovered > listed(with_kind("apology")) > 0
    assert recovered_by("failure") is None


def test_kinds_in_any_order_and_twice_are_one_set() -> None:
    said = ["apology|repair", "repair | apology", "repair|apology|apology", "repair"]
    rows = [
        {
            "at": at(2),
            "outcome": "failed",
            "recovery": "recovered",
            "recovery_seconds": 60.0,
            "recovery_kind": kinds,
        }
        for kinds in said
    ]
    with make_warehouse({"contacts": contacts(rows)}, SMALL) as connection:
        told = efforts(connection, SMALL).combinations.filter(outcome="recovered")
    assert told.select("kinds", "n").rows() == [("apology|repair", 3), ("repair", 1)]


def test_few_recoveries_are_withheld_and_none_say_so(empty: duckdb.DuckDBPyConnection) -> None:
    assert efforts(empty, SETTINGS).note == NOT_IN_DATA
    rows = [
        {
            "at": at(2),
            "outcome": "failed",
            "recovery": "recovered",
            "recovery_kind": "apology|coffee"[: 7 + 7 * (n % 2)],
        }
        for n in range(20)
    ]
    with make_warehouse({"contacts": contacts(rows)}, SETTINGS) as connection:
        told = efforts(connection, SETTINGS)
    assert told.kinds.filter(outcome="recovered").select("kind", "n", "note").rows() == [
        ("apology", 20, TOO_FEW),
        ("coffee", 10, TOO_FEW),
    ]
    assert told.kinds["difference"].null_count() == told.kinds.height


@pytest.mark.parametrize("channel", ["phone", "web", "branch"])
def test_failures_arise_where_it_is_planted(large_company: duckdb.DuckDBPyConnection, channel: str) -> None:
    told = failure_origins(large_company, SETTINGS, ("channel",)).filter(channel=channel)
    assert told["failure_origin"].to_list() == list(FAILURE_ORIGINS)
    assert told["failures"].sum() == told["n"][0]
    for row in told.iter_rows(named=True):
        planted = DEFAULT.failing.origin_share.get((KIND_OF_CHANNEL[channel], row["failure_origin"]), 0.0)
        assert row["low"] <= planted <= row["high"]


def test_channels_that_fail_otherwise_stand_out_from_the_others(
    large_company: duckdb.DuckDBPyConnection,
) -> None:
    told = origins_beside_others(large_company, SETTINGS, "channel")
    row = told.filter(channel="branch", failure_origin="physical_evidence").row(0, named=True)
    assert row["is_clear"] and row["difference_low"] > 0
    others = failure_origins(large_company, SETTINGS, ("channel",)).filter(
        pl.col("channel") != "branch", failure_origin="physical_evidence"
    )
    assert row["others"] == pytest.approx(others["failures"].sum() / others["n"].sum())


def test_recovery_of_each_origin_is_that_of_the_measures(large_company: duckdb.DuckDBPyConnection) -> None:
    told = recovery_by_origin(large_company, SETTINGS)
    for row in told.iter_rows(named=True):
        there = View().pick(failure_origin=row["failure_origin"])
        for name in ("recovery_rate", "time_to_recover_p50"):
            figure = measure(large_company, SETTINGS, name, (), there).row(0, named=True)
            assert (row[name], row[f"{name}_n"]) == (figure["value"], figure["n"])


def test_records_without_an_origin_have_none(empty: duckdb.DuckDBPyConnection) -> None:
    told = failure_origins(empty, SETTINGS)
    assert told["note"].to_list() == [NOT_IN_DATA] * len(FAILURE_ORIGINS)
    rows = [{"at": at(2), "outcome": "failed", "failure_origin": "staff"} for _ in range(5)]
    few = Settings(business_time_zone="Asia/Seoul", definitions=Definitions(small_n=10))
    with make_warehouse({"contacts": contacts(rows)}, few) as connection:
        assert failure_origins(connection, few)["note"].to_list() == [TOO_FEW] * len(FAILURE_ORIGINS)


def test_a_view_of_some_days_counts_those(large_company: duckdb.DuckDBPyConnection) -> None:
    view = View(date(2026, 3, 1), date(2026, 3, 31)).pick(department="요금")
    (failed,) = large_company.sql(
        "SELECT count(*) FROM contact_facts WHERE day BETWEEN '2026-03-01' AND '2026-03-31' "
        "AND department = '요금' AND failure_origin IS NOT NULL"
    ).fetchall()[0]
    assert failure_origins(large_company, SETTINGS, (), view)["n"].unique().to_list() == [failed]
