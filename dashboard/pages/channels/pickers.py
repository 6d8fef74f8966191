"""Which channels stand side by side, and of which figure the consistency is shown."""

from analytics.catalogue import find_measure
from analytics.channels.cells import channel_cells
from analytics.channels.consistency import FIGURES
from analytics.channels.roles import Roles, by_size, roles_of
from analytics.view import View
from dashboard.address.selection import Selection
from dashboard.lake.store import Reading, Store
from dashboard.pages.channels import words as texts
from dashboard.parts.picker import Picker
from warehouse.words import Words

# The picker's word for the settings' channel, else the busiest.
_USUAL = ""


def picked_roles(reading: Reading, selection: Selection, view: View) -> Roles | None:
    """The channels picked, else those of the settings or by size; None where there are not two."""
    cells = reading.ask(channel_cells, view)
    known = set(by_size(cells)["channel"])
    main, auxiliary = (_picked(name, known) for name in (selection.split, selection.listed))
    if main == auxiliary:
        # The same on both sides: then the other side is what it usually is.
        auxiliary = ()
    declared = reading.settings.channel_roles
    if main and not auxiliary and set(main) & set(declared.auxiliary):
        auxiliary = declared.main
    if auxiliary and not main and set(auxiliary) & set(declared.main):
        main = declared.auxiliary
    return roles_of(cells, reading.settings, main, auxiliary)


def _picked(name: str | None, known: set[str]) -> tuple[str, ...]:
    return (name,) if name is not None and name in known else ()


def picked_figure(selection: Selection) -> str:
    """The figure that was picked, else the first."""
    return selection.measure if selection.measure in FIGURES else FIGURES[0]


def _channels(selection: Selection, store: Store) -> dict[str, str]:
    nothing: list[str] = []
    names = store.find(lambda reading: reading.values("channel"), nothing)
    return {_USUAL: texts.USUAL.text(selection.language)} | {name: name for name in names}


def _side(name: str, field: str, label: Words) -> Picker:
    def chosen(selection: Selection, store: Store) -> str:
        picked = getattr(selection, field)
        return picked if picked in _channels(selection, store) else _USUAL

    return Picker(name, field, label, _channels, chosen, usual=_USUAL)


def _figures(selection: Selection, _store: Store) -> dict[str, str]:
    return {name: find_measure(name).label.text(selection.language) for name in FIGURES}


MAIN_PICKER = _side("channels-main", "split", texts.MAIN)
AUXILIARY_PICKER = _side("channels-auxiliary", "listed", texts.AUXILIARY)
FIGURE_PICKER = Picker(
    "channels-figure", "measure", texts.PICK_FIGURE, _figures, lambda selection, _: picked_figure(selection)
)
