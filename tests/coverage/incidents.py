"""How often what incidents go with holds the planted truth, and how often any is named without an effect."""

from dataclasses import replace

import duckdb
import polars as pl

from analytics.incidents.content import incident_reasons
from analytics.incidents.effects import CELLS, LEFT, incident_effects
from analytics.incidents.kinds import BITS
from analytics.incidents.queries import read_lived
from analytics.view import View
from sample_data import DEFAULT, World, simulate
from sample_data.draws import by, expit
from tests.coverage.journeys import ALIKE
from tests.coverage.world_marts import SETTINGS, customer_marts, rate_contacts

CUSTOMERS, DAYS = 3_000, 150
_MARTS = ("contact_hourly", "contact_daily")
# So many leave that a few months tell what goes with it.
_LEAVING, _SATISFACTION = replace(DEFAULT.leaving, intercept=-1.8), DEFAULT.satisfaction
MANY_LEAVE = replace(DEFAULT, leaving=_LEAVING)
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
    world = simulate(customers, DAYS, seed, MANY_LEAVE)
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


def names_something(seed: int, customers: int = CUSTOMERS) -> bool:
    """Whether a kind or a reason is named in a world in which nothing has an effect."""
    with _warehouse(simulate(customers, DAYS, seed, NOTHING)) as connection:
        kinds = incident_effects(connection, SETTINGS)["is_clear"].any()
        reasons = incident_reasons(connection, SETTINGS)["is_clear"].any()
    return bool(kinds or reasons)


def _warehouse(world: World) -> duckdb.DuckDBPyConnection:
    connection = customer_marts(world, marts=_MARTS)
    rate_contacts(connection, world)
    return connection


def _more_leave(connection: duckdb.DuckDBPyConnection) -> float:
    """By the planted hazard: how many more leave after an unrecovered failure, in the strata compared."""
    cells = read_lived(connection, SETTINGS, "left_cells", View(), {**CELLS, **LEFT})
    bit = BITS["failure_unrecovered"]
    strata = ("month", "place", "tier", "segment", "tenure", "others")
    marked = cells.with_columns(is_exposed=(pl.col("lived") & bit) > 0, others=pl.col("lived") & ~bit)
    arms = marked.group_by(strata).agg(
        n1=pl.col("n").filter("is_exposed").sum(), n0=pl.col("n").filter(~pl.col("is_exposed")).sum()
    )
    both = arms.filter(pl.col("n1") > 0, pl.col("n0") > 0)
    log_odds = (
        _LEAVING.intercept
        + by("tenure", _LEAVING.tenure_log_odds)
        + by("segment", _LEAVING.segment_log_odds)
        + _has("broken_promise")
        + _has("complaint")
    )
    more = expit(log_odds + _LEAVING.exposure_log_odds["failure_unrecovered"]) - expit(log_odds)
    weight = pl.col("n1") * pl.col("n0") / (pl.col("n1") + pl.col("n0"))
    return float(both.select((more * weight).sum() / weight.sum()).item())


def _has(kind: str) -> pl.Expr:
    """What the kind adds to the log-odds of those who lived through it."""
    return ((pl.col("others") & BITS[kind]) > 0).cast(pl.Float64) * _LEAVING.exposure_log_odds[kind]
