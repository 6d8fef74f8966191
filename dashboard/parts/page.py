"""What a page is: a sentence, key figures and parts; ids, layout and callbacks of each are stated once.

A part is a place, empty but of its final size, and a callback of its own that fills it, so that what is ready
is seen; what several parts read is read once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dash import Output, html

from dashboard.address.selection import AT_HAND, Selection
from dashboard.lake.store import Store
from dashboard.parts.callbacks import Fill, PageCallbacks, never
from dashboard.parts.card import card_skeletons
from dashboard.parts.panel import Part
from dashboard.parts.sight import sight
from warehouse.words import Words

# Where in the navigation a page stands.
Group = Literal["now", "departments", "experience", "customers", "strategy", "data"]


@dataclass(frozen=True)
class Place:
    """A place for words, cards and the like under no title of their own."""

    name: str
    fill: Fill
    class_name: str = ""

    def place(self, _selection: Selection, _store: Store) -> html.Div:
        """Nothing yet."""
        return html.Div(id=self.name, className=self.class_name)

    def register(self, callbacks: PageCallbacks) -> None:
        """Nothing while there are no data."""
        callbacks.show(self.fill, [], Output(self.name, "children"))


@dataclass(frozen=True)
class Row:
    """Parts side by side. is_empty: where they are hidden and not filled; needs a name then."""

    parts: Sequence[Part]
    name: str = ""
    is_empty: Fill = never

    def place(self, selection: Selection, store: Store) -> html.Div:
        """The parts in their order."""
        parts = [part.place(selection, store) for part in self.parts]
        return _named(parts, self.name, "side-by-side")

    def register(self, callbacks: PageCallbacks) -> None:
        """Each part on its own."""
        _register_all(self.parts, callbacks, self.name, self.is_empty)


@dataclass(frozen=True)
class Custom:
    """A part that a page makes itself: how it is placed, and what fills it."""

    make: Callable[[Selection, Store], Any]
    register: Callable[[PageCallbacks], None] = lambda _: None

    def place(self, selection: Selection, store: Store) -> Any:
        """As the page makes it."""
        return self.make(selection, store)


@dataclass(frozen=True)
class Page:
    """A page at `path`; ids of its parts begin with `key`.

    finding: the sentence on top; says also why there are no data. cards: the key figures, `card_count` of
    them. parts: beneath, hidden and not filled where `is_empty`. above: what stands over the sentence.
    filters: those that act on the page, beside the days; without any, no filter is seen. whole_numbers: ids
    of the components whose value is one, instead of a text. several: of those whose value is a list of
    them. group: where the navigation has the page; nowhere without one. measures: those whose cards it
    shows, to which a search for them leads. any_measure_in: the part that shows whichever measure the
    address names. is_compared: whether it shows changes, measured against what the reader chooses. records:
    the record kinds that its figures are made from. record_of: what the search calls the record to which an
    id that is typed there leads, of a page that takes it as the address's customer.
    """

    key: str
    path: str
    name: Words
    finding: Fill | None = None
    cards: Fill | None = None
    card_count: int = 0
    parts: Sequence[Part] = ()
    is_empty: Fill = never
    above: Sequence[Part] = ()
    filters: Sequence[str] = AT_HAND
    whole_numbers: Sequence[str] = ()
    several: Sequence[str] = ()
    group: Group | None = None
    measures: Sequence[str] = ()
    any_measure_in: str = ""
    is_compared: bool = False
    records: Sequence[str] = ()
    record_of: Words | None = None

    def layout(self, selection: Selection, store: Store) -> list[Any]:
        """Empty places of the final size."""
        above = [part.place(selection, store) for part in self.above]
        finding = [html.Div(id=f"{self.key}-finding", className="finding")] if self.finding else []
        cards = html.Div(card_skeletons(self.card_count), id=f"{self.key}-figures", className="cards")
        parts = [part.place(selection, store) for part in self.parts]
        body = [_named(parts, f"{self.key}-charts", "")] if parts else []
        return [sight(self.key), *above, *finding, *([cards] if self.cards else []), *body]

    def register(self, callbacks: PageCallbacks) -> None:
        """Sentence, key figures and parts, each on its own."""
        for part in self.above:
            part.register(callbacks)
        if self.finding:
            callbacks.show_or_explain(self.finding, Output(f"{self.key}-finding", "children"))
        if self.cards:
            callbacks.show(self.cards, [], Output(f"{self.key}-figures", "children"))
        if self.parts:
            _register_all(self.parts, callbacks, f"{self.key}-charts", self.is_empty)


def _register_all(parts: Sequence[Part], callbacks: PageCallbacks, name: str, is_empty: Fill) -> None:
    if name:
        callbacks.show(is_empty, True, Output(name, "hidden"))
    for part in parts:
        part.register(callbacks.unless(is_empty))


def _named(parts: list[Any], name: str, class_name: str) -> html.Div:
    return html.Div(parts, id=name, className=class_name) if name else html.Div(parts, className=class_name)
