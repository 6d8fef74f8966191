"""Cron expressions as crontab reads them, and when they come next."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from apscheduler.triggers.base import BaseTrigger

EXAMPLE = 'as "*/10 6-22 * * *" (every ten minutes from 6 to 22) or "30 3 * * mon-fri" (at 3:30 on weekdays)'
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_PART = re.compile(r"(?:\*|(\w+)(?:-(\w+))?)(?:/([1-9]\d*))?")
# Nine years hold a leap day, also around a year that has none.
_FIRST, _LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2008, 12, 31, tzinfo=UTC)


def checked_cron(text: str) -> str:
    """The expression itself. Raises ValueError with the reason for one that is none, or never comes."""
    trigger = _trigger(text, UTC, end_date=_LAST)
    if trigger.get_next_fire_time(None, _FIRST) is None:
        raise ValueError("it never comes")
    return text


def cron_of(whose: str, text: str) -> str:
    """The expression itself. Raises ValueError with whose it is for one that is none."""
    try:
        return checked_cron(text)
    except ValueError as error:
        reason = str(error).rstrip(".")
        raise ValueError(f"the schedule of {whose} is no cron expression, {EXAMPLE}: {reason}") from error


def read_cron(text: str, zone: tzinfo) -> "BaseTrigger":
    """When the expression comes, on the clock of the zone."""
    return _trigger(text, zone)


def next_time(text: str, zone: tzinfo, after: datetime) -> datetime:
    """The first time that the expression comes after an instant; seconds are whole."""
    found: datetime = read_cron(text, zone).get_next_fire_time(after, after)
    return found


def _trigger(text: str, zone: tzinfo, **options: Any) -> Any:
    # Commands without a schedule start quicker without it.
    from apscheduler.triggers.combining import OrTrigger
    from apscheduler.triggers.cron import CronTrigger

    fields = text.split()
    if len(fields) != 5:
        raise ValueError(f"it has {len(fields)} fields and not 5: minute, hour, day, month, day of the week")
    minute, hour, day, month, weekday = fields

    def one(day: str, day_of_week: str) -> CronTrigger:
        return CronTrigger(
            minute=minute, hour=hour, day=day, month=month, day_of_week=day_of_week, timezone=zone, **options
        )

    weekday = weekday if weekday == "*" else ",".join(_weekdays(weekday))
    # Where both say something, crontab is content with either.
    if day.startswith("*") or weekday == "*":
        return one(day, weekday)
    return OrTrigger([one(day, "*"), one("*", weekday)])


def _weekdays(field: str) -> Iterator[str]:
    """By name: crontab counts from Sunday (0 or 7), the library from Monday."""
    for part in field.split(","):
        found = _PART.fullmatch(part)
        if found is None:
            raise ValueError(f"'{part}' is no day of the week")
        first, last, step = found.groups()
        begin = 0 if first is None else _number(first)
        end = _end(begin, first, last, step)
        for number in range(begin, end + 1, int(step or 1)):
            yield _DAYS[number % 7]


def _end(begin: int, first: str | None, last: str | None, step: str | None) -> int:
    if last is not None:
        end = _number(last)
        return end if end >= begin else end + 7
    return 6 if first is None or step else begin


def _number(name: str) -> int:
    if name.casefold() in _DAYS:
        return _DAYS.index(name.casefold())
    if name in "01234567" and len(name) == 1:
        return int(name)
    raise ValueError(f"'{name}' is no day of the week")
