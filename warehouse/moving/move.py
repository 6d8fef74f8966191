"""A warehouse moved to another place, which is checked and shown at last; the old one stays as it is."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from warehouse.catalogue_copy import readable_location
from warehouse.errors import WarehouseError
from warehouse.folder import find_warehouse, has_catalogue, make_folder
from warehouse.journal import journal_folder, waiting_files
from warehouse.lake import open_reader, warehouse_id
from warehouse.lock import writer_lock
from warehouse.moving.catalogue import make_catalogue
from warehouse.moving.checking import check
from warehouse.moving.data import copy_data
from warehouse.moving.stages import show
from warehouse.place import catalogue, catalogue_file, data_place, shown_place
from warehouse.settings import Settings
from warehouse.work import work_folder

_PURPOSE = "touchpoints move"
Beside = Callable[[Settings, Settings, Path], None]


@dataclass(frozen=True)
class Moved:
    """How many data files were copied, and how many rows each table has in both places.

    was_there: whether this warehouse had been moved there already, and nothing was done.
    """

    files: int
    rows: dict[str, int]
    was_there: bool = False


def move(settings: Settings, target: Settings, say: Callable[[str], None], beside: Beside) -> Moved:
    """Move the warehouse of `settings` to where `target` says. What was interrupted goes on where it was.

    Data files are copied first, while loads go on; then nothing is loaded until the move has come to its end.
    say: is told what is being done. beside: takes along what is kept in other databases, into the new folder.
    Raises WarehouseError where the places share something, where another warehouse is there already, and
    where what was copied differs: nothing is to be seen there then.
    """
    _refuse_shared(settings, target)
    find_warehouse(settings)
    if has_catalogue(target):
        _refuse_another(settings, target)
        return Moved(0, {}, was_there=True)
    make_folder(target)
    files = copy_data(settings, target, say)
    with ExitStack() as held:
        held.enter_context(writer_lock(settings, _PURPOSE))
        held.enter_context(writer_lock(target, _PURPOSE))
        # What was loaded meanwhile.
        files += copy_data(settings, target, say)
        folder = held.enter_context(TemporaryDirectory(dir=work_folder(settings)))
        say("Writing the catalogue")
        made = make_catalogue(settings, target, Path(folder))
        say("Comparing all rows")
        rows = check(readable_location(settings), made)
        _copy_beside(settings, target)
        beside(settings, target, target.lake_folder)
        show(target)
    return Moved(files, rows)


def _refuse_shared(settings: Settings, target: Settings) -> None:
    if _name(settings) == _name(target):
        raise WarehouseError(
            f"The warehouse is in {shown_place(settings)} already.", "Give the settings of another place."
        )
    if data_place(settings) == data_place(target):
        raise WarehouseError(
            f"The new place has its data where the old one has: {data_place(settings)}.",
            "Give it another folder or another address in a bucket: the old warehouse is left as it is.",
        )


def _name(settings: Settings) -> tuple[str, str | None]:
    place = settings.warehouse
    return catalogue(settings), place.name if place.catalogue else None


def _refuse_another(settings: Settings, target: Settings) -> None:
    with open_reader(settings) as old, open_reader(target) as new:
        is_same = warehouse_id(old) == warehouse_id(new)
    if not is_same:
        raise WarehouseError(
            f"There is another warehouse in {shown_place(target)}.",
            "Give the settings of a place without one.",
        )


def _copy_beside(settings: Settings, target: Settings) -> None:
    """What is kept in the folder beside the lake: small databases, and events that wait to be loaded."""
    if settings.lake_folder == target.lake_folder:
        return
    for path in settings.lake_folder.glob("*.sqlite"):
        if path.name != catalogue_file(settings).name:
            with _whole(target.lake_folder / path.name) as part:
                _copy_database(path, part)
    journal_folder(target).mkdir(exist_ok=True)
    for path in waiting_files(settings):
        with _whole(journal_folder(target) / path.name) as part:
            shutil.copyfile(path, part)


def _copy_database(path: Path, part: Path) -> None:
    with closing(sqlite3.connect(path)) as original, closing(sqlite3.connect(part)) as copy:
        original.backup(copy)


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """Written under another name first."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    yield part
    part.replace(path)
