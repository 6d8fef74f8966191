"""What the data hold: from when to when, and which departments, tiers and channels."""

from datetime import date
from typing import Any

import duckdb

from analytics.dimensions import find_dimension
from analytics.stored import read_stored
from warehouse.errors import QueryError
from warehouse.sql import read_sql


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


def dimension_values(connection: duckdb.DuckDBPyConnection, dimension: str) -> list[str]:
    """The departments, contact tiers or channels in the data, by alphabet, tiers from high to low.

    Raises QueryError for an unknown dimension or one of time.
    """
    found = find_dimension(dimension)
    if found.is_time:
        raise QueryError(
            f"'{dimension}' is a time and has no list of values.", "Ask for the span of the data."
        )
    query = f"FROM contact_daily SELECT {found.sql} UNION FROM answer_daily SELECT {found.sql}"
    present = {value for (value,) in _rows(connection, query) if value is not None}
    return [value for value in found.order if value in present] or sorted(present)


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return read_stored(connection, query, {}, {}).rows()
