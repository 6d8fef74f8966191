"""The rows of a query, cut where the limits are, as an Arrow stream."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count
from typing import IO

import duckdb
import pyarrow as pa
import pyarrow.ipc
from duckdb.sqltypes import DuckDBPyType

from analytics.sandbox.plans import without_files
from warehouse.sql import identifier

# The database makes so many rows at once; asking for more would only hold more of them together.
_BATCH_ROWS = 2048
# What a spreadsheet can hold as it is; all else comes as text.
_PLAIN_TYPES = {
    "BOOLEAN",
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
    "FLOAT",
    "DOUBLE",
    "VARCHAR",
    "DATE",
    "TIME",
    "TIMESTAMP",
    "TIMESTAMP WITH TIME ZONE",
}


@dataclass(frozen=True)
class Answer:
    """Rows as Arrow batches of one schema; `is_cut`: there were more than the limits let through."""

    schema: pa.Schema
    batches: list[pa.RecordBatch]
    is_cut: bool

    def write(self, target: IO[bytes]) -> None:
        """As an Arrow IPC stream."""
        with pa.ipc.new_stream(target, self.schema) as stream:
            for batch in self.batches:
                stream.write_batch(batch)


def answer(
    connection: duckdb.DuckDBPyConnection, statement: duckdb.Statement, rows: int, size: int
) -> Answer:
    """Run the statement and keep its first `rows` rows, or as many whole rows as fit into `size` bytes."""
    if statement.type == duckdb.StatementType.EXPLAIN:
        reader = _plans(connection, statement)
    else:
        relation = connection.sql(statement).limit(rows + 1)
        reader = relation.project(_columns(relation)).to_arrow_reader(_BATCH_ROWS)
    batches: list[pa.RecordBatch] = []
    for batch in reader:
        fitting = _fitting(batch, rows, size)
        batches.append(batch.slice(0, fitting))
        if fitting < batch.num_rows:
            return Answer(reader.schema, batches, is_cut=True)
        rows -= fitting
        size -= batch.nbytes
    return Answer(reader.schema, batches, is_cut=False)


def _columns(relation: duckdb.DuckDBPyRelation) -> str:
    """By position, since a query may name several columns alike; of those the later are numbered."""
    return ", ".join(
        f"#{position}{'' if _is_plain(column_type) else '::VARCHAR'} AS {identifier(name)}"
        for position, (name, column_type) in enumerate(
            zip(_distinct(relation.columns), relation.types, strict=True), 1
        )
    )


def _distinct(names: Iterable[str]) -> Iterator[str]:
    taken: set[str] = set()
    for name in names:
        numbered = (f"{name}_{number}" for number in count(1))
        free = next(candidate for candidate in chain([name], numbered) if candidate not in taken)
        taken.add(free)
        yield free


def _is_plain(column_type: DuckDBPyType) -> bool:
    return column_type.id == "decimal" or str(column_type) in _PLAIN_TYPES


def _fitting(batch: pa.RecordBatch, rows: int, size: int) -> int:
    """How many of the first rows of a batch are within both limits."""
    most = min(batch.num_rows, rows)
    return bisect_right(range(1, most + 1), size, key=lambda length: batch.slice(0, length).nbytes)


def _plans(connection: duckdb.DuckDBPyConnection, statement: duckdb.Statement) -> pa.RecordBatchReader:
    """What EXPLAIN gives: one row per plan, its kind and its text."""
    keys, plans = zip(*connection.execute(statement).fetchall(), strict=True)
    batch = pa.record_batch({"explain_key": keys, "explain_value": [*map(without_files, plans)]})
    return pa.RecordBatchReader.from_batches(batch.schema, [batch])
