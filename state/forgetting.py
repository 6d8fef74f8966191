"""A customer cleared from the state, and a search for what is left of them."""

from collections.abc import Sequence

import sqlalchemy as sa

from state.database import has_state, reading_state, sqlite_engine, state
from state.place import state_file
from state.postgres import vacuum
from state.tables import CALLS, CHANGES, INCIDENT_REVIEWS, INCIDENTS, METADATA
from warehouse.settings import Settings

# What people write in their own words.
_WRITTEN = (
    CALLS.c.note,
    *(CHANGES.c[name] for name in ("problem", "plan", "owner")),
    *(INCIDENTS.c[name] for name in ("department", "channel", "words", "code", "source")),
    INCIDENT_REVIEWS.c.code,
)


def forget(settings: Settings, names: Sequence[str]) -> int:
    """Delete what is kept of a customer, and notes and words of others that name them; how many rows there
    were.

    names: what the customer is called. What was deleted is not left in the database's files.
    """
    if not has_state(settings):
        return 0
    with state(settings) as connection:
        gone = sum(
            connection.execute(sa.delete(table).where(table.c.customer_id.in_(names))).rowcount
            for table in (CALLS, INCIDENTS, INCIDENT_REVIEWS)
        )
        blanked = sum(_blank(connection, column, names) for column in _WRITTEN)
    _give_back(settings)
    return int(gone + blanked)


def _blank(connection: sa.Connection, column: "sa.Column[str]", names: Sequence[str]) -> int:
    """Empty what people wrote where it names somebody; how many there were."""
    named = sa.or_(*(column.contains(name, autoescape=True) for name in names))
    return connection.execute(sa.update(column.table).where(named).values({column.name: ""})).rowcount


def still_naming(settings: Settings, names: Sequence[str]) -> list[str]:
    """The tables with a cell that is, or holds, one of the names."""
    if not has_state(settings):
        return []
    with reading_state(settings) as connection:
        return [
            f"state: {table.name}"
            for table in METADATA.sorted_tables
            if any(
                isinstance(cell, str) and any(name in cell for name in names)
                for row in connection.execute(sa.select(table))
                for cell in row
            )
        ]


def _give_back(settings: Settings) -> None:
    """Leave nothing of what was deleted in the files, as far as they are the database's own tables."""
    if state_file(settings) is None:
        vacuum(settings, [table.name for table in METADATA.sorted_tables])
        return
    engine = sqlite_engine(settings)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("VACUUM")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
