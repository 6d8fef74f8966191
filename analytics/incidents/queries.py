"""What is read of the contacts of a view and what was lived through in them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import duckdb
import polars as pl

from analytics.by_dimension import by_dimension
from analytics.customer_sample import EVERYBODY, per_mille_looked_at, sampled
from analytics.finished import read_span
from analytics.incidents.kinds import LIVED, PLACES, Place
from analytics.nearest import unknown_name
from analytics.reading import narrowed, parameters, picked_by, prepare
from analytics.stored import read_stored
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

_PACKAGE = "analytics.incidents"
# So many tell what incidents go with, of which each is rare; ten times as many take ten times as long.
MOST_CONTACTS = 600_000


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


def lived_query(
    settings: Settings, place: Place, view: View, days: tuple[date, date], per_mille: int = EVERYBODY
) -> str:
    """The query of contacts and what was lived through; its values are the days and what the view picks."""
    query = read_sql(_PACKAGE, "lived").replace("{place}", place).replace("{lived}", LIVED)
    query = query.replace("{sampled}", sampled(per_mille))
    return by_dimension(
        narrowed(query, view, settings), "contact_facts", picked_by(view, settings).values(), days, settings
    )


def looked_at(
    connection: duckdb.DuckDBPyConnection, settings: Settings, view: View, most: int = MOST_CONTACTS
) -> int:
    """Of how many in 1,000 customers contacts are looked at, where the view has more than so many."""
    days = observed_days(connection, settings, view)

    def count_picked() -> int:
        counts = read_lived(connection, settings, "counted", view, {"contacts": pl.Int64()})
        return int(counts.item() or 0)

    if days is None:
        return EVERYBODY
    return per_mille_looked_at(connection, days, most, count_picked if view.picked else None)


def read_lived(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    name: str | Sequence[str],
    view: View,
    schema: Mapping[str, pl.DataType],
    place: Place = "department",
    *,
    most_contacts: int | None = None,
    **more: Any,
) -> pl.DataFrame:
    """The rows of the query of that name, which reads from `contacts_lived`; none without days that are over.

    name: of several queries, whose rows then come together, with `query`, the name of each. most_contacts:
    of more those of a sample of customers are read.
    """
    days = observed_days(connection, settings, view)
    if days is None:
        return pl.DataFrame(schema=schema)
    per_mille = EVERYBODY
    if most_contacts is not None:
        per_mille = looked_at(connection, settings, view, most_contacts)
    text = _over_lived(name, lived_query(settings, place, view, days, per_mille))
    prepare(connection, settings, picked_by(view, settings).values(), text)
    values = {"since": days[0], "until": days[1], **parameters(view.anytime()), **more}
    given = {key: value for key, value in values.items() if f"${key}" in text}
    return read_stored(connection, text, given, schema)


def _over_lived(name: str | Sequence[str], lived: str) -> str:
    if isinstance(name, str):
        return f"WITH contacts_lived AS (\n{lived}\n) {read_sql(_PACKAGE, name)}"
    queries = (f"SELECT '{one}' AS query, * FROM (\n{read_sql(_PACKAGE, one)}\n)" for one in name)
    return f"WITH contacts_lived AS MATERIALIZED (\n{lived}\n) {' UNION ALL BY NAME '.join(queries)}"
