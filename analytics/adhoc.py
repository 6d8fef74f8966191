"""Ad-hoc SQL for analysts: read-only, each query in a process of its own, within limits."""

import os
import shutil
from dataclasses import asdict, replace
from datetime import date, datetime, time
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import NamedTuple, Self
from zoneinfo import ZoneInfo

import polars as pl

from analytics.query_process import QueryProcess
from analytics.sandbox.job import Job
from state.place import state_address, state_database
from warehouse.catalogue_copy import readable_location
from warehouse.folder import find_warehouse
from warehouse.location import Location, extensions_of, is_address
from warehouse.place import catalogue, data_place
from warehouse.settings import Settings
from warehouse.work import spill_folder


class QueryResult(NamedTuple):
    """The rows of a query; `is_cut`: there were more than query.rows, or than fit into query.size."""

    frame: pl.DataFrame
    is_cut: bool


def run_sql(settings: Settings, query: str, as_of: date | datetime | None = None) -> QueryResult:
    """The result of one SELECT over the warehouse, as it is or as it was at the end of a day or at a moment.

    Days and times without a zone are those of the business time zone. Columns that a spreadsheet could not
    hold (intervals, lists, structs …) come as text; of columns of the same name the later are numbered.

    Raises QueryError for SQL that is wrong, not allowed, too slow or too large, and for a time before the
    warehouse; WarehouseError when there is none, or one of another version.
    """
    find_warehouse(settings)
    return _asked(_started(settings), settings, query, as_of)


class QueryServer:
    """Answers as `run_sql` does, for a program that goes on: the process of the next query is started ahead.

    Any number of threads may ask at once; each query has its own process. One that waits takes 90 MB and
    knows no warehouse yet, so that it answers from whatever is there when it is asked. Use it as a context
    manager: at its end, and when the program dies, its processes end too.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._spare: QueryProcess | None = None
        self._is_open = False

    def __enter__(self) -> Self:
        self._is_open = True
        self._start_a_spare()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._is_open = False
            spare, self._spare = self._spare, None
        if spare is not None:
            spare.end()

    def run_sql(self, query: str, as_of: date | datetime | None = None) -> QueryResult:
        """As the function of this name."""
        find_warehouse(self._settings)
        try:
            return _asked(self._take_the_spare(), self._settings, query, as_of)
        finally:
            # Not before: its start would take the processor from the query.
            self._start_a_spare()

    def _take_the_spare(self) -> QueryProcess:
        with self._lock:
            spare, self._spare = self._spare, None
        if spare is not None and not spare.is_alive:
            spare.end()
            spare = None
        return spare or _started(self._settings)

    def _start_a_spare(self) -> None:
        with self._lock:
            if self._is_open and self._spare is None:
                self._spare = _started(self._settings)


def _started(settings: Settings) -> QueryProcess:
    needed = extensions_of(catalogue(settings), data_place(settings))
    # What people decided may be in a file, wherever the catalogue is, or in a database of its own.
    of_state = "postgres_scanner" if state_address(settings) else "sqlite_scanner"
    return QueryProcess([*dict.fromkeys((*needed, of_state))])


def _asked(
    process: QueryProcess, settings: Settings, query: str, as_of: date | datetime | None
) -> QueryResult:
    spill = spill_folder(settings)
    try:
        rows, is_cut = process.ask(_job(settings, query, as_of, spill), settings.query.seconds)
    finally:
        process.end()
        shutil.rmtree(spill, ignore_errors=True)
    return QueryResult(pl.read_ipc_stream(rows), is_cut)


def _job(settings: Settings, query: str, as_of: date | datetime | None, spill: Path) -> Job:
    limits, location = settings.query, readable_location(settings)
    # Of one that lies elsewhere there may be nothing here.
    folder = settings.lake_folder if settings.lake_folder.is_dir() else spill
    return Job(
        query=query,
        warehouse=str(folder),
        location=asdict(_within(location, folder)),
        spill_folder=str(spill),
        time_zone=settings.business_time_zone,
        as_of=None if as_of is None else _moment(settings, as_of).isoformat(),
        rows=limits.rows,
        size=limits.size,
        memory=limits.memory,
        spill=limits.spill,
        state=None if (database := state_database(settings)) is None else database._asdict(),
    )


def _within(location: Location, folder: Path) -> Location:
    """With paths from the folder, so that no message and no plan can tell where on the machine it is."""
    catalogue, data = (
        place if is_address(place) else os.path.relpath(place, folder)
        for place in (location.catalogue, location.data)
    )
    return replace(location, catalogue=catalogue, data=data)


def _moment(settings: Settings, as_of: date | datetime) -> datetime:
    """The instant meant. A day means its last moment."""
    zone = ZoneInfo(settings.business_time_zone)
    if not isinstance(as_of, datetime):
        as_of = datetime.combine(as_of, time.max, zone)
    return as_of if as_of.tzinfo else as_of.replace(tzinfo=zone)
