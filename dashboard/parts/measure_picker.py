"""The choice of the measure that charts show."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import Input

from analytics.catalogue import MEASURES
from dashboard.address.address import SEARCH_NOW, turn_output, turned
from dashboard.address.browser import labelled
from dashboard.address.selection import Selection, read_search
from dashboard.lake.store import Store
from dashboard.wording import figure_words as texts

_CLEAREST = "clearest"


def measure_picker(picker_id: str, selection: Selection, offered: Iterable[str] = MEASURES) -> dmc.Select:
    """The measures offered, one that the address asks for in any case, and as the first choice the one that
    changed most clearly."""
    language = selection.language
    options = [{"value": _CLEAREST, "label": texts.CLEAREST.text(language)}]
    names = {*offered, selection.measure}
    options += [
        {"value": name, "label": measure.label.text(language)}
        for name, measure in MEASURES.items()
        if name in names
    ]
    return dmc.Select(
        id=picker_id,
        data=options,
        value=selection.measure if selection.measure in MEASURES else _CLEAREST,
        allowDeselect=False,
        checkIconPosition="right",
        maxDropdownHeight=400,
        className="picker",
        **labelled(texts.PICK_MEASURE.text(language)),
    )


def register_measure_picker(app: dash.Dash, store: Store, picker_id: str) -> None:
    """Keep the choice in the address."""

    @app.callback(
        turn_output(),
        Input(picker_id, "value"),
        SEARCH_NOW,
        prevent_initial_call=True,
    )
    def pick(name: str, search: str | None) -> Any:
        selection = read_search(search, store.settings.language)
        measure = name if name in MEASURES else None
        return turned(replace(selection, measure=measure), selection)
