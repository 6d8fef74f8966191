"""XML read from its beginning to its end, one element at a time; nothing outside of the file is looked at."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from xml.parsers import expat

from ingest.exports.encoding import is_text, wrong_encoding
from ingest.exports.export import Export
from ingest.exports.export_file import ExportFile
from ingest.exports.json_objects import NoObjectsError, read_objects
from ingest.exports.plain_text import in_utf8
from ingest.exports.said_encoding import said_encoding
from ingest.exports.text_scan import LARGEST_RECORD_BYTES
from ingest.exports.written_rows import OBJECTS, write_rows
from warehouse.errors import ExportError

_AT_ONCE = 1 << 20
_DEEPEST = 200
# Each is a column, and there are no more than thousands.
_MOST_REPEATED = 500
Attributes = dict[str, str]
Values = dict[str, str | None]
# The line in which it begins, and its values by name.
Row = tuple[int, Values]


class Handler(Protocol):
    """Takes elements as they come, by names without namespaces, and makes rows of them."""

    def start(self, name: str, attributes: Attributes, line: int) -> None:
        """An element begins in a line of the file."""

    def text(self, text: str) -> None:
        """A piece of the text in the element at hand."""

    def end(self, name: str) -> None:
        """The element ends."""

    def finished(self) -> list[Row]:
        """The rows since this was asked before."""

    def nothing(self) -> ExportError:
        """What to say where there was no row."""


def read_rows(file: ExportFile, handler: Handler) -> Export:
    """The rows that a handler makes of the file. Raises ExportError where it is no XML."""
    file = in_utf8(file, said_encoding)
    rows = write_rows(_rows(file, handler), OBJECTS, file.scratch / "objects.parquet")
    try:
        return read_objects(rows, file.shown)
    except NoObjectsError:
        raise handler.nothing() from None


def put(values: Values, name: str, value: str | None) -> None:
    """Set a value of a row. What is there again gets `_2`, `_3` … behind its name.

    Raises ExportError for more of them than a row can have.
    """
    free, number = name, 1
    while free in values:
        number += 1
        free = f"{name}_{number}"
    values[free] = value
    if number > _MOST_REPEATED:
        raise ExportError(
            f"A row has '{name}' more than {_MOST_REPEATED} times.",
            "Look whether a smaller element is what a row should be made of.",
        )


def _rows(file: ExportFile, handler: Handler) -> Iterator[tuple[int, str]]:
    lines_before = 0
    for part in file.parts:
        parser = _parser(handler)
        try:
            with part.path.open("rb") as document:
                while chunk := document.read(_AT_ONCE):
                    parser.Parse(chunk)
                    for line, values in handler.finished():
                        yield lines_before + line, _as_text(line, values)
                parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise _unreadable(part.path, file, error) from error
        lines_before += parser.CurrentLineNumber


def _as_text(line: int, values: Values) -> str:
    text = json.dumps(values, ensure_ascii=False)
    if len(text) > LARGEST_RECORD_BYTES:
        raise ExportError(
            f"The row in line {line:,} is larger than any that is read.", "Export it without that row."
        )
    return text


def _parser(handler: Handler) -> expat.XMLParserType:
    # The file was made UTF-8, whatever it says of itself.
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise ExportError(
                f"Its elements are nested more than {_DEEPEST} deep.", "Look whether it is an export."
            )
        handler.start(_local(name), attributes, parser.CurrentLineNumber)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(_local(name))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = handler.text
    parser.EntityDeclHandler = parser.SkippedEntityHandler = _refuse_entity
    return parser


def _refuse_entity(name: str, *_: object) -> None:
    """Entities can blow a small file up without bound, or name files of the machine; exports have none."""
    raise ExportError(
        f"The file has an entity of its own, '{name}', which is not read.", "Export it without."
    )


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _unreadable(path: Path, file: ExportFile, error: expat.ExpatError) -> ExportError:
    if not is_text(path, "utf-8"):
        return wrong_encoding(path, file.source.encoding)
    return ExportError(
        f"The file is not readable XML: {expat.ErrorString(error.code)} in line {error.lineno:,},"
        f" column {error.offset + 1:,}.",
        "Export it again.",
    )
