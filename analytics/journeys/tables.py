"""Journeys as tables of a connection's own, made once for all that is asked of them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import duckdb
import polars as pl

from analytics.dimensions import dimensions
from analytics.finished import read_span
from analytics.nearest import unknown_name
from analytics.reading import narrowed, parameters, prepare
from analytics.stages.queries import splits
from analytics.stored import read_stored
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings
from warehouse.sql import read_sql

_PACKAGE = "analytics.journeys"
# What a step of a journey is called by.
STEPS: Mapping[str, str] = {
    "channel": "channel",
    "department": "department",
    "touchpoint": "department || ' · ' || channel",
    "stage": "stage",
}
# The rules are fitted to journeys that ended in the first two thirds of the days, and judged by the others.
_FIRST_PART = 2 / 3
# Made of `steps`, one of the other.
_OTHERS = ("usual", "names", "whole")


@dataclass(frozen=True)
class Days:
    """The first day on which a journey counts as begun, the last, the last finished day, to which all are
    watched, and the first of the later part: of all days, and of those after which staying was watched."""

    starts: date
    until: date
    finished: date
    later: date
    later_watched: date

    @property
    def parameters(self) -> dict[str, Any]:
        """As the queries call them."""
        return dict(vars(self))


def journey_days(connection: duckdb.DuckDBPyConnection, settings: Settings, view: View) -> Days | None:
    """The days of a view; None where it holds none that are over.

    What looks like a journey's first contact on the data's first days may be a later one, so that journeys
    count from one gap after these.
    """
    span = read_span(connection, settings)
    if span is None:
        return None
    starts = max(view.since or span[0], span[0] + timedelta(days=settings.journeys.gap_days))
    until = min(view.until or span[1], span.finished)
    if starts > until:
        return None
    watched = min(until, span.finished - timedelta(days=settings.journeys.staying_days))
    return Days(starts, until, span.finished, _later(starts, until), _later(starts, watched))


def _later(starts: date, until: date) -> date:
    """The first day of the last third."""
    return starts + timedelta(days=round(max((until - starts).days, 0) * _FIRST_PART))


def checked_step(step: str) -> str:
    """The name of a kind of step. Raises QueryError for one that is none."""
    if step not in STEPS:
        raise unknown_name("kind of step", step, tuple(STEPS))
    return step


def checked_view(settings: Settings, view: View) -> None:
    """Raises QueryError where the view picks anything but what customers are."""
    known = splits(settings)
    for name in view.picked:
        if name not in dimensions(settings):
            raise unknown_name("dimension", name, tuple(known))
        if name not in known:
            raise QueryError(
                f"Journeys cannot be narrowed by {name}: a journey has several.",
                f"By what customers are they can: {', '.join(known)}.",
            )


def journey_steps(step: str, whose: str = "true") -> str:
    """The query of `steps`; its values are those of the days and `journey_values`. whose: a condition."""
    query = read_sql(_PACKAGE, "steps").replace("{step}", STEPS[checked_step(step)])
    return query.replace("{whose}", whose)


def journey_values(settings: Settings, view: View) -> dict[str, Any]:
    """What the queries take from the settings and the view."""
    journeys = settings.journeys
    return {
        "gap_days": journeys.gap_days,
        "same_reason": journeys.joined_by == "reason",
        "small_n": settings.definitions.small_n,
        "item": journeys.item,
        "staying_days": journeys.staying_days,
        **parameters(view.anytime()),
    }


class JourneyTables:
    """Asks about journeys that lie in tables of the connection."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, values: Mapping[str, Any]) -> None:
        self._connection = connection
        self._values = values

    def rows(self, name: str, **more: Any) -> pl.DataFrame:
        """The rows of the query of that name. more: values beside those of the journeys."""
        query, known = read_sql(_PACKAGE, name), {**self._values, **more}
        given = {key: value for key, value in known.items() if f"${key}" in query}
        return self._connection.sql(query, params=given).pl()


@contextmanager
def journey_tables(
    connection: duckdb.DuckDBPyConnection, settings: Settings, days: Days, step: str, view: View
) -> Iterator[JourneyTables | None]:
    """The journeys of a view, as long as they are asked about; None while no file was loaded."""
    values = days.parameters | journey_values(settings, view)
    prepare(connection, settings, [splits(settings)[name] for name in view.picked], "age_band_of(")
    try:
        is_there = _make(connection, "steps", journey_steps(step, _whose(settings, view)), values)
        for name in _OTHERS if is_there else ():
            _make(connection, name, read_sql(_PACKAGE, name), values)
        yield JourneyTables(connection, values) if is_there else None
    finally:
        for name in ("steps", *_OTHERS):
            connection.execute(f"DROP TABLE IF EXISTS temp.{name}")


def _make(connection: duckdb.DuckDBPyConnection, name: str, query: str, values: Mapping[str, Any]) -> bool:
    """Whether the table could be made. Raises as `read_stored` where another version's marts are there."""
    given = {key: value for key, value in values.items() if f"${key}" in query}
    try:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}", given)
    except (duckdb.CatalogException, duckdb.BinderException):
        read_stored(connection, query, given, {})
        return False
    return True


def _whose(settings: Settings, view: View) -> str:
    """Whose journeys, by what customers are."""
    if not view.picked:
        return "true"
    of = "SELECT *, age_band_of(born_on, $finished::DATE) AS age_band FROM customer_facts"
    chosen = narrowed(f"SELECT customer_id FROM ({of}) WHERE {{picked}}", view, settings)
    return f"customer_id IN ({chosen})"
