"""How waits end: the share answered and the share given up by each wait."""

import duckdb
import polars as pl

from analytics.intervals import proportion
from analytics.quantiles import BUCKET_RATIO, LOWEST_BUCKET
from analytics.reading import Counts, read_counts
from analytics.view import View
from warehouse.settings import Settings

_ENDED = Counts(
    "wait_daily",
    {
        "gave_up": "coalesce(sum(contacts) FILTER (is_abandoned), 0)::BIGINT",
        "answered": "coalesce(sum(contacts) FILTER (NOT is_abandoned), 0)::BIGINT",
    },
    level="wait_bucket",
)


def ended_waits(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Of all contacts whose wait is known, the share answered and the share given up by each wait.

    Returns seconds (right within 4 %; the first row, 0, holds those answered at once), answered,
    answered_low, answered_high, gave_up, gave_up_low, gave_up_high (0-1, 95 %) and n (all contacts whose wait
    is known). No rows without any.
    """
    counts = read_counts(connection, settings, _ENDED, {}, view).sort("wait_bucket")
    edge = pl.lit(BUCKET_RATIO).pow(pl.col("wait_bucket").cast(pl.Float64) + 1)
    running = counts.select(
        seconds=pl.when(pl.col("wait_bucket") > LOWEST_BUCKET).then(edge).otherwise(0.0),
        n=(pl.col("answered") + pl.col("gave_up")).sum().cast(pl.Int64),
        answered=pl.col("answered").cum_sum(),
        gave_up=pl.col("gave_up").cum_sum(),
    )
    answered, gave_up = (proportion(pl.col(name), pl.col("n")) for name in ("answered", "gave_up"))
    return running.select(
        "seconds",
        *(part.alias(f"answered{end}") for part, end in zip(answered, ("", "_low", "_high"), strict=True)),
        *(part.alias(f"gave_up{end}") for part, end in zip(gave_up, ("", "_low", "_high"), strict=True)),
        "n",
    )
