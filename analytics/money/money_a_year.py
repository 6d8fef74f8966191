"""What goes wrong, in money a year: the one list by which findings are ranked."""

from collections.abc import Iterator

import duckdb
import polars as pl

from analytics.drivers.importance import ALL_DRIVERS, importance_of
from analytics.drivers.model import DriverModel, driver_model
from analytics.intervals import Estimate, change
from analytics.measuring import measure
from analytics.money.costs import contact_costs
from analytics.money.lost import everybody, value_lost
from analytics.money.refunds import refunds_after_failures
from analytics.notes import NOT_IN_DATA
from analytics.reasons.avoidable import avoidable
from analytics.statistics.common import Interval
from analytics.statistics.lifetime import product
from analytics.view import View
from warehouse.settings import Settings

LEAVING, AVOIDABLE, REFUNDS = "leaving", "avoidable", "refunds"
AFTER_FAILURES, REFUNDED_AFTER = "contacts_after_failures", "refunds_after_failures"
DRIVER = "driver."
OF_FAILING = (f"{DRIVER}unrecovered_failures", "failed", AFTER_FAILURES, REFUNDED_AFTER)
"""The items that failing comes to."""
OF_VALUE, OF_COST, OF_SALES = "value", "cost", "sales"
SCHEMA = {
    "item": pl.String(),
    "of": pl.String(),
    "n": pl.Int64(),
    **dict.fromkeys(("value", "low", "high"), pl.Float64()),
    "note": pl.String(),
}
Row = dict[str, object]


def money_a_year(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """One row per item, most money first: what a year of days like the view's comes to, with its interval.

    item: "leaving" (the value of all who left), "driver.<name>" (the part of it that goes with a driver of
    leaving), "avoidable", "failed", "handed_over", "asked_again" and "no_show" (the cost of such contacts),
    "contacts_after_failures" (the cost of what comes again for the same reason after a failure, beyond what
    does after resolved contacts), "refunds" and "refunds_after_failures" (beyond the usual). of: whether
    the money is customers' value, cost of contacts or sales. n: leavers, contacts, or refunds. value, low,
    high (95 %). note: why there is no figure; these rows are last.

    Items overlap and do not add up: a hand-over is avoidable as well. What goes with a driver is an
    association; that all of it can be saved is not said.

    Raises QueryError for a view that picks anything but dimensions of customers.
    """
    rows = [
        *_of_value(connection, settings, view),
        *_of_cost(connection, settings, view),
        *_of_sales(connection, settings, view),
    ]
    found = pl.DataFrame(rows, schema=SCHEMA)
    return found.sort("value", descending=True, nulls_last=True, maintain_order=True)


def drivers_a_year(model: DriverModel, lost: pl.DataFrame) -> pl.DataFrame:
    """One row per driver (and "all"): its share of the leaving times the value that leaves a year.

    lost: as `value_lost` gives it. Columns: driver, n (customers and months with it), value, low, high, note.
    The product's interval takes both factors as independent. Null where either is not known.
    """
    whole = everybody(lost)
    rows = []
    for row in importance_of(model).iter_rows(named=True):
        shown: Row = {"driver": row["driver"], "n": row["n"], "note": row["note"] or lost["note"][0]}
        if whole is not None and row["share"] is not None:
            share = Interval(row["share"], row["low"], row["high"])
            shown |= share_a_year(share, whole)._asdict()
        rows.append(shown)
    figures = {name: kind for name, kind in SCHEMA.items() if name not in ("item", "of")}
    return pl.DataFrame(rows, schema={"driver": pl.String(), **figures})


def share_a_year(share: Interval, whole: Interval) -> Interval:
    """What a share of the leaving comes to a year, of all the value that leaves in one."""
    return product(share, whole)


def _of_value(connection: duckdb.DuckDBPyConnection, settings: Settings, view: View) -> Iterator[Row]:
    lost = value_lost(connection, settings, view)
    first = lost.row(0, named=True)
    yield _row(LEAVING, OF_VALUE, first["leavers"], everybody(lost), first["note"])
    model = driver_model(connection, settings, view)
    for row in drivers_a_year(model, lost).iter_rows(named=True):
        if row["driver"] != ALL_DRIVERS:
            yield _row(f"{DRIVER}{row['driver']}", OF_VALUE, row["n"], _figure(row), row["note"])


def _of_cost(connection: duckdb.DuckDBPyConnection, settings: Settings, view: View) -> Iterator[Row]:
    whole = avoidable(connection, settings, (), view).whole
    if whole.height:
        row = whole.row(0, named=True)
        ends = tuple(row[f"cost_a_year{end}"] for end in ("", "_low", "_high"))
        figure = None if ends[0] is None else Interval(*ends)
        yield _row(AVOIDABLE, OF_COST, row["contacts"], figure, None if figure else NOT_IN_DATA)
    costs = contact_costs(connection, settings, view)
    for row in costs.filter(pl.col("kind") != "every").iter_rows(named=True):
        yield _row(row["kind"], OF_COST, row["contacts"], _figure(row), row["note"])
    yield _after_failures(connection, settings, view, costs)


def _of_sales(connection: duckdb.DuckDBPyConnection, settings: Settings, view: View) -> Iterator[Row]:
    found = refunds_after_failures(connection, settings, view)
    refunds = found.frame["refunds"].to_list()
    yield _row(REFUNDS, OF_SALES, sum(refunds), found.a_year, found.note)
    after = found.frame.filter("is_after_failure")["refunds"].sum()
    note = found.note or (None if found.after_failures else NOT_IN_DATA)
    yield _row(REFUNDED_AFTER, OF_SALES, after, found.after_failures, note)


def _after_failures(
    connection: duckdb.DuckDBPyConnection, settings: Settings, view: View, costs: pl.DataFrame
) -> Row:
    """More come again after a failure than after a resolved contact; each costs what contacts do."""
    failed = costs.row(by_predicate=pl.col("kind") == "failed", named=True)
    every = costs.row(by_predicate=pl.col("kind") == "every", named=True)
    again = measure(connection, settings, "repeat_same_reason", ("outcome",), view)
    ends = {row["outcome"]: _figure(row) for row in again.iter_rows(named=True)}
    after_failed, after_resolved, whole = ends.get("failed"), ends.get("resolved"), _figure(every)
    if after_failed is None or after_resolved is None or whole is None:
        return _row(AFTER_FAILURES, OF_COST, failed["contacts"], None, every["note"] or NOT_IN_DATA)
    of_all = failed["contacts"] / every["contacts"]
    at_average_cost = Interval(*(of_all * end for end in whole))
    more = product(_difference(after_failed, after_resolved), at_average_cost)
    return _row(AFTER_FAILURES, OF_COST, failed["contacts"], more, None)


def _difference(one: Interval, other: Interval) -> Interval:
    now, before = (Estimate(*(pl.lit(end) for end in figure)) for figure in (one, other))
    return Interval(*pl.select(**change(now, before)._asdict()).row(0))


def _figure(row: dict[str, object]) -> Interval | None:
    ends = [row[name] for name in ("value", "low", "high")]
    numbers = [end for end in ends if isinstance(end, float)]
    return Interval(*numbers) if len(numbers) == len(ends) else None


def _row(item: str, of: str, n: object, figure: Interval | None, note: object) -> Row:
    shown = figure._asdict() if figure else {"note": note}
    return {"item": item, "of": of, "n": n, **shown}
