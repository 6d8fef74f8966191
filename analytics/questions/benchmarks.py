"""One's own index beside values that others publish, year by year."""

import re

import duckdb
import polars as pl

from analytics.notes import NOT_IN_DATA
from analytics.questions.index import figures_of
from analytics.questions.moments import read_moments
from analytics.questions.sets import find_set
from analytics.standing_out import clear_distance, distance
from analytics.view import View
from warehouse.question_settings import INDEX
from warehouse.settings import Settings

_DIFFERENCE = ("difference", "difference_low", "difference_high")


def own_by_year(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    name: str,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """The index of a set in each calendar year: year, value, low, high (0 to 100, 95 %), n and note.

    Raises QueryError for an unknown set.
    """
    moments = read_moments(connection, settings, name, ("month",), view)
    by_year = moments.with_columns(year=pl.col("month").dt.year().cast(pl.Int64))
    figures = figures_of(by_year, settings, name, ("year",))
    of_index = figures.filter(pl.col("part") == INDEX).drop_nulls("year").sort("year")
    return of_index.select("year", "value", "low", "high", "n", "note")


def beside_benchmarks(
    own: pl.DataFrame, benchmarks: pl.DataFrame, name: str, settings: Settings
) -> pl.DataFrame:
    """Published values beside one's own of the same year.

    own: of `own_by_year`. benchmarks: of `state.benchmarks`. Those of an index that is called as the set
    stand beside it alone; where there is none, all do.

    Returns the columns of benchmarks but changed_at, published (the value on the scale of 0 to 100), own with
    own_low and own_high, n, difference (own less published) with its ends, is_clear: whether the published
    value lies outside one's own interval even for so many values (Bonferroni), and note: why there is no own
    value.
    """
    label = find_set(settings, name).label(name)
    called = {_plain(text) for text in (name, label.ko, label.en)}
    same = benchmarks.filter(
        pl.col("index_name").map_elements(lambda text: _plain(text) in called, return_dtype=pl.Boolean)
    )
    chosen = benchmarks if same.is_empty() else same
    scaled = 100 * (pl.col("value") - pl.col("lowest")) / (pl.col("highest") - pl.col("lowest"))
    years = own.rename({"value": "own", "low": "own_low", "high": "own_high"})
    beside = chosen.drop("changed_at").with_columns(published=scaled)
    told = beside.join(years, on="year", how="left", maintain_order="left").with_columns(
        difference=pl.col("own") - pl.col("published"),
        difference_low=pl.col("own_low") - pl.col("published"),
        difference_high=pl.col("own_high") - pl.col("published"),
        note=pl.when(pl.col("n").is_null()).then(pl.lit(NOT_IN_DATA)).otherwise("note"),
    )
    far = distance(*(pl.col(column) for column in _DIFFERENCE)).abs()
    looks = told.height - told["own"].null_count()
    clear = (far > clear_distance(looks)).fill_null(False)
    return told.with_columns(pl.col("n").fill_null(0), is_clear=clear).select(
        *beside.columns, "own", "own_low", "own_high", "n", *_DIFFERENCE, "is_clear", "note"
    )


def _plain(text: str) -> str:
    """Letters and digits alone: KS-SQI and ks_sqi are the same."""
    return re.sub(r"[\W_]+", "", text).lower().removesuffix("방식").removesuffix("style")
