"""How often what incidents go with holds the planted truth, and how often any is named without an effect."""

from dataclasses import replace

import duckdb
import numpy as np
import polars as pl

from analytics.incidents.content import incident_reasons
from analytics.incidents.effects import incident_effects
from sample_data import DEFAULT, World, simulate
from tests.coverage.journeys import ALIKE
from tests.coverage.world_marts import SETTINGS, customer_marts, rate_contacts

CUSTOMERS, DAYS = 4_000, 365
_MARTS = ("contact_hourly", "contact_daily")
_LEAVING, _SATISFACTION = DEFAULT.leaving, DEFAULT.satisfaction
# What leaving does not hang on, and satisfaction at equal outcome.
_NO_LEAVING = ("failure_recovered", "unresolved", "given_up", "handed_over")
# Nothing that is lived through goes with anything.
NOTHING = replace(
    ALIKE,
    leaving=replace(_LEAVING, exposure_log_odds=dict.fromkeys(_LEAVING.exposure_log_odds, 0.0)),
    satisfaction=replace(
        _SATISFACTION,
        ending=dict.fromkeys(_SATISFACTION.ending, 0.0),
        per_wait_doubling=0.0,
        broken_promise=0.0,
    ),
    handing_over=replace(DEFAULT.handing_over, asked_again_csat_points=0.0),
    recovering=replace(
        DEFAULT.recovering,
        kind_csat_points=dict.fromkeys(DEFAULT.recovering.kind_csat_points, 0.0),
        csat_per_hours_doubling=0.0,
    ),
)

Row = dict[str, object]


def trial(seed: int, customers: int = CUSTOMERS) -> list[Row]:
    """Name, estimate, low, high and truth: of leaving after each kind, and of satisfaction."""
    world = simulate(customers, DAYS, seed)
    with _warehouse(world) as connection:
        told = incident_effects(connection, SETTINGS).drop_nulls("difference")
        truths = {("left", "failure_unrecovered"): _more_leave(connection)}
    truths |= {("left", kind): 0.0 for kind in _NO_LEAVING}
    truths |= {("csat", "unresolved"): _SATISFACTION.ending["unresolved"]}
    return [
        {
            "name": f"{row['outcome']} of {row['kind']}",
            "estimate": row["difference"],
            "low": row["low"],
            "high": row["high"],
            "truth": truths[row["outcome"], row["kind"]],
        }
        for row in told.iter_rows(named=True)
        if (row["outcome"], row["kind"]) in truths
    ]


def named(seed: int, customers: int = CUSTOMERS) -> list[Row]:
    """Whether a kind or a reason is named in a world in which nothing has an effect."""
    with _warehouse(simulate(customers, DAYS, seed, NOTHING)) as connection:
        kinds = incident_effects(connection, SETTINGS)["is_clear"].any()
        reasons = incident_reasons(connection, SETTINGS)["is_clear"].any()
    return [{"name": "incidents: a kind or a reason", "is_named": bool(kinds or reasons)}]


def _warehouse(world: World) -> duckdb.DuckDBPyConnection:
    connection = customer_marts(world, marts=_MARTS)
    rate_contacts(connection, world)
    return connection


def _more_leave(connection: duckdb.DuckDBPyConnection) -> float:
    """By the planted hazard: how many more leave after an unrecovered failure, over those who had one."""
    frame = connection.sql(_EXPOSED).pl()
    tenure = pl.col("tenure").replace_strict(dict(_LEAVING.tenure_log_odds), return_dtype=pl.Float64)
    segment = pl.col("segment").replace_strict(dict(_LEAVING.segment_log_odds), return_dtype=pl.Float64)
    others = sum(
        (pl.col(name) * _LEAVING.exposure_log_odds[name] for name in ("broken_promise", "complaint")),
        start=pl.lit(0.0),
    )
    log_odds = frame.select(_LEAVING.intercept + tenure + segment + others).to_series().to_numpy()
    with_it = log_odds + _LEAVING.exposure_log_odds["failure_unrecovered"]
    return float(np.mean(1 / (1 + np.exp(-with_it)) - 1 / (1 + np.exp(-log_odds))))


_EXPOSED = """
SELECT
    any_value(segment) AS segment,
    tenure_of(date_trunc('month', any_value(joined_on)), month + INTERVAL 1 MONTH) AS tenure,
    coalesce(bool_or(wait_seconds > promised_wait_seconds), false)::INTEGER AS broken_promise,
    coalesce(bool_or(is_complaint), false)::INTEGER AS complaint
FROM (SELECT *, date_trunc('month', occurred_local)::DATE AS month FROM contacts)
JOIN customer_facts AS customers USING (customer_id)
WHERE (left_on IS NULL OR left_on > last_day(month))
    AND last_day(month + INTERVAL 1 MONTH) <= (SELECT max(occurred_local)::DATE FROM contacts)
GROUP BY customer_id, month
HAVING bool_or(outcome = 'failed' AND recovery IS DISTINCT FROM 'recovered')
"""
