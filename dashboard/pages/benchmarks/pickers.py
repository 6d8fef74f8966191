"""Which question set is shown, and what monitored contacts are split by."""

from analytics.dimensions import WHO_SERVED
from analytics.questions.sets import find_set, question_sets, usual_set
from dashboard.address.selection import Selection
from dashboard.lake.store import Store
from dashboard.pages.benchmarks import words as texts
from dashboard.parts.picker import Picker
from warehouse.settings import Settings

_USUAL = "department"


def set_of(selection: Selection, settings: Settings) -> str:
    """The set that the address names, else the usual one."""
    asked = selection.measure or ""
    return asked if asked in question_sets(settings) else usual_set(settings)


def label_of(selection: Selection, settings: Settings) -> str:
    """What it is called."""
    name = set_of(selection, settings)
    return find_set(settings, name).label(name).text(selection.language)


def split_of(selection: Selection, settings: Settings) -> str:
    """Departments, or agents where the settings show who they are."""
    is_offered = selection.split == WHO_SERVED and settings.staff_names == "shown"
    return WHO_SERVED if is_offered else _USUAL


def _splits(selection: Selection, store: Store) -> dict[str, str]:
    offered = {_USUAL: texts.DEPARTMENT.text(selection.language)}
    if store.settings.staff_names == "shown":
        offered[WHO_SERVED] = texts.AGENT.text(selection.language)
    return offered


SET_PICKER = Picker(
    "benchmarks-set",
    "measure",
    texts.PICK_SET,
    lambda selection, store: {
        name: found.label(name).text(selection.language)
        for name, found in question_sets(store.settings).items()
    },
    lambda selection, store: set_of(selection, store.settings),
)
SPLIT_PICKER = Picker(
    "benchmarks-split",
    "split",
    texts.PER,
    _splits,
    lambda selection, store: split_of(selection, store.settings),
    usual=_USUAL,
)
