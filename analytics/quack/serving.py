"""A server of DuckDB's remote protocol over the warehouse, behind the check of ad-hoc queries.

By itself the protocol lets whoever has the token do what the server's own SQL could: end the server, detach
the warehouse from all others, write into its folder. So every statement, before it is run, is held against
what a query may be (`analytics.sandbox.statement`), and the database has no other file open to it.
"""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

import duckdb

from analytics.sandbox.statement import checked
from warehouse.config_variable import QUACK_TOKEN_VARIABLE
from warehouse.errors import QueryError, SettingsError, TouchpointsError, reason_of
from warehouse.lake import LAKE, open_cursor, open_reader
from warehouse.place import data_place
from warehouse.settings import Settings
from warehouse.sql import identifier, literal
from warehouse.visible import tell

_LOOPBACK = ("127.0.0.1", "localhost")
_SHORTEST_TOKEN = 16
# Its own default lets everything pass.
_CHECK = "is_allowed"


def taken_token() -> str:
    """The token that clients show. It is taken out of the environment, where others could read it.

    Raises SettingsError where there is none, or one that could be guessed.
    """
    token = os.environ.pop(QUACK_TOKEN_VARIABLE, "")
    if len(token) < _SHORTEST_TOKEN:
        raise SettingsError(
            f"The variable {QUACK_TOKEN_VARIABLE} has no token of {_SHORTEST_TOKEN} characters or more.",
            "Set it to a long secret that nobody can guess, as 'openssl rand -hex 32' makes one.",
        )
    return token


@contextmanager
def serving(settings: Settings, host: str, port: int, token: str) -> Iterator[None]:
    """Answer clients as long as the block runs.

    Raises WarehouseError where there is no warehouse, TouchpointsError where the port cannot be had.
    """
    with open_reader(settings, extensions=("httpfs", "quack")) as connection:
        _show_tables(connection)
        with open_cursor(connection) as beside:
            connection.create_function(
                _CHECK,
                _check(beside),
                ["VARCHAR", "VARCHAR"],
                "BOOLEAN",
                # Which tables there are changes.
                side_effects=True,
            )
            _close_all_else(connection, settings)
            _refuse_taken_port(host, port)
            _start(connection, host, port, token)
            try:
                yield
            finally:
                connection.execute("CALL quack_stop($address)", {"address": _address(host, port)})


def _address(host: str, port: int) -> str:
    return f"quack:{f'[{host}]' if ':' in host else host}:{port}"


def _show_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Clients' bare names are looked up in the database's own schema, so tables are shown there too."""
    for (name,) in connection.execute("SHOW TABLES").fetchall():
        connection.execute(
            f"CREATE VIEW memory.main.{identifier(name)} AS FROM {LAKE}.main.{identifier(name)}"
        )


def _check(beside: duckdb.DuckDBPyConnection) -> Callable[[str, str], bool]:
    one_at_a_time = Lock()

    def is_allowed(_session: str, statement: str) -> bool:
        """Whether it may run: not unless the check came to its end and had nothing against it."""
        try:
            with one_at_a_time:
                kind = checked(beside, statement).type
        except Exception as error:
            tell(f"Refused: {error.title if isinstance(error, QueryError) else reason_of(error)}")
            return False
        # A plan names files.
        return kind == duckdb.StatementType.SELECT

    return is_allowed


def _close_all_else(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    limits = settings.query
    connection.execute(
        f"SET memory_limit = '{limits.memory // 1000}KB';"
        f"SET max_temp_directory_size = '{limits.spill // 1000}KB';"
        "SET GLOBAL TimeZone = 'UTC';"
        f"SET GLOBAL quack_authorization_function = {literal(_CHECK)};"
        f"SET allowed_directories = [{literal(data_place(settings))}];"
        "SET enable_external_access = false;"
        "SET autoinstall_known_extensions = false; SET autoload_known_extensions = false;"
        "SET lock_configuration = true"
    )


def _refuse_taken_port(host: str, port: int) -> None:
    """The protocol's server would share it with another of its kind, and each get some of the queries."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        raise _not_to_be_had(host, port, error) from error


def _not_to_be_had(host: str, port: int, error: Exception) -> TouchpointsError:
    return TouchpointsError(
        f"Nobody can be answered at {host}, port {port}: {reason_of(error)}.",
        "Give another --host or --port.",
    )


def _start(connection: duckdb.DuckDBPyConnection, host: str, port: int, token: str) -> None:
    try:
        connection.execute(
            "CALL quack_serve($address, token := $token, allow_other_hostname := $is_open)",
            {"address": _address(host, port), "token": token, "is_open": host not in _LOOPBACK},
        )
    except duckdb.Error as error:
        raise _not_to_be_had(host, port, error) from error
