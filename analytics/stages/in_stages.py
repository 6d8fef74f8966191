"""How long new customers are in each stage, how many are there now, and which department owns it."""

from typing import Any

import duckdb
import polars as pl

from analytics.intervals import proportion
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.stages.curves import curve_of
from analytics.stages.queries import LEFT, MOVED, read_ways, splits
from analytics.standing_out import clear_distance
from analytics.statistics.aalen_johansen import quantile_of
from analytics.statistics.common import Z
from analytics.statistics.kaplan_meier import Figure, quantile, survival_curve
from analytics.statistics.life_table import count_spells, life_table
from analytics.statistics.restricted_mean import restricted_mean
from analytics.view import View
from warehouse.settings import Settings

LAST_STAGE = "last_stage"
CLEAR, LIKELY = "clear", "likely"
# Nine of ten are gone by then: who is still there waits unusually long.
_LONG = 0.9
_KEY = ["part", "stage_number"]
_FIGURES = ("mean_days", "median_days")
_SCHEMA = pl.Schema(
    {
        "part": pl.String(),
        "stage_number": pl.Int64(),
        **dict.fromkeys(("customers", "moved", "left", "now", "beyond_p90"), pl.Int64()),
        **{f"{name}{end}": pl.Float64() for name in _FIGURES for end in ("", "_low", "_high")},
        **dict.fromkeys(("p90_days", "longest_days"), pl.Float64()),
    }
)


def time_in_stages(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: str | None = None,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """The stages of the process with the time that new customers are in each, all or by part.

    A row per part and stage in the order of the process: the part under its own name (customers whose part
    is not known are left out), stage, next (the one that they wait for; null of the last), customers (in it
    at some time in the view), moved (came to a later stage), left (the company), now (still there when the
    last finished day ends).

    mean_days with mean_days_low and mean_days_high: until a customer moves on or leaves, each counted up to
    settings.process.horizon_days (restricted mean under the Kaplan-Meier curve, 95 %). median_days and its
    ends: by when half of all have moved on (Aalen-Johansen); null where half never do. p90_days: by when nine
    of ten are gone; beyond_p90: how many of those there now are there for longer; longest_days: since when
    the first of them is. share: of the mean times of all stages together. bottleneck: of the stage with the
    longest mean: "clear" where it is beyond chance longer than every other, else "likely".

    owner: the department with most contacts of the stage that is waited for, with owner_share, owner_low and
    owner_high (Wilson, 95 %) and owner_n, all contacts of that stage; keeper and keeper_share: the same of
    the stage that customers are in. Both of all that the view picks, not of parts.

    note: "last_stage" (nothing is waited for), "not_in_data" (nobody entered it in the view), "too_few"
    (fewer customers than settings.definitions.small_n): times are withheld.

    Raises QueryError for anything but dimensions of customers.
    """
    ways = read_ways(connection, settings, by, view)
    known = ways.spells.drop_nulls("part") if by else ways.spells
    groups = known.sort(_KEY).partition_by(_KEY, maintain_order=True)
    timed = pl.DataFrame([_row(group, settings) for group in groups], _SCHEMA)
    noted = _with_notes(timed, settings)
    owned = _with_owners(_with_bottleneck(noted), ways.handlers)
    return _named(owned, by, settings)


def bottleneck(stages: pl.DataFrame) -> dict[str, Any] | None:
    """The row of `time_in_stages`, without parts, with the longest mean time; None without any."""
    found = stages.filter(pl.col("bottleneck").is_not_null())
    return found.row(0, named=True) if found.height else None


def _row(spells: pl.DataFrame, settings: Settings) -> dict[str, Any]:
    """The figures of one part and stage."""
    counts = count_spells(spells.with_columns(has_event=pl.col("event").is_not_null()))
    curve = survival_curve(life_table(counts))
    is_from_start = curve.height > 0 and curve["time"][0] <= 0
    nothing = Figure(None, None, None)
    mean = restricted_mean(curve, settings.process.horizon_days) if is_from_start else nothing
    moved = curve_of(spells).rename({"days": "time"})
    middle = quantile_of(moved, MOVED, 0.5) if is_from_start else nothing
    long = quantile(curve, _LONG).value if is_from_start else None
    there = spells.filter(pl.col("event").is_null())
    beyond = 0.0 if long is None else there.filter(pl.col("duration") > long)["weight"].sum()
    sizes = {event: spells.filter(event=event)["weight"].sum() for event in (MOVED, LEFT)}
    return {
        **{name: spells[name][0] for name in _KEY},
        "customers": int(spells["weight"].sum()),
        **{event: int(size) for event, size in sizes.items()},
        "now": int(there["weight"].sum()),
        "beyond_p90": int(beyond),
        **_ends("mean_days", mean),
        **_ends("median_days", middle),
        "p90_days": long,
        "longest_days": there["duration"].max(),
    }


def _ends(name: str, figure: Figure) -> dict[str, float | None]:
    return {name: figure.value, f"{name}_low": figure.low, f"{name}_high": figure.high}


def _with_notes(timed: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    note = (
        pl.when(pl.col("stage_number") == len(settings.process.stages))
        .then(pl.lit(LAST_STAGE))
        .when(pl.col("mean_days").is_null())
        .then(pl.lit(NOT_IN_DATA))
        .when(pl.col("customers") < settings.definitions.small_n)
        .then(pl.lit(TOO_FEW))
    )
    times = [name for name, kind in timed.schema.items() if kind == pl.Float64 and name != "longest_days"]
    return timed.with_columns(note=note).with_columns(
        pl.when(pl.col("note").is_null()).then(pl.col(times)),
        beyond_p90=pl.when(pl.col("note").is_null()).then("beyond_p90"),
    )


def _with_bottleneck(timed: pl.DataFrame) -> pl.DataFrame:
    """Marks the longest of each part, and whether every other is clearly shorter."""
    mean, part = pl.col("mean_days"), "part"
    longest = mean.max().over(part)
    error = (pl.col("mean_days_high") - pl.col("mean_days_low")) / (2 * Z)
    is_longest = mean == longest
    its_error = error.filter(is_longest).first().over(part)
    far = (longest - mean) / (error**2 + its_error**2).sqrt()
    nearest = pl.when(~is_longest).then(far).min().over(part)
    others = mean.count().over(part) - 1
    enough = others.map_elements(lambda looks: clear_distance(looks) * Z, return_dtype=pl.Float64)
    return timed.with_columns(
        share=mean / mean.sum().over(part),
        bottleneck=pl.when(is_longest & (others > 0)).then(
            pl.when(nearest > enough).then(pl.lit(CLEAR)).otherwise(pl.lit(LIKELY))
        ),
    )


def _with_owners(timed: pl.DataFrame, handlers: pl.DataFrame) -> pl.DataFrame:
    total = pl.col("contacts").sum().over("stage_number")
    most = (
        handlers.with_columns(total=total)
        .drop_nulls("department")
        .sort("contacts", "department", descending=[True, False])
        .group_by("stage_number", maintain_order=True)
        .first()
    )
    value, low, high = proportion(pl.col("contacts"), pl.col("total"))
    shares = most.select("stage_number", "department", "total", value=value, low=low, high=high)
    owners = shares.select(
        pl.col("stage_number") - 1,
        owner="department",
        owner_share="value",
        owner_low="low",
        owner_high="high",
        owner_n="total",
    )
    keepers = shares.select("stage_number", keeper="department", keeper_share="value")
    with_owners = timed.join(owners, on="stage_number", how="left", maintain_order="left")
    return with_owners.join(keepers, on="stage_number", how="left", maintain_order="left")


def _named(timed: pl.DataFrame, by: str | None, settings: Settings) -> pl.DataFrame:
    names = dict(enumerate(settings.process.stages, 1))
    number = pl.col("stage_number")
    stage, after = (
        (number + ahead).replace_strict(names, default=None, return_dtype=pl.String) for ahead in (0, 1)
    )
    rest = [name for name in timed.columns if name not in ("part", "stage_number", "note")]
    key = [pl.col("part").alias(by)] if by else []
    order = splits(settings)[by].order if by else ()
    part = pl.col("part").cast(pl.Enum(order), strict=False) if order else pl.col("part")
    return timed.sort(part, number, nulls_last=True).select(
        *key, stage.alias("stage"), after.alias("next"), *rest, "note"
    )
