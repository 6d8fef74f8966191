"""A chart that is drawn when there is something to draw (`assets/later.js`)."""

from typing import Any

from dash.development.base_component import Component

_PROPERTIES, _NONE = ["id", "figure", "config", "style", "clickData"], list[str]()


class Drawing(Component):
    """As Dash's `Graph`, but nothing of its size while it has no figure. `figure`: drawn by Plotly.

    `clickData`: the mark that was clicked last.
    """

    _namespace = "touchpoints"
    _type = "Drawing"
    _prop_names = available_properties = _PROPERTIES
    _children_props = _base_nodes = _valid_wildcard_attributes = available_wildcard_properties = _NONE


def drawing(name: str, height: int, config: dict[str, Any]) -> Any:
    """An empty place of this height in pixels. config: of Plotly."""
    component: Any = Drawing  # Dash's components have no types
    return component(id=name, config=config, style={"height": height})
