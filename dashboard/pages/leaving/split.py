"""What causes are split by."""

from analytics.dimensions import find_dimension
from dashboard.address.selection import Selection
from dashboard.lake.store import Store
from dashboard.pages.leaving import words as texts
from dashboard.parts.picker import Picker
from warehouse.settings import Settings

# Who they are, then where they were last.
_BUILT_IN = ("customer_type", "segment", "tenure", "department", "contact_tier", "channel")


def split_of(selection: Selection, settings: Settings) -> str:
    """The dimension that was picked, else the first."""
    return selection.split if selection.split in _offered(settings) else _BUILT_IN[0]


def _offered(settings: Settings) -> tuple[str, ...]:
    """The company's own too."""
    return (*_BUILT_IN, *(own.name for own in settings.dimensions))


def _options(selection: Selection, store: Store) -> dict[str, str]:
    settings = store.settings
    return {
        name: find_dimension(settings, name).label.text(selection.language) for name in _offered(settings)
    }


def _chosen(selection: Selection, store: Store) -> str:
    return split_of(selection, store.settings)


SPLIT_PICKER = Picker("leaving-by", "split", texts.PICK_SPLIT, _options, _chosen)
