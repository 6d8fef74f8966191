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
    items = items_of(find_set(settings, name))
    moments = read_moments(connection, settings, name, (), view).filter(pl.col("kind") == "perceived")
    alone = items.select(part="item", place="place", weight=pl.lit(1.0))
    figures = estimates(moments, alone, (), 0, 2).drop("error")
    answered = moments.filter(pl.col("place") == pl.col("other")).select("place", answers="n")
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
