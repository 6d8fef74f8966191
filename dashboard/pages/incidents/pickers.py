"""What is looked at: damage or delight, and what contacts have to be alike in."""

from dataclasses import replace

from analytics.incidents.kinds import PLACES, SIDES, Place, Side
from analytics.incidents.words import SIDE_NAMES
from analytics.view import View
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Store
from dashboard.pages.incidents import words as texts
from dashboard.parts.picker import Picker


def side_of(selection: Selection) -> Side:
    """Damage unless delight was picked."""
    return next((side for side in SIDES if side == selection.split), SIDES[0])


def place_of(selection: Selection) -> Place:
    """Department unless reason was picked."""
    return next((place for place in PLACES if place == selection.listed), PLACES[0])


def compared(selection: Selection, span: Span) -> View:
    """The days that were picked, else all: few leave, and what they lived through is rare."""
    view = selection.view(span).alone()
    is_picked = selection.since is not None and selection.until is not None
    return view if is_picked else replace(view, since=None, until=None)


def _sides(selection: Selection, _store: Store) -> dict[str, str]:
    return {name: words.text(selection.language) for name, words in SIDE_NAMES.items()}


def _places(selection: Selection, _store: Store) -> dict[str, str]:
    return {name: words.text(selection.language) for name, words in texts.PLACES.items()}


def _side(selection: Selection, _store: Store) -> str:
    return side_of(selection)


def _place(selection: Selection, _store: Store) -> str:
    return place_of(selection)


SIDE_PICKER = Picker("incidents-side", "split", texts.PICK_SIDE, _sides, _side, usual=SIDES[0])
PLACE_PICKER = Picker("incidents-place", "listed", texts.PICK_PLACE, _places, _place, usual=PLACES[0])
