"""Which months at risk the data tell in full."""

from datetime import date, timedelta

from analytics.view import View

Months = tuple[date, date]


def complete_months(span: tuple[date, date], view: View, follow_up_days: int | None = None) -> Months | None:
    """The first and last month at risk that are complete, each by its first day; None if there is none.

    A month is complete when the data reach its last day and the month before, from which its exposures are,
    is in the data from its first day. follow_up_days: who leaves is known only so many days after the month
    before. The view's days restrict to the months they touch.
    """
    first, last = span
    begin = month_after(first if first.day == 1 else month_after(first))
    known_until = month_of(last + timedelta(days=1)) - timedelta(days=1)
    if follow_up_days is not None:
        known_until = last - timedelta(days=follow_up_days) + timedelta(days=1)
    end = month_of(known_until)
    begin = max(begin, month_of(view.since)) if view.since else begin
    end = min(end, month_of(view.until)) if view.until else end
    return (begin, end) if begin <= end else None


def coming_month(span: tuple[date, date]) -> date:
    """The month at risk after the last month that is in the data up to its last day."""
    return month_of(span[1] + timedelta(days=1))


def month_of(day: date) -> date:
    """The first day of the day's month."""
    return day.replace(day=1)


def month_after(day: date) -> date:
    """The first day of the month after the day's."""
    return month_of(month_of(day) + timedelta(days=31))


def month_before(day: date) -> date:
    """The first day of the month before the day's."""
    return month_of(month_of(day) - timedelta(days=1))
