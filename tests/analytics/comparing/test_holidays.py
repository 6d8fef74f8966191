"""Public holidays set no limits and are no signals; what really changed remains one."""

from collections.abc import Iterator
from datetime import date

import duckdb
import polars as pl
import pytest

from analytics.calendar import calendar_of
from analytics.comparing.control import ControlChart, control_chart
from analytics.comparing.signals import signals
from analytics.measuring import measure
from analytics.view import View
from tests.analytics.comparing.test_control_chart import DECLINING
from tests.analytics.comparing.test_signals import DECLINED, found
from tests.analytics.comparing.worlds import SETTINGS

KOREAN = SETTINGS.model_copy(
    update={"calendar": type(SETTINGS).model_validate({"calendar": {"country": "KR"}}).calendar}
)
YEAR = date(2025, 11, 1), date(2026, 10, 31)
HOLIDAYS = calendar_of(KOREAN).holidays(*YEAR)
CHUSEOK = date(2026, 9, 24)
WEEKS = {"seollal": date(2026, 2, 16), "chuseok": date(2026, 9, 21)}


@pytest.fixture(scope="module")
def quiet(company: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The company, but on holidays most desks are closed, and half of what comes in there fails."""
    with company.cursor() as cursor:
        cursor.execute("CREATE SCHEMA quiet; SET schema = 'quiet'")
        days = ", ".join(f"DATE '{day}'" for day in HOLIDAYS)
        cursor.execute(
            f"""CREATE TABLE contact_daily AS SELECT * REPLACE (
                CASE WHEN day IN ({days}) THEN contacts ELSE failed END AS failed
            ) FROM main.contact_daily WHERE day NOT IN ({days}) OR hash(day, department, channel) % 4 = 0"""
        )
        yield cursor


def weeks_beyond(chart: ControlChart, side: int) -> set[date]:
    """Of the side that holidays move the measure to; the summer moves it to the other, too."""
    is_there = side * (pl.col("value") - pl.col("centre")) > 0
    return set(chart.points.filter(is_there, signal="beyond_limits")["at"])


@pytest.mark.parametrize(("name", "side"), [("contacts", -1), ("failure", 1)])
def test_weeks_with_planted_holidays_are_no_signals(
    quiet: duckdb.DuckDBPyConnection, name: str, side: int
) -> None:
    unaware, aware = (control_chart(quiet, settings, name) for settings in (SETTINGS, KOREAN))
    assert set(WEEKS.values()) & weeks_beyond(unaware, side)
    assert not set(WEEKS.values()) & weeks_beyond(aware, side)
    row = aware.points.filter(at=WEEKS["chuseok"]).row(0, named=True)
    assert row["working_days"] == 3
    assert row["holiday"] == "The day preceding Chuseok, Chuseok, The second day of Chuseok"
    assert unaware.points["holiday"].null_count() == unaware.points.height


def test_of_a_week_with_holidays_only_the_other_days_are_counted_and_expected(
    quiet: duckdb.DuckDBPyConnection,
) -> None:
    chart = control_chart(quiet, KOREAN, "contacts")
    week = chart.points.filter(at=WEEKS["chuseok"]).row(0, named=True)
    usual = chart.points.filter(at=date(2026, 9, 14)).row(0, named=True)
    by_day = measure(quiet, KOREAN, "contacts", ("day",), View(WEEKS["chuseok"], date(2026, 9, 27)))
    others = by_day.filter(~pl.col("day").is_in(HOLIDAYS))
    assert week["n"] == others["n"].sum()
    assert usual["centre"] == pytest.approx(chart.centre)
    assert 3 / 7 < week["centre"] / usual["centre"] < 4 / 5


def test_a_holiday_is_shown_by_day_but_not_judged(quiet: duckdb.DuckDBPyConnection) -> None:
    chart = control_chart(quiet, KOREAN, "contacts", by="day")
    days = chart.points.filter(pl.col("at").is_in(HOLIDAYS))
    assert days.height == len(HOLIDAYS)
    assert days["value"].null_count() == 0
    assert days["upper"].null_count() == days["signal"].null_count() == days.height
    assert days["working_days"].to_list() == [0] * days.height
    assert not days["is_baseline"].any()


def test_planted_signals_remain_signals_beside_holidays(
    company: duckdb.DuckDBPyConnection, quiet: duckdb.DuckDBPyConnection
) -> None:
    last = control_chart(quiet, KOREAN, "failure", DECLINING).signals.filter(rule="beyond_limits")
    assert date(2026, 9, 21) <= last.row(-1, named=True)["since"] <= date(2026, 10, 12)
    looks = signals(quiet, KOREAN, measures=("failure",))
    assert set(found(looks, "failure")) == {DECLINED}
    row = found(looks, "failure")[DECLINED]
    assert row["since_earliest"] <= date(2026, 9, 21) <= row["since_latest"]  # type: ignore[operator]


def test_a_company_without_holidays_is_judged_as_before(company: duckdb.DuckDBPyConnection) -> None:
    closed = type(SETTINGS).model_validate({"calendar": {"closed": ["2031-01-01"]}}).calendar
    elsewhere = SETTINGS.model_copy(update={"calendar": closed})
    for name in ("contacts", "failure"):
        aware, unaware = (control_chart(company, settings, name) for settings in (elsewhere, SETTINGS))
        columns = [column for column in aware.points.columns if column != "working_days"]
        assert aware.points.select(columns).equals(unaware.points.select(columns))
