"""The database that is published into, attached beside the warehouse."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb

from warehouse.attaching import make_secret, way_to
from warehouse.lake import open_reader
from warehouse.location import postgres_of
from warehouse.settings import Settings
from warehouse.sql import identifier, literal

TARGET = "published"
# A table is changed in its form within a moment or not now: who waits for that has all who come later wait.
# What nobody answers is given up, as loads wait for a publication.
_OPTIONS = (
    "connect_timeout=10 tcp_user_timeout=60000 application_name='touchpoints publish'"
    " options='-c lock_timeout=10s -c idle_in_transaction_session_timeout=0'"
)


@contextmanager
def connected(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that reads the warehouse and writes to the database that is published into.

    How that lets one in, its client library knows by the variables PG… and ~/.pgpass. Raises duckdb.Error,
    and WarehouseError where there is no warehouse.
    """
    assert settings.publish.database is not None
    with open_reader(settings, extensions=("postgres_scanner",)) as connection:
        make_secret(connection, TARGET, "postgres", way_to(postgres_of(settings.publish.database)))
        connection.execute(f"ATTACH {literal(_OPTIONS)} AS {TARGET} (TYPE postgres, SECRET {TARGET})")
        # Its texts hold no NUL.
        connection.execute("SET GLOBAL pg_null_byte_replacement = '�'")
        yield connection


@contextmanager
def alone(connection: duckdb.DuckDBPyConnection, settings: Settings) -> Iterator[None]:
    """Let nobody else publish into the schema meanwhile, whichever machine they are on.

    By a connection of its own: a transaction sees what was there when it began, so whoever publishes has to
    begin once the lock is had. The server frees it when the connection ends, however that ends.
    """
    key = f"touchpoints publishes into {settings.publish.schema_}"
    with connection.cursor() as gate:
        gate.begin()
        # 0 would be for ever.
        milliseconds = max(1, round(settings.lock_wait_seconds * 1000))
        run(gate, f"SET LOCAL lock_timeout = {milliseconds}")
        run(gate, f"SELECT pg_advisory_xact_lock(hashtextextended({literal(key)}, 0))")
        yield
        gate.rollback()


def run(connection: duckdb.DuckDBPyConnection, statement: str) -> None:
    """Have the server do what only it understands, within the open transaction."""
    connection.execute(f"CALL postgres_execute({literal(TARGET)}, {literal(statement)})")


def asked(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    """What the server answers, within the open transaction."""
    return connection.execute(f"FROM postgres_query({literal(TARGET)}, {literal(query)})").fetchall()


def in_target(settings: Settings, table: str) -> str:
    """The name of a table there, as this database calls it."""
    return f"{TARGET}.{identifier(settings.publish.schema_)}.{identifier(table)}"


def in_postgres(settings: Settings, table: str) -> str:
    """The same, as the server calls it."""
    return f"{identifier(settings.publish.schema_)}.{identifier(table)}"
