"""Rated contacts as the cells that the model of satisfaction is fitted to."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import polars as pl

from analytics.customer_sample import EVERYBODY, sampled
from analytics.dimensions import find_dimensions
from analytics.loyalty.experience import DRIVERS, ENDINGS, LEVELS, WAIT
from analytics.loyalty.items import Item
from analytics.reading import Counts, read_counts
from analytics.statistics.common import Floats
from analytics.statistics.linear_model import Units
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

# Contacts of which a driver is not known, or too rare to be told.
WAIT_UNKNOWN, UNTOLD = "wait_unknown", "untold"
_BY = ("segment", "tenure")
_ADJUSTING = ("place", *_BY)
# Waits within a quarter of a doubling are put together, and stand for their mean.
_COLUMNS = {
    "score": "score",
    "place": "place",
    "contact_tier": "contact_tier",
    "over_promise": "over_promise",
    "ending": "ending",
    "wait_step": "floor(4 * doublings)::INTEGER",
    "n": "count(*)",
    "weight": "sum(weight)::DOUBLE",
    "weight_squares": "sum(weight ** 2)::DOUBLE",
    "doublings": "sum(weight * doublings)::DOUBLE",
    "doublings_if_kept": "sum(weight * coalesce(doublings_if_kept, doublings))::DOUBLE",
}


@dataclass(frozen=True)
class Design:
    """Cells of rated contacts and the columns of the model.

    frame: score, place, contact_tier, segment, tenure, over_promise, ending, n, weight, weight_squares,
    doublings and doublings_if_kept (means). columns: names of the levels of drivers that are in the model,
    in the order of their columns, which come first; behind them the constant and what is adjusted for, and
    `marks` columns that say what is not known of a contact or too rare to be told.
    """

    frame: pl.DataFrame
    columns: tuple[str, ...]
    units: Units
    marks: int

    @property
    def adjusting(self) -> list[int]:
        """The columns of the constant and of what is adjusted for."""
        return list(range(len(self.columns), self.units.rows.shape[1]))

    def of(self, driver: str) -> list[int]:
        """The columns of a driver's levels in the model."""
        names = [level.name for level in DRIVERS[driver].levels]
        return [place for place, name in enumerate(self.columns) if name in names]

    def without_drivers(self) -> Floats:
        """The rows of the model if nothing of the drivers were there."""
        rows = self.units.rows.copy()
        rows[:, : len(self.columns)] = 0.0
        rows[:, rows.shape[1] - self.marks :] = 0.0
        return rows

    def changed(self, **columns: pl.Expr) -> Floats:
        """The rows of the model if the frame had these values."""
        return _rows(self.frame.with_columns(**columns), self.columns, self.units.rows)


def read_rated(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    item: Item,
    view: View,
    per_mille: int = EVERYBODY,
) -> pl.DataFrame:
    """The cells of a view, of so many in 1,000 contacts; none without answers that are linked to contacts."""
    text, drawn = read_sql("analytics.loyalty", "rated"), sampled(per_mille, by="contact_id")
    rows = text.format(item=item.name, lowest=item.lowest, highest=item.highest, sampled=drawn)
    counts = Counts("answered_contacts", _COLUMNS, rows=rows)
    cells = read_counts(connection, settings, counts, find_dimensions(settings, _BY), view)
    weight = pl.col("weight").cast(pl.Float64)
    texts = pl.col(*_ADJUSTING, "contact_tier", "ending").cast(pl.String)
    return cells.sort(cells.columns).with_columns(
        texts.fill_null(""),
        pl.col("n").cast(pl.Int64),
        pl.col("score", "weight", "weight_squares").cast(pl.Float64),
        pl.col("over_promise").cast(pl.Boolean),
        pl.col("doublings", "doublings_if_kept").cast(pl.Float64) / weight,
        is_wait_unknown=pl.col("wait_step").is_null(),
    )


def design(cells: pl.DataFrame, least: int) -> Design:
    """The cells as rows of a linear model. Groups with fewer than `least` contacts are put together. Levels
    with fewer contacts, or with fewer others, are not told: their contacts have a mean of their own."""
    joined = cells.with_columns(_joined(name, least) for name in _ADJUSTING)
    columns = tuple(name for name in LEVELS if _is_telling(cells, name, least))
    untold = pl.any_horizontal(pl.lit(False), *(is_level(name) for name in LEVELS if name not in columns))
    marks = {UNTOLD: untold, WAIT_UNKNOWN: pl.col("is_wait_unknown")}
    marked = joined.with_columns(**marks).cast(dict.fromkeys(marks, pl.String))
    adjusting = _dummies(marked, (*_ADJUSTING, *marks))
    behind = np.hstack([np.zeros((joined.height, len(columns))), adjusting])
    outcome, weights, squares = (joined[name].to_numpy() for name in ("score", "weight", "weight_squares"))
    units = Units(outcome, _rows(joined, columns, behind), weights, squares)
    return Design(joined, columns, units, sum(marked[name].n_unique() - 1 for name in marks))


def is_level(name: str) -> pl.Expr:
    """Whether the contacts of a cell are of a level; of the wait, whether it is known."""
    if name == WAIT:
        return ~pl.col("is_wait_unknown")
    return pl.col("over_promise") if name not in ENDINGS else pl.col("ending") == name


def _is_telling(cells: pl.DataFrame, level: str, least: int) -> bool:
    """Whether enough contacts are of a level, and enough are not; a wait is longer or shorter by itself."""
    size, total = int(cells.filter(is_level(level))["n"].sum()), int(cells["n"].sum())
    return size >= least and (level == WAIT or total - size >= least)


def _rows(frame: pl.DataFrame, columns: tuple[str, ...], behind: Floats) -> Floats:
    """The columns of the levels; all others as they are in `behind`."""
    values = {name: is_level(name).cast(pl.Float64) for name in columns}
    if WAIT in values:
        values[WAIT] = pl.col("doublings").fill_null(0.0)
    levels = frame.select(**values).to_numpy()
    return np.hstack([levels, behind[:, len(columns) :]])


def _joined(name: str, least: int) -> pl.Expr:
    """Groups with too few contacts, as one."""
    return pl.when(pl.col("n").sum().over(name) >= least).then(name).otherwise(pl.lit("…")).alias(name)


def _dummies(frame: pl.DataFrame, groups: Sequence[str]) -> Floats:
    """A constant, and 1 or 0 for each value of each group but the first."""
    values = [frame.select(name).to_dummies().cast(pl.Float64).to_numpy()[:, 1:] for name in groups]
    return np.hstack([np.ones((frame.height, 1)), *values])
