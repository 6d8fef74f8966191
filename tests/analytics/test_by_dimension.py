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
from sample_data import simulate
from tests.analytics.measures_in_sql import ANSWERS, CONTACTS, expected
from tests.analytics.recovery.warehouses import ZONE, make_warehouse
from warehouse.errors import QueryError
from warehouse.settings import Definitions, Settings

SETTINGS = Settings.model_validate(
    {
        "business_time_zone": ZONE,
        "definitions": Definitions(small_n=1),
        "channels": {"visit": "face_to_face_loose", "app": "digital"},
        "dimensions": [
            {"name": "region", "of": "contacts"},
            {"name": "tariff", "of": "customers"},
            {"name": "division", "from": "department", "values": {"설치": "현장", "방문서비스": "현장"}},
            {"name": "loyalty", "from": "tenure", "values": {"over_3_years": "loyal"}},
            {"name": "half", "from": "hour", "values": {f"{hour:02}": "morning" for hour in range(12)}},
        ],
    }
)
MONTHS_THERE = "(year(day) * 12 + month(day) - year(joined_on) * 12 - month(joined_on))"
# What a dimension is in plain SQL, of a contact with its customer's record; others are columns of these.
MADE = {
    "is_booked": "is_booked::VARCHAR",
    "handled_by": "if(is_of_a_contact, if(agent_id IS NULL, 'no_person', 'person'), NULL)",
    "division": "if(department IN ('설치', '방문서비스'), '현장', NULL)",
    "half": "if(hour(occurred_local) < 12, 'morning', NULL)",
    "tenure": f"CASE WHEN {MONTHS_THERE} < 12 THEN 'under_1_year'"
    f" WHEN {MONTHS_THERE} < 36 THEN '1_to_3_years' WHEN {MONTHS_THERE} >= 36 THEN 'over_3_years' END",
    "loyalty": f"if({MONTHS_THERE} >= 36, 'loyal', NULL)",
}
OF_CONTACTS = (
    *("department", "contact_tier", "channel", "delivery_mode", "stage", "reason", "is_booked", "handled_by"),
    *("agent_id", "outcome", "region", "division", "half"),
)
OF_CUSTOMERS = ("segment", "customer_type", "tariff", "tenure", "loyalty")
NAMES = (*OF_CONTACTS, *OF_CUSTOMERS)
# Of an answer there is no hour of a contact.
NOT_OF_ANSWERS = {"half"}
PICKED = View(
    date(2026, 5, 3),
    date(2026, 10, 20),
    {"segment": ["일반", "우수"], "handled_by": ["person"], "region": ["north", "east"]},
)
WEIGHTS = pl.Series([0.25, 1.5, 4.0, None])
RANDOM = Random(20)
PAIRS = RANDOM.sample(list(combinations(NAMES, 2)), 12)
FAST = [(("reason",), View()), (("tariff",), View()), (("division", "tenure"), PICKED)]
SLOW = [*(((name,), View()) for name in NAMES), *((pair, PICKED) for pair in PAIRS)]


@pytest.fixture(scope="module")
def company() -> Iterator[duckdb.DuckDBPyConnection]:
    """A sample company with columns of its own, and its records by every dimension in plain SQL."""
    world = simulate(600, 200, 5)
    regions = pl.Series(["north", "east", "south", None])
    tariffs = pl.Series(["basic", "plus", None])
    records = {
        "contacts": world.contacts.with_columns(region=_dealt(world.contacts["contact_id"], regions, 1)),
        "answers": world.answers.with_columns(weight=_dealt(world.answers["answer_id"], WEIGHTS, 3)),
        "customers": world.customers.with_columns(tariff=_dealt(world.customers["customer_id"], tariffs, 2)),
    }
    with make_warehouse(records, SETTINGS) as connection:
        _make_records(connection)
        yield connection


def _dealt(keys: pl.Series, values: pl.Series, seed: int) -> pl.Series:
    return values[(keys.hash(seed) % len(values)).cast(pl.Int64)]


def _make_records(connection: duckdb.DuckDBPyConnection) -> None:
    """The tables that plain SQL reads, with what dimensions are made from."""
    connection.execute("""
        CREATE TEMP TABLE contact_records AS
        SELECT
            c.*,
            k.* EXCLUDE (customer_id),
            true AS is_of_a_contact,
            occurred_local::DATE AS day,
            (SELECT max(occurred_local)::DATE FROM contacts) AS last_day,
            CASE WHEN customer_id IS NOT NULL THEN EXISTS (
                FROM contacts AS later
                WHERE later.customer_id = c.customer_id
                    AND later.occurred_at > c.occurred_at
                    AND later.occurred_at <= c.occurred_at + INTERVAL 7 DAYS
            )::INT END AS is_followed,
            (SELECT count(DISTINCT survey_id) FROM answers WHERE contact_id = c.contact_id) AS questionnaires
        FROM contacts AS c
        LEFT JOIN customers AS k USING (customer_id)
    """)
    connection.execute("""
        CREATE TEMP TABLE answer_records AS
        SELECT
            c.* EXCLUDE (
                customer_id, department, contact_tier, day, segment, customer_type, tariff, joined_on
            ),
            a.score,
            a.expected,
            coalesce(a.weight, 1) AS weight,
            a.item,
            answered_local::DATE AS day,
            coalesce(a.department, c.department) AS department,
            coalesce(a.contact_tier, c.contact_tier) AS contact_tier,
            k.* EXCLUDE (customer_id)
        FROM answers AS a
        LEFT JOIN contact_records AS c USING (contact_id)
        LEFT JOIN customers AS k ON k.customer_id = coalesce(a.customer_id, c.customer_id)
    """)


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


LAST_CONTACTS = ", ".join(
    f"arg_max({{made: {MADE.get(name, name)}}}, occurred_local).made AS of_{name}" for name in OF_CONTACTS
)


@pytest.mark.parametrize(
    "by",
    ["region", "tariff", *(pytest.param(name, marks=pytest.mark.slow) for name in NAMES if name != "half")],
)
def test_leaving_by_any_dimension_is_what_sql_says_of_the_months(
    company: duckdb.DuckDBPyConnection, by: str
) -> None:
    """Of the customer, or of the last contact in the month before."""
    part = f"of_{by}" if by in OF_CONTACTS else MADE.get(by, by).replace("(day)", "(month)")
    wanted = company.sql(f"""
        WITH last_contacts AS (
            SELECT date_trunc('month', day) + INTERVAL 1 MONTH AS month, customer_id, {LAST_CONTACTS}
            FROM contact_records
            WHERE customer_id IS NOT NULL
            GROUP BY ALL
        ),
        months AS (
            SELECT DISTINCT month
            FROM last_contacts
            WHERE last_day(month) <= (SELECT max(day) FROM contact_records)
        )
        SELECT {part} AS part, avg(coalesce(date_trunc('month', left_on) = month, false)::INT), count(*)
        FROM months
        JOIN customers AS k
            ON date_trunc('month', joined_on) <= month
            AND coalesce(date_trunc('month', left_on) >= month, true)
        LEFT JOIN last_contacts USING (month, customer_id)
        GROUP BY ALL
    """).fetchall()
    figures = measure(company, SETTINGS, "churn_rate", [by])
    found = {row[0]: (row[1], row[4]) for row in figures.rows() if row[4]}
    # Who had no contact before the month has no part where every contact has one.
    unknown = company.sql(
        f"SELECT count(*) FROM contact_records WHERE ({MADE.get(by, by)}) IS NULL"
    ).fetchall()
    told = [row for row in wanted if row[0] is not None or unknown[0][0]]
    assert found == {value: (pytest.approx(rate), n) for value, rate, n in told}
    assert len(found) > 1


RESTRICTED = ("patience_p50", "patience_60s", "recovery_rate", "complaint_after_failure")


@pytest.mark.parametrize(
    ("by", "value"),
    [("region", "north"), pytest.param("reason", None, marks=pytest.mark.slow), ("tariff", "plus")],
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
