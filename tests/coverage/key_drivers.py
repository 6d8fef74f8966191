"""How often the intervals of what goes with satisfaction hold the planted truths, in small worlds."""

from functools import cache

import numpy as np
import polars as pl

from analytics.loyalty.experience import DRIVERS
from analytics.loyalty.if_better import if_better
from analytics.loyalty.satisfaction_drivers import SatisfactionDrivers, satisfaction_drivers
from sample_data import DEFAULT, World, simulate
from tests.coverage.world_marts import SETTINGS, customer_marts
from tests.marts import make_facts
from warehouse.settings import Definitions, Settings

CUSTOMERS, DAYS = 6_000, 365
_TRUE_WORLDS, _TRUE_CUSTOMERS, _TRUE_SEED = 3, 60_000, 1_000_000
# So many contacts of ten times as many customers as are too few of these.
_RARE = 10 * SETTINGS.definitions.small_n
_TRUE = DEFAULT.satisfaction
_POINTS = {
    "wait": _TRUE.per_wait_doubling,
    "over_promise": _TRUE.broken_promise,
    **{ending: points for ending, points in _TRUE.ending.items() if ending != "resolved"},
}
# Of the others too little is explained in a small world for a normal interval.
_SHARED = ("wait", "over_promise", "unresolved", "unrecovered_failures")

Row = dict[str, object]


def trial(seed: int, customers: int = CUSTOMERS) -> list[Row]:
    """Name, estimate, low, high and truth of every level's points, of what kept promises go with, and of the
    larger drivers' parts of what is explained."""
    found = _drivers(simulate(customers, DAYS, seed))
    return [*_points(found), _kept(found), *_parts(found)]


def _drivers(world: World, settings: Settings = SETTINGS) -> SatisfactionDrivers:
    connection = customer_marts(world)
    columns = {"weight": pl.lit(1.0), "respondent": pl.lit(None, pl.String)}
    connection.register("answers", world.answers.with_columns(**columns))
    make_facts(connection, SETTINGS, ("customer_answers",))
    return satisfaction_drivers(connection, settings)


def _points(found: SatisfactionDrivers) -> list[Row]:
    return [
        {"name": row["level"], "estimate": row["points"], "truth": _POINTS[row["level"]]}
        | {end: row[end] for end in ("low", "high")}
        for row in found.levels.drop_nulls("points").iter_rows(named=True)
    ]


def _kept(found: SatisfactionDrivers) -> Row:
    """By the generator's own points, of the contacts that were rated."""
    assert found.fitted is not None
    frame = found.fitted.design.frame
    shorter = (frame["doublings_if_kept"] - frame["doublings"]).fill_null(0).clip(upper_bound=0).to_numpy()
    gained = -_TRUE.broken_promise * frame["over_promise"].to_numpy() + _TRUE.per_wait_doubling * shorter
    row = if_better(found).row(by_predicate=pl.col("change") == "promises_kept", named=True)
    truth = float(np.average(gained, weights=found.fitted.design.units.weights))
    return {"name": "promises kept", "estimate": row["difference"], "truth": truth} | {
        end: row[end] for end in ("low", "high")
    }


def _parts(found: SatisfactionDrivers) -> list[Row]:
    truth = _true_shares()
    return [
        {"name": f"part of {row['driver']}", "estimate": row["share"], "truth": truth[row["driver"]]}
        | {end: row[end] for end in ("low", "high")}
        for row in found.shares.filter(pl.col("driver").is_in(_SHARED)).iter_rows(named=True)
    ]


@cache
def _true_shares() -> dict[str, float]:
    """From many customers in other worlds: their error is a fifth of that of one small world.

    Kinds of contact that are too rare to be told in a small world are not told here either.
    """
    settings = SETTINGS.model_copy(update={"definitions": Definitions(small_n=_RARE)})
    worlds = [
        _drivers(simulate(_TRUE_CUSTOMERS, DAYS, _TRUE_SEED + number), settings)
        for number in range(_TRUE_WORLDS)
    ]
    shares = pl.concat(found.shares for found in worlds)
    means = shares.group_by("driver").agg(pl.col("share").mean())
    assert set(means["driver"]) == set(DRIVERS)
    return dict(means.iter_rows())
