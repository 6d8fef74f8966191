"""What a period is compared with: the one before, the same a year ago, or picked days.

The rule for a year ago, the only place that knows it:

- Whole calendar months meet the same months of the year before.
- Any other period of up to 52 weeks meets the days 52 weeks earlier: Mondays meet Mondays, weekends weekends.
- A longer one meets the same dates of the year before.
- One that would overlap with itself goes back as many years as it takes not to.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from warehouse.errors import QueryError

Days = tuple[date, date]
# The period before, the same a year ago, or the first and last of picked days.
Against = Literal["before", "year"] | Days

_NAMED: Mapping[str, Literal["before", "year"]] = MappingProxyType({"before": "before", "year": "year"})
_WEEKS_OF_A_YEAR = timedelta(weeks=52)
_ONE_DAY = timedelta(days=1)


def compared_days(days: Days, against: Against) -> Days:
    """The first and last day that a period, both of its days inclusive, is compared with."""
    if against == "before":
        length = days_in(days) * _ONE_DAY
        return days[0] - length, days[1] - length
    return _a_year_ago(days) if against == "year" else against


def days_in(days: Days) -> int:
    """How many days a period has."""
    return (days[1] - days[0]).days + 1


def read_against(text: str) -> Against:
    """What an address or an option says: before, year, or two days as 2026-01-01..2026-01-31.

    Raises QueryError for anything else.
    """
    if text in _NAMED:
        return _NAMED[text]
    try:
        first, last = (date.fromisoformat(day) for day in text.split(".."))
    except ValueError:
        first, last = date.max, date.min
    if first > last:
        raise QueryError(
            f"'{text}' is no period to compare with.",
            "Give before, year, or two days as 2026-01-01..2026-01-31, the earlier one first.",
        )
    return first, last


def against_text(against: Against) -> str:
    """The same as text; `read_against` gives it back."""
    return against if isinstance(against, str) else f"{against[0]}..{against[1]}"


def _a_year_ago(days: Days) -> Days:
    if not _is_of_whole_months(days) and days[1] - days[0] < _WEEKS_OF_A_YEAR:
        return days[0] - _WEEKS_OF_A_YEAR, days[1] - _WEEKS_OF_A_YEAR
    first, behind = days[0], days[1] + _ONE_DAY
    years = 1
    while _years_earlier(behind, years) > first:
        years += 1
    return _years_earlier(first, years), _years_earlier(behind, years) - _ONE_DAY


def _is_of_whole_months(days: Days) -> bool:
    return days[0].day == 1 and (days[1] + _ONE_DAY).day == 1


def _years_earlier(day: date, years: int) -> date:
    """The same date; of a 29 February the first day that follows."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)
