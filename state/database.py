"""The database of the state: a SQLite file in the warehouse's folder, or the one that the settings name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from state.place import FILE
from state.tables import FACTS, METADATA, MIGRATIONS, VERSION
from warehouse.errors import WarehouseError
from warehouse.folder import find_warehouse
from warehouse.settings import Settings

# Writing a row takes milliseconds: a page must not wait for more.
_WAIT_SECONDS = 5.0
_VERSION = "version"


def state_file(settings: Settings) -> Path | None:
    """The SQLite file; None where the settings name another database."""
    return None if settings.state.database else settings.lake_folder / FILE


def has_state(settings: Settings) -> bool:
    """Whether anything was ever written, as far as that can be told without a connection."""
    path = state_file(settings)
    return path is None or path.exists()


@contextmanager
def state(settings: Settings) -> Iterator[sa.Connection]:
    """One transaction on the state, whose tables are there and of this version.

    It never waits for a load. Raises WarehouseError where there is no warehouse yet, or the database cannot
    be used.
    """
    engine = _engine(settings)
    try:
        with engine.begin() as connection:
            _bring_up_to_date(connection)
            yield connection
    except SQLAlchemyError as error:
        # The statement and its values are left out: they may name a customer.
        raise WarehouseError(
            f"The database of the state cannot be used: {type(error).__name__}.",
            "Look whether it is there, whether it can be written to, and at [state] of the settings.",
        ) from error
    finally:
        engine.dispose()


def _engine(settings: Settings) -> sa.Engine:
    path = state_file(settings)
    if path is None:
        return sa.create_engine(str(settings.state.database))
    find_warehouse(settings)
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


def _bring_up_to_date(connection: sa.Connection) -> None:
    """Make the tables, or those of this version out of earlier ones. Raises WarehouseError for later ones."""
    METADATA.tables[FACTS.name].create(connection, checkfirst=True)
    found = connection.execute(sa.select(FACTS.c.value).where(FACTS.c.name == _VERSION)).scalar()
    if found is None:
        METADATA.create_all(connection)
        connection.execute(sa.insert(FACTS).values(name=_VERSION, value=str(VERSION)))
        return
    if int(found) > VERSION:
        raise WarehouseError(
            f"The state is of version {found}, this program knows {VERSION}.", "Use the newer program."
        )
    for step in MIGRATIONS[int(found) - 1 :]:
        for statement in step:
            connection.execute(sa.text(statement))
    if int(found) < VERSION:
        METADATA.create_all(connection)
        connection.execute(sa.update(FACTS).where(FACTS.c.name == _VERSION).values(value=str(VERSION)))
