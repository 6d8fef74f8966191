"""What pages read: one connection, a cursor per request, answers kept while the warehouse is the same."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any, TypeVar

import duckdb
import polars as pl

from analytics.extent import data_span, dimension_values
from analytics.measuring import compare, measure
from analytics.view import View
from dashboard.answers import Answers
from dashboard.near import NearMarts
from dashboard.selection import Span
from warehouse.lake import current_snapshot, open_cursor, open_reader
from warehouse.settings import Settings
from warehouse.sql import read_sql

Answer = TypeVar("Answer")

_KEPT_ANSWERS = 1000


class Reading:
    """One request's look at the warehouse: all it reads is of the same snapshot."""

    def __init__(
        self, cursor: duckdb.DuckDBPyConnection, settings: Settings, answers: Answers, snapshot: int
    ) -> None:
        self.settings = settings
        self._cursor = cursor
        self._answers = answers
        self._snapshot = snapshot

    def measure(self, name: str, by: Sequence[str] = (), view: View = View()) -> pl.DataFrame:  # noqa: B008
        """As `analytics.measuring.measure`."""
        key = ("measure", name, tuple(by), view)
        return self._kept(key, lambda: measure(self._cursor, self.settings, name, by, view))

    def compare(self, name: str, view: View, by: Sequence[str] = ()) -> pl.DataFrame:
        """As `analytics.measuring.compare`."""
        key = ("compare", name, tuple(by), view)
        return self._kept(key, lambda: compare(self._cursor, self.settings, name, view, by))

    def ask(self, function: Callable[..., Answer], *arguments: Hashable) -> Answer:
        """What an analysis, `function(connection, settings, *arguments)`, finds."""
        key = (function.__module__, function.__qualname__, arguments)
        return self._kept(key, lambda: function(self._cursor, self.settings, *arguments))

    def span(self) -> Span | None:
        """First and last business day of the data; None while there are none."""
        return self._kept(("span",), lambda: data_span(self._cursor))

    def values(self, dimension: str) -> list[str]:
        """The departments, tiers or channels in the data."""
        return self._kept(("values", dimension), lambda: dimension_values(self._cursor, dimension))

    def table(self, query: str, parameters: dict[str, Any] | None = None) -> pl.DataFrame:
        """The rows of one of the dashboard's own queries, by the name of its `.sql` file."""
        return self.rows(read_sql("dashboard.queries", query), parameters or {})

    def rows(self, sql: str, parameters: dict[str, Any]) -> pl.DataFrame:
        """The rows of a query whose text comes from code alone; values come as parameters."""
        key = (sql, repr(sorted(parameters.items())))
        return self._kept(key, lambda: self._cursor.sql(sql, params=parameters).pl())

    def _kept(self, key: tuple[Any, ...], compute: Callable[[], Answer]) -> Answer:
        return self._answers.get((self._snapshot, *key), compute)


class Store:
    """The warehouse as pages see it. It need not exist yet: every reading looks for it again."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._answers = Answers(_KEPT_ANSWERS)
        self._lock = Lock()
        self._opened: tuple[duckdb.DuckDBPyConnection, NearMarts] | None = None

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A look at the newest snapshot. Raises WarehouseError while there is no warehouse."""
        connection, near = self._open()
        with open_cursor(connection) as cursor:
            cursor.begin()
            try:
                snapshot = current_snapshot(cursor).number
                near.use(cursor, snapshot)
                yield Reading(cursor, self.settings, self._answers, snapshot)
            finally:
                cursor.rollback()

    def _open(self) -> tuple[duckdb.DuckDBPyConnection, NearMarts]:
        with self._lock:
            if self._opened is None:
                connection = open_reader(self.settings)
                self._opened = connection, NearMarts(connection)
            return self._opened
