"""From which day on customers are as an export says, where its rows do not say."""

import re
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from warehouse.errors import ExportError
from warehouse.settings import FIRST_DAY, LAST_DAY, Settings, Source

_PARTS = {"%Y": r"(?P<year>\d{4})", "%m": r"(?P<month>\d{2})", "%d": r"(?P<day>\d{2})"}


class StateDay(NamedTuple):
    """The day, and whether the export states it: else it is the day of the load."""

    day: date
    is_stated: bool


def state_day(settings: Settings, source: Source, file: str, loaded_at: datetime) -> StateDay:
    """The day in the name of the file, if its source says that there is one, else the business day."""
    stated = day_in_name(source, file)
    if stated is not None:
        return StateDay(stated, is_stated=True)
    return StateDay(loaded_at.astimezone(ZoneInfo(settings.business_time_zone)).date(), is_stated=False)


def day_in_name(source: Source, file: str) -> date | None:
    """The last day that the name of the file, or of its folders, holds; None where the source has no pattern.

    Raises ExportError for a name without a day.
    """
    if source.date_in_name is None:
        return None
    for found in reversed([*_expression(source.date_in_name).finditer(file)]):
        try:
            day = date(*(int(found[part]) for part in ("year", "month", "day")))
        except ValueError:
            continue
        if FIRST_DAY <= day <= LAST_DAY:
            return day
    raise ExportError(
        f"The name of the file holds no day as {source.date_in_name}.",
        f"Rename it, or mend 'date_in_name' of source '{source.name}' in touchpoints.toml.",
    )


def _expression(pattern: str) -> re.Pattern[str]:
    """Digits right before or behind belong to another number."""
    parts = (_PARTS.get(part, re.escape(part)) for part in re.split("(%[Ymd])", pattern))
    return re.compile(rf"(?<!\d){''.join(parts)}(?!\d)")
