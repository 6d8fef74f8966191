"""The columns of an export, under names that a SELECT can use."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from warehouse.errors import ExportError

# What `export` has beside the file's own columns; the loader's own: the line or row of the file that a record
# begins in, and the texts of a row whose columns have no names yet.
ORIGIN = "origin"
ORIGIN_ID = "origin_id"
LINE = "touchpoints_line"
CELLS = "cells"
_RESERVED = {ORIGIN, ORIGIN_ID, LINE}
# Long enough for a question of a survey as a header; a longer name cannot be typed anyway.
_LONGEST = 200
# A row of so many texts takes half a gigabyte of memory for each step of a query.
_MOST_COLUMNS = 10_000
# So many are told in an error; more would hide what it says.
_MOST_TOLD = 30
_NOT_PRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


@dataclass(frozen=True)
class Names:
    """The names of the columns in the file's order, and of each that had to be changed what the file says."""

    usable: Sequence[str]
    changed: Mapping[str, str]

    def described(self) -> str:
        """The columns in words, as an error about a SELECT lists them."""
        told = [
            f"{name} ({_quoted(self.changed[name])} in the file)" if name in self.changed else name
            for name in self.usable[:_MOST_TOLD]
        ]
        more = len(self.usable) - len(told)
        return ", ".join(told) + (f" and {more:,} more" if more else "")


def usable_names(found: Sequence[str], most: int = _MOST_COLUMNS) -> Names:
    """Names for the columns, no two alike in any case. Raises ExportError for more than `most`.

    Blanks around a name are cut, line breaks and control characters in it become one blank. A column without
    a name is called `column_3` by its place, a name that is there before gets `_2`, `_3` …, and one that
    `export` uses itself (`origin`, `origin_id`) gets `_` behind it.
    """
    if len(found) > most:
        raise ExportError(
            f"The file has {len(found):,} columns; up to {most:,} are read.",
            "Export those that the SELECT needs.",
        )
    usable: list[str] = []
    taken = set(_RESERVED)
    for place, name in enumerate(found, 1):
        usable.append(_free(_cleaned(name) or f"column_{place}", taken))
        taken.add(usable[-1].casefold())
    changed = {new: old for new, old in zip(usable, found, strict=True) if new != old.strip()}
    return Names(usable, MappingProxyType(changed))


def _cleaned(name: str) -> str:
    return _NOT_PRINTABLE.sub(" ", name).strip()[:_LONGEST].strip()


def _free(name: str, taken: set[str]) -> str:
    if name.casefold() in _RESERVED:
        name = f"{name}_"
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{name}_{number}"
    return free


def _quoted(name: str) -> str:
    return repr(name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…")
