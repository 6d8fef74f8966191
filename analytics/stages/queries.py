"""What is read of the ways of new customers: their spells in each stage, and who handled them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

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


class Ways(NamedTuple):
    """spells: part (null without a split, and where it is not known), stage_number (from 1), entry and
    duration (days since entering the stage at which the spell came under observation and ended), event
    ("moved", "left", or null for those still there) and weight (customers).

    handlers: stage_number, department (null where not known) and contacts with new customers in the view.
    """

    spells: pl.DataFrame
    handlers: pl.DataFrame


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


def read_ways(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: str | None = None,
    view: View = View(),  # noqa: B008 - a View never changes
    ahead: int = 1,
) -> Ways:
    """Counted spells of new customers in each stage, in the days of the view, and who handled them.

    ahead: spells end where a customer comes so many stages further, or more. by: a dimension of customers.
    Raises QueryError for anything but dimensions of customers.
    """
    asked = _asked(settings, view, by)
    days = observed_days(connection, settings, view)
    if days is None:
        return Ways(pl.DataFrame(schema=_SPELLS), pl.DataFrame(schema=_HANDLERS))
    text = _both(settings, view).replace("{split}", asked[by].sql if by else "NULL::VARCHAR")
    prepare(connection, settings, asked.values(), text)
    values = {"since": days[0], "until": days[1], "ahead": ahead, **process_of(settings)}
    found = read_stored(connection, text, values | parameters(view.anytime()), {**_SPELLS, **_HANDLERS})
    is_spell = pl.col("contacts").is_null()
    return Ways(
        found.filter(is_spell).select(_SPELLS.names()).cast(_SPELLS),
        found.filter(~is_spell).select(_HANDLERS.names()).cast(_HANDLERS),
    )


def journeys() -> str:
    """The query of ways as CTEs: `ways`, a row per contact, and `journeys`, a row per customer and stage."""
    return ", ".join(f"{name} AS (\n{read_sql(_PACKAGE, name)}\n)" for name in ("ways", "journeys"))


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


def _both(settings: Settings, view: View) -> str:
    """One query for both, as it goes through the contacts once."""
    spells, handlers = (narrowed(read_sql(_PACKAGE, name), view, settings) for name in ("spells", "handlers"))
    return f"WITH {journeys()} FROM (\n{spells}\n) UNION ALL BY NAME FROM (\n{handlers}\n)"
