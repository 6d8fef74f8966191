"""A source tried on a file: read, mapped and checked as a load would, and nothing of it kept."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import polars as pl

from ingest.attempt import Attempt
from ingest.cursors import Cursors
from ingest.history.state_days import state_day
from ingest.load import StagedFile, rejects_of
from ingest.rejected.share import refuse_mostly_rejected, reject_share
from ingest.selects.pitfalls import pitfalls
from ingest.sources import Claims, complete_exports, shown, source_named
from ingest.staged_export import stage_export
from ingest.staged_file import open_export
from ingest.staging import Circumstances, Staged
from ingest.unknown_terms import unknown_terms
from warehouse.contract import RECORD_KINDS
from warehouse.errors import ExportError
from warehouse.records import record_columns
from warehouse.settings import Settings, Source
from warehouse.sql import literal
from warehouse.work import spill_folder, work_folder


@dataclass(frozen=True)
class KindTrial:
    """What became of the records of one kind.

    select: the path of its SELECT. rows: the first records with the columns that the SELECT gives, and in
    `rejected_by` the rule that a rejected one broke. empty: columns given that no accepted record has a value
    in. pitfalls: what the SELECT hardly means. emptied: as in FileLoad.
    """

    kind: str
    select: str
    read: int
    rejected: int
    rows: pl.DataFrame
    empty: Sequence[str]
    pitfalls: Sequence[str]
    emptied: pl.DataFrame

    @property
    def accepted(self) -> int:
        """Records that a load would take; some of them it may know already."""
        return self.read - self.rejected


@dataclass(frozen=True)
class Trial:
    """What a load would make of a file.

    rules: a row per rule that records broke, with `record_kind` (null for what could not be split), `rule`,
    `rows`, and an example's `value` and `line`. unknown: as in FileLoad. is_claimed: whether the source's
    pattern finds the file. refusal: why a load would take nothing of it, if it would not.
    """

    source: str
    file: str
    kinds: Sequence[KindTrial]
    rules: pl.DataFrame
    unknown: pl.DataFrame
    is_claimed: bool
    refusal: str | None

    @property
    def rejected(self) -> int:
        """How many records would be rejected, those that could not be split included."""
        return int(self.rules["rows"].sum())


def try_source(settings: Settings, name: str, path: Path | None, most_rows: int) -> Trial:
    """Try a source on the file, else on the newest that its pattern finds.

    Raises SourceError or ExportError where a load would fail.
    """
    source = source_named(settings, name)
    path = path or _newest(settings, source)
    attempt = Attempt(0, source.name, shown(settings, path))
    with scratch_database(settings) as (connection, folder), TemporaryDirectory(dir=folder) as copies:
        nothing_left = dict.fromkeys(RECORD_KINDS, ())
        given = Circumstances(settings, nothing_left, datetime.now(UTC), folder)
        export = open_export(settings, source, path, attempt.file, Path(copies))
        day = state_day(settings, source, attempt.file, given.now)
        kinds = stage_export(Cursors(connection), given, source, export, attempt.load_id, day)
        rejects = rejects_of(StagedFile(attempt, kinds))
        return Trial(
            source.name,
            attempt.file,
            [_kind(connection, settings, source, staged, most_rows) for staged in kinds],
            _rules(rejects),
            unknown_terms(connection, settings, kinds),
            source in Claims(settings).sources_of(path),
            _refusal(kinds, reject_share(settings, source)),
        )


@contextmanager
def scratch_database(settings: Settings) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """An empty database under the settings' limits, and a folder for what is written; for the block."""
    config: dict[str, Any] = {
        "memory_limit": f"{settings.memory_limit // 1_000}KB",
        "temp_directory": str(spill_folder(settings)),
    }
    if settings.loading.threads:
        config["threads"] = settings.loading.threads
    with TemporaryDirectory(dir=work_folder(settings)) as folder, duckdb.connect(config=config) as connection:
        yield connection, Path(folder)


def _refusal(kinds: Sequence[Staged], share: float) -> str | None:
    try:
        refuse_mostly_rejected(kinds, share)
    except ExportError as error:
        return error.title
    return None


def _newest(settings: Settings, source: Source) -> Path:
    found = complete_exports(settings, source)
    if not found:
        raise ExportError(
            f"There is no file to try: nothing matches {source.files}.",
            "Put an export there, give a FILE, or mend 'files' of the source in touchpoints.toml.",
        )
    return max(found, key=lambda path: (path.stat().st_mtime_ns, path.name))


def _kind(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    source: Source,
    staged: Staged,
    most_rows: int,
) -> KindTrial:
    given = [name for name in record_columns(settings, staged.kind) if name in staged.mapping.given]
    return KindTrial(
        kind=staged.kind,
        select=source.mappings[staged.kind].as_posix(),
        read=staged.read,
        rejected=staged.rejects.height,
        rows=_first_rows(connection, staged, given, most_rows),
        empty=_empty(connection, staged, given),
        pitfalls=pitfalls(staged.mapping.select),
        emptied=staged.emptied,
    )


def _first_rows(
    connection: duckdb.DuckDBPyConnection, staged: Staged, given: Sequence[str], most: int
) -> pl.DataFrame:
    columns = ", ".join([*given, "reject_rule AS rejected_by"])
    rows = connection.sql(f"SELECT {columns} FROM {_parquet(staged)} LIMIT {most}").pl()
    return rows if rows["rejected_by"].count() else rows.drop("rejected_by")


def _empty(connection: duckdb.DuckDBPyConnection, staged: Staged, given: Sequence[str]) -> list[str]:
    counts = ", ".join(f"count({name}) AS {name}" for name in given)
    query = f"SELECT {counts} FROM {_parquet(staged)} WHERE reject_rule IS NULL"
    filled: Mapping[str, int] = connection.sql(query).pl().row(0, named=True)
    return [name for name, count in filled.items() if staged.good and not count]


def _parquet(staged: Staged) -> str:
    return f"read_parquet({literal(str(staged.path))})"


def _rules(rejects: pl.DataFrame) -> pl.DataFrame:
    first = pl.col("value", "line").sort_by("line").first()
    return (
        rejects.group_by("record_kind", "rule")
        .agg(pl.len().alias("rows").cast(pl.Int64), first)
        .select("record_kind", "rule", "rows", "value", "line")
        .sort("rows", "rule", descending=[True, False])
    )
