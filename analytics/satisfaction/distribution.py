"""How satisfaction scores are spread: a mean hides whether many are content or some are angry."""

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.intervals import proportion
from analytics.reading import Counts, read_counts, sums_of_answers
from analytics.statistics.kish import effective_size, per_weight
from analytics.view import View
from warehouse.contract import CONTACT_TIERS
from warehouse.settings import Settings

SCORES = (1, 2, 3, 4, 5)
_TIER = "contact_tier"
_COUNTS = Counts(
    "answer_daily",
    sums_of_answers(),
    level="score",
    where=f"item = 'csat' AND score IN {SCORES}",
)


def satisfaction_scores(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """The share of each satisfaction score, by contact tier; answers count by what they weigh.

    Returns contact_tier, score (1 to 5), answers, share, low, high (Wilson, 95 %) and n, the answers of the
    tier: five rows for each tier with enough answers (settings.definitions.small_n), from high to low,
    unknown (null) last; scores that nobody gave have a share of 0.
    """
    counts = read_counts(connection, settings, _COUNTS, find_dimensions(settings, [_TIER]), view)
    given = counts.with_columns(pl.col("score").cast(pl.Int64))
    scores = pl.DataFrame({"score": SCORES}, {"score": pl.Int64})
    weights = [pl.col(name).sum().over(_TIER) for name in ("weight", "weight_squares")]
    share = proportion(pl.col("weight") * per_weight(*weights), effective_size(*weights))
    return (
        given.select(_TIER)
        .unique()
        .join(scores, how="cross")
        .join(given, on=[_TIER, "score"], how="left", nulls_equal=True)
        .with_columns(pl.col("answers", "weight", "weight_squares").fill_null(0))
        .with_columns(n=pl.col("answers").sum().over(_TIER))
        .filter(pl.col("n") >= settings.definitions.small_n)
        .sort(pl.col(_TIER).cast(pl.Enum(CONTACT_TIERS)), "score", nulls_last=True)
        .select(_TIER, "score", "answers", share=share.value, low=share.low, high=share.high, n="n")
    )
