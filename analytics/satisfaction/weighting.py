"""Satisfaction weighted to all contacts that took place: who answers is not who was served."""

from collections.abc import Mapping, Sequence

import duckdb
import polars as pl

from analytics.dimensions import Dimension, find_dimensions
from analytics.intervals import proportion
from analytics.marts.mart import CONTACTS_AND_RESPONSES
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import WHOLE, Counts, read_combinations, read_counts, sums
from analytics.statistics.poststratification import post_stratified_means
from analytics.statistics.strata import join_small_strata
from analytics.view import View
from warehouse.settings import Settings

# The finest cells within which those who answered stand for those who did not, and what they are joined by
# where fewer than so many answered: endings differ most, in satisfaction and in who answers.
_CELLS = ("department", "contact_tier", "channel", "outcome")
_STEPS = (_CELLS, _CELLS[1:], ("contact_tier", "outcome"), ("outcome",))
_LEAST_ANSWERS = 5

_WEIGHTED = ("csat_weight", "csat_weight_squares", "csat_satisfied", "csat_total", "csat_squares")
_COUNTS = Counts(
    CONTACTS_AND_RESPONSES.name,
    sums("contacts", "responses", "csat_answers") | {name: f"sum({name})::DOUBLE" for name in _WEIGHTED},
)
_FIGURES = (
    *("value", "low", "high", "mean", "mean_low", "mean_high"),
    *("plain_value", "plain_low", "plain_high", "plain_mean"),
    *("difference", "difference_low", "difference_high"),
    *("n", "effective_n", "design_effect", "response_rate", "joined_share"),
)
_NEVER_WITHHELD = ("n", "response_rate")


def weighted_satisfaction(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: tuple[str, ...] = (),
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """CSAT as if every contact of the view that took place had been answered for, by dimensions.

    Post-stratified on department, contact tier, channel and outcome: within such a cell those who answered
    stand for those who did not, each by what the answer weighs in its survey. Only questionnaires that name
    their contact count, and days are those of the contact.

    Returns the columns of `by`, value, low, high (share of 4 or 5 of 5), mean, mean_low, mean_high,
    plain_value, plain_low, plain_high, plain_mean (the same answers by their survey's weights alone),
    difference,
    difference_low, difference_high (value - plain_value), n, effective_n and design_effect (Kish),
    response_rate, joined_share (contacts in cells with fewer than 5 answers, which were joined to others of
    their kind) and note: null, "not_in_data" or "too_few", as of a measure. Intervals are of 95 %. Sorted by
    `by`, unknown last; without `by` one row.

    Raises QueryError for an unknown dimension, or one that surveys cannot be split by.
    """
    dimensions = find_dimensions(settings, by)
    counts = _COUNTS.split_by(settings, dimensions, view)
    cells = read_counts(connection, settings, counts, dimensions | find_dimensions(settings, _CELLS), view)
    combinations = read_combinations(connection, settings, counts, dimensions, view)
    keys = combinations.columns
    figures = _figures(cells.with_columns(pl.lit(None, pl.String).alias(WHOLE)), keys)
    shown = (
        combinations.join(figures, on=keys, how="left", nulls_equal=True)
        .with_columns(pl.col("n").fill_null(0))
        .with_columns(note=_note(settings))
        .sort(_order(dimensions) or keys, nulls_last=True)
    )
    known = pl.when(pl.col("note").is_null())
    return shown.select(
        *by,
        *(name if name in _NEVER_WITHHELD else known.then(name).alias(name) for name in _FIGURES),
        "note",
    )


def _figures(cells: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    """One row per combination of the keys; what has no answers keeps its response rate alone."""
    names = list(dict.fromkeys((*keys, *_CELLS)))
    # In a settled order, so that equally large strata are chosen among in the same way every time.
    ordered = cells.sort(names).with_columns(n="csat_answers")
    joined = join_small_strata(ordered, keys, _STEPS, _LEAST_ANSWERS)
    strata = joined.group_by(*keys, "stratum", maintain_order=True).agg(
        pl.col("n", *_WEIGHTED).sum(), population=pl.col("contacts").sum()
    )
    weights = {name: f"csat_{name}" for name in ("weight", "weight_squares")}
    share, mean = (
        post_stratified_means(strata.with_columns(total=total, squares=squares, **weights), keys)
        for total, squares in (("csat_satisfied", "csat_satisfied"), ("csat_total", "csat_squares"))
    )
    figures = share.select(*keys, "n", "effective_n", "design_effect", **_share_figures())
    coverage = joined.group_by(keys).agg(
        response_rate=_part(pl.col("responses").sum(), pl.col("contacts").sum()),
        joined_share=_part(pl.col("contacts").filter("is_joined").sum(), pl.col("contacts").sum()),
    )
    means = mean.select(*keys, **_mean_figures())
    figures = figures.join(means, on=keys, how="left", nulls_equal=True)
    return coverage.join(figures, on=keys, how="left", nulls_equal=True)


def _share_figures() -> dict[str, pl.Expr]:
    """The weighted share has Wilson's interval at the n that a plain share of its variance would need."""
    value, n, margin = pl.col("mean"), pl.col("plain_effective_n"), pl.col("difference_margin")
    variance = pl.col("std_error") ** 2
    trials = pl.when(variance > 0).then(value * (1 - value) / variance).otherwise("effective_n")
    weighted = proportion(value * trials, trials)
    plain = proportion(pl.col("plain_mean") * n, n)
    return {
        **weighted._asdict(),
        "plain_value": plain.value,
        "plain_low": plain.low,
        "plain_high": plain.high,
        "difference": pl.col("difference"),
        "difference_low": pl.col("difference") - margin,
        "difference_high": pl.col("difference") + margin,
    }


def _mean_figures() -> dict[str, pl.Expr]:
    mean, margin = pl.col("mean"), pl.col("margin")
    return {
        "mean": mean,
        "mean_low": (mean - margin).clip(lower_bound=1),
        "mean_high": (mean + margin).clip(upper_bound=5),
        "plain_mean": pl.col("plain_mean"),
    }


def _part(of: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """A share; two questionnaires about one contact do not make more than all."""
    return pl.when(whole > 0).then((of / whole).clip(upper_bound=1))


def _note(settings: Settings) -> pl.Expr:
    is_withheld = (pl.col("n") < settings.definitions.small_n) | pl.col("mean_low").is_null()
    return pl.when(pl.col("n") == 0).then(pl.lit(NOT_IN_DATA)).when(is_withheld).then(pl.lit(TOO_FEW))


def _order(dimensions: Mapping[str, Dimension]) -> list[pl.Expr]:
    return [
        pl.col(name).cast(pl.Enum(dimension.order), strict=False) if dimension.order else pl.col(name)
        for name, dimension in dimensions.items()
    ]
