"""Whether those whom the company called stay, beside others who could have been called.

Whom to call is chosen: who had trouble is called more, and leaves more anyway, so the plain difference says
that calls drive customers away. Compared are therefore customers at equal circumstances before the week:
what they lived through in the calendar month before it, segment, tenure and month. Each week with calls is a
trial of its own among those who could have been called in it (Hernán and Robins 2016, American Journal of
Epidemiology 183). All who were tried count as tried, reached or not (intention to treat): who can be reached
differs from who cannot.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import duckdb
import numpy as np
import polars as pl

from analytics.finished import last_finished, read_span
from analytics.money.values import of_customers
from analytics.notes import TOO_FEW
from analytics.reading import narrowed, parameters, picked_by, prepare
from analytics.retention.definition import find_definition
from analytics.statistics.common import Floats, Interval
from analytics.statistics.effect import Cells, Effect, Overlap
from analytics.statistics.treatment import Design, doubly_robust, naive, propensity
from analytics.stored import read_stored
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

Comparison = Literal["tried", "reached"]
COMPARISONS: tuple[Comparison, ...] = ("tried", "reached")
NO_CALLS, NOT_OVER, NO_RECORDS = "no_calls", "not_over", "no_records"
CIRCUMSTANCES = (
    *("month", "segment", "tenure", "contacts", "over_promise", "unrecovered_failures"),
    *("recovered_failures", "complaints", "abandoned", "unresolved"),
)
_SCHEMA = pl.Schema(
    {
        **dict.fromkeys(CIRCUMSTANCES, pl.String()),
        **dict.fromkeys(("is_tried", "is_reached"), pl.Boolean()),
        **dict.fromkeys(("customers", "gone"), pl.Float64()),
    }
)
_DAYS_A_YEAR = timedelta(days=364)
# Of fewer leavers, or customers of a side, no regression says what they have in common.
_FEWEST = 5


@dataclass(frozen=True)
class Staying:
    """A comparison of shares who stayed, 0-1.

    n and others: customers in a week on each side. plain: the difference as it stands; difference: at equal
    circumstances, of those called less as they would have been without; with_call and without: the two
    shares. overlap: how comparable the sides are, of the adjusted figures. note: null, or why there is no
    figure: no_calls, no_records (no record says who left), not_over (of no week the days after it have
    passed), too_few.
    """

    comparison: Comparison
    n: int = 0
    others: int = 0
    plain: Interval | None = None
    difference: Interval | None = None
    with_call: Interval | None = None
    without: Interval | None = None
    overlap: Overlap | None = None
    note: str | None = None

    @property
    def is_clear(self) -> bool:
        """Whether the difference at equal circumstances is beyond chance."""
        return self.difference is not None and (self.difference.low > 0 or self.difference.high < 0)


@dataclass(frozen=True)
class Stayed:
    """Both comparisons, the days of the calls and what was followed: None without data."""

    tried: Staying
    reached: Staying
    days: tuple[date, date] | None = None


def staying(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> Stayed:
    """Those tried beside those not tried, and of those tried the reached beside the others, in the year up to
    the view's last day: whether they were still there settings.outbound.followed_days after the week of the
    call. Of the view's picks those of customers count.
    """
    span = read_span(connection, settings)
    if span is None:
        return _nothing(NO_CALLS)
    until = min(view.until or span[1], last_finished(span))
    days = (max(until - _DAYS_A_YEAR, span[0]), until)
    if find_definition(connection, settings).kind != "records":
        return _nothing(NO_RECORDS, days)
    cells = _read(connection, settings, view, days)
    if cells.is_empty():
        called = connection.sql("SELECT count(*) FROM outbound_facts").fetchall()[0][0]
        return _nothing(NOT_OVER if called else NO_CALLS, days)
    least = settings.definitions.small_n
    tried = compared(cells, "tried", least)
    return Stayed(tried, compared(cells.filter("is_tried"), "reached", least), days)


def compared(cells: pl.DataFrame, comparison: Comparison, least: int) -> Staying:
    """The same of cells at hand: CIRCUMSTANCES, is_<comparison>, customers, gone."""
    treated, gone = pl.col(f"is_{comparison}"), pl.col("gone").sum()
    sides = {side: cells.filter(treated == side) for side in (True, False)}
    n, others = (int(side["customers"].sum()) for side in sides.values())
    leavers = [float(side.select(gone).item()) for side in sides.values()]
    if min(n, others) < least or min(leavers) < _FEWEST:
        return Staying(comparison, n, others, note=TOO_FEW)
    units, covariates = _units(cells, comparison), _covariates(cells, comparison)
    found = doubly_robust(units, propensity(units, covariates), Design.additive(covariates), target="treated")
    return _staying(comparison, n, others, naive(units), found)


def _staying(comparison: Comparison, n: int, others: int, plain: Effect, found: Effect) -> Staying:
    """Effects on leaving turned round to staying."""
    return Staying(
        comparison,
        n,
        others,
        _turned(plain.difference, 0),
        _turned(found.difference, 0),
        _turned(found.treated, 1),
        _turned(found.untreated, 1),
        found.overlap,
    )


def _turned(figure: Interval, whole: int) -> Interval:
    return Interval(whole - figure.value, whole - figure.high, whole - figure.low)


def _read(
    connection: duckdb.DuckDBPyConnection, settings: Settings, view: View, days: tuple[date, date]
) -> pl.DataFrame:
    chosen = of_customers(view, settings)
    query = read_sql("analytics.outbound", "could_be_called").replace("{picked}", _picked(chosen, settings))
    prepare(connection, settings, picked_by(chosen, settings).values(), query)
    values = {
        "since": days[0],
        "until": days[1],
        "followed_days": settings.outbound.followed_days,
        **parameters(chosen.anytime()),
    }
    return read_stored(connection, query, values, _SCHEMA).select(_SCHEMA.names()).cast(_SCHEMA)


def _picked(chosen: View, settings: Settings) -> str:
    """The condition on a customer's month that the view picks the customer; looking for all takes long."""
    if not chosen.picked:
        return "true"
    picked = narrowed(read_sql("analytics", "picked_customers"), chosen, settings)
    return f"lived.customer_id IN ({picked})"


def _units(cells: pl.DataFrame, comparison: Comparison) -> Cells:
    gone = cells["gone"].to_numpy()
    return Cells(cells[f"is_{comparison}"].to_numpy(), cells["customers"].to_numpy(), gone, gone, True)


def _covariates(cells: pl.DataFrame, comparison: Comparison) -> Floats:
    """A constant, and a column for each value of each circumstance but the most frequent. Of a value of which
    nearly nobody was called, was not, or left, regressions can say nothing: it counts as the most frequent.
    """
    treated, customers = pl.col(f"is_{comparison}"), pl.col("customers")
    columns = [np.ones(cells.height)]
    for name in CIRCUMSTANCES:
        sizes = cells.group_by(name).agg(
            customers.sum(),
            least=pl.min_horizontal(
                customers.filter(treated).sum(), customers.filter(~treated).sum(), pl.col("gone").sum()
            ),
        )
        told = sizes.sort("customers", name, descending=True)[1:].filter(pl.col("least") >= _FEWEST)
        columns += [(cells[name] == value).cast(pl.Float64).to_numpy() for value in told[name].to_list()]
    return np.stack(columns, axis=1)


def _nothing(note: str, days: tuple[date, date] | None = None) -> Stayed:
    return Stayed(Staying("tried", note=note), Staying("reached", note=note), days)
