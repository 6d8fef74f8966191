"""JSON: one object per line, an array of objects, or an array somewhere within a document.

Its objects' keys are the columns, and what is nested in them stays JSON text.
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import duckdb
import ijson

from ingest.exports import json_lines
from ingest.exports.export import Export
from ingest.exports.export_file import ExportFile
from ingest.exports.json_objects import NoObjectsError, read_objects
from ingest.exports.json_path import keys_in, values_at
from ingest.exports.names import LINE
from ingest.exports.packed_together import joined
from ingest.exports.plain_text import in_utf8
from ingest.exports.text_scan import LARGEST_RECORD_BYTES
from ingest.exports.written_rows import OBJECTS, write_rows
from warehouse.errors import ExportError, reason_of
from warehouse.sql import identifier, literal

_HEAD_BYTES = 1 << 16
_LINE = identifier(LINE)
# So many keys are told where the wanted one is not found.
_MOST_TOLD, _MOST_LOOKED_AT = 20, 100_000
Layout = Literal["array", "unstructured"]


def read(file: ExportFile) -> Export:
    """What stands for a line is the place among the objects, except where each has a line of its own."""
    file = in_utf8(file)
    if file.source.rows is not None:
        return _read_nested(file, file.source.rows)
    layouts = [_layout(part.path) for part in file.parts]
    if any(layouts):
        return _read_documents(file, layouts)
    return json_lines.read(file if len(file.parts) == 1 else joined(file, [0] * len(file.parts)))


def _layout(path: Path) -> Layout | None:
    """How objects are written that are not a line each; None where they are."""
    with path.open("rb") as binary:
        head = binary.read(_HEAD_BYTES).decode("utf-8-sig", "ignore").lstrip()
    first, _, others = head.partition("\n")
    if first.strip() == "{":
        return "unstructured"
    if not first.startswith("["):
        return None
    return None if others.strip() and _is_json(first) else "array"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _read_documents(file: ExportFile, layouts: list[Layout | None]) -> Export:
    """As the database takes them apart."""
    objects = " UNION ALL ".join(
        f"SELECT json FROM read_json_objects({literal(str(part.path))},"
        f" format = '{layout or 'unstructured'}',"
        f" maximum_object_size = {LARGEST_RECORD_BYTES}, compression = 'uncompressed')"
        for part, layout in zip(file.parts, layouts, strict=True)
    )
    try:
        return read_objects(
            f"(SELECT json AS text, row_number() OVER () AS {_LINE} FROM ({objects}))", file.shown
        )
    except duckdb.Error as error:
        raise _unreadable(reason_of(error)) from error


def _read_nested(file: ExportFile, rows: str) -> Export:
    target = file.scratch / "objects.parquet"
    try:
        texts = write_rows(enumerate(_nested(file, rows), 1), OBJECTS, target)
    except ijson.JSONError as error:
        # Behind its first line the parser draws where it stopped.
        raise _unreadable(str(error).partition("\n")[0]) from error
    try:
        return read_objects(texts, file.shown)
    except NoObjectsError:
        raise _not_found(file, rows) from None


def _nested(file: ExportFile, rows: str) -> Iterator[str]:
    for part in file.parts:
        with part.path.open("rb") as document:
            for found in values_at(document, rows):
                yield json.dumps(found, ensure_ascii=False, default=_number)


def _number(value: Any) -> float | str:
    """Digits that a double does not hold stay as they are written."""
    number = float(value)
    return number if Decimal(repr(number)) == value else str(value)


def _unreadable(complaint: str) -> ExportError:
    return ExportError(
        f"The file is not readable JSON: {complaint}.",
        "Export it again: one object per line, or one array of objects.",
    )


def _not_found(file: ExportFile, rows: str) -> ExportError:
    told: dict[str, None] = {}
    with file.parts[0].path.open("rb") as document:
        for key in islice(keys_in(document), _MOST_LOOKED_AT):
            told.setdefault(key)
            if len(told) == _MOST_TOLD:
                break
    return ExportError(
        f"The file has no list with objects at '{rows}'.",
        f"Mend the source's 'rows'. The file has {', '.join(told) or 'no keys'}.",
    )
