"""What befalls a program from outside - a full disk, missing rights, too little memory - as a sentence."""

import errno

import duckdb

from warehouse.errors import TouchpointsError, WarehouseError

# How the database and its catalogue say it.
_FULL = ("No space left on device", "database or disk is full", "Disk quota exceeded")


def mishap(error: BaseException) -> TouchpointsError | None:
    """What to tell a person of an error of the database or the system; None for a fault of the program."""
    match error:
        case TouchpointsError():
            return error
        case duckdb.OutOfMemoryException() | MemoryError():
            return WarehouseError(
                "There was not enough memory.", "Raise memory_limit in touchpoints.toml, or free some."
            )
        case _ if is_full_disk(error):
            return WarehouseError("The disk is full.", "Free some room and run this again.")
        case OSError():
            return WarehouseError(f"{error}.", "Check that the file is there and may be read and written.")
        case duckdb.IOException() | duckdb.TransactionException():
            return WarehouseError(
                f"The warehouse cannot be read or written: {one_line(error)}.",
                "Check its folder's permissions and disk, and run this again.",
            )
    return None


def is_full_disk(error: BaseException) -> bool:
    """Whether it says that a disk has no room left."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return isinstance(error, duckdb.Error) and any(text in str(error) for text in _FULL)


def one_line(error: BaseException) -> str:
    """The first line of what an error says: what follows it is context for programmers."""
    first, *_ = str(error).strip().splitlines() or [type(error).__name__]
    return first.rstrip(".!: ")
