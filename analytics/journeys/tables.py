"""Journeys as tables of a connection's own, made once for all that is asked of them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import duckdb
import polars as pl

from analytics.customer_sample import EVERYBODY, per_mille_looked_at, sampled
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
# So many tell rules apart; ten times as many take ten times as long.
MOST_CONTACTS = 250_000
# Made of `steps`, one of the other.
_OTHERS = ("usual", "names", "whole")


@dataclass(frozen=True)
class Days:
    """The first day on which a journey counts as begun, the last, the last finished day, to which all are
    watched, and the first of the later part: of all days, and of those after which staying was watched.

    per_mille: of how many in 1,000 customers journeys are looked at.
    """

    starts: date
    until: date
    finished: date
    later: date
    later_watched: date
    per_mille: int = EVERYBODY

    @property
    def parameters(self) -> dict[str, Any]:
        """As the queries call them."""
        return {name: value for name, value in vars(self).items() if name != "per_mille"}


def journey_days(connection: duckdb.DuckDBPyConnection, settings: Settings, view: View) -> Days | None:
    """The days of a view; None where it holds none that are over.

    What looks like a journey's first contact on the data's first days may be a later one, so that journeys
    count from one gap after these. Of many contacts they are those of a sample of customers.
    """
    span = read_span(connection, settings)
    if span is None:
        return None
    starts = max(view.since or span[0], span[0] + timedelta(days=settings.journeys.gap_days))
    until = min(view.until or span[1], span.finished)
    if starts > until:
        return None
    watched = min(until, span.finished - timedelta(days=settings.journeys.staying_days))
    days = Days(starts, until, span.finished, _later(starts, until), _later(starts, watched))
    count = partial(_contacts_picked, connection, settings, days, view) if view.picked else None
    part = per_mille_looked_at(connection, (starts, span.finished), MOST_CONTACTS, count)
    return replace(days, per_mille=part)


def _contacts_picked(
    connection: duckdb.DuckDBPyConnection, settings: Settings, days: Days, view: View
) -> int:
    prepare(connection, settings, [splits(settings)[name] for name in view.picked], "age_band_of(")
    whose = f"occurred_local::DATE BETWEEN $starts::DATE AND $finished::DATE AND {_whose(settings, view)}"
    query = f"SELECT count(*) AS n FROM contact_facts WHERE {whose}"
    values = {"starts": days.starts, "finished": days.finished, **parameters(view.anytime())}
    return int(read_stored(connection, query, values, {"n": pl.Int64()}).item())


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
    whose = f"{_whose(settings, view)} AND {sampled(days.per_mille)}"
    prepare(connection, settings, [splits(settings)[name] for name in view.picked], "age_band_of(")
    try:
        is_there = _make(connection, "steps", journey_steps(step, whose), values)
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
