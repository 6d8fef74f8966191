"""One table brought up to date in the database that is published into: the days that changed are replaced.

Rows are deleted and inserted, as readers there see either all of it or nothing, and wait for nobody. A table
put in another's place would make them wait, and is empty to those who began before.
"""

import duckdb

from publish.comments import comment
from publish.target import in_postgres, in_target, run
from warehouse.settings import Settings
from warehouse.sql import identifier, literal, read_sql

Columns = list[tuple[str, str]]
# What PostgreSQL calls the types of figures; it has none for the smallest.
_STORED_AS = {
    "BIGINT": "bigint",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "double precision",
    "INTEGER": "integer",
    "TINYINT": "smallint",
    "VARCHAR": "character varying",
}


def bring_up_to_date(
    connection: duckdb.DuckDBPyConnection, settings: Settings, table: str, time: str, found: Columns | None
) -> int:
    """Make the table hold what the warehouse's holds; how many days, or months, were replaced.

    found: the columns that it has there, None where there is no such table.
    """
    columns = _columns_of(connection, table)
    if found != columns:
        if found is not None:
            drop(connection, settings, table)
        _make(connection, settings, table, time, columns)
    days = in_target(settings, "published_days")
    changed = read_sql("publish", "changed_days").format(
        table=identifier(table), time=time, published_days=days
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE changed_days AS {changed}", {"table_name": table})
    of_changed = [f"DATE '{day}'" for (day,) in connection.execute("SELECT day FROM changed_days").fetchall()]
    if of_changed:
        _replace(connection, settings, table, time, of_changed)
    return len(of_changed)


def drop(connection: duckdb.DuckDBPyConnection, settings: Settings, table: str) -> None:
    """Take the table away. Raises duckdb.Error where others' views hang on it, or somebody reads it."""
    connection.execute(f"DROP TABLE {in_target(settings, table)}")
    run(
        connection,
        f"DELETE FROM {in_postgres(settings, 'published_days')} WHERE table_name = {literal(table)}",
    )


def _columns_of(connection: duckdb.DuckDBPyConnection, table: str) -> Columns:
    """Its columns in the warehouse, with the types that PostgreSQL has for theirs."""
    described = connection.execute(f"DESCRIBE {identifier(table)}").fetchall()
    return [(name, _STORED_AS[sql_type]) for name, sql_type, *_ in described]


def _make(
    connection: duckdb.DuckDBPyConnection, settings: Settings, table: str, time: str, columns: Columns
) -> None:
    listed = ", ".join(f"{identifier(name)} {kind}" for name, kind in columns)
    connection.execute(f"CREATE TABLE {in_target(settings, table)} ({listed})")
    run(connection, f"CREATE INDEX ON {in_postgres(settings, table)} ({time})")
    comment(connection, settings, table, [name for name, _ in columns])


def _replace(
    connection: duckdb.DuckDBPyConnection, settings: Settings, table: str, time: str, days: list[str]
) -> None:
    listed = ", ".join(days)
    run(connection, f"DELETE FROM {in_postgres(settings, table)} WHERE {time} IN ({listed})")
    # By the ends as well: a view then reads no more of its marts.
    connection.execute(
        f"INSERT INTO {in_target(settings, table)} FROM {identifier(table)}"
        f" WHERE {time} BETWEEN {min(days)} AND {max(days)} AND {time} IN ({listed})"
    )
    known = in_postgres(settings, "published_days")
    run(connection, f"DELETE FROM {known} WHERE table_name = {literal(table)} AND day IN ({listed})")
    connection.execute(
        f"INSERT INTO {in_target(settings, 'published_days')}"
        " SELECT $table_name, day, rows, fingerprint FROM changed_days WHERE rows IS NOT NULL",
        {"table_name": table},
    )
