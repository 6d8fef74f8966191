"""What the data hold: from when to when, and which departments, tiers and channels."""

from datetime import date
from typing import Any

import duckdb

from analytics.dimensions import Dimension, find_dimension
from analytics.marts.macros import make_macros
from analytics.marts.mart import CHURN_MONTHLY, STORED
from analytics.stored import read_stored
from warehouse.errors import QueryError
from warehouse.settings import Settings
from warehouse.sql import read_sql

# Ages are those at the ends of the data: nobody is in a band in between alone.
_AGES = """(
    SELECT age_band_of(born_on, day) AS age_band
    FROM customer_periods
    CROSS JOIN (SELECT unnest([min(day), max(day)]) AS day FROM contact_daily)
)"""


def data_span(connection: duckdb.DuckDBPyConnection) -> tuple[date, date] | None:
    """First and last business day with contacts, else with answers; None while there are neither.

    Days behind tomorrow do not count as the last, unless there are no others.
    """
    for mart in ("contact_daily", "answer_daily"):
        query = read_sql("analytics", "span").format(mart=mart)
        ((first, last),) = _rows(connection, query) or [(None, None)]
        if first is not None:
            return first, last
    return None


def dimension_values(connection: duckdb.DuckDBPyConnection, settings: Settings, dimension: str) -> list[str]:
    """The values of a dimension in the data, in its order, else by alphabet.

    Raises QueryError for an unknown dimension or one of time.
    """
    found = find_dimension(settings, dimension)
    if found.of == "time":
        raise QueryError(
            f"'{dimension}' is a time and has no list of values.", "Ask for the span of the data."
        )
    tables = _tables_of(found)
    query = " UNION ".join(f"FROM {table} SELECT {found.sql} AS value" for table in tables)
    make_macros(connection, query)
    present = {value for (value,) in _rows(connection, query) if value is not None}
    return [value for value in found.order if value in present] + sorted(present - {*found.order})


def _tables_of(dimension: Dimension) -> tuple[str, ...]:
    if dimension.name in STORED:
        return "contact_daily", "answer_daily"
    if dimension.name in CHURN_MONTHLY.dimensions:
        return (CHURN_MONTHLY.name,)
    if dimension.column == "age_band":
        return (_AGES,)
    if dimension.name == "contact_number":
        return ("follow_up_daily",)
    return ("customer_periods",) if dimension.of == "customers" else ("contact_facts",)


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return read_stored(connection, query, {}, {}).rows()
