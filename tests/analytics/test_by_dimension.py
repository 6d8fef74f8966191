"""Every measure splits and filters by every dimension, with the figures that plain SQL on records gives."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from random import Random

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analytics.catalogue import MEASURES
from analytics.dimensions import dimensions
from analytics.measuring import measure
from analytics.view import View
from tests.analytics.leaving_in_sql import LEAVING, leaving_by
from tests.analytics.measures_in_sql import ANSWERS, CONTACTS, expected
from tests.analytics.own_company import MADE, NAMES, SETTINGS, own_company
from tests.analytics.recovery.warehouses import make_warehouse
from warehouse.errors import QueryError

# Of an answer there is no hour of a contact.
NOT_OF_ANSWERS = {"half"}
PICKED = View(
    date(2026, 5, 3),
    date(2026, 10, 20),
    {"segment": ["일반", "우수"], "handled_by": ["person"], "area": ["north", "east"]},
)
RANDOM = Random(20)
PAIRS = RANDOM.sample(list(combinations(NAMES, 2)), 12)
FAST = [(("reason",), View()), (("tariff",), View()), (("division", "tenure"), PICKED)]
SLOW = [*(((name,), View()) for name in NAMES), *((pair, PICKED) for pair in PAIRS)]


@pytest.fixture(scope="module")
def company() -> Iterator[duckdb.DuckDBPyConnection]:
    with own_company() as connection:
        yield connection


def _where(view: View) -> str:
    days = f"day BETWEEN DATE '{view.since or date.min}' AND DATE '{view.until or date.max}'"
    picked = [f"{MADE.get(name, name)} IN {tuple(values)}" for name, values in view.picked.items()]
    return " AND ".join([days, *picked]).replace(",)", ")")


@pytest.mark.parametrize(
    ("by", "view"), [*FAST, *(pytest.param(*asked, marks=pytest.mark.slow) for asked in SLOW)]
)
def test_every_measure_by_any_dimension_is_what_sql_says_of_the_records(
    company: duckdb.DuckDBPyConnection, by: tuple[str, ...], view: View
) -> None:
    held = 0
    for name in [*CONTACTS, *ANSWERS]:
        if name in ANSWERS and NOT_OF_ANSWERS & {*by, *view.picked}:
            continue
        figures = measure(company, SETTINGS, name, by, view)
        wanted = expected(company, name, [MADE.get(part, part) for part in by], _where(view))
        found = {row[: len(by)]: row[len(by) :] for row in figures.rows()}
        assert {key for key, row in found.items() if row[3]} == set(wanted), name
        tolerance = 0.02 if name.startswith("wait_p") else 1e-9
        for key, (value, n) in wanted.items():
            figure, *_, found_n, _ = found[key]
            assert found_n == n, (name, key)
            assert figure is None or figure == pytest.approx(value, rel=tolerance), (name, key)
        held += len(wanted)
    assert held


@pytest.mark.parametrize(
    "by",
    ["area", "tariff", *(pytest.param(name, marks=pytest.mark.slow) for name in NAMES if name != "half")],
)
@pytest.mark.parametrize("name", LEAVING)
def test_leaving_by_any_dimension_is_what_sql_says_of_the_customers(
    company: duckdb.DuckDBPyConnection, name: str, by: str
) -> None:
    """Of the customer, or of the last contact in the month before."""
    wanted = leaving_by(company, name, by)
    figures = measure(company, SETTINGS, name, [by])
    found = {row[0]: (row[1], row[4]) for row in figures.rows() if row[4]}
    # Who had no contact before the month has no part where every contact has one.
    unknown = company.sql(f"SELECT count(*) FROM contact_records WHERE ({MADE.get(by, by)}) IS NULL")
    is_told = bool(unknown.fetchall()[0][0])
    assert found == {part: (pytest.approx(value), n) for part, value, n in wanted if part or is_told}
    assert found


RESTRICTED = (
    *("patience_p50", "patience_60s", "recovery_rate", "complaint_after_failure"),
    *("time_to_recover_p50", "time_to_recover_p90"),
)


@pytest.mark.parametrize(
    ("by", "value"),
    [("area", "north"), pytest.param("reason", None, marks=pytest.mark.slow), ("tariff", "plus")],
)
def test_curves_and_recoveries_by_a_dimension_are_those_of_its_records_alone(
    company: duckdb.DuckDBPyConnection, by: str, value: str | None
) -> None:
    value = value or company.sql(f"SELECT mode({by}) FROM contact_records").fetchall()[0][0]
    kept = company.sql(f"SELECT contact_id FROM contact_records WHERE {by} = '{value}'").pl()
    contacts = company.sql("FROM contacts").pl().select(pl.exclude("occurred_local", "load_id"))
    with make_warehouse({"contacts": contacts.join(kept, on="contact_id")}, SETTINGS) as alone:
        for name in RESTRICTED:
            split = measure(company, SETTINGS, name, [by]).filter(pl.col(by) == value).drop(by)
            picked = measure(company, SETTINGS, name, view=View(picked={by: [value]}))
            whole = measure(alone, SETTINGS, name)
            assert_frame_equal(split, whole)
            assert_frame_equal(picked, whole)


def test_what_makes_no_sense_is_told_in_a_sentence(company: duckdb.DuckDBPyConnection) -> None:
    for name, by in (("csat", "half"), ("churn_rate", "hour"), ("contacts", "contact_number")):
        with pytest.raises(QueryError, match="cannot be split or filtered by"):
            measure(company, SETTINGS, name, [by])
        with pytest.raises(QueryError, match="cannot be split or filtered by"):
            measure(company, SETTINGS, name, view=View(picked={by: ["morning"]}))


@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.slow)])
def test_every_measure_knows_every_dimension_of_contacts_and_customers(
    company: duckdb.DuckDBPyConnection, every: int
) -> None:
    """Fast, each measure by a fifth of the dimensions, and so each dimension with a fifth of the measures."""
    rare = {"hour", "half", "contact_number"}
    everywhere = [
        name for name, found in dimensions(SETTINGS).items() if found.of != "time" and name not in rare
    ]
    assert {*everywhere, "half"} == {*NAMES}
    for number, name in enumerate(MEASURES):
        for by in everywhere[number % every :: every]:
            assert measure(company, SETTINGS, name, [by], PICKED).columns[0] == by
