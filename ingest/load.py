"""Staged files into the warehouse: some of them at once, in one transaction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from time import perf_counter

import duckdb
import polars as pl

from ingest.adopting import Adopted, KindLoad, adopt, put_back
from ingest.attempt import Attempt
from ingest.history.states import adopt_states
from ingest.staging import EMPTIED_SCHEMA, STAGED_SCHEMA, Staged
from ingest.unknown_terms import UNKNOWN_SCHEMA, unknown_terms
from warehouse.changes import Changes, Refresh
from warehouse.contract import HISTORIES, RECORD_KINDS
from warehouse.settings import Settings

_NO_REJECTS = STAGED_SCHEMA.to_frame().with_columns(record_kind=pl.lit(None, pl.String))


@dataclass(frozen=True)
class StagedFile:
    """A file whose records of every kind are staged.

    columns: those of the export; of rows that are judged anew none. mended: the earlier rejects that it says
    it mends.
    """

    attempt: Attempt
    kinds: Sequence[Staged]
    columns: Sequence[str] = ()
    mended: pl.DataFrame | None = None

    @property
    def read(self) -> int:
        """How many records were found, good, bad or broken."""
        return sum(kind.read for kind in self.kinds) + self.kinds[0].broken.height

    @property
    def is_whole(self) -> bool:
        """Whether all that was staged is still there."""
        return all(kind.sent or kind.path.exists() for kind in self.kinds)

    def remove(self) -> None:
        """Leave nothing of what was staged, but what became part of the lake."""
        for kind in self.kinds:
            kind.path.unlink(missing_ok=True)


@dataclass(frozen=True)
class FileLoad:
    """What became of a file's records: read = accepted + unchanged + corrected + rejected.

    `rejects` is in STAGED_SCHEMA with `record_kind`, which is null for records that could not be split.
    `columns` and `mended` are those of the StagedFile. `barren`: the record kinds that had records and none
    that was good. `unknown`: channels and delivery modes that the settings do not know, in UNKNOWN_SCHEMA.
    `emptied`: values that broke a rule and were emptied, in EMPTIED_SCHEMA.
    """

    attempt: Attempt
    read: int
    accepted: int
    unchanged: int
    corrected: int
    rejects: pl.DataFrame
    columns: Sequence[str] = ()
    mended: pl.DataFrame | None = None
    barren: tuple[str, ...] = ()
    unknown: pl.DataFrame = field(default_factory=UNKNOWN_SCHEMA.to_frame)
    emptied: pl.DataFrame = field(default_factory=EMPTIED_SCHEMA.to_frame)

    @property
    def rejected(self) -> int:
        """Records that broke a rule or could not be split into columns."""
        return self.rejects.height


def load_all(
    connection: duckdb.DuckDBPyConnection, settings: Settings, files: Sequence[StagedFile], refresh: Refresh
) -> list[FileLoad]:
    """Make staged files part of the lake, as if each came after the one before, and refresh what is derived.

    The caller holds the transaction.
    """
    started = perf_counter()
    connection.execute(f"SET VARIABLE load_id = {min(file.attempt.load_id for file in files)}")
    unknown = unknown_terms(connection, settings, (kind for file in files for kind in file.kinds))
    adopted = {kind: _adopt(connection, settings, kind, files) for kind in RECORD_KINDS}
    settled = perf_counter()
    changed = {kind: each.days for kind, each in adopted.items() if each.is_change}
    refresh(connection, settings, Changes(changed))
    _share_seconds(files, settled - started, perf_counter() - settled)
    return [
        _file_load(
            file,
            [adopted[kind.kind].loads[kind.load_id] for kind in file.kinds],
            unknown.filter(load_id=file.attempt.load_id),
        )
        for file in files
    ]


def put_files_back(
    connection: duckdb.DuckDBPyConnection, settings: Settings, files: Sequence[StagedFile]
) -> None:
    """Undo what `load_all` did to files, unless it was committed after all."""
    query = f"SELECT 1 FROM loads WHERE load_id = {files[0].attempt.load_id}"
    try:
        was_committed = bool(connection.execute(query).fetchall())
    except duckdb.Error:
        # Nobody can tell. What nothing knows of is removed by `tidy`.
        return
    if not was_committed:
        put_back(settings, (kind for file in files for kind in file.kinds))


def _adopt(
    connection: duckdb.DuckDBPyConnection, settings: Settings, kind: str, files: Sequence[StagedFile]
) -> Adopted:
    staged = [each for file in files for each in file.kinds if each.kind == kind]
    if not staged:
        return Adopted({}, set())
    return (adopt_states if kind in HISTORIES else adopt)(connection, settings, staged)


def _share_seconds(files: Sequence[StagedFile], settling: float, marts: float) -> None:
    read = sum(file.read for file in files)
    for file in files:
        share = file.read / read if read else 1 / len(files)
        file.attempt.settling_seconds, file.attempt.marts_seconds = settling * share, marts * share


def _file_load(file: StagedFile, loads: Sequence[KindLoad], unknown: pl.DataFrame) -> FileLoad:
    return FileLoad(
        attempt=file.attempt,
        read=file.read,
        accepted=sum(load.accepted for load in loads),
        unchanged=sum(load.unchanged for load in loads),
        corrected=sum(load.corrected for load in loads),
        rejects=rejects_of(file),
        columns=file.columns,
        mended=file.mended,
        barren=tuple(_barren(file, loads)),
        unknown=unknown,
        emptied=pl.concat(kind.emptied for kind in file.kinds),
    )


def rejects_of(file: StagedFile) -> pl.DataFrame:
    """What was not taken, as in FileLoad."""
    if not any(kind.rejects.height or kind.broken.height for kind in file.kinds):
        return _NO_REJECTS
    broken = file.kinds[0].broken.match_to_schema(STAGED_SCHEMA, missing_columns="insert")
    return pl.concat([_of_kind(broken, None), *(_of_kind(each.rejects, each.kind) for each in file.kinds)])


def _of_kind(rejects: pl.DataFrame, kind: str | None) -> pl.DataFrame:
    return rejects.with_columns(record_kind=pl.lit(kind, pl.String))


def _barren(file: StagedFile, loads: Sequence[KindLoad]) -> Iterator[str]:
    nothing_split = file.kinds[0].broken.height > 0
    for staged, load in zip(file.kinds, loads, strict=True):
        if (staged.read or nothing_split) and not load.good:
            yield staged.kind
