"""What befalls one file stays with that file; what befalls the whole run ends it, once that was said."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

import duckdb
import polars as pl

from ingest.ledger import Attempt, record_failure
from ingest.report import FileReport
from warehouse.ending import stop_if_asked
from warehouse.errors import TouchpointsError, WarehouseError
from warehouse.mishaps import is_full_disk, mishap, reason_of

_log = logging.getLogger(__name__)


@dataclass
class Outcome:
    """What became of an attempt, and what ends the run because of it."""

    attempt: Attempt
    report: FileReport | None = None
    ends_run: TouchpointsError | None = None

    def note(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Put a failure into the ledger. Where not even that can be written, the run ends."""
        if self.report is None or self.report.status != "failed":
            return
        try:
            record_failure(connection, self.attempt, self.report.reason or "", self.report.seconds)
        except (duckdb.Error, OSError) as error:
            self.ends_run = self.ends_run or _reason(error)

    def reports(self) -> Iterator[FileReport]:
        """The report, and then the error that ends the run, if any."""
        if self.report is not None:
            yield self.report
        if self.ends_run is not None:
            raise self.ends_run


@contextmanager
def attempting(attempt: Attempt) -> Iterator[Outcome]:
    """Make any error of the block the file's failure; a full disk ends the run too, a signal the program."""
    started = perf_counter()
    outcome = Outcome(attempt)
    try:
        yield outcome
    # Polars' own panics are not among Python's errors.
    except (Exception, pl.exceptions.PanicException) as error:
        # The database tells of a signal as if it were a fault of its own; the file has none.
        stop_if_asked()
        reason = _reason(error)
        seconds = perf_counter() - started
        outcome.report = FileReport(attempt.file, attempt.source, "failed", _text(reason), seconds=seconds)
        outcome.ends_run = reason if is_full_disk(error) else None


def still_answers(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the database can be asked anything more: after a fault of its own it refuses."""
    try:
        connection.execute("SELECT 1")
    except duckdb.Error:
        return False
    return True


def _text(reason: TouchpointsError) -> str:
    """In one line, without control characters, and with names that are not UTF-8 told by their bytes."""
    text = str(reason).encode("utf-8", "backslashreplace").decode()
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _reason(error: BaseException) -> TouchpointsError:
    known = mishap(error)
    if known is not None:
        return known
    _log.error("A file could not be loaded", exc_info=error)
    return WarehouseError(
        f"The program met what it was not made for: {type(error).__name__}: {reason_of(error)}.",
        "Keep the file and the log, and report it.",
    )
