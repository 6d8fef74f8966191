"""The address bar: where the state of all pages is kept."""

from typing import Any

import dash
from dash import Input, Output, State, dcc

from dashboard.address.browser import run_in_browser
from dashboard.address.selection import Selection, write_search

ADDRESS = "address"
TURN = "turn"

SEARCH = Input(ADDRESS, "search")
SEARCH_NOW = State(ADDRESS, "search")
PATH_NOW = State(ADDRESS, "pathname")


def address() -> list[Any]:
    """What reads and writes the address bar. Changing the search here does not build the page anew."""
    return [dcc.Location(id=ADDRESS, refresh=False)]


def turn() -> dcc.Store:
    """By way of which a page writes the address: it would wait for every callback that might do so itself.

    It comes and goes with the page. What writes into a place that was there before is called as it comes,
    for nothing.
    """
    return dcc.Store(id=TURN)


def register_turn(app: dash.Dash) -> None:
    """What is put into the store goes to the address bar."""
    run_in_browser(app, "turnTo", Input(TURN, "data"), prevent_initial_call=True)


def turn_output() -> Output:
    """The output of a callback that changes what the address selects."""
    return Output(TURN, "data", allow_duplicate=True)


def turned(after: Selection, before: Selection) -> Any:
    """The new search; nothing where nothing changed, so that the way back stays free of doubles."""
    return dash.no_update if after == before else write_search(after)
