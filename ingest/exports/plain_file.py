"""Export files as systems write them, made plain files on disk that the database can name."""

from pathlib import Path

from ingest.exports.export_file import ExportFile, Part
from ingest.exports.unpacking import PACKED, unpack
from warehouse.errors import ExportError
from warehouse.settings import Source

# The database takes names with these for patterns.
_PATTERN_CHARACTERS = set("*?[]")


def plain_file(path: Path, shown: str, source: Source, scratch: Path, broken_share: float) -> ExportFile:
    """The export with its files unpacked; one that is plain already is given as it is, or by a link.

    Raises ExportError when the file is empty or cannot be unpacked.
    """
    if not path.is_file():
        raise ExportError("This is no regular file.", "Give a file or a folder of files.")
    if not path.stat().st_size:
        raise ExportError("The file is empty.", "Export it again.")
    if path.suffix.lower() in PACKED:
        parts = unpack(path, source.format, scratch)
    else:
        parts = [Part(path if _is_plain_name(path) else _linked(path, scratch / "linked"), shown)]
    return ExportFile(parts, shown, source, scratch, broken_share)


def _is_plain_name(path: Path) -> bool:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return not _PATTERN_CHARACTERS & set(str(path))


def _linked(path: Path, link: Path) -> Path:
    link.symlink_to(path.resolve())
    return link
