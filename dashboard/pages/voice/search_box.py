"""What is typed to be found in comments, kept in the address; which of them, and in which order."""

from dataclasses import dataclass, replace
from typing import Any

import dash
import dash_mantine_components as dmc
from dash import Input, Output

from dashboard.address.address import SEARCH_NOW, turn_output, turned
from dashboard.address.browser import labelled
from dashboard.address.selection import Selection, Span, read_search
from dashboard.lake.store import Reading, Store
from dashboard.pages.voice import words as texts
from dashboard.parts.callbacks import PageCallbacks
from dashboard.parts.page import Custom
from dashboard.parts.picker import Picker

# Longer than anything that is searched for; an address has no room for more.
MOST_CHARACTERS = 200
_NEWEST = "newest"


@dataclass(frozen=True)
class SearchBox:
    """A box whose text goes to the address with Enter or when it is left, and follows the address."""

    name: str

    def place(self, selection: Selection, _store: Store) -> dmc.TextInput:
        """What the address asks for."""
        language = selection.language
        return dmc.TextInput(
            id=self.name,
            value=selection.search or "",
            debounce=True,
            placeholder=texts.SEARCH_HINT.text(language),
            className="picker",
            inputProps={"maxLength": MOST_CHARACTERS, "type": "search", "enterKeyHint": "search"},
            **labelled(f"{texts.SEARCH.text(language)}. {texts.SEARCH_MEANS.text(language)}"),
        )

    def register(self, callbacks: PageCallbacks) -> None:
        """What is typed goes to the address, what a click on a word puts there comes back."""
        callbacks.show(_typed, dash.no_update, Output(self.name, "value"))

        @callbacks.app.callback(
            turn_output(), Input(self.name, "value"), SEARCH_NOW, prevent_initial_call=True
        )
        def search_for(value: str | None, search: str | None) -> Any:
            before = read_search(search, callbacks.store.settings)
            return turned(replace(before, search=(value or "").strip()[:MOST_CHARACTERS] or None), before)


def chosen_list(selection: Selection) -> str:
    """One of those that the picker offers."""
    return selection.listed if selection.listed in texts.LISTED else _NEWEST


def _typed(_reading: Reading, selection: Selection, _span: Span) -> Any:
    # Where the address asks for nothing the box is as it was placed, or was emptied: what is typed while the
    # page is being filled stays.
    return selection.search or dash.no_update


def _options(selection: Selection, _store: Store) -> dict[str, str]:
    return {name: words.text(selection.language) for name, words in texts.LISTED.items()}


def _chosen(selection: Selection, _store: Store) -> str:
    return chosen_list(selection)


def _listen_to_words(callbacks: PageCallbacks) -> None:
    @callbacks.app.callback(
        turn_output(), Input("voice-words", "clickData"), SEARCH_NOW, prevent_initial_call=True
    )
    def search_for_word(click: dict[str, Any] | None, search: str | None) -> Any:
        words = [point["customdata"] for point in (click or {}).get("points", []) if point.get("customdata")]
        before = read_search(search, callbacks.store.settings)
        return turned(replace(before, search=words[0][:MOST_CHARACTERS]), before) if words else dash.no_update


# A click on a word of the chart searches for it.
WORD_CLICK = Custom(lambda _selection, _store: None, _listen_to_words)
LIST_PICKER = Picker("voice-listed", "listed", texts.PICK_LISTED, _options, _chosen, usual=_NEWEST)
SEARCH_BOX = SearchBox("voice-search")
