"""Several files in one archive: they have the same columns, and are read one behind the other."""

from collections.abc import Sequence
from dataclasses import replace
from typing import IO

from ingest.exports.encoding import wrong_encoding
from ingest.exports.export_file import ExportFile, Part
from warehouse.errors import ExportError

_AT_ONCE = 1 << 20


def joined(file: ExportFile, skipped: Sequence[int]) -> ExportFile:
    """The parts of a text as one file, without so many lines at the beginning of each."""
    target = file.scratch / "joined"
    with target.open("w", encoding="utf-8", newline="") as whole:
        for part, lines in zip(file.parts, skipped, strict=True):
            try:
                _append(part, whole, lines)
            except UnicodeDecodeError as error:
                raise wrong_encoding(part.path, file.source.encoding) from error
    return replace(file, parts=[Part(target, file.shown)])


def _append(part: Part, whole: IO[str], skipped: int) -> None:
    chunk = ""
    with part.path.open(encoding="utf-8-sig", newline="") as text:
        for _ in range(skipped):
            text.readline()
        while more := text.read(_AT_ONCE):
            chunk = more
            whole.write(chunk)
    if not chunk.endswith(("\n", "\r")):
        whole.write("\n")


def refuse_other_columns(first: str, expected: Sequence[str], other: str, found: Sequence[str]) -> None:
    """Raise ExportError unless both have the same columns in the same order. first, other: what has them."""
    if list(expected) == list(found):
        return
    lacks = [name for name in expected if name not in found]
    has = [name for name in found if name not in expected]
    differences = [
        *([f"lacks {_listed(lacks)}"] if lacks else []),
        *([f"has {_listed(has)} besides"] if has else []),
    ]
    difference = " and ".join(differences) or "has them in another order"
    raise ExportError(
        f"The columns of {other} are not those of {first}: it {difference}.",
        "Load what has the same columns together, and the rest by a source of its own.",
    )


def _listed(names: Sequence[str], most: int = 10) -> str:
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(f"'{name}'" for name in names[:most]) + more
