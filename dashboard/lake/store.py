"""What pages read: answers about one version of the warehouse, kept while it is the newest."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import duckdb
import polars as pl

from analytics.dimensions import Dimension
from analytics.extent import dimension_values
from analytics.finished import DataSpan, read_span
from analytics.measuring import compare, measure
from analytics.reading import Counts, read_combinations, read_counts
from analytics.view import View
from dashboard.lake.by_day import added_up, are_shared, by_day, key_as_asked, key_of, widest
from dashboard.lake.cached_results import CacheUse
from dashboard.lake.look import Look
from dashboard.lake.made_parts import MadeParts
from dashboard.lake.newest import Newest
from dashboard.lake.seen import written_version
from dashboard.lake.splits import asked_of_all
from state.changes import Change, changes_kept
from warehouse.errors import TouchpointsError
from warehouse.lake import Snapshot
from warehouse.settings import Settings

Answer = TypeVar("Answer")


class Reading:
    """One request's look at the warehouse: all it reads is of the same version."""

    def __init__(self, look: Look, settings: Settings) -> None:
        self.settings = settings
        self._look = look

    @property
    def version(self) -> Snapshot:
        """The version that is read."""
        return self._look.version

    def measure(self, name: str, by: Sequence[str] = (), view: View = View()) -> pl.DataFrame:  # noqa: B008
        """As `analytics.measuring.measure`."""

        def ask(by: Sequence[str], view: View) -> pl.DataFrame:
            key, settings = ("measure", name, tuple(by), view), self.settings
            return self._made_by(
                key,
                lambda reading, cursor: measure(
                    cursor, settings, name, by, view, reading._present, reading._counted
                ),
            )

        return asked_of_all(ask, by, view.alone())

    def compare(self, name: str, view: View, by: Sequence[str] = ()) -> pl.DataFrame:
        """As `analytics.measuring.compare`."""

        def ask(by: Sequence[str], view: View) -> pl.DataFrame:
            key, settings = ("compare", name, tuple(by), view), self.settings
            return self._made_by(
                key,
                lambda reading, cursor: compare(
                    cursor, settings, name, view, by, reading._present, reading.span(), reading._counted
                ),
            )

        return asked_of_all(ask, by, view)

    def ask(self, function: Callable[..., Answer], *arguments: Hashable) -> Answer:
        """What an analysis, `function(connection, settings, *arguments)`, finds.

        Whatever views are compared with: that is for `compare` alone, so no analysis is asked anew for it.
        """
        arguments = tuple(given.alone() if isinstance(given, View) else given for given in arguments)
        key = (function.__module__, function.__qualname__, arguments)
        settings = self.settings
        return self._kept(key, lambda cursor: function(cursor, settings, *arguments))

    def check(self, function: Callable[..., Answer], *arguments: Any) -> Answer:
        """The same without keeping it: for what readers write."""
        with self._look.cursor() as cursor:
            return function(cursor, self.settings, *arguments)

    def span(self) -> DataSpan | None:
        """First and last business day of the data, and the last that is over; None while there are none."""
        settings = self.settings
        return self._kept(("span",), lambda cursor: read_span(cursor, settings))

    def changes(self) -> tuple[Change, ...]:
        """The register of changes, read anew only after it was written to; empty where it cannot be."""
        with suppress(TouchpointsError):
            return changes_kept(self.settings)
        return ()

    def values(self, dimension: str) -> list[str]:
        """The departments, tiers or channels in the data."""
        settings = self.settings
        return self._kept(("values", dimension), lambda cursor: dimension_values(cursor, settings, dimension))

    def rows(self, sql: str, parameters: dict[str, Any]) -> pl.DataFrame:
        """The rows of a query whose text comes from code alone; values come as parameters."""
        key = (sql, repr(sorted(parameters.items())))
        return self._kept(key, lambda cursor: cursor.sql(sql, params=parameters).pl())

    def made(self, key: Hashable, make: Callable[["Reading"], Answer]) -> Answer:
        """What `make` makes of a reading alone, kept as answers are."""
        settings = self.settings
        return self._look.answer(("made", key), lambda look: make(Reading(look, settings)))

    def drawn(self, key: Hashable, draw: Callable[["Reading"], Any]) -> Any:
        """The same of what a browser is sent, which another process may have made, or one before this."""
        settings = self.settings

        def find(look: Look) -> Any:
            try:
                return look.kept_part(key)
            except KeyError:
                return draw(Reading(look, settings))

        part = self._look.answer(("drawn", key), find)
        self._look.keep_part(key, part)
        return part

    def of_what_is_made(self) -> "Reading":
        """The same look, which gives what was made for somebody before and makes nothing."""
        return _MadeBefore(self._look, self.settings)

    def _present(
        self,
        _: duckdb.DuckDBPyConnection,
        settings: Settings,
        counts: Counts,
        by: Mapping[str, Dimension],
        view: View,
    ) -> pl.DataFrame:
        """The combinations in the data, read once: most measures have the same."""
        key = ("present", counts.present_in, tuple(by.values()), view)
        return self._kept(key, lambda cursor: read_combinations(cursor, settings, counts, by, view))

    def _counted(
        self,
        cursor: duckdb.DuckDBPyConnection,
        settings: Settings,
        counts: Counts,
        by: Mapping[str, Dimension],
        view: View,
    ) -> pl.DataFrame:
        """Counts of a view, read once; those of contacts from what was read of them by day."""
        if not are_shared(counts, view):
            key = key_as_asked(counts, by, view)
            return self._kept(key, lambda cursor: read_counts(cursor, settings, counts, by, view))
        whole = widest(view)
        days = whole if self._look.has(key_of(counts, by, whole)) else view
        found = self._kept(
            key_of(counts, by, days),
            lambda cursor: read_counts(cursor, settings, counts, by_day(by), days),
        )
        return added_up(cursor, settings, found, counts, by, view)

    def _kept(self, key: Hashable, compute: Callable[[duckdb.DuckDBPyConnection], Answer]) -> Answer:
        return self._made_by(key, lambda _, cursor: compute(cursor))

    def _made_by(
        self, key: Hashable, compute: Callable[["Reading", duckdb.DuckDBPyConnection], Answer]
    ) -> Answer:
        settings = self.settings

        def find(look: Look) -> Answer:
            with look.cursor() as cursor:
                return compute(Reading(look, settings), cursor)

        return self._look.answer(key, find)


class NotMadeError(Exception):
    """It would have to be made first."""


class _MadeBefore(Reading):
    def drawn(self, key: Hashable, draw: Callable[[Reading], Any]) -> Any:
        """What is kept under the key. Raises NotMadeError where nothing is."""
        if not self._look.has(("drawn", key)):
            try:
                self._look.kept_part(key)
            except KeyError:
                raise NotMadeError from None
        return super().drawn(key, draw)


class Store:
    """The warehouse as pages see it. It need not exist yet: every reading looks for it again.

    may_run: whether readers may have the schedule load a source. may_write: whether pages write what they
    decide. keeps_made: whether parts of pages that are made ahead are kept on the disk too.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        may_run: bool = False,
        may_write: bool = False,
        keeps_made: bool = False,
    ) -> None:
        self.settings = settings
        self.may_run = may_run
        self.may_write = may_write
        self.cache_use = CacheUse()
        rights = f"may_run={may_run} may_write={may_write}"
        self.made = MadeParts(settings, rights) if keeps_made else None
        self._newest = Newest(settings, self.cache_use, self.made)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A look at the newest version. Raises WarehouseError while there is none that can be read."""
        yield Reading(self._newest.look(), self.settings)

    def version(self) -> Snapshot:
        """The newest version that can be shown without waiting; a newer one is made ready meanwhile.

        Raises WarehouseError while there is none that can be read.
        """
        return self._newest.ready()

    def newest(self) -> Snapshot:
        """The newest version, also while none can be shown yet. Raises WarehouseError as `version`."""
        return self._newest.newest()

    def written_version(self) -> str:
        """`version` as browsers are told it; `none` while the warehouse cannot be read."""
        try:
            return written_version(self.version())
        except TouchpointsError:
            return "none"

    def find(self, read: Callable[[Reading], Answer], otherwise: Answer) -> Answer:
        """What `read` finds in the newest version; `otherwise` while there is nothing to read."""
        with suppress(TouchpointsError), self.reading() as reading:
            return read(reading)
        return otherwise
