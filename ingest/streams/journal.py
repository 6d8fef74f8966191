"""What was sent to the server, from its journal into the warehouse.

What is taken is written down before anything is made of it, and removed after its commit: so a load that was
killed is taken up where it was, and the ledger knows by the files' content whether their commit was made.
"""

import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from ingest.report import FileReport
from ingest.streams.parts import Part, load_parts
from warehouse.changes import Refresh
from warehouse.contract import RECORD_KINDS
from warehouse.journal import (
    force_to_disk,
    journal_folder,
    remove,
    rename_durably,
    waiting_files,
    write_durably,
)
from warehouse.lake import writing
from warehouse.records import record_columns
from warehouse.settings import Settings, Source, events_source_name
from warehouse.sql import literal, read_sql

# As much as is staged and committed in some seconds.
_MOST_BYTES = 100_000_000
# A server writes one in a moment; what is older was left by one that was killed.
_UNFINISHED_SECONDS = 3_600
_SELECT = Path(__file__).with_name("events.sql")


def is_waiting(settings: Settings) -> bool:
    """Whether there is anything to load."""
    return bool(waiting_files(settings)) or _taken(settings).exists()


def load_journal(settings: Settings, refresh: Refresh) -> Iterator[FileReport]:
    """Load what the journal holds now, a commit after the other; a report for each record kind of each.

    What failed stays, to be tried again. Waits for other writers.
    """
    last = max(waiting_files(settings), default=None)
    while is_waiting(settings):
        with writing(settings, "touchpoints: events", make=True, threads=1) as connection:
            members = _take(settings, last)
            parts = _parts(settings, connection, members)
            is_done = True
            for report in load_parts(connection, settings, parts, refresh):
                is_done &= report.status != "failed"
                yield report
            if is_done:
                _let_go(settings, members)
        if not is_done or not members:
            return


def events_source(settings: Settings, kind: str) -> Source:
    """The source of the events of a record kind."""
    # No pattern of files leads to it, which a source of the settings has to have.
    source = Source.model_construct(name=events_source_name(kind), format="messages")
    return source.model_copy(update={"fields": tuple(record_columns(settings, kind)), kind: _SELECT})


def _take(settings: Settings, last: Path | None) -> list[Path]:
    """The files to load: those that a load before was about to, else the first of those that are waiting.

    last: behind it nothing is taken, so that there is an end.
    """
    folder, taken = journal_folder(settings), _taken(settings)
    if not taken.exists():
        _remove_unfinished(folder)
        if _batch(settings).exists():
            shutil.rmtree(_batch(settings))
        names: list[str] = []
        size = 0
        for path in waiting_files(settings):
            size += path.stat().st_size
            if last is None or path > last or (names and size > _MOST_BYTES):
                break
            names.append(path.name)
        if not names:
            return []
        write_durably(taken, json.dumps(names).encode())
    return [folder / name for name in json.loads(taken.read_bytes())]


def _parts(settings: Settings, connection: duckdb.DuckDBPyConnection, members: Sequence[Path]) -> list[Part]:
    """Each record kind of what was taken, as a file."""
    folder = _batch(settings)
    present = [member for member in members if member.exists()]
    if present and not folder.exists():
        unfinished = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        for kind in RECORD_KINDS:
            _write(connection, present, kind, unfinished / f"{kind}.parquet")
        rename_durably(unfinished, folder)
    when = datetime.fromtimestamp(_first_second(members), UTC).isoformat(timespec="microseconds")
    return [
        Part(events_source(settings, kind), path, f"events/{when}/{kind}")
        for kind in RECORD_KINDS
        if (path := folder / f"{kind}.parquet").exists()
    ]


def _write(connection: duckdb.DuckDBPyConnection, members: Sequence[Path], kind: str, path: Path) -> None:
    query = read_sql("ingest.streams", "journal_events").format(
        paths=", ".join(literal(str(member)) for member in members), kind=literal(kind)
    )
    ((count,),) = connection.execute(f"COPY ({query}) TO {literal(str(path))} (FORMAT parquet)").fetchall()
    if count:
        force_to_disk(path)
    else:
        path.unlink()


def _let_go(settings: Settings, members: Sequence[Path]) -> None:
    """In this order: what was taken is known until nothing of it is left.

    The database does not always wait for the disk, and the journal is what was promised to be there.
    """
    if hasattr(os, "sync"):  # Windows has none
        os.sync()
    remove(members)
    shutil.rmtree(_batch(settings), ignore_errors=True)
    _taken(settings).unlink(missing_ok=True)


def _remove_unfinished(folder: Path) -> None:
    for path in folder.glob("*.jsonl.part"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < time.time() - _UNFINISHED_SECONDS:
                path.unlink()


def _first_second(members: Sequence[Path]) -> float:
    return int(members[0].name.partition("-")[0]) / 1e9 if members else 0.0


def _taken(settings: Settings) -> Path:
    return journal_folder(settings) / "taken.json"


def _batch(settings: Settings) -> Path:
    return journal_folder(settings) / "batch"
