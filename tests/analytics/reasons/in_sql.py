"""What measures and analyses of reasons are, said in plain SQL over the records."""

from typing import Any

import duckdb


def _near(when: str, more: str = "true") -> str:
    return f"""(c.customer_id IS NOT NULL AND c.reason IS NOT NULL AND EXISTS (
        FROM contacts AS other
        WHERE other.customer_id = c.customer_id AND other.reason = c.reason AND {when} AND {more}
    ))"""


_LATER = "other.occurred_at > c.occurred_at AND other.occurred_at <= c.occurred_at + INTERVAL 7 DAYS"
_EARLIER = "other.occurred_at < c.occurred_at AND other.occurred_at >= c.occurred_at - INTERVAL 7 DAYS"
RECORDS = f"""
    SELECT
        c.*,
        occurred_local::DATE AS day,
        customer_id IS NOT NULL AND reason IS NOT NULL AS is_traced,
        {_near(_LATER)} AS is_followed,
        {_near(_LATER, "other.agent_id IS NOT NULL")} AS is_followed_by_person,
        {_near(_EARLIER)} AS is_repeat,
        (SELECT max(occurred_local)::DATE FROM contacts) AS last_day,
        (SELECT min(occurred_local)::DATE FROM contacts) AS first_day,
        (SELECT count(agent_id) FROM contacts) AS agents
    FROM contacts AS c
"""
_SEEN = "is_traced AND day <= last_day - 7"
_ALONE = "agent_id IS NULL AND outcome <> 'abandoned' AND agents > 0"
# Of each measure: what counts, of what.
MEASURES = {
    "resolution": ("outcome = 'resolved'", "true"),
    "repeat_same_reason": ("is_followed", _SEEN),
    "resolved_first_same_reason": ("outcome = 'resolved' AND NOT is_followed", _SEEN),
    "one_stop": (
        "outcome = 'resolved' AND NOT is_followed",
        f"{_SEEN} AND day >= first_day + 7 AND NOT is_repeat",
    ),
    "without_person": ("agent_id IS NULL", "outcome <> 'abandoned' AND agents > 0"),
    "containment": ("NOT is_followed_by_person", f"{_SEEN} AND {_ALONE}"),
    "avoidable": (
        "coalesce(asked_again, false) OR is_repeat OR outcome IN ('transferred', 'failed')",
        "day >= first_day + 7",
    ),
    "asked_again": ("asked_again", "asked_again IS NOT NULL"),
}


def expected(
    connection: duckdb.DuckDBPyConnection, name: str, by: str = "NULL", where: str = "true"
) -> dict[Any, tuple[int, int]]:
    """What counts and what it is of, by the values of one column; none where there is nothing to count."""
    part, whole = MEASURES[name]
    rows = connection.sql(f"""
        SELECT {by}, count(*) FILTER (({whole}) AND ({part})), count(*) FILTER ({whole})
        FROM ({RECORDS})
        WHERE {where}
        GROUP BY 1
    """).fetchall()
    return {key: (counted, n) for key, counted, n in rows if n}
