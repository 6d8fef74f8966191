"""Every record kind of an export, staged, and held against the file: no line is lost."""

from dataclasses import replace

import duckdb
import polars as pl

from ingest.cursors import Cursors
from ingest.exports.broken_share import refuse_mostly_broken
from ingest.exports.export import Export, Reading
from ingest.exports.text_scan import count_rows
from ingest.history.state_days import StateDay
from ingest.mapping import Mapping, understand
from ingest.selects.advice import explained
from ingest.selects.complaint import complaint_while_reading
from ingest.sources import read_mapping
from ingest.staging import LINES_ABOVE_SELECT, Circumstances, Staged, stage
from warehouse.errors import ExportError, SourceError, reason_of
from warehouse.settings import Source

# What the database says of the machine or of itself, not of a SELECT or of what it reads.
_OTHER_FAULTS = (
    duckdb.OperationalError,
    duckdb.InterruptException,
    duckdb.FatalException,
    duckdb.InternalError,
)


def stage_export(
    cursors: Cursors,
    given: Circumstances,
    source: Source,
    export: Export,
    load_id: int,
    day: StateDay,
) -> list[Staged]:
    """The export's records of each kind the source feeds, with the lines of the file.

    What the database cannot read, or what it reads only in part, is gone through record by record instead.
    Raises ExportError or SourceError when the file or its SELECT cannot be used.
    """
    settings = given.settings
    mappings = [
        understand(settings, source, kind, read_mapping(settings, source, kind), export.names)
        for kind in source.mappings
    ]
    try:
        staged = _stage(cursors, given, source, export, mappings, load_id, day)
    except SourceError as error:
        # So the database also calls what it cannot make out of the file's bytes.
        if isinstance(error.__cause__, duckdb.DataError | duckdb.BinderException):
            raise
        careful = export.careful()
        if careful is None:
            _refuse_unreadable(cursors, export)
            raise
        return stage_export(cursors, given, source, careful, load_id, day)
    with cursors.open() as cursor:
        reading = Reading(
            cursor,
            rows=next((kind.rows for kind in staged if kind.rows is not None), None),
            broken=staged[0].broken,
            looks_at_lines=any(mapping.looks_at_lines for mapping in mappings),
        )
        if export.holds_all(reading):
            _refuse_mostly_broken(export, reading, settings.loading.broken_share)
            return [_placed(kind, export, reading) for kind in staged]
    careful = export.careful()
    if careful is None:
        raise ExportError("Not all of the file was read.", "Export it again.")
    return stage_export(cursors, given, source, careful, load_id, day)


def _stage(
    cursors: Cursors,
    given: Circumstances,
    source: Source,
    export: Export,
    mappings: list[Mapping],
    load_id: int,
    day: StateDay,
) -> list[Staged]:
    time_zone = source.time_zone or given.settings.business_time_zone
    staged = []
    for mapping in mappings:
        cursors.know_functions_of(mapping.select)
        with cursors.open() as cursor:
            try:
                staged.append(stage(cursor, given, export, mapping, time_zone, load_id, day))
            except duckdb.OutOfMemoryException as error:
                raise _too_much(export) from error
            except duckdb.Error as error:
                if isinstance(error, _OTHER_FAULTS):
                    raise
                path = source.mappings[mapping.kind].as_posix()
                complaint = complaint_while_reading(mapping.select, error, LINES_ABOVE_SELECT)
                raise explained(path, export.names, complaint) from error
    return staged


def _placed(staged: Staged, export: Export, reading: Reading) -> Staged:
    rejects = staged.rejects
    if rejects.height and (export.counts_rows or not staged.has_lines):
        rejects = rejects.with_columns(
            line=export.true_lines(rejects["line"], reading),
            lines=_true_lists(rejects["lines"], export, reading),
        )
    return replace(staged, rejects=rejects, broken=staged.broken.filter(pl.col("rule").is_not_null()))


def _true_lists(lines: pl.Series, export: Export, reading: Reading) -> pl.Series:
    """The true lines of texts that hold several places each, joined by commas."""
    each = lines.str.split(",").to_frame("line").with_row_index("place").explode("line")
    known = each.drop_nulls("line").with_columns(pl.col("line").cast(pl.Int64))
    true = known.with_columns(line=export.true_lines(known["line"], reading).cast(pl.String))
    joined = true.group_by("place", maintain_order=True).agg(pl.col("line").str.join(","))
    places = each.select("place").unique(maintain_order=True)
    return places.join(joined, on="place", how="left", maintain_order="left")["line"]


def _refuse_mostly_broken(export: Export, reading: Reading, share: float) -> None:
    broken = reading.broken.filter(pl.col("rule").is_not_null())
    if broken.height and not export.takes_broken:
        rows = count_rows(reading.connection, export.numbered) if reading.rows is None else reading.rows
        first = broken.row(0, named=True)
        refuse_mostly_broken(broken.height, rows + broken.height, share, first["line"], first["rule"])


def _refuse_unreadable(cursors: Cursors, export: Export) -> None:
    """Raise ExportError if the rows cannot even be counted: then it is not the SELECT that is wrong."""
    try:
        with cursors.open() as cursor:
            count_rows(cursor, export.numbered)
    except duckdb.Error as error:
        raise ExportError(
            f"The file cannot be read to its end: {reason_of(error)}.", "Export or copy it again."
        ) from error


def _too_much(export: Export) -> ExportError:
    return ExportError(
        f"There is not enough memory for its rows of {len(export.names.usable):,} columns.",
        "Raise memory_limit in touchpoints.toml, or export the columns that the SELECT needs.",
    )
