"""Rows that a reader gives one after another, written as Parquet for the database to read.

In batches, so that memory does not grow with the file.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.exports.names import CELLS, LINE
from warehouse.sql import literal

OBJECTS = pa.schema([(LINE, pa.int64()), ("text", pa.string())])
ROWS_OF_CELLS = pa.schema([(LINE, pa.int64()), (CELLS, pa.list_(pa.string()))])
ROWS_OF_TABLES = pa.schema([("number", pa.int64()), *ROWS_OF_CELLS])

_BATCH_ROWS = 20_000
_BATCH_CHARACTERS = 1 << 24
Row = tuple[Any, ...]


def write_rows(rows: Iterable[Row], schema: pa.Schema, target: Path) -> str:
    """Write rows whose last value is a text or a list of texts; SQL for them, in the same order."""
    with pq.ParquetWriter(target, schema) as writer:
        for batch in _batches(rows):
            columns = [list(column) for column in zip(*batch, strict=True)]
            writer.write_batch(pa.record_batch(columns, schema=schema))
    return f"read_parquet({literal(str(target))})"


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    size = 0
    for row in rows:
        batch.append(row)
        *_, value = row
        size += len(value) if isinstance(value, str) else sum(map(len, filter(None, value)))
        if len(batch) == _BATCH_ROWS or size >= _BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
