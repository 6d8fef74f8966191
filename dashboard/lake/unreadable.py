"""What cannot be read, told as what befell the warehouse; faults of the program stay what they are."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from warehouse.errors import TouchpointsError, WarehouseError
from warehouse.mishaps import mishap
from warehouse.place import data_place, shown_place
from warehouse.settings import Settings

# What DuckDB raises for files that are gone or are not what they should be, and for what broke by them.
_BY_THE_FILES = (
    duckdb.IOException,
    duckdb.SerializationException,
    duckdb.TransactionException,
    duckdb.InternalException,
    duckdb.FatalException,
)


@contextmanager
def failures_explained(settings: Settings) -> Iterator[None]:
    """Raise TouchpointsError for whatever the block raises that the program did not do wrong."""
    try:
        yield
    except TouchpointsError:
        raise
    except (duckdb.Error, OSError, MemoryError) as error:
        problem = _problem(error, settings)
        if problem is None:
            raise
        raise problem from error


def _problem(error: BaseException, settings: Settings) -> TouchpointsError | None:
    known = mishap(error)
    if known is not None:
        return known
    # The catalogue's own tables missing, or a Parquet file that is none, have names that depend on the case.
    places = str(settings.lake_folder), data_place(settings), "ducklake", "__ducklake_metadata"
    names_a_file = any(place.lower() in str(error).lower() for place in places)
    if not isinstance(error, _BY_THE_FILES) and not names_a_file:
        return None
    return WarehouseError(
        f"The warehouse in {shown_place(settings)} cannot be read: {error}",
        "Check that nobody changes its files, or restore it from a backup (docs/operations.md).",
    )
