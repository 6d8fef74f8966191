"""How soon failures are recovered, those that are not yet among them."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import polars as pl

from analytics.estimators import Estimator
from analytics.quantiles import BUCKET_RATIO
from analytics.reading import WHOLE, Counts, read_counts
from analytics.statistics.kaplan_meier import survival_curve
from analytics.statistics.life_table import life_table
from analytics.view import View
from warehouse.settings import Definitions, Settings

# A level that is met exactly may lie a rounding error above it.
_ROUNDING = 1e-12
_DAY_SECONDS = 86_400

# Failures on which recovery was begun. One not recovered has waited from its day to the end of the data.
BEGUN = Counts(
    "recovery_daily",
    {
        "recovery_bucket": "recovery_bucket",
        "open_days": """CASE WHEN recovery_bucket IS NULL
            THEN (SELECT max(day) FROM contact_daily) - day + 1
        END""",
        "failures": "sum(failures)::BIGINT",
    },
    where="(recovery = 'attempted' OR recovery_bucket IS NOT NULL)",
)


@dataclass(frozen=True)
class TimeToRecover:
    """The course of recovery: seconds since the failure, and the share recovered by then, low and high.

    failures: on how many recovery was begun, of which `recovered` were recovered.
    """

    course: pl.DataFrame
    failures: int
    recovered: int


def time_to_recover(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> TimeToRecover:
    """The share recovered by each time, of the failures in the view on which recovery was begun.

    The course has columns seconds, share, low and high (95 %); no rows without such failures.
    """
    counts = read_counts(connection, settings, BEGUN, {}, view)
    curve = recovery_curves(counts, [WHOLE]).filter(pl.col("events") > 0)
    course = curve.select(
        seconds="time", share=1 - pl.col("survival"), low=1 - pl.col("high"), high=1 - pl.col("low")
    )
    recovered = counts.filter(pl.col("recovery_bucket").is_not_null())
    return TimeToRecover(course, int(counts["failures"].sum()), int(recovered["failures"].sum()))


def recovered_by(part: float) -> Estimator:
    """The time by which this share was recovered (interval: Brookmeyer and Crowley 1982)."""
    level = 1 - part + _ROUNDING

    def reached(limit: str) -> pl.Expr:
        return pl.col("time").filter(pl.col(limit) <= level).min()

    # Where nobody is left, the curve's interval says nothing.
    is_above_0 = pl.col("survival") > 0
    upper_end = pl.col("time").filter((pl.col("high") <= level) & is_above_0).min()
    beyond = pl.when(is_above_0.all()).then(float("inf"))

    def estimate(counts: pl.DataFrame, keys: Sequence[str], _: Definitions) -> pl.DataFrame:
        curves = recovery_curves(counts, keys).group_by(keys)
        return curves.agg(
            value=reached("survival"),
            low=reached("low"),
            high=pl.coalesce(upper_end, beyond),
            n=pl.col("at_risk").max().cast(pl.Int64),
        )

    return Estimator("curve", estimate)


def recovery_curves(counts: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """The Kaplan-Meier curve of not being recovered, per combination of the keys; times in seconds.

    counts: the keys, recovery_bucket (null: not recovered), open_days and failures. The time of a bucket is
    its geometric middle, so right within 2 %.
    """
    is_recovered = pl.col("recovery_bucket").is_not_null()
    within_bucket = pl.lit(BUCKET_RATIO).pow(pl.col("recovery_bucket").cast(pl.Float64) + 0.5)
    ended = counts.select(
        *keys,
        time=pl.when(is_recovered).then(within_bucket).otherwise(pl.col("open_days") * float(_DAY_SECONDS)),
        entered=pl.lit(0.0),
        events=pl.when(is_recovered).then("failures").otherwise(0).cast(pl.Float64),
        censored=pl.when(is_recovered).then(0).otherwise("failures").cast(pl.Float64),
    )
    begun = counts.group_by(keys).agg(entered=pl.col("failures").sum().cast(pl.Float64))
    begun = begun.select(*keys, time=pl.lit(0.0), entered="entered", events=pl.lit(0.0), censored=pl.lit(0.0))
    return survival_curve(life_table(pl.concat([begun, ended]), keys), keys)
