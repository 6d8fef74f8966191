"""Which tables of marts a warehouse has, each with the query of its rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from analytics.by_dimension import mart_by
from analytics.dimensions import Dimension
from analytics.marts.mart import CUSTOMER_RETURNS, Mart
from analytics.marts.query import mart_query
from analytics.marts.wide import WIDE_MARTS, wide_dimensions
from warehouse.settings import Settings


@dataclass(frozen=True)
class StoredMart:
    """A table: the query of its rows for days from one to another, and the columns it is sorted by.

    follows_customers: whether a change of customer records may reach any of its days.
    """

    table: str
    mart: Mart
    query: Callable[[date, date], str]
    order: tuple[str, ...]
    follows_customers: bool


def narrow(mart: Mart, settings: Settings) -> StoredMart:
    """A mart by the dimensions that all of them have."""
    return StoredMart(
        mart.name,
        mart,
        lambda first, last: mart_query(mart, settings, first, last),
        (mart.time,),
        mart.follows_customers,
    )


def wide(settings: Settings) -> Iterator[StoredMart]:
    """Those by further dimensions, sorted by these: what is picked of them is then read alone; and what is
    made from them.
    """
    dimensions = wide_dimensions(settings)
    columns = [dimension.column for dimension in dimensions]
    has_customers = any(dimension.of == "customers" for dimension in dimensions)
    for table, mart in WIDE_MARTS.items() if dimensions else ():
        query = partial(_by, mart, dimensions, settings)
        yield StoredMart(table, mart, query, (*columns, mart.time), has_customers)
    if dimensions:
        returns = narrow(CUSTOMER_RETURNS, settings)
        yield replace(returns, order=("level", *returns.order))


def _by(mart: Mart, dimensions: list[Dimension], settings: Settings, first: date, last: date) -> str:
    return mart_by(mart, dimensions, (first, last), settings)
