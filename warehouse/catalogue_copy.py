"""A copy of the catalogue, to read a warehouse whose folder cannot be written.

SQLite writes beside a database in WAL mode even to read it.
"""

import os
import shutil
from pathlib import Path

from warehouse.location import Location
from warehouse.place import catalogue_file, is_catalogue_file, location_of
from warehouse.settings import Settings
from warehouse.work import work_folder


def readable_location(settings: Settings) -> Location:
    """Where the warehouse lies; instead of a catalogue in a folder that cannot be written a copy of it."""
    is_read_where_it_is = not is_catalogue_file(settings) or os.access(settings.lake_folder, os.W_OK)
    return location_of(settings, None if is_read_where_it_is else _copy_catalogue(settings))


def _copy_catalogue(settings: Settings) -> Path:
    """The catalogue as it is now, in this process's own folder; copied once for each of its versions."""
    original = catalogue_file(settings)
    parts = [path for path in (original, Path(f"{original}-wal")) if path.exists()]
    version = "-".join(f"{path.stat().st_mtime_ns:x}-{path.stat().st_size:x}" for path in parts)
    folder = work_folder(settings) / f"catalogue-{version}"
    if not folder.exists():
        folder.mkdir(mode=0o700)
        for path in parts:
            shutil.copyfile(path, folder / path.name)
    return folder / original.name
