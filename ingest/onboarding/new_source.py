"""A first description of an export: its entry in the settings and its SELECT."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from ingest.exports.export import Export
from ingest.exports.names import LINE
from ingest.onboarding.columns import Column, columns_of
from ingest.onboarding.draft import Draft, draft
from ingest.onboarding.format_guess import guessed_format, header_row
from ingest.onboarding.meanings import likely_kind
from ingest.onboarding.select_text import select_text
from ingest.onboarding.settings_entry import entry, name_for, pattern_for, refuse_claimed, with_entry
from ingest.onboarding.trial import scratch_database
from ingest.onboarding.vocabulary import likeness, vocabulary
from ingest.sources import shown
from ingest.staged_file import open_export
from warehouse.errors import ExportError, SourceError, reason_of
from warehouse.settings import FILE_NAME, Settings, Source
from warehouse.sql import identifier

_ROWS_FOR_HEADER = 30
# A page has hardly more tables.
_MOST_TABLES = 9


@dataclass(frozen=True)
class NewSource:
    """What was written. channels: those that settings do not know, with the delivery mode each may have."""

    name: str
    select: str
    declared: Mapping[str, Any]
    block: str
    draft: Draft
    columns: int
    rows_seen: int
    channels: Mapping[str, str | None]


def new_source(
    settings: Settings, config: Path | None, path: Path, name: str | None, kind: str | None
) -> NewSource:
    """Look at the file and write what was understood. Where it raises a TouchpointsError, nothing was."""
    refuse_claimed(settings, path)
    name = name or name_for(settings, path)
    if any(source.name == name for source in settings.sources):
        raise SourceError(f"There is a source '{name}' already.", "Give another --name.")
    with scratch_database(settings) as (connection, folder), TemporaryDirectory(dir=folder) as copies:
        declared = guessed_format(path, Path(copies))
        export, declared = _opened(connection, settings, declared, path, Path(copies))
        columns = _columns(connection, export)
        if not columns:
            raise ExportError("The file has a header and no rows.", "Give an export with some rows in it.")
        made = draft(connection, columns, kind or likely_kind(columns), name, path.name)
    select = f"sources/{name}.{made.kind}.sql"
    block = entry(name, pattern_for(settings, path), declared, made.kind, select)
    _write(settings, config, block, select, select_text(made, shown(settings, path)))
    channels = _unknown_channels(settings, made, columns)
    return NewSource(name, select, declared, block, made, len(columns), columns[0].rows, channels)


def _columns(connection: duckdb.DuckDBPyConnection, export: Export) -> list[Column]:
    """What the database cannot read at once is gone through record by record, as by a load."""
    try:
        return columns_of(connection, export)
    except (duckdb.ProgrammingError, duckdb.DataError) as error:
        careful = export.careful()
        if careful is None:
            raise ExportError(
                f"The file cannot be read to its end: {reason_of(error)}.", "Export or copy it again."
            ) from error
    return columns_of(connection, careful)


def _opened(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    declared: dict[str, Any],
    path: Path,
    copies: Path,
) -> tuple[Export, dict[str, Any]]:
    """The export, and what its format needs to be told besides: the header's row, the table of a page."""

    def opened(said: Mapping[str, Any], called: str) -> Export:
        scratch = copies / called
        scratch.mkdir()
        source = Source(name="new", files="*", contacts=Path("new.sql"), **said)
        return open_export(settings, source, path, shown(settings, path), scratch)

    if declared["format"] not in ("excel", "html"):
        return opened(declared, "plain"), declared
    try:
        # Said to be the header, a title in row 1 is taken for it, and the header is found among the rows.
        export = opened({**declared, "header_row": 1}, "plain")
    except ExportError as error:
        if "tables" not in error.way_out:
            raise
        number = _largest_table(
            connection, lambda table: opened({**declared, "tables": [table]}, f"table_{table}")
        )
        if number is None:
            raise
        declared = {**declared, "tables": [number]}
        export = opened(declared, "chosen")
    row = header_row(_rows_with_lines(connection, export))
    if row > 1:
        declared = {**declared, "header_row": row}
        export = opened(declared, "below_titles")
    return export, declared


def _largest_table(connection: duckdb.DuckDBPyConnection, opened: Any) -> int | None:
    sizes = {}
    for table in range(1, _MOST_TABLES + 1):
        try:
            export = opened(table)
        except ExportError:
            continue
        cells = f"SELECT count(*) * {len(export.names.usable)} FROM {export.numbered}"
        sizes[table] = connection.sql(cells).fetchall()[0][0]
    return max(sizes, key=lambda table: sizes[table], default=None)


def _rows_with_lines(
    connection: duckdb.DuckDBPyConnection, export: Export
) -> list[tuple[int, Sequence[str]]]:
    names = [export.names.changed.get(name, name) for name in export.names.usable]
    line = identifier(LINE)
    query = (
        f"SELECT {line}, * EXCLUDE ({line}) FROM {export.numbered} ORDER BY {line} LIMIT {_ROWS_FOR_HEADER}"
    )
    rows = [(int(first), list(rest)) for first, *rest in connection.sql(query).fetchall()]
    return [(1, names), *rows]


def _write(settings: Settings, config: Path | None, block: str, select: str, text: str) -> None:
    toml = config or settings.folder / FILE_NAME
    target = settings.folder / select
    whole = with_entry(toml, block)
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise SourceError(f"{select} exists already.", "Give another --name, or remove it first.") from None
    try:
        toml.write_text(whole, encoding="utf-8")
    except OSError:
        target.unlink()
        raise


def _unknown_channels(settings: Settings, made: Draft, columns: Sequence[Column]) -> dict[str, str | None]:
    said = made.says("channel") if made.kind == "contacts" else None
    if said is None:
        return {}
    values = next((list(column.values) for column in columns if column.sql in said), [said.strip("'")])
    return {value: _mode(value) for value in values if value not in settings.channels}


def _mode(channel: str) -> str | None:
    modes: Mapping[str, Sequence[str]] = vocabulary()["modes"]
    best = max(modes, key=lambda mode: likeness(channel, modes[mode]))
    return best if likeness(channel, modes[best]) else None
