"""Packed export files: gzip and Zstandard hold one file, zip one or several."""

import gzip
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, cast

import pyarrow as pa

from ingest.exports.export_file import Part
from warehouse.errors import ExportError
from warehouse.export_format import FORMATS

PACKED = (".gz", ".zst", ".zip")
_AT_ONCE = 1 << 20
# Unpacking leaves the rest of the disk to others.
_DISK_SHARE = 0.9
# More are no export but a mistake, or meant to do harm.
_MOST_MEMBERS = 1_000
_FAULTS = (EOFError, gzip.BadGzipFile, zlib.error, zipfile.BadZipFile, NotImplementedError, pa.ArrowException)


def unpack(path: Path, export_format: str, scratch: Path) -> list[Part]:
    """The files in an archive, unpacked into the folder `scratch`, in the order of their names.

    Raises ExportError when it cannot be unpacked, or holds nothing.
    """
    with _readable():
        if path.suffix.lower() == ".gz":
            with gzip.open(path) as file:
                return [_written(cast(IO[bytes], file), path.stem, scratch / "unpacked")]
        if path.suffix.lower() == ".zst":
            with path.open("rb") as packed, _zstandard(packed) as file:
                return [_written(file, path.stem, scratch / "unpacked")]
        with zipfile.ZipFile(path) as archive:
            return [
                _member(archive, info, scratch / f"unpacked_{number}")
                for number, info in enumerate(_members(archive, export_format))
            ]


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except _FAULTS as error:
        raise ExportError(f"The file cannot be unpacked: {error}.", "Export or copy it again.") from error


@contextmanager
def _zstandard(packed: IO[bytes]) -> Iterator[IO[bytes]]:
    """Faults of the archive come as errors of the system; those of the disk have a number."""
    try:
        with pa.CompressedInputStream(packed, "zstd") as file:
            yield file
    except OSError as error:
        if error.errno is None:
            raise EOFError(error) from error
        raise


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, plain: Path) -> Part:
    if info.flag_bits & 1:
        raise ExportError("The archive is protected by a password.", "Pack it without one.")
    with archive.open(info) as file:
        return _written(file, info.filename, plain)


def _members(archive: zipfile.ZipFile, export_format: str) -> list[zipfile.ZipInfo]:
    """Those called as files of the format are, if any is: beside them there may be a note for readers."""
    found = [info for info in archive.infolist() if not info.is_dir() and not _is_litter(info.filename)]
    suffixes = FORMATS[export_format].suffixes
    named = [info for info in found if info.filename.lower().endswith(suffixes)]
    if not found or len(named or found) > _MOST_MEMBERS:
        raise ExportError(
            f"The archive holds {len(found):,} files.", f"Put one to {_MOST_MEMBERS:,} exports into it."
        )
    return sorted(named or found, key=lambda info: info.filename)


def _is_litter(name: str) -> bool:
    """What file managers leave: __MACOSX/, .DS_Store, Thumbs.db, desktop.ini."""
    path = PurePosixPath(name)
    return (
        "__MACOSX" in path.parts
        or path.name.startswith(".")
        or path.name.lower() in ("thumbs.db", "desktop.ini")
    )


def _written(packed: IO[bytes], name: str, plain: Path) -> Part:
    room = int(shutil.disk_usage(plain.parent).free * _DISK_SHARE)
    with plain.open("wb") as target:
        while chunk := packed.read(_AT_ONCE):
            room -= len(chunk)
            if room < 0:
                raise ExportError(
                    "The file unpacks to more than the disk has room for.",
                    "Free some room, or look whether it is what it should be.",
                )
            target.write(chunk)
    if not plain.stat().st_size:
        raise ExportError(f"The file '{name}' in the archive is empty.", "Export it again.")
    return Part(plain, name)
