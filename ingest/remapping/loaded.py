"""Which loads a source is mapped again with."""

from dataclasses import dataclass
from datetime import datetime

import duckdb

from ingest.sources import source_named
from warehouse.contract import RECORD_KINDS, states_table
from warehouse.errors import SourceError
from warehouse.settings import Settings, Source, events_source_name
from warehouse.sql import read_sql

PACKAGE = "ingest.remapping"


@dataclass(frozen=True)
class Loaded:
    """A file that was loaded, as the ledger knows it. began_at, loaded_at: when its load began and ended."""

    load_id: int
    source: Source
    file: str
    content_hash: str
    file_bytes: int
    loaded_at: datetime
    began_at: datetime


def loads_of(connection: duckdb.DuckDBPyConnection, sources: list[Source]) -> list[Loaded]:
    """The loads of files of the sources, in their order."""
    by_name = {source.name: source for source in sources}
    found = connection.execute(read_sql(PACKAGE, "loads"), {"sources": [*by_name]}).pl()
    return [
        Loaded(load_id, by_name[source], file, content, size, loaded_at, began_at)
        for load_id, source, file, content, size, loaded_at, began_at in found.iter_rows()
    ]


def mapped_together(
    connection: duckdb.DuckDBPyConnection, settings: Settings, source: Source, *, may_be_alone: bool
) -> list[Source]:
    """The source, and those whose records may be the same as its own, or as theirs.

    A record that several sources bring is kept once, so they have to be mapped again together, in their
    order. Sources that never brought what was known share none. Raises SourceError for one that left the
    settings.
    """
    repeats = dict(connection.sql(read_sql(PACKAGE, "repeating")).fetchall())
    names = {source.name}
    groups = [_feeding(connection, settings, kind) & {*repeats} | names for kind in source.mappings]
    while groups:
        group = groups.pop()
        if not group <= names and (any(repeats.get(name, 0) for name in group) or not may_be_alone):
            names |= group
            feeding = (_feeding(connection, settings, kind) & {*repeats} for kind in RECORD_KINDS)
            groups += [each for each in feeding if each & group]
    _refuse_streams(settings, source, names)
    gone = names - {each.name for each in settings.sources}
    if gone:
        raise SourceError(
            f"Records of the source '{min(gone)}' may be the same as those of '{source.name}', and it is no"
            " longer in touchpoints.toml.",
            "Put it back, so that both can be mapped again.",
        )
    return [source_named(settings, name) for name in sorted(names)]


def _feeding(connection: duckdb.DuckDBPyConnection, settings: Settings, kind: str) -> set[str]:
    """The sources that have or may have brought records of the kind."""
    table = states_table(kind)
    query = f"SELECT DISTINCT source FROM loads SEMI JOIN {table} USING (load_id)"
    found = {name for (name,) in connection.sql(query).fetchall()}
    return found | {source.name for source in settings.sources if kind in source.mappings}


def _refuse_streams(settings: Settings, source: Source, names: set[str]) -> None:
    streams = {events_source_name(kind) for kind in RECORD_KINDS}
    streams |= {each.name for each in settings.sources if each.is_stream}
    if found := streams & names:
        raise SourceError(
            f"Records of '{min(found)}' may be the same as those of '{source.name}', and a stream"
            " is kept nowhere to be mapped again.",
            "Nothing was changed. Rejected records can be judged anew with 'touchpoints rejects replay'.",
        )
