"""The choice of what the retention page compares."""

from dataclasses import replace
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import Input

from analytics.retention.survival import SPLITS
from dashboard.address.address import SEARCH_NOW, turn_output, turned
from dashboard.address.browser import labelled
from dashboard.address.selection import Selection, read_search
from dashboard.lake.store import Store
from dashboard.pages.retention import words as texts


def split_picker(picker_id: str, chosen: str, selection: Selection) -> dmc.Select:
    """The parts that customers can be compared by."""
    language = selection.language
    return dmc.Select(
        id=picker_id,
        data=[{"value": name, "label": label.text(language)} for name, label in SPLITS.items()],
        value=chosen,
        allowDeselect=False,
        checkIconPosition="right",
        className="picker",
        **labelled(texts.PICK_SPLIT.text(language)),
    )


def register_split_picker(app: dash.Dash, store: Store, picker_id: str) -> None:
    """Keep the choice in the address."""

    @app.callback(turn_output(), Input(picker_id, "value"), SEARCH_NOW, prevent_initial_call=True)
    def pick(name: str, search: str | None) -> Any:
        selection = read_search(search, store.settings.language)
        return turned(replace(selection, split=name), selection)
