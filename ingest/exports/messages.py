"""Messages of a stream, kept as Parquet: the `text` of each, a JSON object, and its `line` in the stream.

The columns are those that the source names, whichever occur: some seconds of a stream lack what others have.
"""

from dataclasses import dataclass
from typing import ClassVar

import duckdb
import polars as pl

from ingest.exports.export import REJECT_SCHEMA, Export
from ingest.exports.export_file import ExportFile
from ingest.exports.json_objects import IS_OBJECT, Columns
from ingest.exports.names import LINE
from ingest.exports.record_by_record import LONGEST_RAW
from warehouse.sql import identifier, literal

_LINE = identifier(LINE)


@dataclass(frozen=True, kw_only=True)
class _Messages(Export):
    """Nobody sends them a second time, so that however many are broken, the others are taken."""

    texts: str
    takes_broken: ClassVar[bool] = True

    def broken_records(self, connection: duckdb.DuckDBPyConnection) -> pl.DataFrame:
        """A message without a text, by which some systems say that something is gone, is no object either."""
        return (
            connection.sql(
                f"SELECT {_LINE} AS line, 'file.not_a_json_object' AS rule, NULL::VARCHAR AS value,"
                f" coalesce(text[:{LONGEST_RAW}], 'null') AS raw FROM {self.texts}"
                f" WHERE NOT coalesce({IS_OBJECT}, false) ORDER BY line"
            )
            .pl()
            .match_to_schema(REJECT_SCHEMA)
        )


def read(file: ExportFile) -> Export:
    """Lines are those of the stream."""
    columns = Columns(file.source.fields or ())
    texts = f"(SELECT line AS {_LINE}, text FROM read_parquet({literal(str(file.path))}))"
    return _Messages(columns.names, columns.of(texts, _LINE), file.shown, texts=texts)
