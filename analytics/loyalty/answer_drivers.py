"""Which answers of a questionnaire go with one of its scores: relative weights of what was rated in parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import polars as pl

from analytics.by_dimension import by_dimension
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import conditions, parameters, picked_by, prepare
from analytics.statistics.common import Floats, Interval
from analytics.statistics.importance import relative_weights
from analytics.statistics.linear_model import Units
from analytics.statistics.regression import independent_columns
from analytics.stored import read_stored
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

# An item that fewer of the questionnaires answer would cost the others most of their answers, as only those
# that answer all are looked at.
LEAST_SHARE = 2 / 3
# Of questionnaires, the fewest for each item that is weighed.
_LEAST_PER_ITEM = 10
_ITEMS = {"item": pl.String(), "n": pl.Int64()}
_ROWS = {
    "item": pl.String(),
    **dict.fromkeys(("share", "low", "high", "part", "correlation"), pl.Float64()),
    "n": pl.Int64(),
    "note": pl.String(),
}


@dataclass(frozen=True)
class AnswerDrivers:
    """items: item, share (of what all items explain), low, high (95 %), part (of the variance of the score),
    correlation (with the score), n (questionnaires that answer it beside the score), note ("too_few" where
    it was left out: fewer than two thirds of what most items have). The largest share first.

    n: questionnaires that answer the score and all items weighed. explained: the part of the variance of the
    score that these explain; None without figures, and then note says why.
    """

    item: str
    items: pl.DataFrame
    n: int
    explained: Interval | None
    note: str | None


def answer_drivers(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    item: str = "csat",
    among: str = "",
    view: View = View(),  # noqa: B008 - a View never changes
) -> AnswerDrivers:
    """The items whose names begin with `among`, by how they go with the score of `item` beside them.

    Without it, those of the group that is answered most: groups are named before the dot, as in
    servqual.empathy.
    """
    counts = _counts(connection, settings, item, among, view)
    if not among:
        counts = _most_answered(counts)
    chosen = counts.filter(pl.col("n") >= LEAST_SHARE * pl.col("n").max())["item"].to_list()
    cells = _cells(connection, settings, item, chosen, view) if chosen else pl.DataFrame()
    return _weighed(item, counts, chosen, cells, settings.definitions.small_n)


def _most_answered(counts: pl.DataFrame) -> pl.DataFrame:
    """The items of one group; of a group there are several."""
    grouped = counts.filter(pl.col("item").str.contains(".", literal=True)).with_columns(
        group=pl.col("item").str.split(".").list.first()
    )
    several = grouped.filter(pl.len().over("group") > 1)
    answers = several.group_by("group").agg(pl.col("n").sum()).sort("n", "group", descending=[True, False])
    return several.filter(pl.col("group").is_in(answers["group"].head(1).to_list())).drop("group")


def _weighed(
    item: str, counts: pl.DataFrame, chosen: Sequence[str], cells: pl.DataFrame, least: int
) -> AnswerDrivers:
    n = int(cells["n"].sum()) if cells.height else 0
    if n < max(least, _LEAST_PER_ITEM * len(chosen)):
        rows = counts.with_columns(note=pl.lit(TOO_FEW))
        return AnswerDrivers(item, _in_schema(rows), n, None, TOO_FEW if counts.height else NOT_IN_DATA)
    values = cells.select("score", *(f"item_{place}" for place in range(len(chosen)))).to_numpy()
    weights, squares = (cells[name].to_numpy() for name in ("weight", "weight_squares"))
    told = _telling(values[:, 1:], weights)
    if not told or np.ptp(values[:, 0]) == 0:
        return AnswerDrivers(item, _in_schema(counts.with_columns(note=pl.lit(TOO_FEW))), n, None, TOO_FEW)
    names, kept = [chosen[place] for place in told], values[:, [0, *(place + 1 for place in told)]]
    found = relative_weights(Units(kept[:, 0], kept[:, 1:], weights, squares), names)
    figures = [
        {
            "item": name,
            "share": found.shares[name].value,
            "low": found.shares[name].low,
            "high": found.shares[name].high,
            "part": found.parts[name].value,
            "correlation": float(correlation),
        }
        for name, correlation in zip(names, _correlations(kept, weights), strict=True)
    ]
    rows = counts.join(pl.DataFrame(figures), on="item", how="left", maintain_order="left")
    noted = rows.with_columns(note=pl.when(pl.col("share").is_null()).then(pl.lit(TOO_FEW)))
    return AnswerDrivers(item, _in_schema(noted), n, found.r_squared, None)


def _in_schema(rows: pl.DataFrame) -> pl.DataFrame:
    missing = [pl.lit(None, kind).alias(name) for name, kind in _ROWS.items() if name not in rows.columns]
    return (
        rows.with_columns(missing)
        .select(_ROWS.keys())
        .sort("share", "n", "item", descending=[True, True, False], nulls_last=True)
    )


def _telling(values: Floats, weights: Floats) -> list[int]:
    """The items that vary and are no sums of others."""
    centred = values - np.average(values, axis=0, weights=weights)
    spreads = np.sqrt(np.average(centred**2, axis=0, weights=weights))
    varying = np.flatnonzero(spreads > 0)
    if not len(varying):
        return []
    kept = independent_columns(centred[:, varying] / spreads[varying], weights)
    return [int(varying[place]) for place in kept]


def _correlations(values: Floats, weights: Floats) -> Floats:
    """Of each column with the first."""
    centred = values - np.average(values, axis=0, weights=weights)
    products = centred.T @ (centred * weights[:, None])
    sizes = np.sqrt(np.diag(products))
    return np.asarray(products[0, 1:] / (sizes[0] * sizes[1:]))


def _counts(
    connection: duckdb.DuckDBPyConnection, settings: Settings, item: str, among: str, view: View
) -> pl.DataFrame:
    """Items, and in how many questionnaires each stands beside the score."""
    query = read_sql("analytics.loyalty", "items_beside")
    return _read(connection, settings, query, {"item": item, "among": among}, view, _ITEMS)


def _cells(
    connection: duckdb.DuckDBPyConnection, settings: Settings, item: str, chosen: Sequence[str], view: View
) -> pl.DataFrame:
    """Questionnaires alike: score, item_0 and so on in the order chosen, n, weight, weight_squares."""
    names = {f"item_{place}": name for place, name in enumerate(chosen)}
    columns = ", ".join(f"avg(score) FILTER (item = ${name}) AS {name}" for name in names)
    query = read_sql("analytics.loyalty", "answered_together")
    query = query.replace("{items}", columns).replace(
        "{all}", " AND ".join(f"{name} IS NOT NULL" for name in names)
    )
    schema = dict.fromkeys(("score", *names), pl.Float64()) | {"n": pl.Int64()}
    schema |= dict.fromkeys(("weight", "weight_squares"), pl.Float64())
    return _read(connection, settings, query, {"item": item, **names}, view, schema)


def _read(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    query: str,
    values: Mapping[str, str],
    view: View,
    schema: Mapping[str, pl.DataType],
) -> pl.DataFrame:
    picked = picked_by(view, settings).values()
    query = query.replace("{picked}", " AND ".join(conditions(view, settings)) or "true")
    query = by_dimension(query, "answer_facts", picked, (view.since, view.until), settings)
    prepare(connection, settings, picked, query)
    return read_stored(connection, query, {**values, **parameters(view)}, schema).cast(dict(schema))  # type: ignore[arg-type]
