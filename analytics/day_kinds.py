"""Kinds of days as SQL: working days, weekends and holidays by the calendar of the settings."""

from datetime import date

import duckdb

from analytics.calendar import calendar_of
from analytics.extent import data_span
from warehouse.setting_types import WEEKDAYS
from warehouse.settings import Settings

_DAY_KIND_OF = """CREATE OR REPLACE TEMP MACRO day_kind_of(given_day) AS CASE
    WHEN given_day IS NULL THEN NULL
    WHEN list_contains([{holidays}]::DATE[], given_day::DATE) THEN 'holiday'
    WHEN isodow(given_day) IN ({working_days}) THEN 'working_day'
    ELSE 'weekend'
END"""


def make_day_kinds(connection: duckdb.DuckDBPyConnection, settings: Settings) -> None:
    """Let the connection's queries use `day_kind_of(day)`, for the years of the data and the ones around.

    Raises SettingsError for a country without holidays.
    """
    calendar, span = calendar_of(settings), data_span(connection)
    holidays = calendar.holidays(date(span[0].year - 1, 1, 1), date(span[1].year + 1, 12, 31)) if span else []
    working = (str(WEEKDAYS.index(day) + 1) for day in calendar.rules.working_days)
    connection.execute(
        _DAY_KIND_OF.format(
            holidays=", ".join(f"'{day}'" for day in holidays), working_days=", ".join(working)
        )
    )
