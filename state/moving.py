"""What people decided, taken along when the warehouse moves."""

from pathlib import Path

import sqlalchemy as sa

from state.database import has_state, reading_state, sqlite_engine_of
from state.place import FILE, state_database, state_file
from state.tables import METADATA
from warehouse.settings import Settings


def take_along(settings: Settings, target: Settings, folder: Path) -> None:
    """Write the state of PostgreSQL into a file of the new warehouse's folder, whole or not at all.

    Where the new state is in PostgreSQL, its tables are made with what the file holds. A state that is a file
    is copied with the folder; one that both share stays where it is.
    """
    is_shared = state_database(settings) == state_database(target)
    if state_file(settings) is not None or is_shared or not has_state(settings):
        return
    part = folder / f"{FILE}.part"
    part.unlink(missing_ok=True)
    engine = sqlite_engine_of(part)
    with reading_state(settings) as old, engine.begin() as new:
        METADATA.create_all(new)
        for table in METADATA.sorted_tables:
            rows = [dict(row) for row in old.execute(sa.select(table)).mappings()]
            if rows:
                new.execute(sa.insert(table), rows)
    engine.dispose()
    for end in ("-wal", "-shm"):
        part.with_name(f"{part.name}{end}").unlink(missing_ok=True)
    part.replace(folder / FILE)
