"""Measures of a loaded warehouse are what plain SQL says about its contacts and answers."""

from collections.abc import Iterator
from datetime import date

import duckdb
import polars as pl
import pytest

from analytics.catalogue import MEASURES
from analytics.measuring import measure
from analytics.view import View
from tests.analytics.measures_in_sql import (
    ANSWER_RECORDS,
    ANSWERS,
    CONTACT_RECORDS,
    CONTACTS,
    ELSEWHERE,
    SERVQUAL,
    expected,
)
from tests.project import Project
from warehouse.errors import QueryError
from warehouse.lake import open_reader
from warehouse.settings import Definitions, Settings

WHOLE_AND_CELLS: list[tuple[str, ...]] = [(), ("department", "contact_tier")]
# Small numbers leave the interval of a quantile or a mean without an end; that of a share never.
MAY_LACK_AN_END = {
    "wait_p50",
    "wait_p90",
    "ces",
    "csat_mean",
    *SERVQUAL,
    "wait_mean",
    "over_promise",
    "under_promise",
    "service_mean",
}
OVER_TIME: list[tuple[str, ...]] = [("day",), ("week", "department"), ("month", "channel")]
PART = View(
    date(2026, 1, 20),
    date(2026, 2, 18),
    {"department": ("카드", "claims"), "contact_tier": ("high", "medium"), "channel": ("phone", "branch")},
)
PART_IN_SQL = (
    "day BETWEEN DATE '2026-01-20' AND DATE '2026-02-18' AND department IN ('카드', 'claims')"
    " AND contact_tier IN ('high', 'medium') AND channel IN ('phone', 'branch')"
)


@pytest.fixture(scope="module")
def records(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """The records with what measures are split by."""
    with open_reader(settings) as connection:
        connection.execute(f"CREATE TEMP TABLE contact_records AS {CONTACT_RECORDS}")
        connection.execute(f"CREATE TEMP TABLE answer_records AS {ANSWER_RECORDS}")
        yield connection


def test_every_measure_is_held_against_something() -> None:
    assert {*CONTACTS, *ANSWERS, *ELSEWHERE} == set(MEASURES)


@pytest.mark.parametrize("name", [*CONTACTS, *ANSWERS])
@pytest.mark.parametrize(
    ("view", "where", "by"),
    [
        *((View(), "true", by) for by in WHOLE_AND_CELLS),
        *(pytest.param(View(), "true", by, marks=pytest.mark.slow) for by in OVER_TIME),
        (PART, PART_IN_SQL, ("department", "contact_tier")),
        pytest.param(PART, PART_IN_SQL, (), marks=pytest.mark.slow),
    ],
)
def test_a_measure_is_what_sql_says_of_the_records(
    settings: Settings,
    connection: duckdb.DuckDBPyConnection,
    records: duckdb.DuckDBPyConnection,
    name: str,
    by: tuple[str, ...],
    view: View,
    where: str,
) -> None:
    figures = measure(connection, settings, name, by, view)
    wanted = expected(records, name, by, where)
    assert wanted
    found = {row[: len(by)]: row[len(by) :] for row in figures.rows()}
    assert len(found) == figures.height
    assert {key for key, row in found.items() if row[3]} == set(wanted)
    tolerance = 0.02 if name.startswith("wait_p") else 1e-9
    for key, (value, n) in wanted.items():
        figure, low, high, found_n, note = found[key]
        assert found_n == n
        assert note is None or (note == "too_few" and n < 40 and name in MAY_LACK_AN_END)
        assert figure is None or (figure == pytest.approx(value, rel=tolerance) and low <= figure <= high)
    for key in found.keys() - wanted.keys():
        assert found[key] == (None, None, None, 0, "not_in_data")


@pytest.mark.parametrize("by", [(), ("day",), ("week",), ("month", "week"), ("weekday",)])
@pytest.mark.parametrize("since", [None, date(2026, 1, 21)])
@pytest.mark.parametrize("until", [None, date(2026, 2, 18)])
def test_customers_of_any_days_are_the_different_ones(
    settings: Settings,
    connection: duckdb.DuckDBPyConnection,
    records: duckdb.DuckDBPyConnection,
    by: tuple[str, ...],
    since: date | None,
    until: date | None,
) -> None:
    where = f"day BETWEEN DATE '{since or date.min}' AND DATE '{until or date.max}'"
    wanted = expected(records, "customers", by, where)
    figures = measure(connection, settings, "customers", by, View(since, until))
    assert {row[: len(by)]: row[len(by)] for row in figures.rows()} == {
        key: value for key, (value, _) in wanted.items()
    }


def test_columns_and_types_are_always_the_same(
    settings: Settings, connection: duckdb.DuckDBPyConnection
) -> None:
    types = {"value": pl.Float64, "low": pl.Float64, "high": pl.Float64, "n": pl.Int64, "note": pl.String}
    for name in MEASURES:
        # Without a row, types cannot follow from the data.
        figures = measure(connection, settings, name, ["department", "month"], View(since=date(2030, 1, 1)))
        assert dict(figures.schema) == {"department": pl.String, "month": pl.Date, **types}
    some = measure(connection, settings, "csat", ["department", "month"])
    assert dict(some.schema) == {"department": pl.String, "month": pl.Date, **types}


def test_rows_stand_by_name_and_tiers_from_high_to_low_and_unknown_last(
    settings: Settings, connection: duckdb.DuckDBPyConnection
) -> None:
    figures = measure(connection, settings, "contacts", ["contact_tier", "department"])
    assert figures.rows()[0][:2] == ("high", "claims")
    assert figures["contact_tier"].unique(maintain_order=True).to_list() == ["high", "medium", "low", None]
    for _, tier in figures.group_by("contact_tier"):
        assert tier["department"].is_sorted()


def test_weeks_begin_on_monday_and_months_on_their_first(
    settings: Settings, connection: duckdb.DuckDBPyConnection
) -> None:
    weeks = measure(connection, settings, "contacts", ["week"])["week"]
    months = measure(connection, settings, "contacts", ["month"])["month"]
    assert set(weeks.dt.weekday()) == {1}
    assert set(months.dt.day()) == {1}


def test_a_department_known_from_answers_alone_has_satisfaction_but_no_contacts(
    settings: Settings, connection: duckdb.DuckDBPyConnection
) -> None:
    view = View(picked={"department": ("mail room",)})
    assert measure(connection, settings, "csat", view=view)["note"].to_list() == [None]
    assert measure(connection, settings, "contacts", view=view)["note"].to_list() == ["not_in_data"]


def test_few_records_are_withheld_but_counted(
    settings: Settings, connection: duckdb.DuckDBPyConnection
) -> None:
    strict = with_definitions(settings, small_n=250)
    figures = measure(connection, strict, "failure", ["department", "contact_tier"])
    few = figures.filter(pl.col("n") < 250)
    assert 0 < few.height < figures.height
    assert few.select(pl.col("value", "low", "high").is_null().all()).row(0) == (True, True, True)
    assert set(few["note"]) == {"too_few"}
    assert figures.filter(pl.col("n") >= 250)["note"].null_count() == figures.height - few.height


@pytest.mark.parametrize("name", ["contacts", "customers"])
def test_counts_are_never_withheld(
    settings: Settings, connection: duckdb.DuckDBPyConnection, name: str
) -> None:
    strict = with_definitions(settings, small_n=1_000_000)
    assert measure(connection, strict, name, ["day"])["note"].null_count() == 70


@pytest.mark.parametrize(
    ("abandons", "in_time"),
    [
        ("negative", "wait_seconds <= 20 AND outcome <> 'abandoned'"),
        ("positive", "wait_seconds <= 20"),
    ],
)
def test_service_level_follows_the_settings(
    service: Project, settings: Settings, connection: duckdb.DuckDBPyConnection, abandons: str, in_time: str
) -> None:
    ((value, n),) = service.query(
        f"SELECT avg(({in_time})::INT), count(*) FROM contact_facts"
        " WHERE wait_seconds IS NOT NULL AND NOT is_no_show"
    )
    figures = measure(connection, with_definitions(settings, abandons=abandons), "service_level")
    assert figures["n"].item() == n
    assert figures["value"].item() == pytest.approx(value)


@pytest.mark.parametrize(
    ("name", "by", "way_out"),
    [
        ("wait_p99", [], "Did you mean 'wait_p90'?"),
        ("contacts", ["departments"], "Did you mean 'department'?"),
        ("contacts", ["branch"], "Known are department"),
        ("contacts", ["day", "day"], "Name each dimension once"),
    ],
)
def test_a_wrong_name_is_answered_with_a_way_out(
    settings: Settings, connection: duckdb.DuckDBPyConnection, name: str, by: list[str], way_out: str
) -> None:
    with pytest.raises(QueryError) as caught:
        measure(connection, settings, name, by)
    assert way_out in caught.value.way_out


def with_definitions(settings: Settings, **changed: object) -> Settings:
    definitions = Definitions.model_validate(settings.definitions.model_dump() | changed)
    return settings.model_copy(update={"definitions": definitions})
