"""Export files as systems write them - zipped, in a Korean code page - made plain UTF-8 on disk."""

import gzip
import io
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from ingest.exports.encoding import refuse_other_content, wrong_encoding
from warehouse.errors import ExportError
from warehouse.settings import Source

_TEXT_FORMATS = ("csv", "tsv", "jsonl")
_AT_ONCE = 1 << 20
# Unpacking leaves the rest of the disk to others.
_DISK_SHARE = 0.9
# The database takes names with these for patterns.
_PATTERN_CHARACTERS = set("*?[]")
_NOT_AN_EXPORT = "__MACOSX/"


def plain_file(path: Path, source: Source, scratch: Path) -> Path:
    """A path to the export as plain UTF-8 text, or as the plain binary file.

    A file that is plain already is given as it is, or by a link if the database cannot read its name; others
    are unpacked into the folder `scratch`. Raises ExportError when the file is empty, cannot be unpacked or
    is not in the declared encoding.
    """
    if not path.is_file():
        raise ExportError("This is no regular file.", "Give a file or a folder of files.")
    if not path.stat().st_size:
        raise ExportError("The file is empty.", "Export it again.")
    is_text = source.format in _TEXT_FORMATS
    is_packed = path.suffix.lower() in (".gz", ".zip")
    plain = _unpack(path, scratch / "unpacked") if is_packed else path
    if is_text:
        with plain.open("rb") as file:
            refuse_other_content(file.read(_AT_ONCE))
        if source.encoding != "utf-8":
            return _recode(plain, scratch / "recoded", source.encoding)
    return plain if _is_plain_name(plain) else _linked(plain, scratch / "linked")


def _is_plain_name(path: Path) -> bool:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return not _PATTERN_CHARACTERS & set(str(path))


def _linked(path: Path, link: Path) -> Path:
    link.symlink_to(path.resolve())
    return link


def _unpack(path: Path, plain: Path) -> Path:
    room = int(shutil.disk_usage(plain.parent).free * _DISK_SHARE)
    with _opened(path) as packed, plain.open("wb") as target:
        while chunk := packed.read(_AT_ONCE):
            room -= len(chunk)
            if room < 0:
                raise ExportError(
                    "The file unpacks to more than the disk has room for.",
                    "Free some room, or look whether it is what it should be.",
                )
            target.write(chunk)
    if not plain.stat().st_size:
        raise ExportError("The file in the archive is empty.", "Export it again.")
    return plain


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        if path.suffix.lower() == ".gz":
            with gzip.open(path) as file:
                yield cast(IO[bytes], file)
        else:
            with zipfile.ZipFile(path) as archive, archive.open(_only_member(archive)) as file:
                yield file
    except (EOFError, gzip.BadGzipFile, zlib.error, zipfile.BadZipFile, NotImplementedError) as error:
        raise ExportError(f"The file cannot be unpacked: {error}.", "Export or copy it again.") from error


def _only_member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [
        info
        for info in archive.infolist()
        if not info.is_dir() and not info.filename.startswith(_NOT_AN_EXPORT)
    ]
    if len(members) != 1:
        raise ExportError(f"The archive holds {len(members)} files.", "Put each export into its own archive.")
    if members[0].flag_bits & 1:
        raise ExportError("The archive is protected by a password.", "Pack it without one.")
    return members[0]


def _recode(path: Path, plain: Path, encoding: str) -> Path:
    try:
        with (
            io.TextIOWrapper(path.open("rb"), encoding=encoding, newline="") as text,
            plain.open("w", encoding="utf-8", newline="") as target,
        ):
            shutil.copyfileobj(text, target, _AT_ONCE)
    except UnicodeDecodeError as error:
        raise wrong_encoding(path, encoding) from error
    return plain
