"""The filter bar: dates, departments, tiers, channels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard.address.browser import labelled
from dashboard.address.selection import Selection, Span, default_days
from dashboard.frame import words as texts
from dashboard.lake.store import Store
from dashboard.wording import terms
from dashboard.wording.dates import business_day, show_day, show_period
from warehouse.words import Language, Words

DAYS = "days"
SUMMARY = "summary"
BAR = "filters"
OPEN, CLOSE = "open-filters", "close-filters"


@dataclass(frozen=True)
class Facet:
    """A filter of several values: ids, the dimension it filters, words for it and for no filter."""

    dimension: str
    field: str
    label: Words
    everything: Words

    @property
    def choice_id(self) -> str:
        """The checkboxes."""
        return f"choice-{self.dimension}"

    @property
    def button_id(self) -> str:
        """The button that opens them and says what is chosen."""
        return f"chosen-{self.dimension}"

    def chosen(self, selection: Selection) -> tuple[str, ...]:
        """The values that the selection has."""
        values: tuple[str, ...] = getattr(selection, self.field)
        return values


FACETS = (
    Facet("department", "departments", terms.DEPARTMENT, terms.EVERY_DEPARTMENT),
    Facet("contact_tier", "contact_tiers", terms.TIER, terms.EVERY_TIER),
    Facet("channel", "channels", terms.CHANNEL, terms.EVERY_CHANNEL),
)


def filter_bar(shown: Sequence[str], selection: Selection, store: Store) -> html.Div:
    """All filters with what the selection has; of departments, tiers, channels only those `shown` are seen.

    Those unseen stay on the page, so that the address keeps them. Nothing is seen where nothing is shown.
    """
    span, values = _choices(store)
    return html.Div(
        [
            _fold(summary_text(selection, span, shown), business_day(store.settings), selection.language),
            _controls(selection, span, values, shown),
        ],
        id=BAR,
        className="filters",
        hidden=not shown,
    )


def facet_text(facet: Facet, selection: Selection) -> str:
    """What is chosen, in few words: all, one, or one and how many more."""
    names = [_name(facet, value, selection.language) for value in facet.chosen(selection)]
    if not names:
        return facet.everything.text(selection.language)
    if len(names) == 1:
        return names[0]
    return texts.OTHERS.text(selection.language).format(first=names[0], count=len(names) - 1)


def summary_text(selection: Selection, span: Span | None, shown: Sequence[str]) -> str:
    """The filters that act on the page in one line, for print and narrow screens."""
    period = [show_period(*selection.days(span), selection.language)] if span else []
    return " · ".join(
        [*period, *(facet_text(facet, selection) for facet in FACETS if facet.dimension in shown)]
    )


def _choices(store: Store) -> tuple[Span | None, dict[str, list[str]]]:
    """The span and the values in the data; none while there is nothing to read."""
    nothing: dict[str, list[str]] = {facet.dimension: [] for facet in FACETS}
    values = store.find(lambda reading: {name: reading.values(name) for name in nothing}, nothing)
    return store.find(lambda reading: reading.span(), None), values


def _fold(summary: str, today: date, language: Language) -> html.Button:
    """All filters in a line: on narrow screens it opens them, in print it stands for them."""
    change = html.Span(texts.SHOW_FILTERS.text(language), className="muted")
    printed = texts.PRINTED.text(language).format(day=show_day(today, language))
    return html.Button(
        [html.Span(summary, id=SUMMARY), html.Span(printed, className="print-only"), change],
        id=OPEN,
        className="summary",
    )


def _controls(
    selection: Selection, span: Span | None, values: Mapping[str, Sequence[str]], shown: Sequence[str]
) -> html.Div:
    language = selection.language
    return html.Div(
        [
            _date_picker(selection, span),
            *(
                html.Div(
                    _facet(facet, selection, values[facet.dimension]), hidden=facet.dimension not in shown
                )
                for facet in FACETS
            ),
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


def _presets(span: Span, language: Language) -> list[dict[str, Any]]:
    first, last = span
    starts = (
        (texts.LAST_30_DAYS, default_days(span)[0]),
        (texts.LAST_90_DAYS, last - timedelta(days=89)),
        (texts.LAST_12_MONTHS, _a_year_before(last)),
        (texts.ALL_DAYS, first),
    )
    return [
        {"label": name.text(language), "value": [max(start, first).isoformat(), last.isoformat()]}
        for name, start in starts
    ]


def _a_year_before(last: date) -> date:
    """The first day of the twelve months that end on the day."""
    following = last + timedelta(days=1)
    return following.replace(year=following.year - 1, day=min(following.day, 28))


def _facet(facet: Facet, selection: Selection, values: Sequence[str]) -> dmc.Popover:
    language = selection.language
    chosen = facet.chosen(selection)
    options = list(dict.fromkeys([*values, *chosen]))
    boxes = [dmc.Checkbox(label=_name(facet, value, language), value=value, size="sm") for value in options]
    button = dmc.Button(
        html.Span(facet_text(facet, selection), id=facet.button_id),
        variant="default",
        fullWidth=True,
        className="facet",
        **labelled(facet.label.text(language)),
    )
    choice = dmc.CheckboxGroup(
        boxes, id=facet.choice_id, value=list(chosen), label=facet.label.text(language)
    )
    return dmc.Popover(
        [
            dmc.PopoverTarget(button, boxWrapperProps={"w": "100%"}),
            dmc.PopoverDropdown(choice, className="choices"),
        ],
        position="bottom-start",
        shadow="md",
        trapFocus=True,
        returnFocus=True,
    )


def _name(facet: Facet, value: str, language: Language) -> str:
    return terms.tier_name(value, language) if facet.dimension == "contact_tier" else value
