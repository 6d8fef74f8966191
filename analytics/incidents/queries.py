"""What is read of the contacts of a view and what was lived through in them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import duckdb
import polars as pl

from analytics.by_dimension import by_dimension
from analytics.finished import read_span
from analytics.incidents.kinds import LIVED, PLACES, Place
from analytics.nearest import unknown_name
from analytics.reading import narrowed, parameters, picked_by, prepare
from analytics.stored import read_stored
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

_PACKAGE = "analytics.incidents"


def checked_place(place: str) -> Place:
    """The name of what places are. Raises QueryError for one that is none."""
    for known in PLACES:
        if place == known:
            return known
    raise unknown_name("place", place, PLACES)


def observed_days(
    connection: duckdb.DuckDBPyConnection, settings: Settings, view: View
) -> tuple[date, date] | None:
    """The finished days of the view; None where there are none."""
    span = read_span(connection, settings)
    if span is None:
        return None
    first, last = max(view.since or span[0], span[0]), min(view.until or span[1], span.finished)
    return (first, last) if first <= last else None


def lived_query(settings: Settings, place: Place, view: View, days: tuple[date, date]) -> str:
    """The query of contacts and what was lived through; its values are the days and what the view picks."""
    query = read_sql(_PACKAGE, "lived").replace("{place}", place).replace("{lived}", LIVED)
    return by_dimension(
        narrowed(query, view, settings), "contact_facts", picked_by(view, settings).values(), days, settings
    )


def read_lived(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    name: str,
    view: View,
    schema: Mapping[str, pl.DataType],
    place: Place = "department",
    **more: Any,
) -> pl.DataFrame:
    """The rows of the query of that name, which reads from `contacts_lived`; none without days that are
    over."""
    days = observed_days(connection, settings, view)
    if days is None:
        return pl.DataFrame(schema=schema)
    text = (
        f"WITH contacts_lived AS (\n{lived_query(settings, place, view, days)}\n) {read_sql(_PACKAGE, name)}"
    )
    prepare(connection, settings, picked_by(view, settings).values(), text)
    values = {"since": days[0], "until": days[1], **parameters(view.anytime()), **more}
    given = {key: value for key, value in values.items() if f"${key}" in text}
    return read_stored(connection, text, given, schema)
