"""The hours of the week: how much comes in, how long it waits, how much is given up."""

import duckdb
import polars as pl

from analytics.measuring import measure
from analytics.view import View
from warehouse.settings import Settings

HOURLY = ("wait_mean", "service_level", "abandonment")
_WEEK = ("weekday", "hour")


def waits_by_hour(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Mean wait (seconds), service level and abandonment (0-1) of each hour of the week that has contacts.

    Returns weekday ("monday" …), hour ("00" to "23", on the clock of the business time zone), contacts,
    figure (one of HOURLY), value, low, high, n and note as `measure` gives them. Sorted from Monday on.
    """
    figures = [
        measure(connection, settings, name, _WEEK, view).with_columns(figure=pl.lit(name)) for name in HOURLY
    ]
    contacts = measure(connection, settings, "contacts", _WEEK, view).select(*_WEEK, contacts="n")
    found = pl.concat(
        [contacts.join(figure, on=_WEEK, how="left", maintain_order="left") for figure in figures]
    )
    return found.select(*_WEEK, "contacts", "figure", "value", "low", "high", "n", "note")
