"""Working days, weekends and holidays."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

from analytics.calendar import calendar_of
from analytics.measuring import measure
from analytics.view import View
from warehouse.errors import SettingsError
from warehouse.settings import Settings

CHUSEOK = [date(2026, 9, day) for day in (24, 25, 26)]


def with_calendar(**calendar: object) -> Settings:
    return Settings.model_validate({"calendar": calendar, "business_time_zone": "Asia/Seoul"})


def test_chuseok_is_a_holiday_in_both_languages() -> None:
    calendar = calendar_of(with_calendar(country="KR"))
    assert calendar.holidays(date(2026, 9, 14), date(2026, 9, 30)) == CHUSEOK
    assert (calendar.holiday(CHUSEOK[1], "ko"), calendar.holiday(CHUSEOK[1], "en")) == ("추석", "Chuseok")
    # A Saturday, which is a holiday all the same.
    assert calendar.kind(CHUSEOK[2]) == "holiday"
    assert calendar.working_days(date(2026, 9, 21), date(2026, 9, 27)) == 3


def test_without_a_country_only_the_days_of_the_company_are_holidays() -> None:
    assert not calendar_of(with_calendar()).has_holidays
    calendar = calendar_of(with_calendar(closed=["2026-03-11"], working_days=["tuesday", "wednesday"]))
    kinds = [calendar.kind(date(2026, 3, 9) + timedelta(days=place)) for place in range(4)]
    assert kinds == ["weekend", "working_day", "holiday", "weekend"]
    assert calendar.holiday(date(2026, 3, 11), "ko") == "휴무일"


def test_a_part_of_a_country_has_holidays_of_its_own() -> None:
    day = date(2026, 4, 20)
    assert calendar_of(with_calendar(country="US")).kind(day) == "working_day"
    assert calendar_of(with_calendar(country="US", subdivision="MA")).kind(day) == "holiday"
    with pytest.raises(SettingsError, match=r"'US' in 'XX'"):
        calendar_of(with_calendar(country="US", subdivision="XX")).kind(day)


def test_kinds_of_days_split_and_filter_every_measure(
    settings: Settings, connection: duckdb.DuckDBPyConnection
) -> None:
    known = settings.model_copy(update={"calendar": with_calendar(country="KR").calendar})
    by_day = measure(connection, known, "contacts", ("day",))
    calendar = calendar_of(known)
    expected: dict[str, int] = {}
    for day, n in by_day.select("day", "n").iter_rows():
        expected[calendar.kind(day)] = expected.get(calendar.kind(day), 0) + n
    split = measure(connection, known, "contacts", ("day_kind",))
    assert dict(split.select("day_kind", "n").iter_rows()) == expected
    assert list(split["day_kind"]) == ["working_day", "weekend", "holiday"]
    holidays = measure(connection, known, "failure", ("day",), View(picked={"day_kind": ("holiday",)}))
    assert all(calendar.kind(day) == "holiday" for day in holidays["day"])
    assert measure(connection, settings, "contacts", ("day_kind",)).filter(day_kind="holiday").is_empty()
    assert by_day.schema["day"] == pl.Date()


def test_a_verb_without_holidays_does_not_import_them(tmp_path: Path) -> None:
    asked = (
        "import sys; sys.argv = ['touchpoints', 'measures']\n"
        "import touchpoints, analytics.command.measure, analytics.comparing.control\n"
        "sys.exit('holidays' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", asked], cwd=tmp_path, check=False).returncode == 0
