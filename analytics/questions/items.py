"""Which items of a set are asked, and how they are answered."""

import duckdb
import polars as pl

from analytics.notes import NOT_IN_DATA
from analytics.questions.index import estimates
from analytics.questions.moments import read_moments
from analytics.questions.sets import find_set, items_of
from analytics.view import View
from warehouse.settings import Settings


def question_items(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    name: str,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """A row per item of a set, in its order.

    Returns item, dimension, worst, best, weight (its share of the index), value, low, high (0 to 100, 95 %),
    n (answers on the scale) and note: "not_in_data" where no answer has the item. Raises QueryError for an
    unknown set.
    """
    return items_from(read_moments(connection, settings, name, (), view), settings, name)


def items_from(moments: pl.DataFrame, settings: Settings, name: str) -> pl.DataFrame:
    """The same from sums at hand, which may be by dimensions."""
    items, perceived = items_of(find_set(settings, name)), moments.filter(pl.col("kind") == "perceived")
    alone = items.select(part="item", place="place", weight=pl.lit(1.0))
    figures = estimates(perceived, alone, (), 0, 2).drop("error")
    answered = perceived.group_by("place").agg(answers=pl.col("n").sum())
    told = (
        items.join(figures.rename({"part": "item"}), on="item", how="left", maintain_order="left")
        .join(answered, on="place", how="left", maintain_order="left")
        .with_columns(n=pl.col("answers").fill_null(0))
    )
    note = pl.when(pl.col("n") == 0).then(pl.lit(NOT_IN_DATA))
    columns = ("item", "dimension", "worst", "best", "weight", "value", "low", "high", "n")
    return told.select(*columns, note=note)


def missing_items(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    name: str,
    view: View = View(),  # noqa: B008 - a View never changes
) -> list[str]:
    """The items of a set that no answer has."""
    items = question_items(connection, settings, name, view)
    return items.filter(pl.col("note") == NOT_IN_DATA)["item"].to_list()
