"""Which figures stand on top: those with data first, seven at most."""

from contextlib import suppress

from dash import html

from analytics.catalogue import MEASURES, find_measure
from analytics.marts.mart import STORED
from analytics.measures.measure import Measure
from analytics.targets.verdict import declared_verdicts
from analytics.view import View
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading, Store
from dashboard.parts.card import measure_card
from dashboard.parts.change_finding import read_changes
from dashboard.parts.matrix import CELLS
from warehouse.errors import TouchpointsError

MOST_FIGURES = 7
# How much, how satisfied, how long, how well: in the order a reader asks.
ORDER = (
    "contacts",
    "customers",
    "csat",
    "nps",
    "wait_p90",
    "service_level",
    "failure",
    "abandonment",
    "complaint",
    "repeat_contact",
)
_USUAL_CHOICE = ("failure", "csat", "contacts")


def headline_cards(reading: Reading, selection: Selection, view: View, span: Span) -> list[html.Article]:
    """A card each for the first seven figures with data; those without fill up the rest.

    None where no record fits the view.
    """
    return [measure_card(reading, name, selection, span, view) for name in _headline(reading, view)]


def read_ahead(store: Store) -> None:
    """Read what every first page asks, and the first filter, so that the first reader need not wait."""
    with suppress(TouchpointsError), store.reading() as reading:
        if span := reading.span():
            selection = Selection()
            _read_figures(reading, selection, span)
            reading.ask(declared_verdicts, selection.view(span))
            for name in STORED:
                _read_figures(reading, selection.pick(**{name: reading.values(name)[:1]}), span)


def _read_figures(reading: Reading, selection: Selection, span: Span) -> None:
    view = selection.view(span)
    headline_cards(reading, selection, view, span)
    read_changes(reading, view, CELLS)


def chosen_measure(reading: Reading, selection: Selection, clearest: str | None) -> Measure:
    """The measure that charts show: the one picked, else the one that changed, else the first with data."""
    if selection.measure is not None and selection.measure in MEASURES:
        return MEASURES[selection.measure]
    if clearest is not None:
        return find_measure(clearest)
    with_data = (name for name in _USUAL_CHOICE if reading.measure(name)["value"].item() is not None)
    return find_measure(next(with_data, _USUAL_CHOICE[-1]))


def _headline(reading: Reading, view: View) -> list[str]:
    shown: list[str] = []
    missing: list[str] = []
    for name in ORDER:
        if len(shown) < MOST_FIGURES:
            has_data = bool(reading.compare(name, view)["n"].item())
            (shown if has_data else missing).append(name)
    return (shown + missing)[:MOST_FIGURES] if shown else []
