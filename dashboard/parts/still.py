"""Parts of a page that stand still, drawn as one.

Dash watches every component: each looks at all others whenever anything changes, so a table of 1,700 cells
kept a browser busy for half a minute. What has no id is not written or read by any callback: nothing has to
watch it.
"""

from collections.abc import Iterator
from copy import copy
from itertools import groupby
from typing import Any

from dash import dcc
from dash.development.base_component import Component

_HTML = "dash_html_components"
_PROPERTIES, _NONE = ["id", "parts"], list[str]()
# Leads where it says without loading the document anew; says of itself what Dash's own links cannot.
WAY = "Way"


class Still(Component):
    """Draws `parts`: texts, and lists of an element's name, its properties and its own parts.

    id: where a callback draws others. Ids of elements within are for styles and scripts alone.
    """

    _namespace = "touchpoints"
    _type = "Still"
    _prop_names = available_properties = _PROPERTIES
    _children_props = _base_nodes = _valid_wildcard_attributes = available_wildcard_properties = _NONE


_Still: Any = Still  # Dash's components have no types


def at_rest(content: Any) -> Any:
    """The same to look at, with as few components as there can be."""
    if isinstance(content, tuple | list):
        return [one for is_still, parts in groupby(content, _is_still) for one in _joined(is_still, [*parts])]
    if not isinstance(content, Component):
        return content
    if _is_still(content):
        return _joined(True, [content])[0]
    drawn: Any = copy(content)
    drawn.children = at_rest(getattr(content, "children", None))
    return drawn


def _joined(is_still: bool, parts: list[Any]) -> list[Any]:
    if not is_still:
        return [at_rest(part) for part in parts]
    return [_Still(parts=[_written(part) for part in parts])] if any(map(_is_component, parts)) else parts


def _is_component(part: Any) -> bool:
    return isinstance(part, Component)


def _is_still(part: Any) -> bool:
    """Whether it is HTML and links alone, without an id."""
    if not isinstance(part, Component):
        return part is None or isinstance(part, str | int | float)
    is_plain = part._namespace == _HTML or isinstance(part, dcc.Link)
    return is_plain and not hasattr(part, "id") and all(map(_is_still, _children(part)))


def _children(part: Component) -> Iterator[Any]:
    children = getattr(part, "children", None)
    yield from children if isinstance(children, tuple | list) else (children,)


def _written(part: Any) -> Any:
    if not isinstance(part, Component):
        return part
    written: Any = part.to_plotly_json
    properties = {name: value for name, value in written()["props"].items() if name != "children"}
    name = part._type.lower() if part._namespace == _HTML else part._type
    return [name, properties, *map(_written, _children(part))]
