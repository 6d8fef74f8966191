"""A page comes with what somebody saw of its first parts: asking for them once more would take as long again.

What was made before is kept with the version it is about. What would have to be made is left to the part
itself (`dashboard/parts/sight.py`): a page waits for nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any

import dash
from dash import Output

from dashboard.address.selection import Selection, Span
from dashboard.lake.seen import written_version
from dashboard.lake.store import NotMadeError, Reading, Store
from dashboard.parts.callbacks import Filled
from dashboard.parts.sight import sight_of
from warehouse.errors import TouchpointsError

# Sentence and cards, and the panels in sight on a wide screen. Drawing more would keep these waiting.
_FIRST_PARTS = 4


def fill_ahead(page: Any, filled: Iterable[Filled], selection: Selection, store: Store) -> None:
    """Put what is kept into the first parts of a page, which then need not ask for it.

    page: the component that has them. filled: as the page's callbacks have it, in the order of its parts.
    """
    with suppress(TouchpointsError), store.reading() as reading:
        if span := reading.span():
            places = {part.id: part for part in page._traverse() if hasattr(part, "id")}
            in_page = (one for one in filled if sight_of(one.sight) in places)
            for part in first_parts(in_page):
                with suppress(NotMadeError):
                    _fill(part, places, reading.of_what_is_made(), selection, span)


def first_parts(filled: Iterable[Filled]) -> Iterable[Sequence[Filled]]:
    """The parts that a page begins with: of each, all that is filled when it is seen, wherever it stands."""
    parts: dict[str, list[Filled]] = {}
    for one in filled:
        parts.setdefault(one.sight, []).append(one)
    return islice(parts.values(), _FIRST_PARTS)


def _fill(
    part: Sequence[Filled], places: Mapping[str, Any], reading: Reading, selection: Selection, span: Span
) -> None:
    """All places of the part, or none."""
    made = [(place, value) for one in part for place, value in _made(one, reading, selection, span)]
    for place, value in made:
        if value is not dash.no_update:
            setattr(places[str(place.component_id)], place.component_property, value)
    places[sight_of(part[0].sight)].isMade = written_version(reading.version)


def _made(filled: Filled, reading: Reading, selection: Selection, span: Span) -> Iterable[tuple[Output, Any]]:
    value = filled.fill(reading, selection, span)
    return zip(filled.places, value if len(filled.places) > 1 else [value], strict=True)
