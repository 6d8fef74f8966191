"""What stands in the columns of an export that nobody has described yet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from ingest.cleaning import declare_cleaning
from ingest.exports.export import Export
from ingest.onboarding.vocabulary import vocabulary
from warehouse.sql import identifier, literal, read_sql

# So many cells are looked at; a questionnaire of hundreds of columns is told by fewer rows.
_CELLS = 150_000
_MOST_ROWS, _FEWEST_ROWS = 5_000, 300
# Of so many rows a JSON column's keys are collected.
_ROWS_FOR_KEYS = 500
# What nearly all values are is what the column is; the rest are slips.
MOSTLY = 0.9

DAY_FIRST = (
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y",
)
MONTH_FIRST = ("%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y")
WORDED = (
    "%d %b %Y %I:%M:%S %p",
    "%d %b %Y %H:%M:%S",
    "%d %b %Y %H:%M",
    "%d %b %Y",
    "%b %d, %Y %I:%M %p",
    "%b %d, %Y",
)


@dataclass(frozen=True)
class Column:
    """A column, or a key of one that holds JSON, of a sample of so many `rows`.

    sql: how a SELECT says it. values: with how often each stands there, the most frequent first. marks: what
    stands for no value. shares: of the values that are of each kind, as profile.sql names them.
    """

    name: str
    sql: str
    rows: int
    filled: int
    values: Mapping[str, int]
    marks: Sequence[str]
    lowest: float | None
    highest: float | None
    shares: Mapping[str, float]

    def is_mostly(self, *kinds: str) -> bool:
        """Whether nearly all values are of one of the kinds, or of all of them together."""
        return sum(self.shares[kind] for kind in kinds) >= MOSTLY

    @property
    def is_unique(self) -> bool:
        """Whether every row has a value of its own."""
        return self.filled == len(self.values) >= MOSTLY * self.rows

    @property
    def text(self) -> str:
        """SQL for what stands there, without what stands for no value."""
        text = self.sql
        for mark in self.marks:
            text = f"nullif({text}, {literal(mark)})"
        return text


def columns_of(connection: duckdb.DuckDBPyConnection, export: Export) -> list[Column]:
    """The columns of an export in its order, keys of JSON columns behind their column."""
    export.show(connection, numbered=True)
    declare_cleaning(connection)
    _see(connection, export)
    expressions = dict(_expressions(connection, export))
    listed = ", ".join(f"({sql})::VARCHAR AS {identifier(name)}" for name, sql in expressions.items())
    connection.execute(f"CREATE OR REPLACE TEMP TABLE sample AS SELECT {listed} FROM seen")
    ((rows,),) = connection.sql("SELECT count(*) FROM sample").fetchall()
    marks = vocabulary()["blanks"]["marks"]
    formats = {"day_first": [*DAY_FIRST], "month_first": [*MONTH_FIRST], "worded": [*WORDED]}
    profile = connection.sql(
        read_sql("ingest.onboarding", "profile"), params={"marks": marks, **formats}
    ).pl()
    found = {row["column_name"]: row for row in profile.iter_rows(named=True)}
    # What stands for no value in one column may do so in any other of texts, if not in this file.
    seen = sorted({mark for row in found.values() for mark in row["marks"] or ()})
    return [
        Column(
            name=name,
            sql=sql,
            rows=rows,
            filled=row["filled"],
            values=dict(zip(row["written"] or (), row["times"] or (), strict=True)),
            marks=(row["marks"] or ()) if (row["is_number"] or 0) >= MOSTLY else seen,
            lowest=row["lowest"],
            highest=row["highest"],
            shares={kind: share or 0.0 for kind, share in row.items() if kind.startswith(("is_", "has_"))},
        )
        for name, sql in expressions.items()
        if (row := found.get(name)) is not None
    ]


def _see(connection: duckdb.DuckDBPyConnection, export: Export) -> None:
    """Some rows as the table `seen`, from all of the file: what comes late may be written otherwise.

    Nothing is asked of the columns here: a condition on one may be looked at in lines that hold no record.
    """
    names = ", ".join(map(identifier, export.names.usable))
    most = min(_MOST_ROWS, max(_FEWEST_ROWS, _CELLS // len(export.names.usable)))
    ((count,),) = connection.sql("SELECT count(*) FROM export").fetchall()
    numbered = f"SELECT {names}, row_number() OVER () AS touchpoints_place FROM export"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE seen AS SELECT {names} FROM ({numbered})"
        f" WHERE touchpoints_place % {max(1, count // most)} = 0 LIMIT {2 * most}"
    )


def _expressions(connection: duckdb.DuckDBPyConnection, export: Export) -> Iterator[tuple[str, str]]:
    for name in export.names.usable:
        sql = as_written(connection, name)
        keys = _keys(connection, sql)
        if not keys:
            yield name, sql
        for key in keys:
            yield f"{name}.{key}", f"(try_cast({sql} AS JSON) ->> {literal(f'$.{_json_key(key)}')})"


def _keys(connection: duckdb.DuckDBPyConnection, sql: str) -> list[str]:
    """Of objects in JSON; none where anything else stands there."""
    query = (
        f"SELECT json_keys(cell) FROM (SELECT try_cast({sql} AS JSON) AS cell FROM seen"
        f" WHERE starts_with({sql}, '{{') LIMIT {_ROWS_FOR_KEYS})"
    )
    found: dict[str, None] = {}
    for (keys,) in connection.sql(query).fetchall():
        found.update(dict.fromkeys(keys or ()))
    return list(found)


def _json_key(key: str) -> str:
    return key if key.isidentifier() and key.isascii() else identifier(key)


def as_written(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """A column's name as people write it in SQL: in quotes only where it needs them."""
    query = {"query": f"SELECT {name} AS x"}
    is_plain = (
        name.isidentifier()
        and f'"column_names":["{name}"]'
        in connection.execute("SELECT json_serialize_sql($query)", query).fetchall()[0][0]
    )
    return name if is_plain else identifier(name)
