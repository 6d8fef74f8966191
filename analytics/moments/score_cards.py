"""A score card for each touchpoint: the same five figures, held against the others of its tier and stage."""

import duckdb
import numpy as np
import polars as pl

from analytics.catalogue import find_measure
from analytics.comparing.frames import in_schema
from analytics.comparing.sums import read_moments
from analytics.comparing.units import Units, shrunk_ranks, usual
from analytics.measures.measure import Measure
from analytics.notes import TOO_FEW
from analytics.standing_out import clear_distance
from analytics.statistics.common import Z
from analytics.view import View
from warehouse.contract import CONTACT_TIERS
from warehouse.settings import Settings

# How it pleases, fails, is complained about, settles the matter and keeps its promises of waiting.
FIGURES = ("csat", "failure", "complaint", "first_contact_resolution", "promise_kept")
TOUCHPOINT = ("department", "channel", "stage")
# A stage has its own business: after an order more contacts are to come.
_KIND = ("contact_tier", "stage")
_SCHEMA = {
    **dict.fromkeys(("contact_tier", *TOUCHPOINT, "measure"), pl.String()),
    "n": pl.Int64(),
    **dict.fromkeys(("value", "shrunk", "shrunk_low", "shrunk_high", "expected", "z"), pl.Float64()),
    "stands_out": pl.String(),
    "note": pl.String(),
}


def score_cards(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Touchpoints, each a department, channel and stage, with the figures of FIGURES.

    A row per touchpoint and figure that it has records of: contact_tier, department, channel, stage (null
    where not known), measure, n, value; shrunk with shrunk_low and shrunk_high (drawn towards others of its
    tier and stage as far as it is small, empirical Bayes, 95 %), expected (what is usual there, as in
    `analytics.comparing.funnel`), z (how far the value is from it, with the spread that touchpoints have
    anyway), stands_out ("better" or "worse" where that is beyond chance for so many looks; Bonferroni), note
    ("too_few" under settings.definitions.small_n: value and z are withheld). Touchpoints of unknown tier are
    left out.
    """
    cards = [
        _of_kind(units, find_measure(name))
        for name in FIGURES
        for units in _units(connection, settings, find_measure(name), view)
    ]
    frame = pl.concat([pl.DataFrame(schema=_SCHEMA), *(in_schema(card, _SCHEMA) for card in cards)])
    is_few = pl.col("n") < settings.definitions.small_n
    withheld = frame.with_columns(
        *(pl.when(~is_few).then(name).alias(name) for name in ("value", "z")),
        note=pl.when(is_few).then(pl.lit(TOO_FEW)),
    )
    return withheld.with_columns(stands_out=_stands_out(withheld)).sort(
        pl.col("contact_tier").cast(pl.Enum(CONTACT_TIERS)),
        *TOUCHPOINT,
        pl.col("measure").cast(pl.Enum(FIGURES)),
        nulls_last=True,
    )


def _units(
    connection: duckdb.DuckDBPyConnection, settings: Settings, measure: Measure, view: View
) -> list[pl.DataFrame]:
    moments = read_moments(connection, settings, measure, ("contact_tier", *TOUCHPOINT), view)
    known = moments.drop_nulls(["contact_tier", "department", "channel"]).sort("contact_tier", *TOUCHPOINT)
    return known.partition_by(_KIND, maintain_order=True)


def _of_kind(frame: pl.DataFrame, measure: Measure) -> pl.DataFrame:
    totals, squares, sizes = (
        frame[name].to_numpy().astype(np.float64) for name in ("total", "total_squares", "effective_n")
    )
    units = Units(totals, squares, sizes)
    against = usual(units, measure)
    # Touchpoints differ anyway, by what they are for: only what lies outside that spread stands out.
    errors = np.sqrt(against.errors(sizes) ** 2 + against.tau**2)
    far = (units.values - against.expected) / errors if against.spread else np.zeros(len(units))
    is_alone = len(units) < 2
    drawn = shrunk_ranks(units, measure, against.spread)
    return frame.with_columns(
        measure=pl.lit(measure.name),
        value=pl.Series(units.values),
        expected=pl.lit(None if is_alone else against.expected, pl.Float64()),
        z=pl.lit(None, pl.Float64()) if is_alone else pl.Series(far),
        **{name: pl.Series(drawn[name]) for name in ("shrunk", "shrunk_low", "shrunk_high")},
    )


def _stands_out(frame: pl.DataFrame) -> pl.Expr:
    looks = frame.height - frame["z"].null_count()
    far = clear_distance(looks) * Z
    falling = [name for name in FIGURES if find_measure(name).direction == "lower"]
    is_better = (pl.col("z") > 0) != pl.col("measure").is_in(falling)
    return pl.when(pl.col("z").abs() > far).then(
        pl.when(is_better).then(pl.lit("better")).otherwise(pl.lit("worse"))
    )
