"""Files that were loaded, mapped again under today's SELECT, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from ingest.adopting import put_back
from ingest.ledger import last_load, record_loads
from ingest.load import StagedFile, load_all
from ingest.remapping.difference import Before
from ingest.remapping.finding import find_files
from ingest.remapping.loaded import PACKAGE, Loaded, loads_of, mapped_together
from ingest.remapping.staging import stage_again
from ingest.sources import source_named
from ingest.staging import Circumstances
from warehouse.changes import Refresh
from warehouse.contract import HISTORIES, RECORD_KINDS, key_column
from warehouse.errors import SourceError
from warehouse.lake import current_snapshot, transaction, writing
from warehouse.records import unused_columns
from warehouse.settings import Settings, Source
from warehouse.sql import read_sql
from warehouse.tables import RECORD_TABLES
from warehouse.work import work_folder


@dataclass(frozen=True)
class Remapped:
    """What was mapped again, and what that changed: in the columns of `differences`."""

    sources: Sequence[str]
    files: int
    changes: pl.DataFrame


class _NotToBeDoneError(Exception):
    """Leaves a transaction without a trace: after a trial, or where records turned out to be shared."""


def remap(settings: Settings, name: str, refresh: Refresh, *, is_trial: bool = False) -> Remapped:
    """Load the files of a source anew, all or none; what they and replays of them gave is replaced.

    refresh: makes every mart again. is_trial: do it, say what changed, and leave everything as it was.
    Sources whose records may be the same are mapped again along. Raises ExportError or SourceError, and
    changes nothing, where a file lies nowhere any more or fails under today's SELECT.
    """
    source = source_named(settings, name)
    with writing(settings, "touchpoints remap") as connection:
        for may_be_alone in (True, False):
            sources = mapped_together(connection, settings, source, may_be_alone=may_be_alone)
            loads = loads_of(connection, sources)
            if not loads:
                raise SourceError(f"No file of source '{name}' was loaded yet.", "Run touchpoints ingest.")
            work = _Work(connection, settings, sources, loads, refresh)
            changes = work.done(is_trial=is_trial)
            if changes is not None:
                return Remapped([each.name for each in sources], len(loads), changes)
    raise AssertionError("with every source along none is left to share records with")


@dataclass(frozen=True)
class _Work:
    connection: duckdb.DuckDBPyConnection
    settings: Settings
    sources: Sequence[Source]
    loads: Sequence[Loaded]
    refresh: Refresh

    def done(self, *, is_trial: bool) -> pl.DataFrame | None:
        """What changed; None where records of other sources would have, and nothing was done."""
        paths = find_files(self.settings, self.loads)
        version = current_snapshot(self.connection).number
        before = Before(self.connection, self.settings)
        changes = []
        with TemporaryDirectory(dir=work_folder(self.settings)) as folder:
            given = self._circumstances(Path(folder), version)
            files = list(stage_again(self.connection, given, self.loads, paths))
            try:
                with transaction(self.connection):
                    if self._replace(files):
                        kinds = {kind.kind for file in files for kind in file.kinds}
                        in_order = [kind for kind in RECORD_KINDS if kind in kinds]
                        changes.append(before.differences(in_order))
                    if is_trial or not changes:
                        raise _NotToBeDoneError
            except BaseException as error:
                if current_snapshot(self.connection).number == version:
                    put_back(self.settings, (kind for file in files for kind in file.kinds))
                if not isinstance(error, _NotToBeDoneError):
                    raise
        return changes[0] if changes else None

    def _circumstances(self, folder: Path, version: int) -> Circumstances:
        unused = {kind: unused_columns(self.connection, self.settings, kind) for kind in RECORD_KINDS}
        now = last_load(self.connection).loaded_at
        return Circumstances(self.settings, unused, now, folder, remapped_from=version)

    def _replace(self, files: Sequence[StagedFile]) -> bool:
        """Whether the records of other sources stayed as they were."""
        names = {"sources": [source.name for source in self.sources]}
        self.connection.execute(read_sql(PACKAGE, "remapped_loads"), names)
        self.connection.execute(read_sql(PACKAGE, "forget"))
        others = self._records_of_others()
        loads = load_all(self.connection, self.settings, files, self.refresh)
        record_loads(self.connection, loads)
        return self._records_of_others() == others and not self._has_twins()

    def _has_twins(self) -> bool:
        """Whether a record is there twice: a load that is done again looks at no later one."""
        return any(
            self.connection.sql(
                f"SELECT EXISTS (SELECT 1 FROM {kind} GROUP BY {key_column(kind)} HAVING count(*) > 1)"
            ).fetchall()[0][0]
            for kind in RECORD_KINDS
            if kind not in HISTORIES
        )

    def _records_of_others(self) -> list[int]:
        query = "SELECT count(*) FROM {} ANTI JOIN remapped_loads USING (load_id)"
        return [self.connection.sql(query.format(table)).fetchall()[0][0] for table in RECORD_TABLES]
