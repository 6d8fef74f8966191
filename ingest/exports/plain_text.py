"""The text of an export as plain UTF-8 on disk."""

from collections.abc import Callable
from pathlib import Path

from ingest.exports.encoding import (
    CONTROL_CHARACTERS,
    HEAD_BYTES,
    codec_of,
    refuse_other_content,
    wrong_encoding,
)
from ingest.exports.export_file import ExportFile

_AT_ONCE = 1 << 20


def _of_no_file(head: bytes) -> None:
    """Most formats do not say what encoding they are in."""


def in_utf8(file: ExportFile, said_in: Callable[[bytes], str | None] = _of_no_file) -> ExportFile:
    """The export with its parts in UTF-8; those that are so already as they are.

    said_in: the encoding that a file states in its head, which holds unless the settings state one. Raises
    ExportError when a part is no text, or not in that encoding.
    """

    def made(path: Path, plain: Path) -> Path:
        with path.open("rb") as binary:
            head = binary.read(HEAD_BYTES)
        encoding = file.source.stated_encoding or said_in(head) or "utf-8"
        refuse_other_content(head, encoding)
        return path if encoding == "utf-8" else _recoded(path, plain, encoding)

    return file.each("text", made)


def _recoded(path: Path, plain: Path, encoding: str) -> Path:
    try:
        with (
            path.open(encoding=codec_of(encoding), newline="") as text,
            plain.open("w", encoding="utf-8", newline="") as target,
        ):
            while chunk := text.read(_AT_ONCE):
                if encoding == "latin-1" and CONTROL_CHARACTERS.search(chunk):
                    raise wrong_encoding(path, encoding)
                target.write(chunk)
    except UnicodeDecodeError as error:
        raise wrong_encoding(path, encoding) from error
    return plain
