"""What all parts of the page share: which days, how figures a day and days are written, and links."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dash import dcc

from analytics.finished import last_finished
from analytics.recovery.capacity import NEVER, NOTHING_OPEN
from analytics.recovery.capacity_lists import COMING, open_at, recovered_within
from analytics.view import View
from dashboard.address.links import to_contacts
from dashboard.address.selection import Selection, Span
from dashboard.pages.capacity import words as texts
from dashboard.wording.numbers import show_count, show_estimate, show_interval
from warehouse.words import Language

Row = dict[str, Any]
_QUARTER_DAYS = 91
# Fewer a day are told with digits behind the point.
_FEW = 100


def view_of(selection: Selection, span: Span) -> View:
    """Thirteen weeks up to the last day, or longer where more was picked: a pace needs working days."""
    view = selection.view(span).alone()
    since, until = view.days
    return replace(view, since=max(span[0], min(since, until - timedelta(days=_QUARTER_DAYS - 1))))


def last_day(selection: Selection, span: Span) -> date:
    """The last day looked at that is over."""
    return min(view_of(selection, span).days[1], last_finished(span))


def a_day(row: Row, name: str, language: Language) -> str:
    """A figure per working day in as many digits as its interval supports; whole without one."""
    value, low, high = (row[f"{name}{end}"] for end in ("", "_low", "_high"))
    if value is None:
        return "–"
    if low is None or high is None or low == high:
        return f"{value:,.1f}".removesuffix(".0")
    return show_estimate(value, low, high, "score" if value < _FEW else "count", language)


def whole(row: Row, name: str) -> str:
    """A figure that is a count, or stated."""
    return "–" if row[name] is None else f"{row[name]:,.1f}".removesuffix(".0")


def whole_ends(row: Row, name: str) -> str:
    """Its interval; empty without one."""
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    return "" if low is None or high is None or low == high else f"{low:,.0f} – {high:,.0f}"


def ends_of(row: Row, name: str, language: Language) -> str:
    """Its interval; empty without one."""
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    if low is None or high is None or low == high:
        return ""
    return show_interval(low, high, "score" if row[name] < _FEW else "count", language)


def share_of(row: Row) -> str:
    """How much of the capacity what fails takes."""
    if row["utilisation"] is None:
        return "–"
    return f"{100 * row['utilisation']:.0f}\N{NO-BREAK SPACE}%"


def share_ends(row: Row) -> str:
    """Its interval."""
    low, high = row["utilisation_low"], row["utilisation_high"]
    if low is None:
        return ""
    upper = "" if high is None else f"{100 * high:.0f}"
    return f"{100 * low:.0f} – {upper}\N{NO-BREAK SPACE}%"


def days_until(row: Row, name: str, pace: str, language: Language) -> tuple[str, str]:
    """The working days until what is open is gone, and their interval, or that they never end."""
    if row[pace] in (None, NOTHING_OPEN):
        return "–", ""
    if row[pace] == NEVER:
        return texts.NEVER_SHORT.text(language), ""
    value, low, high = (row[f"{name}{end}"] for end in ("", "_low", "_high"))
    if low is None:
        return "–", ""
    shown = "–" if value is None else show_count(round(value))
    if high is None:
        return texts.AT_LEAST.text(language, days=show_count(round(low))), ""
    return shown, f"{show_count(round(low))} – {show_count(round(high))}"


def lead(text: str, what: str, row: Row, selection: Selection, span: Span) -> Any:
    """The text as a link to the failures that come, were recovered or are open, of the row's place."""
    if text == "–":
        return text
    return dcc.Link(text, href=address_of(what, row, selection, span))


def address_of(what: str, row: Row, selection: Selection, span: Span) -> str:
    """Where those failures are listed; recovered and open ones may be of any day before."""
    since = view_of(selection, span).days[0]
    until = last_day(selection, span)
    names = {"coming": COMING, "open": open_at(until), "recovered": recovered_within(since, until)}
    first = since if what == "coming" else span[0]
    there = replace(selection, since=first, until=until, focus=None)
    placed = {name: row[name] for name in ("department", "contact_tier") if row.get(name)}
    return to_contacts(names[what], there.pick(**placed))
