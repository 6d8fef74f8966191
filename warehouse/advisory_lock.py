"""The writer lock of a warehouse whose catalogue is in PostgreSQL: an advisory lock of that server.

Two loads of a new day would both commit, and its marts be doubled: the lake sees conflicts only where rows
are deleted. The server frees the lock when the connection of its holder ends, however that ends.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from warehouse.catalogue_database import connect, explained
from warehouse.errors import BusyWarehouseError
from warehouse.settings import Settings
from warehouse.sql import read_sql

if TYPE_CHECKING:
    import psycopg

    Connection = psycopg.Connection[tuple[object, ...]]

# What a lock is called in the server, before the name of the warehouse.
_KEY = "touchpoints writer of "
# A server takes so many bytes of the name of who is connected.
_LONGEST_NAME = 63
# By these the server hears within a minute of a machine that is gone without a word, and of one that is gone
# while an answer is still on its way, for which keepalives wait and the system a quarter of an hour.
_NOTICING = {
    "tcp_keepalives_idle": 20,
    "tcp_keepalives_interval": 10,
    "tcp_keepalives_count": 3,
    "tcp_user_timeout": 50_000,
}
# Held by this process: a command writes to one warehouse, but for one that is moved to another.
_held: "list[tuple[Settings, Connection]]" = []


@contextmanager
def held(settings: Settings, purpose: str) -> Iterator[None]:
    """Hold it. Raises WarehouseError naming the holder if it is not had in time, or without the server."""
    with connect(settings, _name(purpose)) as connection:
        _take(connection, settings)
        _held.append((settings, connection))
        try:
            yield
        finally:
            _held.remove((settings, connection))


def refuse_lost() -> None:
    """Raise WarehouseError where a lock of this process is gone with its connection."""
    for settings, connection in _held:
        with explained(settings):
            connection.execute("SELECT 1")


def is_held(settings: Settings) -> bool:
    """Whether anybody holds it."""
    with connect(settings) as connection:
        return _holder(connection, settings) is not None


def _take(connection: "Connection", settings: Settings) -> None:
    import psycopg

    milliseconds = round(settings.lock_wait_seconds * 1000)
    with explained(settings):
        connection.execute("BEGIN")
        # A load may take hours, in which this connection says nothing.
        connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        for option, value in _NOTICING.items():
            connection.execute(f"SET LOCAL {option} = {value}")
        # 0 would be for ever.
        connection.execute(f"SET LOCAL lock_timeout = {max(1, milliseconds)}")
        try:
            connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [_key(settings)])
        except psycopg.errors.LockNotAvailable as error:
            connection.rollback()
            holder = _holder(connection, settings) or "another process"
            raise BusyWarehouseError(holder, settings.lock_wait_seconds) from error


def _holder(connection: "Connection", settings: Settings) -> str | None:
    with explained(settings):
        found = connection.execute(read_sql("warehouse", "lock_holder"), {"key": _key(settings)}).fetchone()
    return None if found is None else str(found[0])


def _key(settings: Settings) -> str:
    return f"{_KEY}{settings.warehouse.name}"


def _name(purpose: str) -> str:
    """As others are told; what does not fit is cut from the host's name."""
    return f"{purpose} (process {os.getpid()} on {socket.gethostname()})"[:_LONGEST_NAME]
