"""The exports and archived files that name a customer, which an erasure does not reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from ingest.erasing.named import Named
from ingest.erasing.proof import in_bytes
from ingest.exports.plain_file import plain_file
from ingest.exports.reading import read_export
from ingest.sources import complete_exports, read_mapping, shown
from warehouse.errors import TouchpointsError
from warehouse.settings import Settings, Source
from warehouse.sql import identifier
from warehouse.work import work_folder


@dataclass(frozen=True)
class Outside:
    """Files of the sources and their archives: which name the customer, and which could not be read."""

    naming: list[str]
    unread: list[str]


def search_exports(settings: Settings, named: Named) -> Outside:
    """Look through every file that a source matches or archived: its texts, and the ids its SELECTs make."""
    naming, unread = [], []
    for source, path in _files(settings):
        try:
            if _names(settings, source, path, named):
                naming.append(shown(settings, path))
        except (TouchpointsError, duckdb.Error, OSError):
            unread.append(shown(settings, path))
    return Outside(naming, unread)


def _files(settings: Settings) -> Iterator[tuple[Source, Path]]:
    for source in settings.sources:
        yield from ((source, path) for path in complete_exports(settings, source))
        if source.after_loading == "archive":
            pattern = f"{source.archive}/{source.files}"
            yield from ((source, path) for path in sorted(settings.folder.glob(pattern)) if path.is_file())


def _names(settings: Settings, source: Source, path: Path, named: Named) -> bool:
    if in_bytes(path, named):
        return True
    share = settings.loading.broken_share
    with TemporaryDirectory(dir=work_folder(settings)) as folder, duckdb.connect() as database:
        export = read_export(plain_file(path, shown(settings, path), source, Path(folder), share))
        export.show(database, numbered=True)
        texts = ", ".join(map(identifier, export.names.usable))
        selects = [f"SELECT unnest([{texts}]) AS customer_id FROM export"]
        selects += [_select(settings, source, kind) for kind in source.mappings]
        return any(_gives(database, select, named) for select in selects)


def _gives(database: duckdb.DuckDBPyConnection, select: str, named: Named) -> bool:
    """Whether the SELECT gives the customer's id, if it gives any."""
    if "customer_id" not in database.sql(select).columns:
        return False
    query = f"SELECT EXISTS (SELECT 1 FROM ({select}) WHERE regexp_matches(customer_id::VARCHAR, $pattern))"
    return bool(database.execute(query, {"pattern": named.in_text}).fetchall()[0][0])


def _select(settings: Settings, source: Source, kind: str) -> str:
    return f"{read_mapping(settings, source, kind).rstrip().rstrip(';')}\n"
