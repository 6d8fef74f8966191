"""Where the warehouse of the settings lies."""

from pathlib import Path

from warehouse.bucket import find_key
from warehouse.location import Location
from warehouse.settings import Settings


def catalogue(settings: Settings) -> str:
    """The address of the database, or the path of the SQLite file, that says what is in the warehouse."""
    return settings.warehouse.catalogue or str(catalogue_file(settings))


def catalogue_file(settings: Settings) -> Path:
    """The SQLite file, where it is one."""
    return settings.lake_folder / "catalogue.sqlite"


def is_catalogue_file(settings: Settings) -> bool:
    """Whether it is a file here."""
    return settings.warehouse.catalogue is None


def data_place(settings: Settings) -> str:
    """The folder or the address below which the Parquet files are, with a slash at its end."""
    return settings.warehouse.data or f"{settings.lake_folder / 'data'}/"


def shown_place(settings: Settings) -> str:
    """How messages call the warehouse: by its catalogue, whose address holds no secret."""
    place = settings.warehouse
    return f"{place.catalogue} (schema {place.name})" if place.catalogue else str(settings.lake_folder)


def location_of(settings: Settings, catalogue_copy: Path | None = None) -> Location:
    """What the database is told. catalogue_copy: to be read in the file's stead.

    Raises WarehouseError where a key to the bucket cannot be had.
    """
    place = settings.warehouse
    return Location(
        str(catalogue_copy or catalogue(settings)),
        data_place(settings),
        place.name if place.catalogue else "main",
        find_key() if place.data else None,
    )
