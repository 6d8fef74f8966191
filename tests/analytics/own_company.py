"""A sample company with dimensions of its own, and its records by each of them in plain SQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import duckdb
import polars as pl

from sample_data import simulate
from tests.analytics.recovery.warehouses import ZONE, make_warehouse
from warehouse.settings import Definitions, Settings

SETTINGS = Settings.model_validate(
    {
        "business_time_zone": ZONE,
        "definitions": Definitions(small_n=1),
        "channels": {"visit": "face_to_face_loose", "app": "digital"},
        "dimensions": [
            {"name": "area", "of": "contacts"},
            {"name": "tariff", "of": "customers"},
            {"name": "division", "from": "department", "values": {"설치": "현장", "방문서비스": "현장"}},
            {"name": "loyalty", "from": "tenure", "values": {"over_3_years": "loyal"}},
            {"name": "half", "from": "hour", "values": {f"{hour:02}": "morning" for hour in range(12)}},
        ],
    }
)
MONTHS_THERE = "(year(day) * 12 + month(day) - year(joined_on) * 12 - month(joined_on))"
# Who was born on the last day of February comes of age on the first of March in other years.
YEARS_OLD = "(year(day) - year(born_on) - (strftime(day, '%m%d') < strftime(born_on, '%m%d'))::INT)"
# What a dimension is in plain SQL, of a contact with its customer's record; others are columns of these.
MADE = {
    "is_booked": "is_booked::VARCHAR",
    "direction": "if(is_of_a_contact, coalesce(direction, 'inbound'), NULL)",
    "asked_again": "asked_again::VARCHAR",
    "handled_by": "if(is_of_a_contact, if(agent_id IS NULL, 'no_person', 'person'), NULL)",
    "division": "if(department IN ('설치', '방문서비스'), '현장', NULL)",
    "half": "if(hour(occurred_local) < 12, 'morning', NULL)",
    "tenure": f"CASE WHEN {MONTHS_THERE} < 12 THEN 'under_1_year'"
    f" WHEN {MONTHS_THERE} < 36 THEN '1_to_3_years' WHEN {MONTHS_THERE} >= 36 THEN 'over_3_years' END",
    "age_band": f"CASE WHEN {YEARS_OLD} < 30 THEN 'under_30' WHEN {YEARS_OLD} < 45 THEN '30_to_44'"
    f" WHEN {YEARS_OLD} < 60 THEN '45_to_59' WHEN {YEARS_OLD} >= 60 THEN '60_and_over' END",
    "loyalty": f"if({MONTHS_THERE} >= 36, 'loyal', NULL)",
}
OF_CONTACTS = (
    *("department", "contact_tier", "channel", "delivery_mode", "stage", "reason", "is_booked", "handled_by"),
    *("agent_id", "outcome", "direction", "handed_to", "asked_again", "failure_origin"),
    *("area", "division", "half"),
)
OF_CUSTOMERS = (
    *("segment", "customer_type", "tenure", "age_band", "gender", "region"),
    *("tariff", "loyalty"),
)
NAMES = (*OF_CONTACTS, *OF_CUSTOMERS)


_CONTACTS: dict[str, list[Any]] = {
    "area": ["north", "east", "south", None],
    "direction": ["inbound", "outbound", None],
    "handed_to": ["desk", "phone", None],
    "asked_again": [True, False, None],
    "failure_origin": ["staff", "system", None],
}
_CUSTOMERS: dict[str, list[Any]] = {
    "tariff": ["basic", "plus", None],
    "gender": ["F", "M", None],
    "region": ["Seoul", "Busan", None],
    "born_on": [date(1950, 3, 4), date(1981, 7, 1), date(1996, 6, 15), date(1970, 12, 31), None],
}


@contextmanager
def own_company() -> Iterator[duckdb.DuckDBPyConnection]:
    """Its warehouse, with the tables `contact_records` and `answer_records` beside the marts."""
    world = simulate(600, 200, 5)
    records = {
        "contacts": _with(world.contacts, "contact_id", _CONTACTS),
        "answers": _with(world.answers, "answer_id", {"weight": [0.25, 1.5, 4.0, None]}),
        "customers": _with(world.customers, "customer_id", _CUSTOMERS),
    }
    with make_warehouse(records, SETTINGS) as connection:
        _make_records(connection)
        yield connection


def _with(records: pl.DataFrame, key: str, columns: dict[str, list[Any]]) -> pl.DataFrame:
    """With columns whose values are dealt out by the records' key."""
    dealt = (
        pl.Series(name, values)[(records[key].hash(seed) % len(values)).cast(pl.Int64)]
        for seed, (name, values) in enumerate(columns.items())
    )
    return records.with_columns(dealt)


def _make_records(connection: duckdb.DuckDBPyConnection) -> None:
    """The tables that plain SQL reads, with what dimensions are made from."""
    connection.execute("""
        CREATE TEMP TABLE records_either_way AS
        SELECT
            c.*,
            k.* EXCLUDE (customer_id),
            true AS is_of_a_contact,
            occurred_local::DATE AS day,
            (SELECT max(occurred_local)::DATE FROM contacts) AS last_day,
            CASE WHEN customer_id IS NOT NULL THEN EXISTS (
                FROM contacts AS later
                WHERE later.customer_id = c.customer_id
                    AND later.direction IS DISTINCT FROM 'outbound'
                    AND later.occurred_at > c.occurred_at
                    AND later.occurred_at <= c.occurred_at + INTERVAL 7 DAYS
            )::INT END AS is_followed,
            (SELECT count(DISTINCT survey_id) FROM answers WHERE contact_id = c.contact_id) AS questionnaires
        FROM contacts AS c
        LEFT JOIN customers AS k USING (customer_id)
    """)
    # Measures are of contacts that customers began; answers may be about any.
    connection.execute("""
        CREATE TEMP TABLE contact_records AS
        FROM records_either_way WHERE direction IS DISTINCT FROM 'outbound'
    """)
    connection.execute("""
        CREATE TEMP TABLE answer_records AS
        SELECT
            c.* EXCLUDE (
                customer_id, department, contact_tier, day, segment, customer_type, tariff, joined_on,
                gender, region, born_on
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
        LEFT JOIN records_either_way AS c USING (contact_id)
        LEFT JOIN customers AS k ON k.customer_id = coalesce(a.customer_id, c.customer_id)
    """)
