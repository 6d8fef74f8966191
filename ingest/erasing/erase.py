"""A customer erased from the warehouse: rows, marts, files, old versions and what the catalogue keeps."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb

from ingest.erasing.catalogue import clean_catalogue
from ingest.erasing.exports import Outside, search_exports
from ingest.erasing.named import Named
from ingest.erasing.proof import Proof, search
from warehouse.changes import Changes, Refresh
from warehouse.folder import find_warehouse
from warehouse.lake import open_writer, transaction
from warehouse.lock import writer_lock
from warehouse.made import remove_made
from warehouse.settings import Settings
from warehouse.sql import read_sql
from warehouse.upkeep import THREADS, forget_past
from warehouse.work import sweep

_PACKAGE = "ingest.erasing"


@dataclass(frozen=True)
class Beside:
    """What is kept beside the lake: how rows of names are deleted there, and what still names one is told."""

    forget: Callable[[Settings, Sequence[str]], int]
    still_naming: Callable[[Settings, Sequence[str]], list[str]]


@dataclass(frozen=True)
class Erased:
    """How many rows of what there were, what is left of them, and what names the customer outside.

    has_changed: whether anything named the customer; else the warehouse was left as it was.
    """

    rows: dict[str, int]
    proof: Proof
    outside: Outside
    has_changed: bool = True


def erase(settings: Settings, named: Named, refresh: Refresh, beside: Beside | None = None) -> Erased:
    """Erase the customer and search for what is left. What was killed is finished by doing it again.

    refresh: makes every mart again. beside: what else is kept of customers. Rows, marts and the receipt go
    in one transaction; then every version before it and all their files.
    """
    find_warehouse(settings)
    with writer_lock(settings, "touchpoints erase"):
        sweep(settings)
        remove_made(settings)
        with open_writer(settings, make=False) as connection:
            rows = _erase_rows(connection, settings, named, refresh)
        if beside is not None:
            rows["state"] = beside.forget(settings, named.names)
        # An id that was mistyped costs nobody the old versions. The catalogue is searched by another SQLite
        # than the database's own, so never while this has it open: closing it would drop the other's locks.
        if not any(rows.values()) and not (proof := search(settings, named)).found:
            return Erased(rows, proof, search_exports(settings, named), has_changed=False)
        with open_writer(settings, make=False, threads=THREADS) as connection:
            forget_past(connection, settings)
        clean_catalogue(settings, named)
        # After the commit: what is made of a version that is not the newest any more is removed by its maker.
        remove_made(settings)
        proof = search(settings, named)
        if beside is not None:
            proof.found.extend(beside.still_naming(settings, named.names))
    return Erased(rows, proof, search_exports(settings, named))


def _erase_rows(
    connection: duckdb.DuckDBPyConnection, settings: Settings, named: Named, refresh: Refresh
) -> dict[str, int]:
    with transaction(connection):
        rows = rows_of(connection, named)
        connection.execute(read_sql(_PACKAGE, "erase_rows"))
        if any(rows.values()):
            refresh(connection, settings, Changes({}))
            connection.execute(
                "INSERT INTO erasures VALUES"
                " ($at, $contacts, $answers, $customer_states, $rejected_rows, $purchases)",
                {"at": datetime.now(UTC), **rows},
            )
    return rows


def rows_of(connection: duckdb.DuckDBPyConnection, named: Named) -> dict[str, int]:
    """How many rows of what name the customer, by the columns of `erasures`."""
    given = {
        "erased": named.customer,
        "in_text": named.in_text,
        "in_line": named.in_line,
        "in_json": named.in_json,
    }
    for name, value in given.items():
        connection.execute(f"SET VARIABLE {name} = $value", {"value": value})
    connection.execute(read_sql(_PACKAGE, "erased_rejects"))
    return dict(connection.sql(read_sql(_PACKAGE, "rows_of")).pl().row(0, named=True))
