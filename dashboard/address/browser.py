"""What the Python signatures of components and applications do not say."""

from typing import Any

from dash import ClientsideFunction

_NAMESPACE = "touchpoints"


def attributes(values: dict[str, str]) -> Any:
    """data-… and aria-… attributes, to be unpacked into a component."""
    return values


def labelled(text: str) -> Any:
    """What a screen reader says of a component."""
    return attributes({"aria-label": text})


def run_in_browser(app: Any, function: str, *wires: Any, prevent_initial_call: bool = False) -> None:
    """A callback that is a function of `assets/touchpoints.js`."""
    browser_function = ClientsideFunction(_NAMESPACE, function)
    app.clientside_callback(browser_function, *wires, prevent_initial_call=prevent_initial_call)
