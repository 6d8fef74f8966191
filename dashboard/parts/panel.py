"""Charts and tables under their titles: each a place, and a callback of its own that fills it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, NamedTuple, Protocol

import dash
from dash import Input, Output, State, html

from dashboard.address.browser import attributes, run_in_browser
from dashboard.address.selection import Selection, Span
from dashboard.charts.behind import Behind
from dashboard.charts.told import told
from dashboard.lake.store import Reading, Store
from dashboard.parts.callbacks import Fill, PageCallbacks
from dashboard.parts.drawing import drawing
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
from dashboard.parts.sight import sight
from dashboard.wording.numbers import show_count
from warehouse.settings import Settings
from warehouse.words import Words

# Words may name {least}, the fewest records that are shown, and {days}, those of a first contact.
Caption = Words | Callable[[Selection], Words] | None

_PLAIN: Any = {"displayModeBar": False, "responsive": True}


class Part(Protocol):
    """What pages are made of."""

    def place(self, selection: Selection, store: Store) -> Any:
        """Empty, of the final size."""

    def register(self, callbacks: PageCallbacks) -> None:
        """The callbacks that fill it."""


class Drawn(NamedTuple):
    """What fills a chart: title, figure and the figures behind it; where that hangs on the data, how to read
    it. Its place becomes as tall as the figure."""

    title: Any
    chart: Any
    behind: Behind
    caption: Any = dash.no_update


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

    head: what stands beside the title. beneath: what stands under the caption. leads: whether its traces say
    in `meta` to which address a click on them leads; of several, `customdata` says a mark's place.
    """

    name: str
    fill: Fill
    height: int
    caption: Caption = None
    head: Sequence[Part] = ()
    beneath: Sequence[Part] = ()
    leads: bool = False

    def place(self, selection: Selection, store: Store) -> html.Section:
        """A skeleton under a title to come; what it shows is there in words too."""
        graph = drawing(self.name, self.height, _PLAIN)
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
                sight(self.name),
            ],
            className="panel",
        )

    def register(self, callbacks: PageCallbacks) -> None:
        """Title, figure and what belongs to them when seen; its table and files when asked for."""
        callbacks = callbacks.when_seen(self.name)
        places = ((f"{self.name}-title", "children"), (self.name, "figure"))
        more = ((f"{self.name}-caption", "children"), (self.name, "style"), (f"{self.name}-told", "children"))
        outputs = [Output(*place) for place in (*places, *more)]
        fill = _filling(self.fill, filters=callbacks.filters)
        callbacks.show(fill, [dash.no_update] * len(outputs), *outputs)
        offer(self.name, callbacks, _taking(self.fill))
        refresh_table(self.name, callbacks)
        if self.leads:
            wires = Input(self.name, "clickData"), State(self.name, "figure")
            run_in_browser(callbacks.app, "leadTo", *wires, prevent_initial_call=True)
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
        return html.Section([head, table, sight(self.name)], className="panel")

    def register(self, callbacks: PageCallbacks) -> None:
        """Title and table when seen; files when asked for."""
        callbacks = callbacks.when_seen(self.name)
        outputs = (Output(f"{self.name}-title", "children"), Output(self.name, "children"))
        callbacks.show(_laying(self.fill), [dash.no_update] * 2, *outputs)
        if not self.is_words:
            offer(self.name, callbacks, _taking(self.fill))
        for part in self.head:
            part.register(callbacks)


def _filling(fill: Fill, *, filters: Sequence[str]) -> Fill:
    """What goes to the places of a chart; kept under the name of `fill`."""

    @wraps(fill)
    def filled(reading: Reading, selection: Selection, span: Span) -> list[Any]:
        made: Drawn = fill(reading, selection, span)
        said = told(made.behind, made.chart, selection.language)
        about = about_text(made.behind, selection, span, filters=filters)
        words = [html.Span(f"{said} "), html.Span(about, className="about")]
        return [made.title, made.chart, made.caption, _size_of(made.chart), words]

    return filled


def _size_of(chart: Any) -> Any:
    """Dash has a chart of another size than its place drawn once more."""
    height = chart.layout.height
    return {"height": height} if height else dash.no_update


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
    return words.text(selection.language, least=show_count(least), days=days)
