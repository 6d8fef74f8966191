"""How often the intervals of the time in each stage hold the planted gaps, one small world at a time."""

from datetime import timedelta
from functools import cache

import duckdb
import polars as pl

from analytics.stages.curves import after_days, transition
from analytics.stages.in_stages import time_in_stages
from analytics.view import View
from sample_data import World, simulate
from sample_data.service import ONBOARDING
from tests.coverage.world_marts import SETTINGS, customer_marts
from warehouse.settings import STAGES, Process, Settings

CUSTOMERS, DAYS = 6_000, 365
AFTER = 7.0
# Short enough that who entered a stage before comes under observation late.
LATELY_DAYS = 60
_TRUE_WORLDS, _TRUE_CUSTOMERS, _TRUE_SEED = 16, 60_000, 1_000_000
# So long before the end of a world everybody has moved on or left.
_FOLLOWED_DAYS = 150
_HORIZON_DAYS = 90.0

_LATELY = f" in {LATELY_DAYS} days"
_NEVER = pl.lit(float("inf"))

Row = dict[str, object]


def process_settings() -> Settings:
    """The settings under which only the way of new customers counts."""
    reasons = tuple(reason for _, _, reason, _ in ONBOARDING)
    return SETTINGS.model_copy(update={"process": Process(reasons=reasons)})


def trial(seed: int) -> list[Row]:
    """Means and medians of every stage, of one also by the last days alone, and the share after a week."""
    settings, world = process_settings(), simulate(CUSTOMERS, DAYS, seed)
    connection = customer_marts(world)
    lately = View(world.last_day - timedelta(days=LATELY_DAYS - 1), world.last_day)
    found = [
        *_times(connection, settings, View(), ("mean_days", "median_days"), STAGES[:-1], ""),
        *_times(connection, settings, lately, ("mean_days",), ("processing",), _LATELY),
        *_after_a_week(connection, settings),
    ]
    truths = true_times()
    return [row | {"truth": truths[str(row["name"]).removesuffix(_LATELY)]} for row in found]


def _times(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View,
    figures: tuple[str, ...],
    stages: tuple[str, ...],
    of_view: str,
) -> list[Row]:
    rows = time_in_stages(connection, settings, view=view).filter(pl.col("stage").is_in(stages))
    return [
        _row(f"{figure} in {row['stage']}{of_view}", row, figure)
        for row in rows.iter_rows(named=True)
        for figure in figures
    ]


def _after_a_week(connection: duckdb.DuckDBPyConnection, settings: Settings) -> list[Row]:
    curve = transition(connection, settings, "processing", "delivery")
    row = after_days(curve, (AFTER,)).row(0, named=True)
    return [_row(f"{state} after {AFTER:.0f} days of processing", row, state) for state in ("moved", "left")]


def _row(name: str, found: Row, figure: str) -> Row:
    return {
        "name": name,
        "estimate": found[figure],
        "low": found[f"{figure}_low"],
        "high": found[f"{figure}_high"],
    }


@cache
def true_times() -> dict[str, float]:
    """From many customers of other worlds, each followed until they had moved on or left."""
    spells = pl.concat(
        _followed(simulate(_TRUE_CUSTOMERS, DAYS, _TRUE_SEED + number)) for number in range(_TRUE_WORLDS)
    )
    moved, left = pl.col("moved").fill_null(_NEVER), pl.col("left").fill_null(_NEVER)
    moved_first = pl.when(moved <= left).then(moved).otherwise(_NEVER)
    found = spells.group_by("stage").agg(
        mean_days=pl.min_horizontal(moved, left, pl.lit(_HORIZON_DAYS)).mean(),
        median_days=moved_first.median(),
        moved=(moved_first <= AFTER).mean(),
        left=((left < moved) & (left <= AFTER)).mean(),
    )
    truths: dict[str, float] = {}
    for row in found.iter_rows(named=True):
        stage = row.pop("stage")
        after = {f"{state} after {AFTER:.0f} days of {stage}": row.pop(state) for state in ("moved", "left")}
        truths |= after | {f"{figure} in {stage}": value for figure, value in row.items()}
    return truths


def _followed(world: World) -> pl.DataFrame:
    """A row per stage of those who joined long enough before the end: days until moved and until left."""
    reasons = process_settings().process.reasons
    joined = world.customers.filter(
        pl.col("joined_on") >= world.first_day,
        pl.col("joined_on") <= world.last_day - timedelta(days=_FOLLOWED_DAYS),
    )
    entered = (
        world.contacts.filter(pl.col("reason").is_in(reasons))
        .with_columns(at=pl.col("occurred_at").dt.convert_time_zone("Asia/Seoul").dt.replace_time_zone(None))
        .group_by("customer_id", "stage")
        .agg(pl.col("at").min())
        .join(joined.select("customer_id", "left_on"), on="customer_id")
        .with_columns(place=pl.col("stage").replace_strict({stage: n for n, stage in enumerate(STAGES)}))
        .sort("customer_id", "place")
        .with_columns(next_at=pl.col("at").shift(-1).over("customer_id"))
        .filter(pl.col("stage") != STAGES[-1])
    )
    left_at = pl.col("left_on").cast(pl.Datetime("us")) + pl.duration(days=1)
    return entered.select(
        "stage",
        moved=_days(pl.col("next_at") - pl.col("at")),
        left=_days(left_at - pl.col("at")),
    )


def _days(length: pl.Expr) -> pl.Expr:
    return length.dt.total_seconds() / 86_400
