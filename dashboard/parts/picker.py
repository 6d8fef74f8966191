"""Choices that are kept in the address, that of a measure among them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import Input

from analytics.catalogue import MEASURES
from dashboard.address.address import SEARCH_NOW, turn_output, turned
from dashboard.address.browser import labelled
from dashboard.address.selection import Selection, read_search
from dashboard.lake.store import Store
from dashboard.parts.callbacks import PageCallbacks
from dashboard.wording import figure_words as texts
from warehouse.words import Words

_CLEAREST = "clearest"


@dataclass(frozen=True)
class Picker:
    """One of several options for a field of the selection.

    options: names of options by their values. chosen: the value that the selection stands for; none while
    there is nothing to read. usual: the value that need not stand in the address.
    """

    name: str
    field: str
    label: Words
    options: Callable[[Selection, Store], Mapping[str, str]]
    chosen: Callable[[Selection, Store], str | None]
    usual: str | None = None
    class_name: str = "picker"
    is_searchable: bool = False

    def place(self, selection: Selection, store: Store) -> dmc.Select:
        """The options, that of the address chosen."""
        options = self.options(selection, store)
        return dmc.Select(
            id=self.name,
            data=[{"value": value, "label": name} for value, name in options.items()],
            value=self.chosen(selection, store),
            allowDeselect=False,
            checkIconPosition="right",
            maxDropdownHeight=400,
            searchable=self.is_searchable,
            className=self.class_name,
            **labelled(self.label.text(selection.language)),
        )

    def register(self, callbacks: PageCallbacks) -> None:
        """What is picked goes to the address."""
        store = callbacks.store

        @callbacks.app.callback(
            turn_output(), Input(self.name, "value"), SEARCH_NOW, prevent_initial_call=True
        )
        def pick(value: str | None, search: str | None) -> Any:
            before = read_search(search, store.settings)
            if value is None or value == self.chosen(before, store):
                return dash.no_update
            changes: Any = {self.field: None if value == self.usual else value}
            return turned(replace(before, **changes), before)


def measure_picker(name: str, offered: Iterable[str] = MEASURES) -> Picker:
    """The measures offered, one that the address asks for in any case, and as the first choice the one that
    changed most clearly."""
    offered = frozenset(offered)

    def options(selection: Selection, _store: Store) -> dict[str, str]:
        language = selection.language
        names = [name for name in MEASURES if name in offered or name == selection.measure]
        measures = {name: MEASURES[name].label.text(language) for name in names}
        return {_CLEAREST: texts.CLEAREST.text(language)} | measures

    return Picker(name, "measure", texts.PICK_MEASURE, options, _chosen_measure, usual=_CLEAREST)


def _chosen_measure(selection: Selection, _store: Store) -> str | None:
    return selection.measure if selection.measure in MEASURES else _CLEAREST
