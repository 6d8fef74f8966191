"""By what no-shows and punctuality are split."""

from analytics.dimensions import find_dimension
from dashboard.address.selection import Selection
from dashboard.lake.store import Store
from dashboard.pages.reservations import words as texts
from dashboard.parts.picker import Picker
from dashboard.wording import terms
from warehouse.settings import Settings
from warehouse.words import Language

_BUILT_IN = ("department", "channel", "hour", "weekday", "segment")


def split_of(selection: Selection, settings: Settings) -> str:
    """The dimension that was picked, else the first."""
    return selection.split if selection.split in _offered(settings) else _BUILT_IN[0]


def split_name(selection: Selection, settings: Settings) -> str:
    """It in words."""
    return find_dimension(settings, split_of(selection, settings)).label.text(selection.language)


def value_label(dimension: str, value: object, language: Language) -> str:
    """A value of it as it is read."""
    if value is None:
        return "–"
    if dimension == "hour":
        return texts.HOUR.text(language, hour=int(str(value)))
    return terms.value_name(dimension, str(value), language)


def _offered(settings: Settings) -> tuple[str, ...]:
    """The company's own too: how long ahead was booked may be one of them."""
    return (*_BUILT_IN, *(own.name for own in settings.dimensions if own.name not in _BUILT_IN))


def _options(selection: Selection, store: Store) -> dict[str, str]:
    settings = store.settings
    return {
        name: find_dimension(settings, name).label.text(selection.language) for name in _offered(settings)
    }


SPLIT_PICKER = Picker(
    "reservations-by",
    "split",
    texts.PICK,
    _options,
    lambda selection, store: split_of(selection, store.settings),
    usual=_BUILT_IN[0],
)
