"""What is read of the ways of new customers: their spells in each stage, and who handled them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import duckdb
import polars as pl

from analytics.dimensions import Dimension, dimensions
from analytics.finished import read_span
from analytics.nearest import unknown_name
from analytics.reading import narrowed, parameters, prepare
from analytics.stored import read_stored
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings
from warehouse.sql import read_sql

MOVED, LEFT = EVENTS = ("moved", "left")
_PACKAGE = "analytics.stages"
# Whoever is on the way has been with the company for less than a year, or for no known time.
_NO_PARTS = frozenset({"tenure"})
_SPELLS = pl.Schema(
    {
        "part": pl.String(),
        "stage_number": pl.Int64(),
        "entry": pl.Float64(),
        "duration": pl.Float64(),
        "event": pl.String(),
        "weight": pl.Float64(),
    }
)
_HANDLERS = pl.Schema({"stage_number": pl.Int64(), "department": pl.String(), "contacts": pl.Int64()})


def splits(settings: Settings) -> dict[str, Dimension]:
    """What the way can be split and narrowed by: what customers are."""
    return {
        name: dimension
        for name, dimension in dimensions(settings).items()
        if dimension.of == "customers" and name not in _NO_PARTS
    }


def stage_number(settings: Settings, stage: str) -> int:
    """Its place in the process, from 1. Raises QueryError naming the nearest right name."""
    stages = settings.process.stages
    if stage not in stages:
        raise unknown_name("stage of the process", stage, stages)
    return stages.index(stage) + 1


def observed_days(
    connection: duckdb.DuckDBPyConnection, settings: Settings, view: View
) -> tuple[date, date] | None:
    """The finished days that the view looks at; None while there are none."""
    span = read_span(connection, settings)
    if span is None:
        return None
    first, last = max(view.since or span[0], span[0]), min(view.until or span[1], span.finished)
    return (first, last) if first <= last else None


def read_spells(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: str | None = None,
    view: View = View(),  # noqa: B008 - a View never changes
    ahead: int = 1,
) -> pl.DataFrame:
    """Counted spells of new customers in each stage of the process, in the days of the view.

    ahead: they end where a customer comes so many stages further, or more. by: a dimension of customers.

    Returns part (null without `by`, and where it is not known), stage_number (from 1), entry and duration
    (days since entering the stage at which the spell came under observation and ended), event ("moved",
    "left", or null for those still there) and weight (customers).
    """
    asked = _asked(settings, view, by)
    days = observed_days(connection, settings, view)
    if days is None:
        return pl.DataFrame(schema=_SPELLS)
    split = asked[by].sql if by else "NULL::VARCHAR"
    text = _query("spells", settings, view).replace("{split}", split)
    prepare(connection, settings, asked.values(), text)
    values = values_of(settings, days, ahead) | parameters(view.anytime())
    return read_stored(connection, text, values, _SPELLS).cast(_SPELLS)


def read_handlers(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """How many contacts of each stage each department had with customers on their way.

    Returns stage_number, department (null where not known) and contacts.
    """
    asked = _asked(settings, view)
    days = observed_days(connection, settings, view)
    if days is None:
        return pl.DataFrame(schema=_HANDLERS)
    text = _query("handlers", settings, view)
    prepare(connection, settings, asked.values(), text)
    values = values_of(settings, days, 1) | parameters(view.anytime())
    return read_stored(connection, text, values, _HANDLERS).cast(_HANDLERS)


def journeys() -> str:
    """The query of ways: a row per new customer and stage; needs what `values_of` gives."""
    return read_sql(_PACKAGE, "journeys")


def values_of(settings: Settings, days: tuple[date, date], ahead: int) -> dict[str, Any]:
    """The parameters of this folder's queries."""
    return {"since": days[0], "until": days[1], "ahead": ahead, **process_of(settings)}


def process_of(settings: Settings) -> Mapping[str, Any]:
    """The process as the queries' parameters."""
    process = settings.process
    return {"process_stages": list(process.stages), "process_reasons": list(process.reasons)}


def _asked(settings: Settings, view: View, by: str | None = None) -> dict[str, Dimension]:
    known = splits(settings)
    for name in (*view.picked, *([by] if by else [])):
        if name not in dimensions(settings):
            raise unknown_name("dimension", name, tuple(known))
        if name not in known:
            raise QueryError(
                f"Stages of new customers cannot be split or narrowed by {name}.",
                f"By what customers are they can: {', '.join(known)}.",
            )
    return {name: known[name] for name in (*view.picked, *([by] if by else []))}


def _query(name: str, settings: Settings, view: View) -> str:
    text = narrowed(read_sql(_PACKAGE, name), view, settings)
    return f"WITH journeys AS (\n{journeys()}\n), found AS (\n{text}\n) FROM found"
