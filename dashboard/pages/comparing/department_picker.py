"""The choice of the department whose control chart is shown."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import Input

from dashboard.address.address import SEARCH_NOW, turn_output, turned
from dashboard.address.browser import labelled
from dashboard.address.selection import Selection, read_search
from dashboard.lake.store import Store
from dashboard.pages.comparing import words as texts
from warehouse.errors import TouchpointsError

_LATEST = "latest"


def department_picker(picker_id: str, selection: Selection, store: Store) -> dmc.Select:
    """All departments, and as the first choice that of the latest signal."""
    language = selection.language
    present: list[str] = []
    with suppress(TouchpointsError), store.reading() as reading:
        present = reading.values("department")
    options = [{"value": _LATEST, "label": texts.LATEST_SIGNAL.text(language)}]
    options += [{"value": name, "label": name} for name in present if name != _LATEST]
    return dmc.Select(
        id=picker_id,
        data=options,
        value=selection.focus if selection.focus in present else _LATEST,
        allowDeselect=False,
        checkIconPosition="right",
        className="picker",
        **labelled(texts.PICK_DEPARTMENT.text(language)),
    )


def register_department_picker(app: dash.Dash, store: Store, picker_id: str) -> None:
    """Keep the choice in the address."""

    @app.callback(turn_output(), Input(picker_id, "value"), SEARCH_NOW, prevent_initial_call=True)
    def pick(department: str, search: str | None) -> Any:
        selection = read_search(search, store.settings.language)
        return turned(replace(selection, focus=None if department == _LATEST else department), selection)
