"""The warehouse's folder: one of its own, which says so by a marker, so that nothing else is ever touched."""

from pathlib import Path

from warehouse.attaching import no_warehouse
from warehouse.errors import WarehouseError
from warehouse.settings import Settings

MARKER = "touchpoints-warehouse.txt"
_TEXT = "This folder is a warehouse of touchpoints. All files in it are the program's: leave them to it.\n"
# What a first load makes before there is a marker, and what a killed one may leave.
_BEFORE_THE_MARKER = {"writer.lock", "writer.json", "work"}


def catalogue(settings: Settings) -> Path:
    """The SQLite file that says what is in the warehouse."""
    return settings.lake_folder / "catalogue.sqlite"


def data_folder(settings: Settings, table: str) -> Path:
    """Where the lake keeps the Parquet files of a table."""
    return settings.lake_folder / "data" / "main" / table


def holds_data(settings: Settings) -> bool:
    """Whether there are data files, which a catalogue has to know."""
    return any((settings.lake_folder / "data").rglob("*.parquet"))


def find_warehouse(settings: Settings) -> None:
    """Raise WarehouseError unless the folder of the settings is a warehouse that was loaded."""
    folder = settings.lake_folder
    if not catalogue(settings).exists():
        _refuse_lost_catalogue(settings)
        raise no_warehouse(folder)
    if not (folder / MARKER).exists():
        raise WarehouseError(
            f"The folder {folder} does not say that it is a warehouse: {MARKER} is missing.",
            "Mend 'warehouse' in touchpoints.toml, or load the exports into a new folder with this version.",
        )


def make_warehouse(settings: Settings) -> None:
    """Make the folder and mark it as a warehouse. Raises WarehouseError for one that holds anything else."""
    folder = settings.lake_folder
    if (folder / MARKER).exists():
        _refuse_lost_catalogue(settings)
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


def _refuse_lost_catalogue(settings: Settings) -> None:
    if not catalogue(settings).exists() and holds_data(settings):
        raise WarehouseError(
            f"The catalogue of the warehouse is missing: {catalogue(settings)}.",
            "Restore the folder from a backup, or load the exports into a new one (docs/operations.md).",
        )
