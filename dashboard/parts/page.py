"""What every page module offers."""

from collections.abc import Sequence
from typing import Any, Protocol

import dash

from dashboard.address.selection import Selection
from dashboard.lake.store import Store
from warehouse.words import Words


class Page(Protocol):
    """A page module: where it is, its name, which filters beside the dates act on it, what it shows."""

    __name__: str
    PATH: str
    NAME: Words
    FILTERS: Sequence[str]

    def layout(self, selection: Selection, store: Store) -> Any:
        """The page with nothing in it yet, of the final size."""

    def register_callbacks(self, app: dash.Dash, store: Store) -> None:
        """What fills it."""
