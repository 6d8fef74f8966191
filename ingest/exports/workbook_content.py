"""What a file is that is called a workbook: many systems give other things that name."""

import mmap
from pathlib import Path

from ingest.exports.encoding import HEAD_BYTES
from ingest.exports.old_workbook import has_endless_chain
from warehouse.errors import ExportError

_OLD, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
# A protected workbook is an envelope of the old kind around the new one.
_ENVELOPE = "EncryptedPackage".encode("utf-16-le")
_SPREADSHEET_ML = b"urn:schemas-microsoft-com:office:spreadsheet"


def is_html(path: Path) -> bool:
    """Whether it is a page of HTML, in whatever encoding."""
    head = _head(path)
    return head.startswith(b"<") and _SPREADSHEET_ML not in head and b"<table" in _more(path)


def refuse_other_content(path: Path) -> None:
    """Raise ExportError when it is no workbook, or one that cannot be opened, with what it is."""
    head = _head(path)
    if head.startswith(_OLD) and _holds(path, _ENVELOPE):
        raise ExportError("The workbook is protected by a password.", "Save it without one.")
    if head.startswith(_OLD) and has_endless_chain(path):
        raise ExportError("The workbook is damaged: a part of it has no end.", "Export or copy it again.")
    if head.startswith((_OLD, _ZIP)):
        return
    if _SPREADSHEET_ML in head:
        raise ExportError(
            "The file is an XML spreadsheet of 2003, which is not read.", "Save it as .xlsx in Excel."
        )
    if head.startswith(b"<"):
        raise ExportError(
            "The file is no workbook: it holds HTML or XML without a table.",
            "Look at it in a browser; systems answer so when a session is over.",
        )
    if b"\n" in head or b"," in head or b"\t" in head:
        raise ExportError(
            "The file is no workbook: it holds plain text, or nothing that is known.",
            'If it is text with a delimiter, set the source\'s \'format\' to "csv" or "tsv".',
        )


def _head(path: Path) -> bytes:
    """How it begins, without a byte order mark and zero bytes, so that UTF-16 looks like ASCII."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    return head if head.startswith((_OLD, _ZIP)) else _plain(head)


def _plain(text: bytes) -> bytes:
    return text.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()


def _more(path: Path) -> bytes:
    """Styles may take a lot of room before the first table."""
    with path.open("rb") as file:
        return _plain(file.read(1 << 22))


def _holds(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(mark) >= 0
