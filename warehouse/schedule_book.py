"""What the schedule did last, and what it is asked to do next, for whoever shows it or asks.

A small SQLite file beside the lake: the dashboard reads and asks in one process, the schedule is another.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from filelock import FileLock, Timeout

from warehouse.cron import next_time
from warehouse.errors import WarehouseError
from warehouse.folder import make_warehouse
from warehouse.settings import Settings
from warehouse.sql import read_sql

UPKEEP = "upkeep"
# Nobody holds the file for longer than it takes to write a row; a page must not wait for more.
_WAIT_SECONDS = 1.0


def loading(source: str) -> str:
    """The job that loads a source."""
    return f"load {source}"


@dataclass(frozen=True)
class JobRecord:
    """What is known of a job; times in UTC. `started_at`, `ended_at`, `is_well` are of the last whole run."""

    requested_at: datetime | None = None
    begun_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    is_well: bool | None = None

    @property
    def is_unfinished(self) -> bool:
        """Whether a run was begun that has not come to its end: it is at work, or was stopped."""
        return self.begun_at is not None and self.begun_at != self.started_at

    def next_at(self, cron: str | None, zone: tzinfo, now: datetime) -> datetime | None:
        """When it is to run next: however many times were missed, once. None for a job without times.

        What never ran to its end is due now. Times are counted from the beginning of the last run that did.
        """
        if cron is None:
            return None
        return now if self.started_at is None else next_time(cron, zone, self.started_at)


def read_jobs(settings: Settings) -> Mapping[str, JobRecord]:
    """What is known of each job; nothing where no schedule ever ran."""
    path = _path(settings)
    if not path.exists():
        return {}
    with _opened(f"{path.as_uri()}?mode=ro") as connection:
        rows = connection.execute(
            "SELECT job, requested_at, begun_at, started_at, ended_at, is_well FROM jobs"
        ).fetchall()
    return {job: _record(*known) for job, *known in rows}


def request_run(settings: Settings, job: str, now: datetime) -> None:
    """Ask the schedule to run a job at once. Raises WarehouseError where none is at work to do so."""
    if not is_scheduled(settings):
        raise WarehouseError(
            "No schedule is at work here.", "Start 'touchpoints schedule' or 'touchpoints up'."
        )
    _note(settings, job, requested_at=now)


def note_begun(settings: Settings, job: str, now: datetime) -> None:
    """A run begins; what was asked for by then is being done."""
    _note(settings, job, requested_at=None, begun_at=now)


def note_ended(settings: Settings, job: str, begun_at: datetime, now: datetime, *, is_well: bool) -> None:
    """The run that began then came to its end."""
    _note(settings, job, started_at=begun_at, ended_at=now, is_well=is_well)


@contextmanager
def sole_schedule(settings: Settings) -> Iterator[None]:
    """Be the one schedule of the warehouse, whose folder is made if need be.

    Raises WarehouseError where another one is at work.
    """
    make_warehouse(settings)
    lock = _lock(settings)
    try:
        # Who only looks whether there is a schedule holds it for a moment.
        lock.acquire(timeout=_WAIT_SECONDS)
    except Timeout as error:
        raise WarehouseError(
            "Another schedule is at work on this warehouse.", "One is enough: end the other first."
        ) from error
    try:
        with _opened(_path(settings).as_uri()) as connection:
            connection.execute(read_sql("warehouse", "schedule_jobs"))
        yield
    finally:
        lock.release()


def is_scheduled(settings: Settings) -> bool:
    """Whether a schedule is at work now."""
    if not _path(settings).exists():
        return False
    lock = _lock(settings)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False


def _note(settings: Settings, job: str, **values: datetime | bool | None) -> None:
    columns = ", ".join(values)
    changes = ", ".join(f"{name} = excluded.{name}" for name in values)
    stored = [value.isoformat() if isinstance(value, datetime) else value for value in values.values()]
    marks = ", ".join("?" for _ in stored)
    with _opened(_path(settings).as_uri()) as connection:
        connection.execute(
            f"INSERT INTO jobs (job, {columns}) VALUES (?, {marks})"
            f" ON CONFLICT (job) DO UPDATE SET {changes}",
            [job, *stored],
        )


@contextmanager
def _opened(address: str) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(address, timeout=_WAIT_SECONDS, uri=True)) as connection, connection:
            yield connection
    except sqlite3.Error as error:
        raise WarehouseError(
            f"The record of the schedule cannot be used: {error}.",
            "Mend the rights of the warehouse's folder; a damaged schedule.sqlite there may be removed.",
        ) from error


def _record(
    requested_at: str | None,
    begun_at: str | None,
    started_at: str | None,
    ended_at: str | None,
    is_well: int | None,
) -> JobRecord:
    return JobRecord(
        _instant(requested_at),
        _instant(begun_at),
        _instant(started_at),
        _instant(ended_at),
        None if is_well is None else bool(is_well),
    )


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).astimezone(UTC)


def _path(settings: Settings) -> Path:
    return settings.lake_folder / "schedule.sqlite"


def _lock(settings: Settings) -> FileLock:
    return FileLock(settings.lake_folder / "schedule.lock", thread_local=False)
