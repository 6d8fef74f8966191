"""Rejected records as a file to mend and load again.

Beside the columns of the export it says of each row which reject it is, so that a load of it closes that.
"""

from io import BytesIO
from pathlib import Path

import polars as pl

from ingest.rejected.reading import rejected
from ingest.rejected.which import ADDED, Which
from warehouse.asking import asked
from warehouse.errors import QueryError
from warehouse.settings import Settings
from warehouse.spreadsheet import as_csv
from warehouse.workbook import as_workbook

_MOST_ROWS_OF_A_SHEET = 1_048_575


def export_rejects(settings: Settings, which: Which, target: Path) -> int:
    """Write the rejected records as CSV or as a workbook, by the target's name; how many rows there are.

    A record that came from several rows has them all. Lines that could not be split are in `reject_text`.
    An apostrophe stands before what a spreadsheet would run; a load takes it away again. Raises QueryError
    where there are none, or for another name.
    """
    if target.suffix not in (".csv", ".xlsx"):
        raise QueryError(f"{target} ends neither in .csv nor in .xlsx.", "Give it one of these names.")
    found = asked(settings, rejected, which)
    if found.is_empty():
        raise QueryError("No rejected record is left that is meant.", "See: touchpoints rejects list.")
    rows = rows_to_mend(found)
    if target.suffix == ".xlsx" and rows.height > _MOST_ROWS_OF_A_SHEET:
        raise QueryError(f"{rows.height:,} rows are more than a sheet holds.", "Write them as .csv.")
    written = as_csv(rows).encode() if target.suffix == ".csv" else as_workbook(rows, "rejects")
    target.write_bytes(written)
    return rows.height


def rows_to_mend(found: pl.DataFrame) -> pl.DataFrame:
    """One row per row of an export that a rejected record came from: its own columns, then those in ADDED."""
    is_row = pl.col("record_kind").is_not_null()
    rows = found.filter(is_row).with_columns(pl.col("raw").str.split("\n")).explode("raw")
    lines = found.filter(~is_row)
    return pl.concat(
        [
            pl.concat([_columns_of(rows["raw"]), _added(rows)], how="horizontal"),
            _added(lines).with_columns(reject_text=lines["raw"]) if lines.height else pl.DataFrame(),
        ],
        how="diagonal",
    )


def _columns_of(raw: pl.Series) -> pl.DataFrame:
    """The exports' own columns of rows in JSON; what a row's export had not is null."""
    if raw.is_empty():
        return pl.DataFrame()
    texts = BytesIO("\n".join(raw).encode())
    return pl.read_ndjson(texts, infer_schema_length=None).cast(pl.String)


def _added(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(pl.col(name).alias(added) for name, added in ADDED.items())
