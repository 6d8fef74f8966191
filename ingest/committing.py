"""A batch of files into the warehouse; what fails together is tried one by one."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Self

import duckdb
import polars as pl

from ingest.arrival import Arrival
from ingest.arriving import Arriving
from ingest.batch import Batch
from ingest.cores import Cores
from ingest.failures import Outcome, attempting, failed, is_of_machine
from ingest.known_loads import KnownLoads
from ingest.ledger import open_rejects, record_loads
from ingest.load import StagedFile, load_all, put_files_back
from ingest.progress import Progress
from ingest.report import FileReport, known_report, report_of
from warehouse.changes import Refresh
from warehouse.ending import stop_if_asked
from warehouse.errors import ExportError
from warehouse.lake import open_writer, still_answers, transaction
from warehouse.settings import Settings


class Committing:
    """What commits the batches of a run, and tells what became of each file, in their order."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        settings: Settings,
        refresh: Refresh,
        known: KnownLoads,
        cores: Cores,
        arriving: Arriving,
        progress: Progress,
    ) -> None:
        self._connection, self._settings, self._refresh = connection, settings, refresh
        self._known, self._cores, self._arriving, self._progress = known, cores, arriving, progress
        self._reopened = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._reopened.close()

    def commit(self, batch: Batch) -> Iterator[Outcome]:
        """Load what is staged of the batch at once, or where that fails one by one."""
        staged = batch.staged
        loads = self._load_together(staged) if len(staged) > 1 else {}
        rejected = open_rejects(self._connection) if any(map(_may_be_known, batch.arrivals)) else {}
        for arrival in batch.arrivals:
            report = loads.get(arrival.attempt.load_id)
            if report is not None:
                outcome = Outcome(arrival.attempt, report)
            elif _may_be_known(arrival):
                outcome = self._known_or_failed(arrival, rejected)
            else:
                outcome = self._load_alone(arrival)
            outcome.note(self._connection)
            self._progress.add_done(arrival.attempt.file_bytes)
            yield outcome

    def _load_together(self, files: Sequence[StagedFile]) -> dict[int, FileReport]:
        """None of them, where something fails: it is not known of which file."""
        try:
            return self._load(files)
        except (Exception, pl.exceptions.PanicException):
            stop_if_asked()
            return {}

    def _load(self, files: Sequence[StagedFile]) -> dict[int, FileReport]:
        self._progress.doing = (
            f"adding {files[0].attempt.file if len(files) == 1 else f'{len(files):,} files'}"
        )
        self._cores.use_for_rows(self._connection, self._known.rows + sum(file.read for file in files))
        try:
            with transaction(self._connection):
                loads = load_all(self._connection, self._settings, files, self._refresh)
                new_columns = record_loads(self._connection, loads)
        except BaseException:
            self._revive()
            put_files_back(self._connection, self._settings, files)
            raise
        for file in files:
            self._known.add(file.attempt, file.read)
            file.remove()
        return {load.attempt.load_id: report_of(load, new_columns[load.attempt.load_id]) for load in loads}

    def _load_alone(self, arrival: Arrival) -> Outcome:
        """Nothing else is at work where it may have been in the way."""
        with attempting(arrival.attempt) as outcome:
            if arrival.fault is not None:
                raise arrival.fault
            file = self._staged(arrival)
            try:
                loads = self._load([file])
            finally:
                file.remove()
            outcome.report = loads[arrival.attempt.load_id]
        return outcome

    def _staged(self, arrival: Arrival) -> StagedFile:
        assert arrival.staging is not None
        error = arrival.staging.exception()
        is_to_stage = is_of_machine(error) if error else not arrival.staging.result().is_whole
        if is_to_stage and self._progress.files > 1:
            self._arriving.come_to_rest()
            self._revive()
            self._arriving.stage_again(arrival)
        return arrival.staging.result()

    def _known_or_failed(self, arrival: Arrival, rejected: dict[int, int]) -> Outcome:
        attempt = arrival.attempt
        earlier = arrival.earlier or self._known.earlier_load(attempt)
        if earlier is not None:
            return Outcome(attempt, known_report(attempt, earlier, rejected.get(earlier, 0)))
        assert arrival.twin is not None
        attempt.load_id = self._known.next_load_id()
        return failed(
            attempt,
            ExportError(f"Its content is that of {arrival.twin.attempt.file}, which failed.", "Mend that."),
        )

    def _revive(self) -> None:
        """After a fault of its own the database refuses everything."""
        if not still_answers(self._connection):
            self._connection.close()
            self._connection = self._reopened.enter_context(open_writer(self._settings, threads=1))
            self._cores.use_one()
            self._arriving.look_into(self._connection)


def _may_be_known(arrival: Arrival) -> bool:
    return arrival.earlier is not None or arrival.twin is not None
