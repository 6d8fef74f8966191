"""What befalls one file stays with that file; what befalls the whole run ends it, once that was said."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import polars as pl

from ingest.attempt import Attempt
from ingest.ledger import record_failure
from ingest.report import FileReport
from warehouse.ending import stop_if_asked
from warehouse.errors import TouchpointsError, WarehouseError, reason_of
from warehouse.mishaps import is_full_disk, mishap

_OF_MACHINE = (duckdb.OperationalError, duckdb.FatalException, duckdb.InternalError, MemoryError)
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
            record_failure(connection, self.attempt, self.report.reason or "")
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
    outcome = Outcome(attempt)
    try:
        yield outcome
    # Polars' own panics are not among Python's errors.
    except (Exception, pl.exceptions.PanicException) as error:
        # The database tells of a signal as if it were a fault of its own; the file has none.
        stop_if_asked()
        failure = failed(attempt, error)
        outcome.report, outcome.ends_run = failure.report, failure.ends_run


def failed(attempt: Attempt, error: BaseException) -> Outcome:
    """The failure of a file by an error."""
    reason = _reason(error)
    report = FileReport(attempt.file, attempt.source, "failed", _text(reason), seconds=attempt.seconds)
    return Outcome(attempt, report, reason if is_full_disk(error) else None)


def is_of_machine(error: BaseException) -> bool:
    """Whether it may be for want of memory, or by a fault of the database that another file brought about."""
    fault = error.__cause__ if isinstance(error, TouchpointsError) else error
    return isinstance(fault, _OF_MACHINE) and not is_full_disk(fault)


def _text(reason: TouchpointsError) -> str:
    """Without control characters but its line ends; names that are not UTF-8 are told by their bytes."""
    return "\n".join(_printable(line) for line in reason.lines)


def _printable(line: str) -> str:
    text = line.encode("utf-8", "backslashreplace").decode()
    indent = " " * (len(text) - len(text.lstrip(" ")))
    return indent + " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _reason(error: BaseException) -> TouchpointsError:
    known = mishap(error)
    if known is not None:
        return known
    _log.error("A file could not be loaded", exc_info=error)
    return WarehouseError(
        f"The program met what it was not made for: {type(error).__name__}: {reason_of(error)}.",
        "Keep the file and the log, and report it.",
    )
