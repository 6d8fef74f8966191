"""Which question set is shown."""

from analytics.questions.sets import find_set, question_sets, usual_set
from dashboard.address.selection import Selection
from dashboard.lake.store import Store
from dashboard.pages.questions import words as texts
from dashboard.parts.picker import Picker
from warehouse.question_settings import QuestionSet
from warehouse.settings import Settings


def set_of(selection: Selection, settings: Settings) -> str:
    """The set that the address names, else the usual one."""
    asked = selection.measure or ""
    return asked if asked in question_sets(settings) else usual_set(settings)


def chosen(selection: Selection, settings: Settings) -> QuestionSet:
    """The same as it is declared."""
    return find_set(settings, set_of(selection, settings))


def label_of(selection: Selection, settings: Settings) -> str:
    """What it is called."""
    name = set_of(selection, settings)
    return find_set(settings, name).label(name).text(selection.language)


def _options(selection: Selection, store: Store) -> dict[str, str]:
    sets = question_sets(store.settings)
    return {name: found.label(name).text(selection.language) for name, found in sets.items()}


SET_PICKER = Picker(
    "questions-set",
    "measure",
    texts.PICK_SET,
    _options,
    lambda selection, store: set_of(selection, store.settings),
)
