"""The key figures of the retention page."""

from collections.abc import Sequence
from typing import Any

from babel.dates import format_skeleton
from dash import html

from analytics.retention.still_there import DAYS_PER_MONTH
from analytics.view import NOTHING_PICKED
from dashboard.address.selection import Selection
from dashboard.pages.retention import words as texts
from dashboard.pages.retention.monthly import Monthly
from dashboard.parts.card import card, figure_card
from dashboard.wording.figure import target_of
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.settings import Settings
from warehouse.words import Language


def monthly_card(monthly: Monthly, settings: Settings, selection: Selection) -> html.Article:
    """The last month known of a measure against the month before; the month stands beneath the value."""
    beneath: list[html.P] = []
    if monthly.month is not None:
        month = format_skeleton("yMMMM", monthly.month, locale=selection.language)
        beneath = [html.P(month, className="small muted")]
    target = target_of(monthly.measure, settings, NOTHING_PICKED)
    return figure_card(monthly.measure, monthly.figure, monthly.values, target, settings, selection, *beneath)


def staying_card(row: dict[str, Any] | None, selection: Selection) -> html.Article:
    """The share still there after some months, a row of `still_there`."""
    language = selection.language
    if row is None:
        title = texts.STAYING.text(language, months=12)
        return _card(title, "–", [texts.TOO_FEW_CUSTOMERS.text(language)], None, language)
    value = show_estimate(row["value"], row["low"], row["high"], "share", language)
    watched = texts.AT_RISK.text(language, n=show_count(round(row["at_risk"])))
    notes = [show_interval(row["low"], row["high"], "share", language), watched]
    title = texts.STAYING.text(language, months=f"{row['months']:.0f}")
    return _card(title, value, notes, row["n"], language)


def median_card(row: dict[str, Any] | None, customers: int, selection: Selection) -> html.Article:
    """How long half of the customers stay, a row of `medians`."""
    language, title = selection.language, texts.MEDIAN_STAY.text(selection.language)
    if row is None or row["value"] is None:
        return _card(title, "–", [texts.MEDIAN_NOT_REACHED.text(language)], customers, language)
    months = texts.MONTHS_UNIT.text(language)
    low, high = (_months(row[end]) if row[end] is not None else "" for end in ("low", "high"))
    interval = months.format(value=f"{low} – {high}".strip())
    return _card(title, months.format(value=_months(row["value"])), [interval], customers, language)


def _card(
    title: str, value: str, notes: Sequence[str], customers: int | None, language: Language
) -> html.Article:
    n = "" if customers is None else texts.OF_CUSTOMERS.text(language, n=show_count(customers))
    name = html.P(title, className="card-name small")
    small = [html.P(note, className="small muted") for note in notes]
    return card(name, value, [*small, html.Div(className="course")], [html.Span(n)])


def _months(days: float) -> str:
    return f"{days / DAYS_PER_MONTH:.0f}"
