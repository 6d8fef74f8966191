"""The filter bar: dates, and the values of every dimension that is offered."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import dash_mantine_components as dmc
from dash import html

from analytics.finished import last_finished, usual_days
from dashboard.address.browser import labelled
from dashboard.address.selection import Selection, Span
from dashboard.frame import comparison
from dashboard.frame import words as texts
from dashboard.frame.facets import Facet, facet_choice, facets, opened_by, other_choices, picked_texts
from dashboard.lake.store import Store
from dashboard.wording.dates import business_day, show_day, show_period
from warehouse.settings import Settings
from warehouse.words import Language

DAYS = "days"
SUMMARY = "summary"
BAR = "filters"
OPEN, CLOSE = "open-filters", "close-filters"


def filter_bar(
    shown: Sequence[str], selection: Selection, store: Store, *, is_compared: bool = False
) -> html.Div:
    """All filters with what the selection has; of those at hand only those `shown` are seen.

    is_compared: whether the page has changes, so that it is seen what they are measured against.

    Those unseen stay on the page, so that the address keeps them. Nothing is seen where nothing is shown.
    """
    span, values = _choices(store)
    summary = summary_text(selection, span, shown, store.settings, is_compared=is_compared)
    return html.Div(
        [
            _fold(summary, business_day(store.settings), selection.language),
            _controls(selection, span, values, shown, facets(store.settings), is_compared),
        ],
        id=BAR,
        className="filters",
        hidden=not shown,
    )


def summary_text(
    selection: Selection,
    span: Span | None,
    shown: Sequence[str],
    settings: Settings,
    *,
    is_compared: bool = False,
) -> str:
    """The filters that act on the page in one line, for print and narrow screens."""
    period = [show_period(*selection.days(span), selection.language)] if span else []
    if span and selection.days(span)[1] > last_finished(span):
        period.append(texts.NOT_OVER.text(selection.language))
    if span and is_compared:
        period.append(comparison.comparison_summary(selection, span))
    return " · ".join([*period, *picked_texts(selection, shown, settings)])


def _choices(store: Store) -> tuple[Span | None, dict[str, list[str]]]:
    """The span and the values in the data; none while there is nothing to read."""
    nothing: dict[str, list[str]] = {facet.name: [] for facet in facets(store.settings)}
    values = store.find(lambda reading: {name: reading.values(name) for name in nothing}, nothing)
    return store.find(lambda reading: reading.span(), None), values


def _fold(summary: str, today: date, language: Language) -> html.Button:
    """All filters in a line: on narrow screens it opens them, in print it stands for them."""
    change = html.Span(texts.SHOW_FILTERS.text(language), className="muted")
    printed = texts.PRINTED.text(language, day=show_day(today, language))
    return html.Button(
        [html.Span(summary, id=SUMMARY), html.Span(printed, className="print-only"), change],
        id=OPEN,
        className="summary",
    )


def _controls(
    selection: Selection,
    span: Span | None,
    values: Mapping[str, Sequence[str]],
    shown: Sequence[str],
    known: Sequence[Facet],
    is_compared: bool,
) -> html.Div:
    language = selection.language
    return html.Div(
        [
            _date_picker(selection, span),
            html.Div(_comparison(selection, span), hidden=not is_compared),
            *(
                html.Div(facet_choice(facet, selection, values[facet.name]), hidden=facet.name not in shown)
                for facet in known
                if facet.is_at_hand
            ),
            html.Div(other_choices([facet for facet in known if not facet.is_at_hand], selection, values)),
            html.Button(texts.HIDE_FILTERS.text(language), id=CLOSE, className="narrow-only switch"),
        ],
        className="controls",
        role="group",
        **labelled(texts.FILTERS.text(language)),
    )


def _date_picker(selection: Selection, span: Span | None) -> dmc.DatePickerInput:
    language = selection.language
    days = [day.isoformat() for day in selection.days(span)] if span else [None, None]
    limits = {"minDate": span[0].isoformat(), "maxDate": span[1].isoformat()} if span else {}
    return dmc.DatePickerInput(
        id=DAYS,
        type="range",
        value=days,
        presets=_presets(span, language) if span else [],
        placeholder=texts.PICK_DAYS.text(language),
        valueFormat="YYYY-MM-DD",
        monthLabelFormat=texts.MONTH_FORMAT.text(language),
        allowSingleDateInRange=True,
        numberOfColumns=1,
        disabled=span is None,
        className="days",
        **limits,
        **labelled(texts.DAYS.text(language)),
    )


def _comparison(selection: Selection, span: Span | None) -> dmc.Popover:
    text, label = comparison.comparison_text(selection), texts.COMPARED_WITH.text(selection.language)
    return opened_by(comparison.BUTTON, text, label, comparison.comparison_choice(selection, span))


def _presets(span: Span, language: Language) -> list[dict[str, Any]]:
    first, (since, until) = span[0], usual_days(span)
    periods = (
        (texts.LAST_30_DAYS, since, until),
        (texts.LAST_90_DAYS, until - timedelta(days=89), until),
        (texts.LAST_12_MONTHS, _a_year_before(until), until),
        (texts.ALL_DAYS, first, span[1]),
    )
    return [
        {"label": name.text(language), "value": [max(start, first).isoformat(), end.isoformat()]}
        for name, start, end in periods
    ]


def _a_year_before(last: date) -> date:
    """The first day of the twelve months that end on the day."""
    following = last + timedelta(days=1)
    return following.replace(year=following.year - 1, day=min(following.day, 28))
