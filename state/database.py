"""The database of the state: a SQLite file in the warehouse's folder, or a schema of PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from state.adopting import adopt
from state.place import file_in_folder, shown_state, state_file
from state.postgres import be_the_one_writer, has_schema, make_schema, postgres_engine
from state.tables import FACTS, METADATA, MIGRATIONS, VERSION
from warehouse.errors import WarehouseError
from warehouse.folder import find_warehouse
from warehouse.settings import Settings

# Writing a row takes milliseconds: a page must not wait for more.
_WAIT_SECONDS = 5.0
_VERSION = "version"


def has_state(settings: Settings) -> bool:
    """Whether anything was ever written. Raises WarehouseError where the database does not answer."""
    if file_in_folder(settings).exists():
        return True
    if state_file(settings) is not None:
        return False
    with _transaction(settings) as connection:
        return has_schema(connection, settings)


def refuse_unreachable(settings: Settings) -> None:
    """Raise WarehouseError where the state cannot be read; that there is none yet is no fault."""
    if has_state(settings):
        with reading_state(settings):
            pass


@contextmanager
def state(settings: Settings) -> Iterator[sa.Connection]:
    """One transaction that writes to the state, whose tables are there and of this version.

    It never waits for a load. Raises WarehouseError where there is no warehouse yet, or the database cannot
    be used.
    """
    with _transaction(settings) as connection:
        _make_ready(connection, settings)
        yield connection


@contextmanager
def reading_state(settings: Settings) -> Iterator[sa.Connection]:
    """The same for one that only reads what is there, which in PostgreSQL waits for nobody."""
    with _transaction(settings) as connection:
        is_ready = state_file(settings) is None and has_schema(connection, settings)
        if not is_ready or _version(connection) != VERSION:
            _make_ready(connection, settings)
        yield connection


def _make_ready(connection: sa.Connection, settings: Settings) -> None:
    if state_file(settings) is not None:
        _bring_up_to_date(connection)
        return
    be_the_one_writer(connection, settings)
    is_new = not has_schema(connection, settings)
    make_schema(connection, settings)
    _bring_up_to_date(connection)
    if is_new and file_in_folder(settings).exists():
        with _file_transaction(settings) as file:
            _bring_up_to_date(file)
            adopt(file, connection)


@contextmanager
def _transaction(settings: Settings) -> Iterator[sa.Connection]:
    if state_file(settings) is not None:
        with _file_transaction(settings) as connection:
            yield connection
        return
    with _explained(settings), postgres_engine(settings).begin() as connection:
        yield connection


@contextmanager
def _file_transaction(settings: Settings) -> Iterator[sa.Connection]:
    engine = sqlite_engine(settings)
    try:
        with _explained(settings), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _explained(settings: Settings) -> Iterator[None]:
    """Raise WarehouseError for whatever the database says."""
    try:
        yield
    except SQLAlchemyError as error:
        # A statement and its values are left out: they may name a customer.
        is_of_the_way = isinstance(error, DBAPIError) and error.statement is None
        reason = _said(error) if is_of_the_way else type(error).__name__
        raise WarehouseError(
            f"The database of the state, {shown_state(settings)}, cannot be used: {reason}.",
            "Look whether it is there, whether it can be written to, and at [state] of the settings.",
        ) from error


def _said(error: SQLAlchemyError) -> str:
    """What the database itself said, in one line."""
    return " ".join(str(getattr(error, "orig", error)).split()).rstrip(".")


def sqlite_engine(settings: Settings) -> sa.Engine:
    """Of the file; to be disposed of. Raises WarehouseError where there is no warehouse for it."""
    find_warehouse(settings)
    return sqlite_engine_of(file_in_folder(settings))


def sqlite_engine_of(path: Path) -> sa.Engine:
    """Of any file; to be disposed of."""
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": _WAIT_SECONDS})
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_to_write)
    return engine


def _prepare_sqlite(connection: object, _record: object) -> None:
    """Readers and a writer do not wait for each other, and what is deleted is overwritten."""
    execute = connection.execute  # type: ignore[attr-defined]
    execute("PRAGMA journal_mode = WAL")
    execute("PRAGMA secure_delete = ON")
    # Python would begin transactions late, and two that read first could then both wait to write.
    connection.isolation_level = None  # type: ignore[attr-defined]


def _begin_to_write(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _version(connection: sa.Connection) -> int | None:
    """Of the tables; None where they were not made to their end."""
    found = connection.execute(sa.select(FACTS.c.value).where(FACTS.c.name == _VERSION)).scalar()
    return None if found is None else int(found)


def _bring_up_to_date(connection: sa.Connection) -> None:
    """Make the tables, or those of this version out of earlier ones. Raises WarehouseError for later ones."""
    METADATA.tables[FACTS.name].create(connection, checkfirst=True)
    found = _version(connection)
    if found is None:
        METADATA.create_all(connection)
        connection.execute(sa.insert(FACTS).values(name=_VERSION, value=str(VERSION)))
        return
    if found > VERSION:
        raise WarehouseError(
            f"The state is of version {found}, this program knows {VERSION}.", "Use the newer program."
        )
    for step in MIGRATIONS[found - 1 :]:
        for statement in step:
            connection.execute(sa.text(statement))
    if found < VERSION:
        METADATA.create_all(connection)
        connection.execute(sa.update(FACTS).where(FACTS.c.name == _VERSION).values(value=str(VERSION)))
