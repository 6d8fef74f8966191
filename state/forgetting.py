"""A customer cleared from the state, and a search for what is left of them."""

from collections.abc import Sequence

import sqlalchemy as sa

from state.database import _engine, has_state, state, state_file
from state.tables import CALLS, CHANGES, METADATA
from warehouse.settings import Settings


def forget(settings: Settings, names: Sequence[str]) -> int:
    """Delete the calls of a customer, and notes and texts of changes that name them; how many there were.

    names: what the customer is called. Pages that the file freed are given back.
    """
    if not has_state(settings):
        return 0
    with state(settings) as connection:
        gone = connection.execute(sa.delete(CALLS).where(CALLS.c.customer_id.in_(names))).rowcount
        named = sa.or_(*(CALLS.c.note.contains(name, autoescape=True) for name in names))
        noted = connection.execute(sa.update(CALLS).where(named).values(note="")).rowcount
        for column in (CHANGES.c.problem, CHANGES.c.plan, CHANGES.c.owner):
            told = sa.or_(*(column.contains(name, autoescape=True) for name in names))
            noted += connection.execute(sa.update(CHANGES).where(told).values({column: ""})).rowcount
    if state_file(settings) is not None:
        _give_back(settings)
    return int(gone + noted)


def still_naming(settings: Settings, names: Sequence[str]) -> list[str]:
    """The tables with a cell that is, or holds, one of the names."""
    if not has_state(settings):
        return []
    with state(settings) as connection:
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
    engine = _engine(settings)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("VACUUM")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
