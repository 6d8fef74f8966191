"""What befalls a program from outside - a full disk, missing rights, too little memory - as a sentence."""

import errno

import duckdb

from warehouse.errors import TouchpointsError, WarehouseError


def mishap(error: BaseException) -> TouchpointsError | None:
    """What to tell a person of an error of the database or the system; None for a fault of the program."""
    match error:
        case TouchpointsError():
            return error
        case duckdb.OutOfMemoryException() | MemoryError():
            return WarehouseError(
                "There was not enough memory.", "Raise memory_limit in touchpoints.toml, or free some."
            )
        case OSError(errno=errno.ENOSPC):
            return WarehouseError("The disk is full.", "Free some room and run this again.")
        case OSError():
            return WarehouseError(f"{error}.", "Check that the file is there and may be read and written.")
    return None
