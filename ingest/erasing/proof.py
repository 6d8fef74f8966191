"""Every file of the warehouse searched for a customer: its bytes, and what is packed in it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb

from ingest.erasing.named import Named
from warehouse.folder import catalogue
from warehouse.settings import Settings
from warehouse.sql import identifier, literal

# Read in pieces, which overlap by a name.
_PIECE_BYTES = 16_000_000


@dataclass(frozen=True)
class Proof:
    """How many files were searched, and what still names the customer."""

    files: int
    found: list[str]


def search(settings: Settings, named: Named) -> Proof:
    """Search the warehouse's folder. A file that a reader removes meanwhile was none of its data."""
    files = sorted(path for path in settings.lake_folder.rglob("*") if path.is_file())
    found = [str(path.relative_to(settings.lake_folder)) for path in files if _names(path, named)]
    return Proof(len(files), [*found, *_in_catalogue(settings, named)])


def _names(path: Path, named: Named) -> bool:
    try:
        return in_bytes(path, named) or (path.suffix == ".parquet" and _in_rows(path, named))
    except FileNotFoundError:
        return False


def in_bytes(path: Path, named: Named) -> bool:
    """Whether the bytes of the file hold a name that is long enough not to be there by chance."""
    pattern = named.in_bytes
    # What ends with a piece is looked at again with what follows it; the byte before it comes along.
    overlap = named.longest_bytes + 1
    before = b"\n"
    with path.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):
            text = before + piece
            if any(found.start() > 0 and found.end() < len(text) for found in pattern.finditer(text)):
                return True
            before = text[-overlap:]
    return bool(pattern.search(before, 1))


def _in_rows(path: Path, named: Named) -> bool:
    """Also of a file that was being written when its writer was killed: nobody can say what is in it."""
    with duckdb.connect() as database:
        query = (
            f"SELECT EXISTS (SELECT 1 FROM read_parquet({literal(str(path))}) AS row"
            " WHERE regexp_matches(to_json(row)::VARCHAR, $pattern))"
        )
        try:
            return bool(database.execute(query, {"pattern": named.in_json}).fetchall()[0][0])
        except duckdb.InvalidInputException:
            return True


def _in_catalogue(settings: Settings, named: Named) -> Iterator[str]:
    """Every cell of it."""
    with closing(sqlite3.connect(catalogue(settings))) as opened:
        tables = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for row in opened.execute(f"SELECT * FROM {identifier(table)}"):
                if any(_is_named(cell, named) for cell in row):
                    yield f"{catalogue(settings).name}: {table}"
                    break


def _is_named(cell: object, named: Named) -> bool:
    raw = cell.encode() if isinstance(cell, str) else cell
    if not isinstance(raw, bytes):
        return False
    return raw.decode(errors="replace") in named.names or bool(named.in_bytes.search(raw))
