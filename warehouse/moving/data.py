"""Data files of a warehouse, copied to where another says its own are."""

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from warehouse.data_files import DataFiles, data_files
from warehouse.errors import WarehouseError
from warehouse.lake import needed_files, open_reader
from warehouse.settings import Settings
from warehouse.work import work_folder

Say = Callable[[str], None]

_PIECE_BYTES = 16_000_000


def copy_data(settings: Settings, target: Settings, say: Say) -> int:
    """Copy the files that some version needs and that are not there yet, each whole or not at all; how many.

    Raises WarehouseError for one that does not lie below the warehouse's place, which could not be moved.
    """
    old, new = data_files(settings), data_files(target)
    with open_reader(settings) as connection:
        needed = needed_files(connection)
    there, sizes = new.sizes(), old.sizes()
    outside = sorted(needed - sizes.keys())
    if outside:
        raise WarehouseError(
            f"{len(outside):,} data files are not where the others are, the first is {outside[0]}.",
            "Restore the warehouse from a backup (docs/operations.md), then move it.",
        )
    missing = sorted(name for name in needed if there.get(name) != sizes[name])
    with TemporaryDirectory(dir=work_folder(target)) as folder:
        for number, name in enumerate(missing, 1):
            say(f"Copying file {number:,} of {len(missing):,}")
            _copy(old, new, name, Path(folder) / "copy.parquet")
    return len(missing)


def _copy(old: DataFiles, new: DataFiles, name: str, copy: Path) -> None:
    with old.opened(name) as file, copy.open("wb") as target:
        shutil.copyfileobj(file, target, _PIECE_BYTES)
    new.put(copy, name)
