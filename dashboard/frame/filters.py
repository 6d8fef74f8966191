"""The filter bar: dates, and the values of every dimension that is offered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import dash_mantine_components as dmc
from dash import html

from analytics.dimensions import Dimension, filters
from analytics.finished import last_finished, usual_days
from dashboard.address.browser import labelled
from dashboard.address.selection import AT_HAND, Selection, Span
from dashboard.frame import comparison
from dashboard.frame import words as texts
from dashboard.lake.store import Store
from dashboard.wording import terms
from dashboard.wording.dates import business_day, show_day, show_period
from dashboard.wording.numbers import show_count
from warehouse.settings import Settings
from warehouse.words import Language

DAYS = "days"
SUMMARY = "summary"
BAR = "filters"
OPEN, CLOSE = "open-filters", "close-filters"
MORE = "more-filters"


_EVERYTHING = {
    "department": terms.EVERY_DEPARTMENT,
    "contact_tier": terms.EVERY_TIER,
    "channel": terms.EVERY_CHANNEL,
    "segment": terms.EVERY_SEGMENT,
}
_CHOICE = "choice-"
# The longest list that is not tiresome; typing finds the rest.
_MOST_SHOWN = 100


@dataclass(frozen=True)
class Facet:
    """The filter of a dimension: its ids, and what of it is chosen."""

    dimension: Dimension

    @property
    def name(self) -> str:
        """The dimension's."""
        return self.dimension.name

    @property
    def is_at_hand(self) -> bool:
        """Whether it stands in the bar itself."""
        return self.name in AT_HAND

    @property
    def choice_id(self) -> str:
        """What the values are chosen with."""
        return f"{_CHOICE}{self.name}"

    @property
    def button_id(self) -> str:
        """The button that opens them and says what is chosen."""
        return f"chosen-{self.name}"


def facets(settings: Settings) -> list[Facet]:
    """The filters there are, those at hand first."""
    return sorted(map(Facet, filters(settings)), key=lambda facet: not facet.is_at_hand)


def is_choice(component_id: str) -> bool:
    """Whether the component's value is a list of values of a dimension."""
    return component_id.startswith(_CHOICE)


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


def facet_text(facet: Facet, selection: Selection) -> str:
    """What is chosen, in few words: all, one, or one and how many more."""
    language = selection.language
    names = [terms.value_name(facet.name, value, language) for value in selection.of(facet.name)]
    if not names:
        everything = _EVERYTHING.get(facet.name, texts.EVERYTHING)
        return everything.text(language).format(dimension=facet.dimension.label.text(language))
    if len(names) == 1:
        return names[0]
    return texts.OTHERS.text(language).format(first=names[0], count=len(names) - 1)


def picked_texts(selection: Selection, shown: Sequence[str], settings: Settings) -> list[str]:
    """What the filters that are shown say; of those that are not at hand only what is chosen."""
    return [
        facet_text(facet, selection)
        for facet in facets(settings)
        if facet.name in shown or (shown and not facet.is_at_hand and selection.of(facet.name))
    ]


def more_text(selection: Selection, settings: Settings) -> str:
    """The button of the filters that are not at hand, and how many of them are in use."""
    others = (facet for facet in facets(settings) if not facet.is_at_hand)
    used = sum(1 for facet in others if selection.of(facet.name))
    words = texts.MORE_USED if used else texts.MORE
    return words.text(selection.language).format(count=used)


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
    printed = texts.PRINTED.text(language).format(day=show_day(today, language))
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
                html.Div(_facet(facet, selection, values[facet.name]), hidden=facet.name not in shown)
                for facet in known
                if facet.is_at_hand
            ),
            html.Div(_more([facet for facet in known if not facet.is_at_hand], selection, values)),
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
    return _opened_by(comparison.BUTTON, text, label, comparison.comparison_choice(selection, span))


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


def _facet(facet: Facet, selection: Selection, values: Sequence[str]) -> dmc.Popover:
    language = selection.language
    label = facet.dimension.label.text(language)
    boxes = [dmc.Checkbox(**option, size="sm") for option in _options(facet, selection, values)]
    choice = dmc.CheckboxGroup(boxes, id=facet.choice_id, value=list(selection.of(facet.name)), label=label)
    return _opened_by(facet.button_id, facet_text(facet, selection), label, choice)


def _more(others: Sequence[Facet], selection: Selection, values: Mapping[str, Sequence[str]]) -> dmc.Popover:
    """The filters that are not at hand, each a list to search in."""
    language = selection.language

    def cut(options: Sequence[Any]) -> str | None:
        if len(options) <= _MOST_SHOWN:
            return None
        return texts.VALUES_CUT.text(language).format(count=show_count(len(options)), most=_MOST_SHOWN)

    lists = [
        dmc.MultiSelect(
            id=facet.choice_id,
            label=facet.dimension.label.text(language),
            description=cut(values[facet.name]),
            data=_options(facet, selection, values[facet.name]),
            value=list(selection.of(facet.name)),
            searchable=True,
            clearable=True,
            hidePickedOptions=True,
            limit=_MOST_SHOWN,
            nothingFoundMessage=texts.NO_VALUE.text(language),
            size="sm",
            # Else a click into the list would close what it stands in.
            comboboxProps={"withinPortal": False},
        )
        for facet in others
    ]
    used = sum(1 for facet in others if selection.of(facet.name))
    text = (texts.MORE_USED if used else texts.MORE).text(language).format(count=used)
    return _opened_by(MORE, text, texts.MORE.text(language), html.Div(lists, className="more-filters"))


def _options(facet: Facet, selection: Selection, values: Sequence[str]) -> list[dict[str, str]]:
    """The values in the data, and those chosen that are not."""
    known = dict.fromkeys([*values, *selection.of(facet.name)])
    language = selection.language
    return [{"value": value, "label": terms.value_name(facet.name, value, language)} for value in known]


def _opened_by(button_id: str, text: str, label: str, content: Any) -> dmc.Popover:
    button = dmc.Button(
        html.Span(text, id=button_id),
        variant="default",
        fullWidth=True,
        className="facet",
        **labelled(label),
    )
    return dmc.Popover(
        [
            dmc.PopoverTarget(button, boxWrapperProps={"w": "100%"}),
            dmc.PopoverDropdown(content, className="choices"),
        ],
        position="bottom-start",
        shadow="md",
        trapFocus=True,
        returnFocus=True,
    )
