"""What each measure is, said in plain SQL over the records."""

from collections.abc import Sequence
from typing import Any

import duckdb

WAITS = "list_sort(list(wait_seconds) FILTER (outcome <> 'abandoned' AND wait_seconds IS NOT NULL))"
TIER = "CASE channel WHEN 'branch' THEN 'high' WHEN 'phone' THEN 'medium' WHEN 'web' THEN 'low' END"
PROMISED = "wait_seconds + promised_wait_seconds >= 0"
SERVED = "outcome <> 'abandoned'"
NO_SHOW = "is_booked AND outcome = 'abandoned' AND (wait_seconds IS NULL OR wait_seconds = 0)"
CAME = f"({NO_SHOW}) IS NOT TRUE"
SERVED_N = f"count(*) FILTER ({SERVED})"
# What each measure is in SQL over the records: the value and n.
CONTACTS = {
    "contacts": ("count(*)", "count(*)"),
    "customers": ("count(DISTINCT customer_id)", "count(DISTINCT customer_id)"),
    "abandonment": (
        f"avg((outcome = 'abandoned')::INT) FILTER ({CAME})",
        f"count(*) FILTER ({CAME})",
    ),
    "no_show": (f"avg(({NO_SHOW})::INT) FILTER (is_booked)", "count(*) FILTER (is_booked)"),
    "failure": ("avg((outcome = 'failed')::INT)", "count(*)"),
    "resolution": ("avg((outcome = 'resolved')::INT)", "count(*)"),
    "complaint": ("avg(is_complaint::INT)", "count(is_complaint)"),
    "queue_abandonment": (
        "avg((outcome = 'abandoned')::INT) FILTER (wait_seconds > 0)",
        "count(*) FILTER (wait_seconds > 0)",
    ),
    "service_level": (
        "avg((wait_seconds <= 20)::INT) FILTER (outcome <> 'abandoned')",
        "count(wait_seconds) FILTER (outcome <> 'abandoned')",
    ),
    "promise_kept": (
        "avg((wait_seconds <= promised_wait_seconds)::INT)",
        "count(wait_seconds <= promised_wait_seconds)",
    ),
    "over_promise": (
        f"avg(greatest(wait_seconds - promised_wait_seconds, 0)) FILTER ({PROMISED})",
        "count(wait_seconds <= promised_wait_seconds)",
    ),
    "under_promise": (
        f"avg(greatest(promised_wait_seconds - wait_seconds, 0)) FILTER ({PROMISED})",
        "count(wait_seconds <= promised_wait_seconds)",
    ),
    "service_mean": ("avg(service_seconds)", "count(service_seconds)"),
    "wait_mean": (f"avg(wait_seconds) FILTER ({SERVED})", f"count(wait_seconds) FILTER ({SERVED})"),
    "service_level_ignored": (
        f"avg((wait_seconds <= 20)::INT) FILTER ({SERVED})",
        f"count(wait_seconds) FILTER ({SERVED})",
    ),
    "service_level_negative": (
        f"avg((wait_seconds <= 20 AND {SERVED})::INT) FILTER (wait_seconds >= 0 AND {CAME})",
        f"count(wait_seconds) FILTER ({CAME})",
    ),
    "service_level_positive": (
        f"avg((wait_seconds <= 20)::INT) FILTER ({CAME})",
        f"count(wait_seconds) FILTER ({CAME})",
    ),
    "repeat_contact": (
        "avg(is_followed) FILTER (day <= last_day - 7)",
        "count(is_followed) FILTER (day <= last_day - 7)",
    ),
    "first_contact_resolution": (
        (
            "avg((outcome = 'resolved' AND is_followed = 0)::INT)"
            " FILTER (day <= last_day - 7 AND is_followed >= 0)"
        ),
        "count(is_followed) FILTER (day <= last_day - 7)",
    ),
    "response_rate": (f"least(sum(questionnaires) FILTER ({SERVED}), {SERVED_N}) / {SERVED_N}", SERVED_N),
    "wait_p50": (f"{WAITS}[ceil(0.5 * len({WAITS}))::INT]", f"len({WAITS})"),
    "wait_p90": (f"{WAITS}[ceil(0.9 * len({WAITS}) - 1e-9)::INT]", f"len({WAITS})"),
}


def mean_of(worth: str) -> str:
    """By weight."""
    return f"sum(weight * ({worth})) / sum(weight)"


QUALITIES = ("reliability", "assurance", "tangibles", "responsiveness", "empathy")
SERVQUAL = {
    f"servqual_{name}{end}": (value, f"item = 'servqual.{name}' AND {condition}")
    for name in QUALITIES
    for end, value, condition in (
        ("", mean_of("score"), "true"),
        ("_gap", mean_of("score - expected"), "expected > 0"),
    )
}
ANSWERS = {
    "csat": (mean_of("(score >= 4)::INT"), "item = 'csat' AND score <= 5"),
    "csat_mean": (mean_of("score"), "item = 'csat' AND score <= 5"),
    "nps": (mean_of("100 * CASE WHEN score >= 9 THEN 1 WHEN score <= 6 THEN -1 ELSE 0 END"), "item = 'nps'"),
    "ces": (mean_of("score"), "item = 'ces'"),
    "ces_index": (
        mean_of("100 * CASE WHEN score >= 6 THEN 1 WHEN score <= 3 THEN -1 ELSE 0 END"),
        "item = 'ces'",
    ),
    "ces_easy": (mean_of("(score >= 5)::INT"), "item = 'ces'"),
    **SERVQUAL,
}
CONTACT_RECORDS = f"""
    SELECT
        c.* EXCLUDE contact_tier,
        {TIER} AS contact_tier,
        occurred_local::DATE AS day,
        date_trunc('week', occurred_local)::DATE AS week,
        date_trunc('month', occurred_local)::DATE AS month,
        lower(dayname(occurred_local)) AS weekday,
        (SELECT max(occurred_local)::DATE FROM contacts) AS last_day,
        CASE WHEN customer_id IS NOT NULL THEN EXISTS (
            FROM contacts AS later
            WHERE later.customer_id = c.customer_id
                AND later.occurred_at > c.occurred_at
                AND later.occurred_at <= c.occurred_at + INTERVAL 7 DAYS
        )::INT END AS is_followed,
        (SELECT count(*) FROM answers AS a WHERE a.contact_id = c.contact_id) AS questionnaires
    FROM contacts AS c
"""
ANSWER_RECORDS = f"""
    SELECT
        score,
        expected,
        coalesce(weight, 1) AS weight,
        item,
        coalesce(a.department, c.department) AS department,
        {TIER} AS contact_tier,
        channel,
        answered_local::DATE AS day,
        date_trunc('week', answered_local)::DATE AS week,
        date_trunc('month', answered_local)::DATE AS month
    FROM answers AS a
    LEFT JOIN contacts AS c USING (contact_id)
"""
# Curves, and what needs recoveries, months, reasons, purchases or costs: held in tests of their own.
ELSEWHERE = {
    "purchases",
    "purchase_amount",
    "repurchase",
    "bought_after_contact",
    "conversion",
    "sales_per_contact",
    "refund_rate",
    "cost_per_contact",
    "cost_per_resolved",
    "appointment_kept",
    "patience_p50",
    "patience_60s",
    "recovery_rate",
    "complaint_after_failure",
    "time_to_recover_p50",
    "time_to_recover_p90",
    "churn_rate",
    "inactivity_rate",
    "left_without_complaint",
    "left_without_word",
    "repeat_same_reason",
    "resolved_first_same_reason",
    "one_stop",
    "without_person",
    "containment",
    "avoidable",
    "asked_again",
}


def expected(
    records: duckdb.DuckDBPyConnection, name: str, by: Sequence[str], where: str
) -> dict[tuple[Any, ...], tuple[float, int]]:
    """Value and n by combination, from the records."""
    if name in CONTACTS:
        (value, n), table = CONTACTS[name], "contact_records"
    else:
        (value, condition), n, table = ANSWERS[name], "count(*)", "answer_records"
        where = f"{where} AND {condition}"
    keys = ", ".join([*by, "NULL AS whole"])
    query = f"SELECT {keys}, {value} AS value, {n} AS n FROM {table} WHERE {where} GROUP BY ALL"
    rows = records.sql(query).pl().drop("whole").rows()
    return {row[: len(by)]: (row[-2], row[-1]) for row in rows if row[-1]}
