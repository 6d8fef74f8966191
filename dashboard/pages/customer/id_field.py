"""Where the id is typed: what is typed goes to the address, so that a record can be sent as a link."""

from dataclasses import replace
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import Input, Output

from dashboard.address.address import SEARCH_NOW, turn_output, turned
from dashboard.address.browser import labelled
from dashboard.address.selection import Selection, Span, read_search
from dashboard.lake.store import Reading, Store
from dashboard.pages.customer import words as texts
from dashboard.parts.callbacks import PageCallbacks
from dashboard.parts.page import Custom

FIELD = "customer-id"
# Longer than any id; an address has no room for more.
_MOST_CHARACTERS = 200


def _place(selection: Selection, _store: Store) -> dmc.TextInput:
    """The id of the address. What is typed counts with Enter, or when the field is left."""
    language = selection.language
    return dmc.TextInput(
        id=FIELD,
        value=selection.customer or "",
        debounce=True,
        placeholder=texts.FIELD_HINT.text(language),
        className="picker focus",
        inputProps={
            "maxLength": _MOST_CHARACTERS,
            "type": "search",
            "enterKeyHint": "search",
            "spellCheck": "false",
        },
        **labelled(texts.FIELD.text(language)),
    )


def _register(callbacks: PageCallbacks) -> None:
    callbacks.show(_typed, dash.no_update, Output(FIELD, "value"))

    @callbacks.app.callback(turn_output(), Input(FIELD, "value"), SEARCH_NOW, prevent_initial_call=True)
    def look_for(value: str | None, search: str | None) -> Any:
        before = read_search(search, callbacks.store.settings)
        return turned(replace(before, customer=(value or "").strip()[:_MOST_CHARACTERS] or None), before)


def _typed(_reading: Reading, selection: Selection, _span: Span) -> str:
    return selection.customer or ""


ID_FIELD = Custom(_place, _register)
