"""Which kind of day a day is: the only place that knows working days, weekends and holidays.

Public holidays are those of the package `holidays` for the country of the settings. It is imported where the
first of them is asked for: that takes a fifth of a second, which a command without them need not spend.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal

from warehouse.errors import SettingsError
from warehouse.setting_types import WEEKDAYS
from warehouse.settings import Calendar, Settings
from warehouse.words import Language, Words

DayKind = Literal["working_day", "weekend", "holiday"]
DAY_KINDS: tuple[DayKind, ...] = ("working_day", "weekend", "holiday")
_CLOSED = Words("휴무일", "Closed")
_YEARS_KEPT = 1_000


@dataclass(frozen=True)
class WorkingCalendar:
    """The calendar of the settings. A holiday on a weekend is a holiday."""

    rules: Calendar

    @property
    def has_holidays(self) -> bool:
        """Whether any holiday is known: without a country and days of its own a company has none."""
        return self.rules.country is not None or bool(self.rules.closed)

    def kind(self, day: date) -> DayKind:
        """What kind of day it is. Raises SettingsError for a country or part of one without holidays."""
        if self.holiday(day) is not None:
            return "holiday"
        return "working_day" if WEEKDAYS[day.weekday()] in self.rules.working_days else "weekend"

    def holiday(self, day: date, language: Language = "en") -> str | None:
        """The name of the holiday, in the language if its names are known in it; None on other days."""
        if day in self.rules.closed:
            return _CLOSED.text(language)
        return _public_holidays(self.rules, day.year, language).get(day)

    def holidays(self, since: date, until: date) -> list[date]:
        """The holidays among the days, both inclusive, in order."""
        if not self.has_holidays:
            return []
        return [day for day in _days(since, until) if self.holiday(day) is not None]

    def working_days(self, since: date, until: date) -> int:
        """How many of the days, both inclusive, are working days."""
        return sum(self.kind(day) == "working_day" for day in _days(since, until))


def calendar_of(settings: Settings) -> WorkingCalendar:
    """The calendar of the settings."""
    return WorkingCalendar(settings.calendar)


@lru_cache(_YEARS_KEPT)
def _public_holidays(rules: Calendar, year: int, language: Language) -> Mapping[date, str]:
    if rules.country is None:
        return MappingProxyType({})
    import holidays

    try:
        known: Any = holidays.country_holidays(rules.country, rules.subdivision, years=year, expand=False)
        spoken = _spoken(known.supported_languages, language)
        if spoken is not None and spoken != known.language:
            known = holidays.country_holidays(
                rules.country, rules.subdivision, years=year, expand=False, language=spoken
            )
    except NotImplementedError as error:
        part = f" in '{rules.subdivision}'" if rules.subdivision else ""
        raise SettingsError(
            f"No public holidays are known for '{rules.country}'{part} (calendar.country).",
            "Leave it out and list your own days in calendar.closed.",
        ) from error
    return MappingProxyType({day: name.replace("; ", " · ") for day, name in known.items()})


def _spoken(supported: tuple[str, ...], language: Language) -> str | None:
    """The variant of the language that names are known in."""
    return next((name for name in supported if name.split("_")[0] == language), None)


def _days(since: date, until: date) -> Iterator[date]:
    return (since + timedelta(days=place) for place in range((until - since).days + 1))
