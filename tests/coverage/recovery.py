"""How often the intervals of the recovery paradox hold the planted truths, one small world at a time."""

from functools import cache

import duckdb
import polars as pl

from analytics.drivers.months import Months, complete_months
from analytics.recovery.paradox import OF_CONTACT, OF_MONTH, leaving_cells, satisfaction_cells
from analytics.recovery.three_groups import OTHERS, ThreeGroups, three_groups
from analytics.retention.definition import Definition
from analytics.view import View
from sample_data import DEFAULT, World, simulate
from tests.coverage.world_marts import SETTINGS, customer_marts, rate_contacts

CUSTOMERS, DAYS = 6_000, 365
_TRUE_CUSTOMERS, _TRUE_SEED = 60_000, 1_000_000
_LEAST = SETTINGS.definitions.small_n
# Within these a failure is drawn without looking at how the contact would have ended otherwise.
_ALIKE = ("channel", "contact_tier")

Row = dict[str, object]


def trial(seed: int, customers: int = CUSTOMERS) -> list[Row]:
    """Name, estimate, low, high and truth: the recovered against the others, satisfaction and leaving."""
    world = simulate(customers, DAYS, seed)
    connection = customer_marts(world)
    leaving = leaving_cells(connection, SETTINGS, View(), _months(world), Definition("records"))
    satisfied = three_groups(_satisfaction_cells(connection, world), OF_CONTACT, False, _LEAST)
    left = three_groups(leaving, OF_MONTH, True, _LEAST)
    return [
        *_rows("satisfaction", satisfied, {"never_failed": _true_satisfaction()}),
        *_rows("leaving", left, {"never_failed": 0.0, "unrecovered": _true_leaving(leaving)}),
    ]


def _rows(name: str, found: ThreeGroups, truths: dict[str, float]) -> list[Row]:
    return [
        {
            "name": f"{name} against {group}",
            "estimate": difference.adjusted.value,
            "low": difference.adjusted.low,
            "high": difference.adjusted.high,
            "truth": truths[group],
        }
        for group in OTHERS
        if group in truths and (difference := found.against(group)) is not None
    ]


def _months(world: World) -> Months | None:
    return complete_months((world.first_day, world.last_day), View())


def _satisfaction_cells(connection: duckdb.DuckDBPyConnection, world: World) -> pl.DataFrame:
    rate_contacts(connection, world)
    return satisfaction_cells(connection, SETTINGS, View())


def _true_leaving(cells: pl.DataFrame) -> float:
    """The recovered leave as if nothing had failed; unrecovered they would leave so much more often."""
    lived = DEFAULT.leaving.exposure_log_odds
    log_odds = (
        DEFAULT.leaving.intercept
        + pl.col("segment").replace_strict(dict(DEFAULT.leaving.segment_log_odds), return_dtype=pl.Float64)
        + pl.col("tenure").replace_strict(dict(DEFAULT.leaving.tenure_log_odds), return_dtype=pl.Float64)
        + lived["broken_promise"] * (pl.col("over_promise") != "0")
        + lived["complaint"] * (pl.col("has_complained") == "true")
    )
    hazards = [1 / (1 + (-(log_odds + more)).exp()) for more in (0.0, lived["failure_unrecovered"])]
    recovered = cells.filter(pl.col("lived_through") == "recovered")
    units = pl.col("units")
    return float(recovered.select(((hazards[0] - hazards[1]) * units).sum() / units.sum()).item())


@cache
def _true_satisfaction() -> float:
    """Points of a recovered failure less those of the rated contacts like it that did not fail.

    Not every contact without a failure is resolved; how many are differs by channel and tier.
    """
    world = simulate(_TRUE_CUSTOMERS, DAYS, _TRUE_SEED)
    rated = world.contacts.join(
        world.answers.filter(pl.col("item") == "csat").select("contact_id"), on="contact_id", how="semi"
    )
    endings = DEFAULT.satisfaction.ending
    usual = (
        rated.filter(pl.col("outcome") != "failed")
        .group_by(_ALIKE)
        .agg(usual=pl.col("outcome").replace_strict(dict(endings), return_dtype=pl.Float64).mean())
    )
    recovered = rated.filter(pl.col("recovery") == "recovered").join(usual, on=_ALIKE)
    return float(recovered.select(endings["failed_recovered"] - pl.col("usual").mean()).item())
