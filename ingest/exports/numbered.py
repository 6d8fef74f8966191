"""A text file after it was gone through record by record: each record behind the number of its line."""

from dataclasses import dataclass, field

import duckdb
import polars as pl

from ingest.exports.export import REJECT_SCHEMA, Export, Reading
from ingest.exports.text_scan import count_rows
from warehouse.errors import ExportError


@dataclass(frozen=True)
class NumberedExport(Export):
    """records: how many were written for the database to read. broken: those that were not."""

    records: int = 0
    broken: pl.DataFrame = field(default_factory=REJECT_SCHEMA.to_frame)

    def broken_records(self, connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:  # noqa: ARG002 - as above
        """As they were found when the file was gone through."""
        return self.broken

    def holds_all(self, reading: Reading) -> bool:
        """Raises ExportError when the database does not read every record that was written for it."""
        rows = count_rows(reading.connection, self.numbered) if reading.rows is None else reading.rows
        found = rows + reading.broken.height - self.broken.height
        if found != self.records:
            raise ExportError(
                f"{abs(self.records - found):,} of its {self.records:,} records were not read.",
                "Look for odd quotes and line breaks in it, and export it again.",
            )
        return True
