"""What a page is: a sentence, key figures and parts; ids, layout and callbacks of each are stated once.

A part is a place, empty but of its final size, and a callback of its own that fills it, so that what is ready
is seen; what several parts read is read once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal, NamedTuple, Protocol

import dash
from dash import Output, dcc, html

from dashboard.address.browser import attributes
from dashboard.address.selection import AT_HAND, Selection, Span
from dashboard.charts.behind import Behind
from dashboard.charts.marks import empty_chart
from dashboard.charts.told import told
from dashboard.lake.store import Reading, Store
from dashboard.parts.callbacks import Fill, PageCallbacks, never
from dashboard.parts.card import card_skeletons
from dashboard.parts.menu import (
    CHART,
    TABLE,
    Taken,
    about_text,
    menu,
    offer,
    place_of_table,
    refresh_table,
    taken,
)
from dashboard.wording.numbers import show_count
from warehouse.settings import Settings
from warehouse.words import Words

# Words may name {least}, the fewest records that are shown, and {days}, those of a first contact.
Caption = Words | Callable[[Selection], Words] | None

# Where in the navigation a page stands.
Group = Literal["now", "departments", "experience", "customers", "strategy", "data"]

_PLAIN: Any = {"displayModeBar": False, "responsive": True}


class Part(Protocol):
    """What pages are made of."""

    def place(self, selection: Selection, store: Store) -> Any:
        """Empty, of the final size."""

    def register(self, callbacks: PageCallbacks) -> None:
        """The callbacks that fill it."""


class Drawn(NamedTuple):
    """What fills a chart: title, figure and the figures behind it; where they hang on the data, how to read
    it and its style."""

    title: Any
    chart: Any
    behind: Behind
    caption: Any = dash.no_update
    style: Any = dash.no_update


class Laid(NamedTuple):
    """What fills a table: its title, it and how to read it, and the figures behind it.

    Without them, files have what its cells say.
    """

    title: Any
    table: Any
    behind: Behind | None = None


@dataclass(frozen=True)
class Chart:
    """A chart that `fill` gives as `Drawn`. caption: how to read it, where that does not hang on the data.

    head: what stands beside the title. beneath: what stands under the caption.
    """

    name: str
    fill: Fill
    height: int
    caption: Caption = None
    head: Sequence[Part] = ()
    beneath: Sequence[Part] = ()

    def place(self, selection: Selection, store: Store) -> html.Section:
        """A skeleton under a title to come; what it shows is there in words too."""
        empty, style = empty_chart(self.height), {"height": self.height}
        graph = dcc.Graph(id=self.name, figure=empty, config=_PLAIN, style=style)
        caption = _caption(self.caption, selection, store.settings)
        told_by = {"aria-labelledby": f"{self.name}-title", "aria-describedby": f"{self.name}-told"}
        return html.Section(
            [
                _head(self.name, self.head, selection, store, CHART),
                html.Div(graph, className="chart skeleton", role="img", **attributes(told_by)),
                html.P(id=f"{self.name}-told", className="unseen"),
                html.P(caption, id=f"{self.name}-caption", className="small muted"),
                place_of_table(self.name),
                *(part.place(selection, store) for part in self.beneath),
            ],
            className="panel",
        )

    def register(self, callbacks: PageCallbacks) -> None:
        """Title, figure and what belongs to them at once; its table and files when asked for."""
        places = ((f"{self.name}-title", "children"), (self.name, "figure"))
        more = ((f"{self.name}-caption", "children"), (self.name, "style"), (f"{self.name}-told", "children"))
        outputs = [Output(*place) for place in (*places, *more)]
        fill = _filling(self.fill, filters=callbacks.filters)
        callbacks.show(fill, [dash.no_update] * len(outputs), *outputs)
        offer(self.name, callbacks, _taking(self.fill))
        refresh_table(self.name, callbacks)
        for part in (*self.head, *self.beneath):
            part.register(callbacks)


@dataclass(frozen=True)
class Table:
    """A table that `fill` gives as `Laid`. is_words: it holds sentences instead, which are no files."""

    name: str
    fill: Fill
    head: Sequence[Part] = ()
    is_words: bool = False

    def place(self, selection: Selection, store: Store) -> html.Section:
        """A skeleton under a title to come."""
        head = _head(self.name, self.head, selection, store, None if self.is_words else TABLE)
        table = html.Div(html.Div(className="table skeleton"), id=self.name)
        return html.Section([head, table], className="panel")

    def register(self, callbacks: PageCallbacks) -> None:
        """Title and table at once; files when asked for."""
        outputs = (Output(f"{self.name}-title", "children"), Output(self.name, "children"))
        callbacks.show(_laying(self.fill), [dash.no_update] * 2, *outputs)
        if not self.is_words:
            offer(self.name, callbacks, _taking(self.fill))
        for part in self.head:
            part.register(callbacks)


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
    of the components whose value is one, instead of a text. group: where the navigation has the page; nowhere
    without one. measures: those whose cards it shows, to which a search for them leads. any_measure_in: the
    part that shows whichever measure the address names. is_compared: whether it shows changes, measured
    against what the reader chooses.
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
    group: Group | None = None
    measures: Sequence[str] = ()
    any_measure_in: str = ""
    is_compared: bool = False

    def layout(self, selection: Selection, store: Store) -> list[Any]:
        """Empty places of the final size."""
        above = [part.place(selection, store) for part in self.above]
        finding = [html.Div(id=f"{self.key}-finding", className="finding")] if self.finding else []
        cards = html.Div(card_skeletons(self.card_count), id=f"{self.key}-figures", className="cards")
        parts = [part.place(selection, store) for part in self.parts]
        body = [_named(parts, f"{self.key}-charts", "")] if parts else []
        return [*above, *finding, *([cards] if self.cards else []), *body]

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


def _filling(fill: Fill, *, filters: Sequence[str]) -> Fill:
    """What goes to the places of a chart; kept under the name of `fill`."""

    @wraps(fill)
    def filled(reading: Reading, selection: Selection, span: Span) -> list[Any]:
        made: Drawn = fill(reading, selection, span)
        said = told(made.behind, made.chart, selection.language)
        about = about_text(made.behind, selection, span, filters=filters)
        words = [html.Span(f"{said} "), html.Span(about, className="about")]
        return [made.title, made.chart, made.caption, made.style, words]

    return filled


def _laying(fill: Fill) -> Fill:
    @wraps(fill)
    def laid(reading: Reading, selection: Selection, span: Span) -> list[Any]:
        made: Laid = fill(reading, selection, span)
        return [made.title, made.table]

    return laid


def _taking(fill: Fill) -> Fill:
    """The figures behind a chart or a table, made again by what it is drawn by."""

    def take(reading: Reading, selection: Selection, span: Span) -> Taken:
        made: Drawn | Laid = fill(reading, selection, span)
        if isinstance(made, Drawn):
            return taken(made.title, made.behind, told(made.behind, made.chart, selection.language))
        return taken(made.title, made.behind or made.table)

    return take


def _head(
    name: str, beside: Sequence[Part], selection: Selection, store: Store, ways: Sequence[str] | None
) -> html.Div:
    placed = [part.place(selection, store) for part in beside]
    several = [html.Div(placed, className="pickers")] if len(placed) > 1 else placed
    files = [] if ways is None else [menu(name, ways, selection.language)]
    return html.Div([html.H2(id=f"{name}-title"), *several, *files], className="panel-head")


def _caption(caption: Caption, selection: Selection, settings: Settings) -> str:
    words = caption(selection) if callable(caption) else caption
    if words is None:
        return ""
    least, days = settings.definitions.small_n, settings.definitions.first_contact_days
    return words.text(selection.language).format(least=show_count(least), days=days)
