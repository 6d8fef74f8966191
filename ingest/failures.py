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
from warehouse.errors import TouchpointsError, WarehouseError
from warehouse.mishaps import is_full_disk, mishap, reason_of

_log = logging.getLogger(__name__)


@dataclass
class Outcome:
    """What became of an attempt, and what ends the run because of it."""

    report: FileReport | None = None
    ends_run: TouchpointsError | None = None

    def reports(self) -> Iterator[FileReport]:
        """The report, and then the error that ends the run, if any."""
        if self.report is not None:
            yield self.report
        if self.ends_run is not None:
            raise self.ends_run


@contextmanager
def attempting(connection: duckdb.DuckDBPyConnection, attempt: Attempt) -> Iterator[Outcome]:
    """Make any error of the block the file's failure, noted in the ledger.

    Where not even that can be written, or the disk is full, the outcome ends the run.
    """
    started = perf_counter()
    outcome = Outcome()
    try:
        yield outcome
    # Polars' own panics are not among Python's errors.
    except (Exception, pl.exceptions.PanicException) as error:
        reason = _reason(error)
        seconds = perf_counter() - started
        outcome.report = FileReport(attempt.file, attempt.source, "failed", str(reason), seconds=seconds)
        if is_full_disk(error):
            outcome.ends_run = reason
        try:
            record_failure(connection, attempt, str(reason), seconds)
        except (duckdb.Error, OSError) as unwritable:
            outcome.ends_run = outcome.ends_run or _reason(unwritable)


def _reason(error: BaseException) -> TouchpointsError:
    known = mishap(error)
    if known is not None:
        return known
    _log.error("A file could not be loaded", exc_info=error)
    return WarehouseError(
        f"The program met what it was not made for: {type(error).__name__}: {reason_of(error)}.",
        "Keep the file and the log, and report it.",
    )
