"""The warehouse's folder: one of its own, which says so by a marker, so that nothing else is ever touched."""

from warehouse import catalogue_database
from warehouse.attaching import no_warehouse
from warehouse.data_files import data_files
from warehouse.errors import WarehouseError
from warehouse.place import catalogue, catalogue_file, is_catalogue_file, shown_place
from warehouse.settings import Settings

MARKER = "touchpoints-warehouse.txt"
_TEXT = "This folder is a warehouse of touchpoints. All files in it are the program's: leave them to it.\n"
# What a first load makes before there is a marker, and what a killed one may leave.
_BEFORE_THE_MARKER = {"writer.lock", "writer.json", "work"}


def find_warehouse(settings: Settings) -> None:
    """Raise WarehouseError unless there is a warehouse where the settings say, and it was loaded."""
    folder = settings.lake_folder
    if not has_catalogue(settings):
        _refuse_lost_catalogue(settings)
        raise no_warehouse(shown_place(settings))
    if not is_catalogue_file(settings):
        return
    if not (folder / MARKER).exists():
        raise WarehouseError(
            f"The folder {folder} does not say that it is a warehouse: {MARKER} is missing.",
            "Mend 'warehouse' in touchpoints.toml, or load the exports into a new folder with this version.",
        )


def make_warehouse(settings: Settings) -> None:
    """Make the folder and mark it as a warehouse. Raises WarehouseError for one that holds anything else, and
    for data without their catalogue.
    """
    _refuse_lost_catalogue(settings)
    make_folder(settings)


def make_folder(settings: Settings) -> None:
    """The folder alone: also of a warehouse that lies elsewhere something passes through a folder here."""
    folder = settings.lake_folder
    if (folder / MARKER).exists():
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        foreign = sorted({path.name for path in folder.iterdir()} - _BEFORE_THE_MARKER)
        if not foreign:
            (folder / MARKER).write_text(_TEXT, encoding="utf-8")
    except OSError as error:
        raise WarehouseError(
            f"The warehouse {folder} cannot be made: {error.strerror or error}.",
            "Mend 'warehouse' in touchpoints.toml, or the rights of that folder.",
        ) from error
    if foreign:
        raise WarehouseError(
            f"The folder {folder} holds other files ({', '.join(foreign[:3])}) and is not a warehouse.",
            "Give the warehouse a folder of its own: 'warehouse' in touchpoints.toml.",
        )


def has_catalogue(settings: Settings) -> bool:
    """Whether there is one, made by some load."""
    if is_catalogue_file(settings):
        return catalogue_file(settings).exists()
    return catalogue_database.has_catalogue(settings)


def _refuse_lost_catalogue(settings: Settings) -> None:
    if not has_catalogue(settings) and data_files(settings).sizes():
        raise WarehouseError(
            f"The catalogue of the warehouse is missing: {catalogue(settings)}.",
            "Restore it from a backup, or load the exports into a new place (docs/operations.md).",
        )
