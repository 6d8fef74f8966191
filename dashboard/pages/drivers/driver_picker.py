"""The choice of the driver that is told by place."""

from dataclasses import replace
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import Input

from analytics.drivers.declared import DRIVERS
from dashboard.address.address import SEARCH_NOW, turn_output, turned
from dashboard.address.browser import labelled
from dashboard.address.selection import Selection, read_search
from dashboard.lake.store import Store
from dashboard.pages.drivers import words as texts


def picked_driver(selection: Selection) -> str:
    """The one in the address, else the first."""
    focus = selection.focus or ""
    return focus if focus in DRIVERS else next(iter(DRIVERS))


def driver_picker(picker_id: str, selection: Selection) -> dmc.Select:
    """All drivers."""
    options = [
        {"value": name, "label": driver.label.text(selection.language)} for name, driver in DRIVERS.items()
    ]
    return dmc.Select(
        id=picker_id,
        data=options,
        value=picked_driver(selection),
        allowDeselect=False,
        className="picker",
        **labelled(texts.PICK_DRIVER.text(selection.language)),
    )


def register_driver_picker(app: dash.Dash, store: Store, picker_id: str) -> None:
    """Keep the choice in the address."""

    @app.callback(turn_output(), Input(picker_id, "value"), SEARCH_NOW, prevent_initial_call=True)
    def pick(driver: str | None, search: str | None) -> Any:
        selection = read_search(search, store.settings.language)
        if driver is None or driver == picked_driver(selection):
            return dash.no_update
        return turned(replace(selection, focus=driver), selection)
