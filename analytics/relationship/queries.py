"""What is read of relationships: the stage of each customer by day, as counts."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import duckdb
import polars as pl

from analytics.finished import last_finished, read_span
from analytics.money.values import of_customers
from analytics.reading import narrowed, parameters, picked_by, prepare
from analytics.stored import read_stored
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

ACQUIRED, DEVELOPING, RETAINED = STAGES = ("acquired", "developing", "retained")
LEFT, NEW = "left", "new"
STATES = (*STAGES, LEFT)
Sign = Literal["purchases", "contacts"]
_PACKAGE = "analytics.relationship"


def sign_of(connection: duckdb.DuckDBPyConnection) -> Sign:
    """What counts as the sign of more: a further purchase where purchases are recorded, else contacts."""
    query = "SELECT count(*) > 0 AS found FROM purchases"
    found = read_stored(connection, query, {}, {"found": pl.Boolean()})
    return "purchases" if found.height and found.item() else "contacts"


def relations(sign: Sign) -> str:
    """The query of customers with the days from which each stage holds; `rules_of` gives its parameters."""
    days = read_sql(_PACKAGE, "bought_further" if sign == "purchases" else "came_further")
    return read_sql(_PACKAGE, "relations").replace("{further_days}", days)


def rules_of(settings: Settings, sign: Sign) -> dict[str, int]:
    """The settings that are parameters of `relations`."""
    rule = settings.relationship
    values = {"acquired_days": rule.acquired_days, "retained_days": rule.retained_days}
    return values | ({} if sign == "purchases" else {"developing_contacts": rule.developing_contacts})


def stage_on(day: str, *, is_over: bool = True) -> str:
    """The stage on a day as SQL over `relations`; null while it is not known.

    is_over: when the day ends, so that who leaves on it has left; else on it.
    """
    has_left = "left_on <= " if is_over else "left_on < "
    return f"""CASE
        WHEN joined_on IS NULL OR {day} < joined_on OR {day} < known_from THEN NULL
        WHEN {has_left}{day} THEN '{LEFT}'
        WHEN {day} >= retained_on THEN '{RETAINED}'
        WHEN {day} >= developed_on THEN '{DEVELOPING}'
        ELSE '{ACQUIRED}'
    END"""


def observed_days(
    connection: duckdb.DuckDBPyConnection, settings: Settings, view: View
) -> tuple[date, date] | None:
    """The finished days that the view looks at; None while there are none."""
    span = read_span(connection, settings)
    if span is None:
        return None
    first, last = max(view.since or span[0], span[0]), min(view.until or span[1], last_finished(span))
    return (first, last) if first <= last else None


def read_relations(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    name: str,
    view: View,
    values: Mapping[str, Any],
    schema: pl.Schema,
    **words: str,
) -> pl.DataFrame:
    """The rows of a query of this folder over `relations`, of the customers that the view picks.

    words: SQL of this program for places of the query. What the view picks of contacts does not part
    customers.
    """
    chosen = of_customers(view, settings)
    text, picked = (
        read_sql(_PACKAGE, name),
        narrowed(read_sql("analytics", "picked_customers"), chosen, settings),
    )
    for place, sql in words.items():
        text = text.replace(f"{{{place}}}", sql)
    sign = sign_of(connection)
    query = f"WITH relations AS ({relations(sign)}), picked AS ({picked}) SELECT * FROM ({text})"
    prepare(connection, settings, picked_by(chosen, settings).values(), query)
    found = read_stored(
        connection, query, {**rules_of(settings, sign), **values, **parameters(chosen.anytime())}, schema
    )
    return found.select(schema.names()).cast(schema)
