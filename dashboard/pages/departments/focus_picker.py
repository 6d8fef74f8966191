"""The choice of the department to look at."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import Input

from dashboard.address.address import SEARCH_NOW, turn_output, turned
from dashboard.address.browser import labelled
from dashboard.address.selection import EVERY_DEPARTMENT, Selection, read_search
from dashboard.frame.filters import FACETS, facet_text
from dashboard.lake.store import Store
from dashboard.pages.departments import words as texts
from dashboard.pages.departments.focus import focus_of
from warehouse.errors import TouchpointsError


def focus_picker(picker_id: str, selection: Selection, store: Store) -> dmc.Select:
    """All departments, together and one by one."""
    focus, present = _focus(store, selection)
    chosen = facet_text(FACETS[0], selection)
    together = texts.EVERY_CHOSEN.text(selection.language).format(departments=chosen)
    options = [{"value": EVERY_DEPARTMENT, "label": together}]
    options += [
        {"value": name, "label": name}
        for name in dict.fromkeys([*present, *focus])
        if name != EVERY_DEPARTMENT
    ]
    return dmc.Select(
        id=picker_id,
        data=options,
        value=next(iter(focus), None),
        allowDeselect=False,
        searchable=True,
        className="focus",
        **labelled(texts.PICK.text(selection.language)),
    )


def register_focus_picker(app: dash.Dash, store: Store, picker_id: str) -> None:
    """Keep the choice in the address."""

    @app.callback(turn_output(), Input(picker_id, "value"), SEARCH_NOW, prevent_initial_call=True)
    def pick(department: str | None, search: str | None) -> Any:
        selection = read_search(search, store.settings.language)
        focus, _ = _focus(store, selection)
        if department is None or department in focus:
            return dash.no_update
        return turned(replace(selection, focus=department), selection)


def _focus(store: Store, selection: Selection) -> tuple[list[str], Sequence[str]]:
    """The department looked at, and all there are; none while there is nothing to read."""
    with suppress(TouchpointsError), store.reading() as reading:
        return [focus_of(reading, selection)], reading.values("department")
    return [], []
