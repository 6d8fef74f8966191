"""What stands in a list somewhere within a JSON document, one after another, however large it is."""

from collections.abc import Iterator
from typing import IO, Any

import ijson
from ijson.common import ObjectBuilder

from warehouse.errors import ExportError

# Far deeper than any export.
_DEEPEST = 200
_OPENS = ("start_map", "start_array")
_CLOSES = ("end_map", "end_array")
_IN_LIST = "[]"
# The keys that lead to a value, and _IN_LIST for each list that it is in.
Place = list[str]


def values_at(document: IO[bytes], path: str) -> Iterator[Any]:
    """The values in the list at a path such as `data.items`, or `pages[].items` for those of every page.

    Raises ijson.JSONError where the document is no JSON, ExportError where it is nested too deeply.
    """
    wanted = [*_place_of(path), _IN_LIST]
    builder: ObjectBuilder | None = None
    for event, value, place in _placed(document):
        if builder is None and place == wanted and event not in _CLOSES:
            builder = ObjectBuilder()
        if builder is not None:
            builder.event(event, value)
            if len(place) == len(wanted) and event not in _OPENS:
                yield builder.value
                builder = None


def keys_in(document: IO[bytes]) -> Iterator[str]:
    """Where each key stands, written as paths are."""
    for event, _, place in _placed(document):
        if event == "map_key":
            yield ".".join(place).replace(f".{_IN_LIST}", _IN_LIST)


def _place_of(path: str) -> Place:
    return [step for step in path.replace(_IN_LIST, f".{_IN_LIST}").split(".") if step]


def _placed(document: IO[bytes]) -> Iterator[tuple[str, Any, Place]]:
    """Each event of the parser, and where its value stands. The place changes with the next one."""
    place: Place = []
    for event, value in ijson.basic_parse(document, multiple_values=True, use_float=False):
        if event in _CLOSES:
            place.pop()
        elif event == "map_key":
            place[-1] = value
        yield event, value, place
        if event in _OPENS:
            if len(place) == _DEEPEST:
                raise ExportError(
                    f"Its JSON is nested more than {_DEEPEST} deep.", "Look whether it is an export."
                )
            place.append(_IN_LIST if event == "start_array" else "")
