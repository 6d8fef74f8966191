"""Measures of leaving, by a dimension, in plain SQL on the records."""

import duckdb

from tests.analytics.own_company import MADE, OF_CONTACTS, SETTINGS

_LAST_CONTACTS = ", ".join(
    f"arg_max({{made: {MADE.get(name, name)}}}, occurred_local).made AS of_{name}" for name in OF_CONTACTS
)
# What was lived through in the month before each month, by known customer.
_LIVED_THROUGH = f"""lived_through AS (
    SELECT
        date_trunc('month', day) + INTERVAL 1 MONTH AS month,
        customer_id,
        max(occurred_local) AS last_at,
        bool_or(outcome = 'failed' OR wait_seconds > promised_wait_seconds) AS is_dissatisfied,
        coalesce(bool_or(is_complaint), false) AS has_complained,
        {_LAST_CONTACTS}
    FROM contact_records
    WHERE customer_id IS NOT NULL
    GROUP BY ALL
)"""
# Every customer of each month that the data reach the end of, with the month before, if a contact was in it.
_AT_RISK = f"""WITH {_LIVED_THROUGH},
months AS (
    SELECT DISTINCT month
    FROM lived_through
    WHERE last_day(month) <= (SELECT max(day) FROM contact_records)
),
at_risk AS (
    SELECT *, coalesce(date_trunc('month', left_on) = month, false) AS has_left
    FROM months
    JOIN customers
        ON date_trunc('month', joined_on) <= month
        AND coalesce(date_trunc('month', left_on) >= month, true)
    LEFT JOIN lived_through USING (month, customer_id)
)"""
_LEAVING = {
    "churn_rate": f"""{_AT_RISK}
        SELECT $part AS part, avg(has_left::INT), count(*)
        FROM at_risk
        GROUP BY ALL
    """,
    "left_without_complaint": f"""{_AT_RISK}
        SELECT $part AS part, avg((NOT has_complained)::INT), count(*)
        FROM at_risk
        WHERE has_left AND is_dissatisfied
        GROUP BY ALL
    """,
    "inactivity_rate": f"""WITH {_LIVED_THROUGH}
        SELECT
            $part AS part,
            avg((NOT EXISTS (
                FROM contact_records AS later
                WHERE later.customer_id = lived_through.customer_id
                    AND later.occurred_local > last_at
                    AND later.occurred_local <= last_at + to_days({SETTINGS.definitions.inactivity_days})
            ))::INT),
            count(*)
        FROM lived_through
        LEFT JOIN customers USING (customer_id)
        WHERE month - INTERVAL 1 DAY + to_days({SETTINGS.definitions.inactivity_days})
            <= (SELECT max(day) FROM contact_records)
        GROUP BY ALL
    """,
    "left_without_word": f"""
        SELECT $part AS part, avg((NOT coalesce(is_complaint, false) AND is_followed = 0)::INT), count(*)
        FROM contact_records
        WHERE outcome = 'failed'
            AND left_on >= day
            AND left_on < date_trunc('month', day) + INTERVAL 2 MONTH
            AND date_trunc('month', day) + INTERVAL 2 MONTH - INTERVAL 1 DAY <= last_day
            AND day + {SETTINGS.definitions.first_contact_days} <= last_day
        GROUP BY ALL
    """,
}
LEAVING = tuple(_LEAVING)


def leaving_by(records: duckdb.DuckDBPyConnection, name: str, by: str) -> list[tuple[str, float, int]]:
    """The parts of the dimension, each with the measure's value and what it is out of."""
    part = MADE.get(by, by)
    if name != "left_without_word":
        part = f"of_{by}" if by in OF_CONTACTS else part.replace("(day)", "(month)")
    rows: list[tuple[str, float, int]] = records.sql(_LEAVING[name].replace("$part", part)).fetchall()
    return rows
