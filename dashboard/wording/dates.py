"""Days and periods as they are read in each language."""

from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_interval, format_skeleton

from warehouse.settings import Settings
from warehouse.words import Language, Words

Step = Literal["day", "week", "month"]
STEPS: tuple[Step, ...] = ("day", "week", "month")

_DAY = Words("M월 d일 (E)", "EEE, MMM d")
_MONTH = Words("y년 M월", "MMMM y")
_LONGEST_BY_DAY, _LONGEST_BY_WEEK = 45, 400


def business_day(settings: Settings) -> date:
    """Today, where the business is."""
    return datetime.now(ZoneInfo(settings.business_time_zone)).date()


def show_day(day: date, language: Language) -> str:
    """A day with its year."""
    return format_date(day, "long", locale=language)


def show_date(day: date, language: Language) -> str:
    """A day with its year, where there is little room."""
    return format_date(day, "medium", locale=language)


def show_moment(moment: datetime) -> str:
    """A moment on the clock of the business time zone, to the minute; sorts as text."""
    return f"{moment:%Y-%m-%d %H:%M}"


def show_period(since: date, until: date, language: Language) -> str:
    """A span of days, both inclusive."""
    if since == until:
        return show_day(since, language)
    return format_interval(since, until, "yMMMd", locale=language)


def show_step(start: date, end: date, step: Step, language: Language) -> str:
    """The days of one point of a chart."""
    if step == "day":
        return format_date(start, _DAY.text(language), locale=language)
    if step == "month" and start.day == 1 and (end + timedelta(days=1)).day == 1:
        return format_date(start, _MONTH.text(language), locale=language)
    return format_interval(start, end, "MMMd", locale=language) if start < end else _short(start, language)


def step_of(since: date, until: date) -> Step:
    """How finely a span is drawn: by day up to six weeks, by week up to a year, else by month."""
    days = (until - since).days + 1
    if days <= _LONGEST_BY_DAY:
        return "day"
    return "week" if days <= _LONGEST_BY_WEEK else "month"


def step_end(start: date, step: Step) -> date:
    """The last day of the step that begins on the day."""
    if step == "day":
        return start
    if step == "week":
        return start + timedelta(days=6)
    return (start.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _short(day: date, language: Language) -> str:
    return format_skeleton("MMMd", day, locale=language)
