"""Public holidays in series: left out, so that a quiet Chuseok is no signal and sets no limits."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

import duckdb
import polars as pl

from analytics.calendar import WorkingCalendar, calendar_of
from analytics.comparing.periods import Step
from analytics.measuring import measure
from analytics.view import View
from warehouse.settings import Settings
from warehouse.words import Language, Words

HOLIDAYS_NOT_JUDGED = Words("공휴일: 판단하지 않음.", "Public holidays: not judged.")
_STEPS_KEPT = 10_000
_NOT_HOLIDAYS = ("working_day", "weekend")
_KINDS = pl.Schema(
    {
        "at": pl.Date(),
        "working_days": pl.Int64(),
        "weekend_days": pl.Int64(),
        "holiday": pl.String(),
    }
)


def with_kinds_of_days(steps: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """The steps with working_days, weekend_days, holiday (names, null without one) and is_judged.

    Judged is what is complete and more than holidays. Where the settings know no holidays, the numbers of
    days are null and all that is complete is judged. The names are in the language of the settings.
    """
    calendar = calendar_of(settings)
    if not calendar.has_holidays:
        nothing = (pl.lit(None, _KINDS[name]).alias(name) for name in _KINDS.names()[1:])
        return steps.with_columns(*nothing, is_judged="is_complete")
    rows = [
        (at, *_kinds(at, until, calendar, settings.language))
        for at, until in steps.select("at", "until").iter_rows()
    ]
    known = steps.join(pl.DataFrame(rows, _KINDS, orient="row"), on="at", how="left")
    has_others = pl.col("working_days") + pl.col("weekend_days") > 0
    return known.with_columns(is_judged=pl.col("is_complete") & has_others)


def without_holidays(view: View, steps: pl.DataFrame) -> View:
    """The view without the contacts of holidays; as it is where the steps have none."""
    return view if steps["holiday"].null_count() == steps.height else view.pick(day_kind=_NOT_HOLIDAYS)


def with_sizes(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    count: str,
    view: View,
    step: Step,
    steps: pl.DataFrame,
) -> pl.DataFrame:
    """The steps of a count with their sizes: 1 for a usual week, less for one with holidays.

    How much a day of a weekend counts beside a working day is told by the weeks themselves.
    """
    if step != "week" or steps["holiday"].null_count() == steps.height:
        return steps
    whole = steps.filter("is_judged")
    if whole.is_empty():
        return steps
    inside = replace(view, since=whole["at"][0], until=whole["until"][-1])
    by_kind = measure(connection, settings, count, ("day_kind",), inside)
    counted: dict[str, float] = dict(by_kind.select("day_kind", "value").drop_nulls().iter_rows())
    days = {"working_day": int(whole["working_days"].sum()), "weekend": int(whole["weekend_days"].sum())}
    rates = {kind: counted.get(kind, 0.0) / number if number else 0.0 for kind, number in days.items()}
    expected = pl.col("working_days") * rates["working_day"] + pl.col("weekend_days") * rates["weekend"]
    usual = len(settings.calendar.working_days)
    of_a_week = usual * rates["working_day"] + (7 - usual) * rates["weekend"]
    if not of_a_week:
        return steps
    sized = steps.with_columns(size=expected / of_a_week)
    # Of what nothing is expected, nothing can be judged.
    return sized.with_columns(is_judged=pl.col("is_judged") & (pl.col("size") > 0))


@lru_cache(_STEPS_KEPT)
def _kinds(
    at: date, until: date, calendar: WorkingCalendar, language: Language
) -> tuple[int, int, str | None]:
    """Working days, days of weekends, and the names of holidays: the same for every series of a page."""
    holidays = calendar.holidays(at, until)
    names = dict.fromkeys(calendar.holiday(day, language) for day in holidays)
    working = calendar.working_days(at, until)
    weekend = (until - at).days + 1 - working - len(holidays)
    return working, weekend, ", ".join(name for name in names if name) or None
