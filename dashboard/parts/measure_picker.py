"""The choice of the measure that charts show."""

from collections.abc import Iterable

from analytics.catalogue import MEASURES
from dashboard.address.selection import Selection
from dashboard.lake.store import Store
from dashboard.parts.picker import Picker
from dashboard.wording import figure_words as texts

_CLEAREST = "clearest"


def measure_picker(name: str, offered: Iterable[str] = MEASURES) -> Picker:
    """The measures offered, one that the address asks for in any case, and as the first choice the one that
    changed most clearly."""
    offered = frozenset(offered)

    def options(selection: Selection, _store: Store) -> dict[str, str]:
        language = selection.language
        names = [name for name in MEASURES if name in offered or name == selection.measure]
        measures = {name: MEASURES[name].label.text(language) for name in names}
        return {_CLEAREST: texts.CLEAREST.text(language)} | measures

    return Picker(name, "measure", texts.PICK_MEASURE, options, _chosen, usual=_CLEAREST)


def _chosen(selection: Selection, _store: Store) -> str | None:
    return selection.measure if selection.measure in MEASURES else _CLEAREST
