"""Expected and perceived quality side by side, on the five dimensions of SERVQUAL."""

import duckdb
import polars as pl

from analytics.intervals import mean
from analytics.measures.servqual import DIMENSIONS, HIGHEST, LOWEST
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import Counts, read_counts
from analytics.statistics.kish import effective_size, per_weight
from analytics.view import View
from warehouse.settings import Settings

_BOTH = f"FILTER (expected BETWEEN {LOWEST} AND {HIGHEST})"
_WIDEST = HIGHEST - LOWEST
_COUNTS = Counts(
    "answer_daily",
    {
        "perceived_total": "sum(score * weight)::DOUBLE",
        "perceived_squares": "sum(score ** 2 * weight)::DOUBLE",
        "perceived_n": "sum(answers)::BIGINT",
        "perceived_weight": "sum(weight)::DOUBLE",
        "perceived_weight_squares": "sum(weight_squares)::DOUBLE",
        "expected_total": f"(sum(expected * weight) {_BOTH})::DOUBLE",
        "expected_squares": f"(sum(expected ** 2 * weight) {_BOTH})::DOUBLE",
        "gap_total": f"(sum((score - expected) * weight) {_BOTH})::DOUBLE",
        "gap_squares": f"(sum((score - expected) ** 2 * weight) {_BOTH})::DOUBLE",
        "n": f"(sum(answers) {_BOTH})::BIGINT",
        "weight": f"(sum(weight) {_BOTH})::DOUBLE",
        "weight_squares": f"(sum(weight_squares) {_BOTH})::DOUBLE",
    },
    level="item",
    where=f"starts_with(item, 'servqual.') AND score BETWEEN {LOWEST} AND {HIGHEST}",
)


def servqual(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """What was expected and perceived of each dimension, and the gap between the two, by what answers weigh.

    Returns one row per dimension, in the order of SERVQUAL: dimension; gap, gap_low, gap_high (the measure
    servqual_…_gap: perceived less expected within each answer), expected, expected_low, expected_high (mean
    of the same answers, 1 to 7) and n of both; perceived, perceived_low, perceived_high, perceived_n (the
    measure servqual_…: all answers, with an expectation or not); and note, why there is no gap: null,
    "not_in_data" or "too_few". Intervals are of 95 %.
    """
    least = settings.definitions.small_n
    counts = read_counts(connection, settings, _COUNTS, {}, view).with_columns(
        dimension=pl.col("item").cast(pl.String).str.strip_prefix("servqual.")
    )
    figures = (
        pl.DataFrame({"dimension": list(DIMENSIONS)})
        .join(counts, on="dimension", how="left", maintain_order="left")
        .with_columns(pl.col("n", "perceived_n").fill_null(0))
        .with_columns(**_mean("perceived", "perceived_", LOWEST, HIGHEST, least))
        .with_columns(**_mean("expected", "", LOWEST, HIGHEST, least))
        .with_columns(**_mean("gap", "", -_WIDEST, _WIDEST, least))
    )
    is_withheld = pl.col("gap").is_null()
    note = pl.when(pl.col("n") == 0).then(pl.lit(NOT_IN_DATA)).when(is_withheld).then(pl.lit(TOO_FEW))
    names = [f"{part}{end}" for part in ("gap", "expected", "perceived") for end in ("", "_low", "_high")]
    return figures.select("dimension", *names[:6], "n", *names[6:], "perceived_n", note=note)


def _mean(part: str, answers: str, lowest: float, highest: float, least: int) -> dict[str, pl.Expr]:
    """A mean with its interval; neither where there are too few answers, or only one.

    answers: what the names of their number and weights begin with.
    """
    weights = [pl.col(f"{answers}{name}") for name in ("weight", "weight_squares")]
    total, squares = (pl.col(f"{part}_{name}") * per_weight(*weights) for name in ("total", "squares"))
    figure = mean(total, squares, effective_size(*weights), lowest, highest)
    known = pl.when((pl.col(f"{answers}n") >= least) & figure.low.is_not_null())
    return {
        part: known.then(figure.value),
        f"{part}_low": known.then(figure.low),
        f"{part}_high": known.then(figure.high),
    }
