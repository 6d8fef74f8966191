"""What is read of contacts by reason and channel: the sums of every figure that channels are compared by."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.reading import read_counts
from analytics.reasons.same_reason import same_reason
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

FIGURES = (
    "csat_mean",
    "resolution",
    "one_stop",
    "repeat_same_reason",
    "failure",
    "wait_mean",
    "cost_per_contact",
)
"""Measures of the catalogue, beside the number of contacts."""
ONLINE = ("mail", "digital")
"""Delivery modes without a person's presence or voice."""
_KEYS = ("reason", "channel")
_SUMS = ("n", "weight", "weight_squares", "total", "squares")
_TRACED = "is_traced AND is_window_over"
_FIRST = f"{_TRACED} AND is_past_known AND NOT is_repeat"
_WAITED = "FILTER (outcome <> 'abandoned')"
_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "contacts": "count(*)",
        "online": f"count_if(delivery_mode IN {ONLINE})",
        "csat_mean_n": "count(score)",
        "csat_mean_weight": "sum(weight)",
        "csat_mean_weight_squares": "sum(weight ** 2)",
        "csat_mean_total": "sum(weight * score)",
        "csat_mean_squares": "sum(weight * score ** 2)",
        "resolution_n": "count(*)",
        "resolution_total": "count_if(outcome = 'resolved')",
        "one_stop_n": f"count_if({_FIRST})",
        "one_stop_total": f"count_if({_FIRST} AND outcome = 'resolved' AND NOT is_followed)",
        "repeat_same_reason_n": f"count_if({_TRACED})",
        "repeat_same_reason_total": f"count_if({_TRACED} AND is_followed)",
        "failure_n": "count(*)",
        "failure_total": "count_if(outcome = 'failed')",
        "wait_mean_n": f"count(wait_seconds) {_WAITED}",
        "wait_mean_total": f"sum(wait_seconds) {_WAITED}",
        "wait_mean_squares": f"sum(wait_seconds ** 2) {_WAITED}",
        "cost_per_contact_n": "count(cost)",
        "cost_per_contact_total": "sum(cost)",
        "cost_per_contact_squares": "sum(cost ** 2)",
    }
)
_COUNTS = same_reason(
    {name: f"coalesce({sql}, 0)::DOUBLE" for name, sql in _COLUMNS.items()},
    "channel IS NOT NULL",
    around=read_sql("analytics.reasons", "rated"),
)


def channel_cells(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """One row per reason (null where not known) and channel, with the sums behind every figure of FIGURES.

    Columns: reason, channel, contacts, online (those in a delivery mode of ONLINE), then per figure …_n and
    …_total, and …_squares, …_weight and …_weight_squares where values are more than 0 and 1.
    """
    keys = find_dimensions(settings, _KEYS)
    counts = _COUNTS.split_by(settings, keys, view)
    read = read_counts(connection, settings, counts, keys, view)
    return read.with_columns(pl.col(*_COLUMNS).cast(pl.Float64)).sort(*_KEYS, nulls_last=True)


def sums_of(cells: pl.DataFrame, figure: str, keys: Sequence[str] = _KEYS) -> pl.DataFrame:
    """keys, n, weight, weight_squares, total and squares of one figure: a 0 or 1 is its own square, and each
    value weighs 1 unless it says otherwise.
    """
    n, total = pl.col(f"{figure}_n"), pl.col(f"{figure}_total")
    own = {name: pl.col(f"{figure}_{name}") for name in _SUMS if f"{figure}_{name}" in cells.columns}
    sums = {"n": n, "weight": n, "weight_squares": n, "total": total, "squares": total} | own
    return cells.select(*keys, **sums).filter(pl.col("n") > 0)
