"""What befalls a program from outside - a full disk, missing rights, too little memory - as a sentence."""

import errno

import duckdb
import polars as pl

from warehouse.errors import QueryError, TouchpointsError, WarehouseError, reason_of

_FULL = ("no space left", "disk is full", "disk quota exceeded")
_NOT_WRITABLE = ("read-only file system", "readonly database", "permission denied", "operation not permitted")
# What the database says of a file that is not as it was written.
_DAMAGED = (
    "magic bytes",
    "parquet file",
    "footer",
    "failed to read file",
    "decompression fail",
    "no snapshot found in ducklake",
    "existing ducklake at metadata catalog",
)
# Of PostgreSQL and of S3.
_NOT_REACHED = (
    "unable to connect to postgres",
    "server closed the connection",
    "could not establish connection",
)
# Its errors for SQL that is wrong. All that the program runs is written by it, so they are its own faults.
_OWN_FAULTS = (
    duckdb.ProgrammingError,
    duckdb.DataError,
    duckdb.IntegrityError,
    duckdb.NotSupportedError,
    duckdb.DependencyException,
)
_RESTORE = "Restore the warehouse from a backup, or load the exports into a new one (docs/operations.md)."


def mishap(error: BaseException) -> TouchpointsError | None:
    """What to tell a person of an error of the database or the system; None for a fault of the program."""
    match error:
        case TouchpointsError():
            return error
        case duckdb.OutOfMemoryException() | MemoryError() | OSError(errno=errno.ENOMEM):
            return WarehouseError(
                "There was not enough memory.", "Raise memory_limit in touchpoints.toml, or free some."
            )
        case _ if is_full_disk(error):
            return WarehouseError("The disk is full.", "Free some room and run this again.")
        case duckdb.Error():
            return _of_database(error)
        case OSError():
            return _of_system(error)
        case UnicodeEncodeError(reason="surrogates not allowed"):
            name = error.object if len(error.object) <= 100 else f"{error.object[:100]}…"
            return QueryError(
                f"'{name}' is not text in UTF-8.", "Write it anew, or rename the file or folder."
            )
        case pl.exceptions.PanicException() if "out-of-range" in str(error):
            return QueryError("A day is beyond the calendar.", "Leave it out, or ask for it as text.")
    return None


def is_full_disk(error: BaseException) -> bool:
    """Whether it says that a disk has no room left."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return isinstance(error, duckdb.Error) and any(sign in str(error).casefold() for sign in _FULL)


def _of_database(error: duckdb.Error) -> TouchpointsError | None:
    reason = reason_of(error)
    said = reason.casefold()
    if any(sign in said for sign in _NOT_WRITABLE):
        return WarehouseError(f"The warehouse cannot be written: {reason}.", "Mend the rights of its folder.")
    if isinstance(error, duckdb.HTTPException) or any(sign in said for sign in _NOT_REACHED):
        return WarehouseError(
            f"What the warehouse lies in does not answer as it should: {reason}.",
            "Check that the catalogue's server and the store of its data run, and run this again.",
        )
    if isinstance(error, duckdb.TransactionException):
        return WarehouseError(f"The warehouse could not be changed: {reason}.", "Run this again.")
    if isinstance(error, duckdb.InterruptException):
        return WarehouseError("The database was interrupted.", "Run this again.")
    if isinstance(error, _OWN_FAULTS) and not any(sign in said for sign in _DAMAGED):
        return None
    return WarehouseError(f"The warehouse cannot be read: {reason}.", _RESTORE)


def _of_system(error: OSError) -> TouchpointsError:
    where = f"{error.filename}: " if error.filename else ""
    return WarehouseError(
        f"{where}{error.strerror or error}.", "Check that it is there and may be read and written."
    )
