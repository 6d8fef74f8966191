"""PageCallbacks a part of a page: read what the address selects, or say why there is nothing."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import dash
from dash import Input, Output
from dash.exceptions import PreventUpdate

from dashboard.address.address import PATH_NOW
from dashboard.address.selection import AT_HAND, Selection, Span, read_search
from dashboard.charts.chart_text import drawn
from dashboard.lake.store import Reading, Store
from dashboard.parts.sentence import PROBLEM, not_readable, nothing_loaded
from dashboard.parts.sight import seen
from dashboard.parts.still import at_rest
from dashboard.wording.dates import business_day
from warehouse.errors import TouchpointsError

Read = Callable[[Reading, Selection], Any]
Fill = Callable[[Reading, Selection, Span], Any]


def never(_reading: Reading, _selection: Selection, _span: Span) -> bool:
    """A part that is never empty."""
    return False


class Filled(NamedTuple):
    """Places filled when the part `sight` is seen, and what fills them, kept for all who look at the same."""

    sight: str
    fill: Fill
    places: Sequence[Output]


class PageCallbacks:
    """What callbacks of the page at `path` share.

    sight: the part that has to be seen (`dashboard/parts/sight.py`). filters: those of the page, as `Page`
    has them. are_empty: where any of them says so, nothing is filled.
    """

    def __init__(
        self,
        app: dash.Dash,
        store: Store,
        path: str,
        sight: str,
        *,
        filters: Sequence[str] = AT_HAND,
        are_empty: Sequence[Fill] = (),
    ) -> None:
        self.app = app
        self.store = store
        self.filters = filters
        self._path = path
        self._sight = sight
        self._are_empty = tuple(are_empty)
        # Of all parts of the page.
        self.filled: list[Filled] = []

    def unless(self, is_empty: Fill) -> "PageCallbacks":
        """The same for parts that are hidden where `is_empty` says so."""
        return self._but(are_empty=(*self._are_empty, is_empty))

    def when_seen(self, sight: str) -> "PageCallbacks":
        """The same for what is filled when this part is seen."""
        return self._but(sight=sight)

    @property
    def seen(self) -> Input:
        """The address's search, as soon as it is to be followed."""
        return seen(self._sight)

    def selection(self, search: str | None, path: str) -> Selection:
        """What the address selects. Stops the callback of a page that the reader has left meanwhile."""
        if path != self._path:
            raise PreventUpdate
        return read_search(search, self.store.settings)

    def show(self, fill: Fill, nothing: Any, *places: Output) -> None:
        """Put what `fill` makes into the places at every address; `nothing` while there are no data."""

        kept = self.unless_empty(_once(fill, len(places)), nothing)
        self.filled.append(Filled(self._sight, kept, places))

        @self.app.callback(*places, self.seen, PATH_NOW, prevent_initial_call=True)
        def shown(search: str | None, path: str) -> Any:
            return self.fill(search, path, kept, nothing)

    def unless_empty(self, fill: Fill, nothing: Any) -> Fill:
        """The same; `nothing` where parts are hidden."""

        def fill_unless_empty(reading: Reading, selection: Selection, span: Span) -> Any:
            is_empty = any(_once(says)(reading, selection, span) for says in self._are_empty)
            return nothing if is_empty else fill(reading, selection, span)

        return fill_unless_empty

    def show_or_explain(self, fill: Fill, place: Output) -> None:
        """The same for a place of words, which say why there are no data."""
        kept = _once(fill)
        self.filled.append(Filled(self._sight, kept, (place,)))

        @self.app.callback(place, self.seen, PATH_NOW, prevent_initial_call=True)
        def told(search: str | None, path: str) -> Any:
            return self.fill_or_explain(search, path, kept)

    def fill(self, search: str | None, path: str, fill: Fill, nothing: Any) -> Any:
        """What `fill` makes of the newest data; `nothing` while there are none."""
        selection = self.selection(search, path)
        try:
            with self.store.reading() as reading:
                span = reading.span()
                return nothing if span is None else fill(reading, selection, span)
        except TouchpointsError:
            return nothing

    def give(self, search: str | None, path: str, fill: Fill, nothing: Any) -> Any:
        """What `fill` makes when a reader asks for it on a page that is there; if not, the page says why."""
        selection, problem = self.selection(search, path), None
        given = nothing
        try:
            with self.store.reading() as reading:
                span = reading.span()
                given = nothing if span is None else fill(reading, selection, span)
        except TouchpointsError as error:
            problem = not_readable(error, selection.language, is_beside=True)
        dash.set_props(PROBLEM, {"children": problem})
        return given

    def fill_or_explain(self, search: str | None, path: str, fill: Fill) -> Any:
        """What `fill` makes of the newest data; in words, that and why there are none."""

        def fill_days(reading: Reading, selection: Selection) -> Any:
            span = reading.span()
            return nothing_loaded(selection.language) if span is None else fill(reading, selection, span)

        return self.read_or_explain(search, path, fill_days)

    def read_or_explain(self, search: str | None, path: str, read: Read) -> Any:
        """What `read` makes of the warehouse; in words, why there is none."""
        selection = self.selection(search, path)
        try:
            with self.store.reading() as reading:
                return read(reading, selection)
        except TouchpointsError as error:
            return not_readable(error, selection.language)

    def _but(self, **changed: Any) -> "PageCallbacks":
        given = {"sight": self._sight, "filters": self.filters, "are_empty": self._are_empty}
        callbacks = PageCallbacks(self.app, self.store, self._path, **(given | changed))
        callbacks.filled = self.filled
        return callbacks


def _once(fill: Fill, places: int = 1) -> Fill:
    """The same, made once for all who look at the same: what is drawn costs more than what is read.

    Some charts mark today, and some changes of the register, which is written to without a load.
    """

    def kept(reading: Reading, selection: Selection, span: Span) -> Any:
        now = business_day(reading.settings), reading.changes()
        key = fill.__module__, fill.__qualname__, selection, span, now

        def make(anew: Reading) -> Any:
            made = drawn(fill(anew, selection, anew.span() or span))
            return at_rest(made) if places == 1 else [at_rest(part) for part in made]

        return reading.drawn(key, make)

    return kept
