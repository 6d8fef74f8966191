"""Days, periods and steps as they are read."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard.wording.dates import show_day, show_period, show_step, step_end, step_of

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def test_periods_name_what_both_ends_share_once() -> None:
    october = date(2026, 10, 2), date(2026, 10, 31)
    assert show_period(*october, "ko") == "2026년 10월 2일~31일"
    assert show_period(*october, "en").replace("\u2009", " ") == "Oct 2 – 31, 2026"
    assert show_period(october[0], october[0], "en") == show_day(october[0], "en") == "October 2, 2026"


def test_a_whole_month_is_named_and_a_part_of_one_is_not() -> None:
    assert show_step(date(2026, 10, 1), date(2026, 10, 31), "month", "en") == "October 2026"
    assert show_step(date(2026, 10, 1), date(2026, 10, 1), "week", "en") == "Oct 1"
    assert show_step(date(2026, 10, 5), date(2026, 10, 5), "day", "ko") == "10월 5일 (월)"


@given(days, st.integers(0, 4000))
def test_longer_periods_are_drawn_in_coarser_steps(since: date, length: int) -> None:
    order = ["day", "week", "month"]
    shorter, longer = step_of(since, since + timedelta(length)), step_of(since, since + timedelta(length + 1))
    assert order.index(shorter) <= order.index(longer)


@given(days)
def test_a_step_ends_before_the_next_begins(day: date) -> None:
    first = day.replace(day=1)
    assert step_end(day, "day") == day
    assert step_end(day, "week") == day + timedelta(days=6)
    assert (step_end(first, "month") + timedelta(days=1)).day == 1
    assert step_end(first, "month").month == first.month
