"""The days that the page looks at, their two parts, and how the day between them is picked."""

from datetime import date, timedelta

from analytics.finished import last_finished
from analytics.focus.parts import Parts
from analytics.view import View
from dashboard.address.selection import Selection, Span
from dashboard.lake.store import Reading, Store
from dashboard.pages.focus import words as texts
from dashboard.parts.picker import Picker
from dashboard.wording.dates import show_day

# The picker's word for the middle of the days.
_MIDDLE = ""
_ONE_DAY = timedelta(days=1)
MOST_DAYS = 45
"""So many days are compared with as many at most: those of a year take long where contacts are many."""


def view_of(selection: Selection, span: Span) -> View:
    """All days that are over unless some are picked: which way contact goes takes months to see."""
    last = max(last_finished(span), span[0])
    since, until = (selection.since or span[0], selection.until or last)
    if since > span[1] or until < span[0]:
        since, until = span[0], last
    return View(max(since, span[0]), min(until, span[1]), selection.picked)


def day_between(selection: Selection, view: View) -> date:
    """The first day of the later part: the one picked, if there are days on both sides, else the middle."""
    first, last = view.days
    return picked_day(selection, view) or first + ((last - first + _ONE_DAY) // 2 // _ONE_DAY) * _ONE_DAY


def picked_day(selection: Selection, view: View) -> date | None:
    """The day picked, if there are days on both sides."""
    first, last = view.days
    picked = _read(selection.listed)
    return picked if picked is not None and first < picked <= last else None


def parts_view(selection: Selection, span: Span) -> View:
    """The later part, compared with the earlier one: of each at most MOST_DAYS."""
    view = view_of(selection, span)
    on, (first, last) = day_between(selection, view), view.days
    if on == first:
        return view
    is_picked = picked_day(selection, view) is not None
    earlier, later = Parts(first, on, last).within(MOST_DAYS, is_picked=is_picked)
    return View(*later, view.picked, earlier)


def dated(selection: Selection, span: Span) -> Selection:
    """The selection with the days looked at, for links."""
    first, last = view_of(selection, span).days
    return Selection(selection.language, selection.theme, first, last, selection.picked)


def _read(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _months(selection: Selection, reading: Reading) -> list[date]:
    """The first days of the months looked at, but for the first one's, and the day in the address."""
    span = reading.span()
    if span is None:
        return []
    first, last = view_of(selection, span).days
    months = ((first.year * 12 + first.month + step) for step in range((last - first).days // 28 + 1))
    days = {date(month // 12, month % 12 + 1, 1) for month in months}
    days |= {day for day in [_read(selection.listed)] if day}
    return sorted(day for day in days if first < day <= last)


def _options(selection: Selection, store: Store) -> dict[str, str]:
    nothing: list[date] = []
    days = store.find(lambda reading: _months(selection, reading), nothing)
    language = selection.language
    named = {str(day): texts.SINCE.text(language, day=show_day(day, language)) for day in days}
    return {_MIDDLE: texts.MIDDLE.text(language)} | named


def _chosen(selection: Selection, store: Store) -> str:
    picked = selection.listed or _MIDDLE
    return picked if picked in _options(selection, store) else _MIDDLE


DAY_PICKER = Picker("focus-day", "listed", texts.PICK_DAY, _options, _chosen, usual=_MIDDLE)
