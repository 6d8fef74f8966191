"""Every file of the warehouse searched for a customer: its bytes, and what is packed in it."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from ingest.erasing.catalogue import cells
from ingest.erasing.named import Named
from warehouse.data_files import data_files
from warehouse.settings import Settings
from warehouse.sql import literal
from warehouse.work import work_folder

# Read in pieces, which overlap by a name.
_PIECE_BYTES = 16_000_000


@dataclass(frozen=True)
class Proof:
    """How many files were searched, and what still names the customer."""

    files: int
    found: list[str]


def search(settings: Settings, named: Named) -> Proof:
    """Search the warehouse's folder, its bucket and its catalogue. A file that a reader removes meanwhile was
    none of its data.
    """
    files = sorted(path for path in settings.lake_folder.rglob("*") if path.is_file())
    found = [str(path.relative_to(settings.lake_folder)) for path in files if _names(path, named)]
    in_bucket = sorted(data_files(settings).sizes()) if settings.warehouse.data else []
    found += [name for name in in_bucket if _names_in_bucket(settings, name, named)]
    return Proof(len(files) + len(in_bucket), [*found, *_in_catalogue(settings, named)])


def _names(path: Path, named: Named) -> bool:
    try:
        return in_bytes(path, named) or (path.suffix == ".parquet" and _in_rows(path, named))
    except FileNotFoundError:
        return False


def _names_in_bucket(settings: Settings, name: str, named: Named) -> bool:
    """Of a copy here, as what is packed in a file is read from all over it."""
    with TemporaryDirectory(dir=work_folder(settings)) as folder:
        copy = Path(folder) / "copy.parquet"
        with data_files(settings).opened(name) as file, copy.open("wb") as target:
            shutil.copyfileobj(file, target, _PIECE_BYTES)
        return _names(copy, named)


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


def _in_catalogue(settings: Settings, named: Named) -> list[str]:
    """The tables that name the customer in some cell."""
    return sorted({where for where, cell in cells(settings) if _is_named(cell, named)})


def _is_named(cell: object, named: Named) -> bool:
    raw = cell.encode() if isinstance(cell, str) else cell
    if not isinstance(raw, bytes):
        return False
    return raw.decode(errors="replace") in named.names or bool(named.in_bytes.search(raw))
