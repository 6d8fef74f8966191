"""Parts of a page ask for what they show when they come into sight (`assets/sight.js`).

A reader sees two or three of a page's parts at a time. Asking for all of them at once made those wait that
are looked at; what is out of sight is asked for when the page has come to rest.
"""

from typing import Any

from dash import Input
from dash.development.base_component import Component

_PROPERTIES, _NONE = ["id", "search", "isMade"], list[str]()


class Sight(Component):
    """Stands in a part, unseen itself.

    `search`: of the address for which the part was last seen. `isMade`: it came as it is to be, and
    where that was made of the warehouse, of which version.
    """

    _namespace = "touchpoints"
    _type = "Sight"
    _prop_names = available_properties = _PROPERTIES
    _children_props = _base_nodes = _valid_wildcard_attributes = available_wildcard_properties = _NONE


_Sight: Any = Sight  # Dash's components have no types


def sight(name: str, *, is_made: bool = False) -> Any:
    """What is to stand in the part of this name, right beneath the element that has to be seen.

    is_made: whether the part came as it is to be, and has to be filled at the next address only.
    """
    return _Sight(id=sight_of(name), isMade=is_made)


def seen(name: str) -> Input:
    """The address's search, as soon as the part of this name is seen under it."""
    return Input(sight_of(name), "search", allow_optional=False)


def sight_of(name: str) -> str:
    """The id of what stands in the part of this name."""
    return f"{name}-sight"
