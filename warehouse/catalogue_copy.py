"""A copy of the catalogue, to read a warehouse whose folder cannot be written.

SQLite writes beside a database in WAL mode even to read it.
"""

import os
import shutil
from pathlib import Path

from warehouse.folder import catalogue
from warehouse.settings import Settings
from warehouse.work import work_folder


def readable_catalogue(settings: Settings) -> Path:
    """The catalogue, or a copy where the folder is on a disk, or has rights, that leave it as it is."""
    writable = os.access(settings.lake_folder, os.W_OK)
    return catalogue(settings) if writable else _copy_catalogue(settings)


def _copy_catalogue(settings: Settings) -> Path:
    """The catalogue as it is now, in this process's own folder; copied once for each of its versions."""
    original = catalogue(settings)
    parts = [path for path in (original, Path(f"{original}-wal")) if path.exists()]
    version = "-".join(f"{path.stat().st_mtime_ns:x}-{path.stat().st_size:x}" for path in parts)
    folder = work_folder(settings) / f"catalogue-{version}"
    if not folder.exists():
        folder.mkdir(mode=0o700)
        for path in parts:
            shutil.copyfile(path, folder / path.name)
    return folder / original.name
