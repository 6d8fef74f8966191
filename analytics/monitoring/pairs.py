"""Contacts that a monitor and their customer both rated."""

import duckdb
import polars as pl

from analytics.by_dimension import by_dimension
from analytics.dimensions import find_dimensions
from analytics.questions.sets import find_set, items_of
from analytics.reading import conditions, parameters, picked_by, prepare
from analytics.stored import read_stored
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql


def rated_by_both(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    name: str,
    by: tuple[str, ...] = (),
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """A row per contact and item of the set that both rated: contact_id, by, place, item, weight (of the item
    in the index), worst, best, monitored and said (the customer's score), on the item's own scale.

    Days are those of the monitors' ratings. Raises QueryError for an unknown set or dimension.
    """
    items = items_of(find_set(settings, name))
    dimensions = find_dimensions(settings, by)
    asked = [*dimensions.values(), *picked_by(view, settings).values()]
    query = read_sql("analytics.monitoring", "pairs").format(
        keys="".join(f"{dimension.sql} AS {name}, " for name, dimension in dimensions.items()),
        names="".join(f"{name}, " for name in by),
        picked=" AND ".join(conditions(view, settings)) or "true",
    )
    query = by_dimension(query, "monitor_answers", asked, (view.since, view.until), settings)
    prepare(connection, settings, asked, query)
    values = {column: items[column].to_list() for column in ("item", "place", "worst", "best")}
    keys: dict[str, pl.DataType] = {
        name: pl.Date() if dimension.is_time else pl.String() for name, dimension in dimensions.items()
    }
    scores = dict.fromkeys(("worst", "best", "monitored", "said"), pl.Float64())
    schema = {"contact_id": pl.String(), **keys, "place": pl.Int64(), **scores}
    found = read_stored(connection, query, {**values, **parameters(view)}, schema)
    return found.join(items.select("place", "item", "weight"), on="place", maintain_order="left")


def scores_of_contacts(pairs: pl.DataFrame, by: tuple[str, ...] = ()) -> pl.DataFrame:
    """A row per contact: by, monitored and said from 0 to 100, of the items that both rated of it."""
    weight = pl.col("weight")
    on_scale = {
        name: (weight * 100 * (pl.col(name) - pl.col("worst")) / (pl.col("best") - pl.col("worst"))).sum()
        / weight.sum()
        for name in ("monitored", "said")
    }
    return pairs.group_by("contact_id", *by, maintain_order=True).agg(**on_scale)
