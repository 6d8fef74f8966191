"""How long customers wait before they give up, from waits that are kept as counts per bucket.

Those who are served stop waiting before they would have given up: their waits are cut short, and only the
Kaplan-Meier curve uses them rightly. The mean wait of those who gave up is far below patience.
"""

from collections.abc import Sequence

import polars as pl

from analytics.quantiles import BUCKET_RATIO, LOWEST_BUCKET
from analytics.reading import Counts
from analytics.statistics.kaplan_meier import survival_curve
from analytics.statistics.life_table import life_table

# Whoever was served at once shows nothing of patience (Brown et al. 2005 leave them out too).
WAITED = Counts(
    "wait_daily",
    {
        "abandoned": "coalesce(sum(contacts) FILTER (is_abandoned), 0)::BIGINT",
        "served": "coalesce(sum(contacts) FILTER (NOT is_abandoned), 0)::BIGINT",
    },
    level="wait_bucket",
    where=f"wait_bucket > {LOWEST_BUCKET}",
)


def waiting_curves(counts: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """The share still waiting after each wait, had nobody been served, per combination of the keys.

    counts: the keys, `wait_bucket`, `abandoned` and `served`. A wait stands for the upper edge of its
    bucket, so times are right within 4 %. Of those served within a bucket half are taken as still there when
    others in it give up (the actuarial form of the curve: Cutler and Ederer 1958); counting all would make
    patience longer than it is.

    Returns keys, time (seconds, from 0 on), still_waiting (contacts that waited until then), events,
    survival, std_error, low and high, sorted by time within a combination.
    """
    table = life_table(_spells(counts, keys), keys)
    curves = survival_curve(table.with_columns(pl.col("at_risk") - pl.col("censored") / 2), keys)
    still_waiting = table["at_risk"].round().cast(pl.Int64).alias("still_waiting")
    return curves.with_columns(still_waiting).drop("at_risk")


def _spells(counts: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """What `life_table` counts: all begin to wait at 0, and stop in their bucket."""
    ended = counts.select(
        *keys,
        time=pl.lit(BUCKET_RATIO).pow(pl.col("wait_bucket").cast(pl.Float64) + 1),
        entered=pl.lit(0, pl.Int64),
        events="abandoned",
        censored="served",
    )
    began = ended.group_by(keys).agg(
        time=pl.lit(0.0),
        entered=pl.col("events").sum() + pl.col("censored").sum(),
        events=pl.lit(0, pl.Int64),
        censored=pl.lit(0, pl.Int64),
    )
    return pl.concat([ended, began.select(ended.columns)], how="vertical_relaxed")
