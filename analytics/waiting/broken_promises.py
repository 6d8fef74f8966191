"""What goes with a broken promise: satisfaction after it against kept promises at equal wait."""

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import WHOLE, Counts, read_counts, sums
from analytics.statistics.stratified import stratified_difference
from analytics.view import View
from warehouse.settings import Settings

SCORES = ("mean", "satisfied")

# What makes contacts alike: where, how, booked or not, and the wait to half an octave.
_ALIKE = ("department", "contact_tier", "channel", "is_booked", "wait_step")
_ANSWERS = Counts(
    "response_daily",
    {"wait_step": "wait_step", "is_exposed": "is_promise_broken"}
    | sums("csat_answers")
    | {
        f"csat_{name}": f"sum(csat_{name})::DOUBLE"
        for name in ("weight", "weight_squares", "satisfied", "total", "squares")
    },
    where="is_promise_broken IS NOT NULL AND csat_answers > 0",
)
# Weighted total and sum of squares of each score; a satisfied answer is 1, and so is its square.
_SUMS = {"mean": ("csat_total", "csat_squares"), "satisfied": ("csat_satisfied", "csat_satisfied")}


def broken_promise_effect(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: str | None = None,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Satisfaction after a broken promise less that after a kept one, at equal wait and not.

    Answers, each by what it weighs, are compared within the same department, contact tier, channel, booking
    and half octave of the wait. Within half an octave those whose promise was broken still
    waited about 5 % longer, which makes the difference about 0.01 points too large where each doubling of the
    wait goes with 0.2 points.

    Returns the column `by` if given, score ("mean": of the 1-5 answers; "satisfied": share of 4 and 5),
    difference, low, high (95 %), naive, naive_low, naive_high (regardless of the wait), broken and kept (all
    answers about contacts with a promise), used (of these, answers compared at equal wait), and note: null,
    or why there is no difference: "not_in_data", or "too_few" with fewer than settings.definitions.small_n
    used on either side. The view's days are those of the answers. Without `by` always two rows.

    Raises QueryError for an unknown dimension.
    """
    split = find_dimensions(settings, dict.fromkeys([*([by] if by else []), *_ALIKE[:4]]))
    keys = [by] if by else [WHOLE]
    cells = read_counts(connection, settings, _ANSWERS, split, view)
    if not by:
        cells = cells.with_columns(pl.lit(None, pl.String).alias(WHOLE))
    found = pl.concat([_difference(cells, keys, score) for score in SCORES])
    if not by and found.is_empty():
        found = _no_answers(found)
    return _withheld(found, settings).select(
        *([by] if by else []),
        "score",
        *("difference", "low", "high", "naive", "naive_low", "naive_high"),
        *("broken", "kept", "used", "note"),
    )


def _difference(cells: pl.DataFrame, keys: list[str], score: str) -> pl.DataFrame:
    total, squares = _SUMS[score]
    summed = cells.with_columns(
        pl.col("is_exposed").cast(pl.Boolean),
        n=pl.col("csat_answers"),
        weight=pl.col("csat_weight").cast(pl.Float64),
        weight_squares=pl.col("csat_weight_squares").cast(pl.Float64),
        total=pl.col(total).cast(pl.Float64),
        squares=pl.col(squares).cast(pl.Float64),
    )
    strata = [name for name in _ALIKE if name not in keys]
    return (
        stratified_difference(summed, strata, keys)
        .sort(keys, nulls_last=True)
        .with_columns(score=pl.lit(score))
    )


def _no_answers(found: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([found, pl.DataFrame({"score": SCORES})], how="diagonal").with_columns(
        pl.col("exposed", "unexposed", "all_exposed", "all_unexposed").fill_null(0)
    )


def _withheld(found: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Without the figures that too few answers carry."""
    least = settings.definitions.small_n
    answers = pl.col("all_exposed") + pl.col("all_unexposed")
    has_few = (pl.min_horizontal("exposed", "unexposed") < least) | pl.col("low").is_null()
    has_few_at_all = (pl.min_horizontal("all_exposed", "all_unexposed") < least) | pl.col(
        "plain_low"
    ).is_null()
    note = pl.when(answers == 0).then(pl.lit(NOT_IN_DATA)).when(has_few).then(pl.lit(TOO_FEW))
    return found.with_columns(
        pl.when(~has_few).then(pl.col("difference", "low", "high")),
        pl.when(~has_few_at_all)
        .then(pl.col("plain", "plain_low", "plain_high"))
        .name.replace("plain", "naive"),
        broken=pl.col("all_exposed"),
        kept=pl.col("all_unexposed"),
        used=pl.col("exposed") + pl.col("unexposed"),
        note=note,
    )
