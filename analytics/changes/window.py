"""Which days are looked at around a change, and which other changes stand in the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from state.changes import Change

# Half a year on either side: long enough for a level, short enough to be of the same times.
MOST_WEEKS = 26
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Window:
    """Days around a change, in whole weeks from its day backwards and forwards.

    since: the first day before; until: the last after; both empty sides where there is no whole week.
    cut_by: other changes of the same department that end the window on either side. at_once: those of the
    same day. changed: departments that were changed themselves meanwhile, and are no control.
    """

    since: date
    until: date
    weeks_before: int
    weeks_after: int
    cut_by: tuple[int, ...]
    at_once: tuple[int, ...]
    changed: tuple[str, ...]


def window_of(change: Change, register: Sequence[Change], first_day: date, last_day: date) -> Window:
    """The window of a change. first_day, last_day: of the data, the last one that is over."""
    others = [other for other in register if other.is_in_force and other.change_id != change.change_id]
    own = [other for other in others if _shares_place(other, change)]
    earliest = max(
        [first_day] + [other.begins_on for other in own if other.begins_on < change.begins_on],
    )
    after = [other.begins_on for other in own if other.begins_on > change.begins_on]
    latest = min([last_day] + [day - timedelta(days=1) for day in after])
    weeks_before = min(MOST_WEEKS, max(0, (change.begins_on - earliest).days // 7))
    weeks_after = min(MOST_WEEKS, max(0, ((latest - change.begins_on).days + 1) // 7))
    since = change.begins_on - weeks_before * WEEK
    until = change.begins_on + weeks_after * WEEK - timedelta(days=1)
    return Window(
        since,
        until,
        weeks_before,
        weeks_after,
        cut_by=tuple(
            other.change_id for other in own if other.begins_on in (earliest, *_first(after, until))
        ),
        at_once=tuple(other.change_id for other in own if other.begins_on == change.begins_on),
        changed=_changed(change, others, since, until),
    )


def _first(after: Sequence[date], until: date) -> list[date]:
    """The day of the change that follows, where it and not the end of the data ends the window."""
    return [min(after)] if after and min(after) - until <= WEEK else []


def _changed(change: Change, others: Sequence[Change], since: date, until: date) -> tuple[str, ...]:
    names = [
        department
        for other in others
        if since <= other.begins_on <= until and _shares_tier(other, change)
        for department in other.departments
    ]
    return tuple(sorted(set(names) - set(change.departments)))


def _shares_place(one: Change, other: Change) -> bool:
    is_of_all = not one.departments or not other.departments
    return _shares_tier(one, other) and (is_of_all or bool(set(one.departments) & set(other.departments)))


def _shares_tier(one: Change, other: Change) -> bool:
    return one.contact_tier is None or other.contact_tier is None or one.contact_tier == other.contact_tier
