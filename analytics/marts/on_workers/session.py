"""A connection that sees the records of one version, the facts as the settings say, and marts made so far.

What the warehouse itself holds of facts and marts is hidden: it may be of other settings or another version.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from analytics.marts.macros import expanded, make_macros
from analytics.marts.mart import ANSWERED_CONTACTS
from analytics.views import FACTS, OF_CONTACTS
from warehouse.lake import open_reader
from warehouse.settings import Settings
from warehouse.sql import identifier, literal, read_sql


@dataclass(frozen=True)
class Made:
    """A mart's columns with their types, and the files it was written to so far."""

    columns: Mapping[str, str]
    paths: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """All of its rows."""
        if self.paths:
            return f"SELECT {', '.join(map(identifier, self.columns))} FROM {read_files(self.paths)}"
        columns = (f"NULL::{kind} AS {identifier(name)}" for name, kind in self.columns.items())
        return f"SELECT {', '.join(columns)} WHERE false"


@dataclass(frozen=True)
class CustomerGroup:
    """Customers of a fact or mart, whose hash leaves this remainder: one of `groups` of about one size."""

    table: str
    remainder: int
    groups: int


class MartSession:
    """Its `connection` is for the queries of marts. threads: of the database; else all."""

    def __init__(self, settings: Settings, version: int, threads: int | None = None) -> None:
        self._settings = settings
        self.connection = open_reader(settings, version=version, threads=threads)
        self._shown: dict[str, str] = {}
        make_macros(self.connection)
        self._show_views(OF_CONTACTS)

    def show(self, made: Mapping[str, Made]) -> None:
        """Marts under their names, in the order of their making."""
        for name, mart in made.items():
            self._show(name, mart.query)
            if name == ANSWERED_CONTACTS.name:
                # Facts of answers are made from it.
                self._show_views(FACTS)

    @contextmanager
    def only(self, group: CustomerGroup | None) -> Iterator[None]:
        """In the block the table of the group has its customers only."""
        if group is None:
            yield
            return
        everybody = self._shown[group.table]
        is_of_group = f"hash(customer_id) % {group.groups} = {group.remainder}"
        self._show(group.table, f"FROM ({everybody}) WHERE {is_of_group}")
        try:
            yield
        finally:
            self._show(group.table, everybody)

    def _show_views(self, names: Iterable[str]) -> None:
        for name in names:
            self._show(name, expanded(read_sql("analytics.views", name), self._settings))

    def _show(self, name: str, query: str) -> None:
        if self._shown.get(name) != query:
            self.connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {query}")
            self._shown[name] = query


def read_files(paths: Iterable[str]) -> str:
    """SQL for the rows of Parquet files."""
    return f"read_parquet([{', '.join(map(literal, paths))}])"
