"""What the origins of failures are split by."""

from analytics.dimensions import find_dimension
from dashboard.address.selection import Selection
from dashboard.lake.store import Store
from dashboard.pages.efforts import words as texts
from dashboard.parts.picker import Picker

_OFFERED = ("channel", "department", "contact_tier", "reason")


def split_of(selection: Selection) -> str:
    """The dimension that was picked, else the first."""
    return selection.split if selection.split in _OFFERED else _OFFERED[0]


def _options(selection: Selection, store: Store) -> dict[str, str]:
    return {name: find_dimension(store.settings, name).label.text(selection.language) for name in _OFFERED}


SPLIT_PICKER = Picker(
    "efforts-by", "split", texts.PICK_SPLIT, _options, lambda selection, _store: split_of(selection)
)
