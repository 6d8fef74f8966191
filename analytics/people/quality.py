"""The quality that agents and teams give, beside those who serve in the same way."""

from typing import Literal

import duckdb
import numpy as np
import polars as pl

from analytics.comparing.frames import in_schema
from analytics.comparing.units import Units, shrunk_ranks, usual
from analytics.notes import TOO_FEW
from analytics.people.scores import DESK, FIGURES, measure_of, scores_by_agent
from analytics.standing_out import clear_distance
from analytics.statistics.common import Z
from analytics.view import View
from warehouse.contract import CONTACT_TIERS
from warehouse.errors import QueryError
from warehouse.settings import Settings

Who = Literal["agent_id", "team"]
# Agents are held against their own desk. A desk has few teams, so these against those of other departments.
KINDS: dict[str, tuple[str, ...]] = {"agent_id": DESK, "team": ("contact_tier", "channel")}
_SCHEMA = {
    **dict.fromkeys((*DESK, "who", "figure"), pl.String()),
    "n": pl.Int64(),
    **dict.fromkeys(("value", "shrunk", "shrunk_low", "shrunk_high", "expected", "z", "rank"), pl.Float64()),
    **dict.fromkeys(("rank_low", "rank_high", "units"), pl.Int64()),
    "stands_out": pl.String(),
    "note": pl.String(),
}


def quality(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: str = "agent_id",
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Satisfaction, consideration and failure of agents or teams (by="team"), within tier and channel.

    A row per desk (contact_tier, department, channel), who and figure with records: n, value, shrunk with
    shrunk_low and shrunk_high (drawn towards those alike as far as the records are few, empirical Bayes,
    95 %), expected (what is usual among them), z (how far the value is from it, with the spread that they
    have anyway), rank with rank_low and rank_high (of the shrunk figures, 95 %; 1 is best) among `units`,
    stands_out ("better" or "worse" where that is beyond chance for so many looks; Bonferroni) and note
    ("too_few" under settings.definitions.small_n: value, z and ranks are withheld). Agents are held against
    their own department and channel in the tier, teams against all of the tier and channel. figure: csat_mean
    (1-5), consideration (mean of empathy and assurance, 1-7), failure (0-1, of contacts not abandoned).

    Raises QueryError for another `by`.
    """
    if by not in KINDS:
        raise QueryError(f"Staff is not compared by '{by}'.", f"Known are {', '.join(KINDS)}.")
    return quality_of(scores_by_agent(connection, settings, view), by, settings.definitions.small_n)


def quality_of(scores: pl.DataFrame, by: str, small_n: int) -> pl.DataFrame:
    """The same of what `scores_by_agent` gives; by: one of KINDS."""
    found = [in_schema(_compared(units), _SCHEMA) for units in _kinds(scores, by)]
    frame = pl.concat([pl.DataFrame(schema=_SCHEMA), *found])
    is_few = pl.col("n") < small_n
    withheld = frame.with_columns(
        *(
            pl.when(~is_few).then(name).alias(name)
            for name in ("value", "z", "rank", "rank_low", "rank_high")
        ),
        note=pl.when(is_few).then(pl.lit(TOO_FEW)),
    )
    return withheld.with_columns(stands_out=_stands_out(withheld)).sort(
        pl.col("contact_tier").cast(pl.Enum(CONTACT_TIERS)),
        "channel",
        "department",
        pl.col("figure").cast(pl.Enum(FIGURES)),
        *(("rank",) if by == "team" else ()),
        "who",
        nulls_last=True,
    )


def _kinds(scores: pl.DataFrame, by: str) -> list[pl.DataFrame]:
    sums = pl.col("n", "effective_n", "total", "total_squares").sum()
    units = scores.drop_nulls(by).group_by(*DESK, "figure", who=by, maintain_order=True).agg(sums)
    return units.partition_by("figure", *KINDS[by], maintain_order=True)


def _compared(frame: pl.DataFrame) -> pl.DataFrame:
    measure = measure_of(frame["figure"][0])
    units = units_of(frame)
    against = usual(units, measure)
    # Some differ anyway, as people do: only what lies outside that spread stands out.
    errors = np.sqrt(against.errors(units.sizes) ** 2 + against.tau**2)
    far = (units.values - against.expected) / errors if against.spread else np.zeros(len(units))
    is_alone = len(units) < 2
    return frame.with_columns(
        value=pl.Series(units.values),
        expected=pl.lit(None if is_alone else against.expected, pl.Float64()),
        z=pl.lit(None, pl.Float64()) if is_alone else pl.Series(far),
        units=pl.lit(len(units)),
        **{name: pl.Series(drawn) for name, drawn in shrunk_ranks(units, measure, against.spread).items()},
    )


def units_of(frame: pl.DataFrame) -> Units:
    """The sums of a frame with n records as units that are compared."""
    return Units(
        *(frame[name].to_numpy().astype(np.float64) for name in ("total", "total_squares", "effective_n"))
    )


def _stands_out(frame: pl.DataFrame) -> pl.Expr:
    far = clear_distance(frame.height - frame["z"].null_count()) * Z
    falling = [name for name in FIGURES if measure_of(name).direction == "lower"]
    is_better = (pl.col("z") > 0) != pl.col("figure").is_in(falling)
    return pl.when(pl.col("z").abs() > far).then(
        pl.when(is_better).then(pl.lit("better")).otherwise(pl.lit("worse"))
    )
