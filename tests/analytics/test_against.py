"""What a period is compared with."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from analytics.against import against_text, compared_days, days_in, read_against
from analytics.view import View
from warehouse.errors import QueryError

ONE_DAY = timedelta(days=1)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def is_of_whole_months(first: date, last: date) -> bool:
    return first.day == 1 and (last + ONE_DAY).day == 1


@given(days, st.integers(1, 364))
def test_a_period_of_up_to_52_weeks_meets_the_same_weekdays(first: date, length: int) -> None:
    last = first + timedelta(days=length - 1)
    assume(not is_of_whole_months(first, last))
    since, until = compared_days((first, last), "year")
    assert (since.weekday(), until.weekday()) == (first.weekday(), last.weekday())
    assert days_in((since, until)) == length
    assert (first - since).days == 364
    assert (since + timedelta(weeks=52), until + timedelta(weeks=52)) == (first, last)


@given(st.integers(2001, 2100), st.integers(1, 12), st.integers(1, 12))
def test_whole_months_meet_the_same_months_of_the_year_before(year: int, month: int, count: int) -> None:
    first = date(year, month, 1)
    behind = date(year + (month - 1 + count) // 12, (month - 1 + count) % 12 + 1, 1)
    since, until = compared_days((first, behind - ONE_DAY), "year")
    assert since == first.replace(year=year - 1)
    assert until == behind.replace(year=behind.year - 1) - ONE_DAY


@example(date(2096, 12, 1), 1550, "year")
@given(days, st.integers(1, 3000), st.sampled_from(["before", "year"]))
def test_no_period_overlaps_with_the_one_that_it_is_compared_with(
    first: date, length: int, against: str
) -> None:
    period = first, first + timedelta(days=length - 1)
    since, until = compared_days(period, read_against(against))
    assert since <= until < first
    # A 29 February may be in one of them only; one more for every four years.
    assert abs(days_in((since, until)) - length) <= 1 + length // 1461


def test_a_leap_february_meets_a_whole_one() -> None:
    leap = date(2024, 2, 1), date(2024, 2, 29)
    assert compared_days(leap, "year") == (date(2023, 2, 1), date(2023, 2, 28))
    assert not View(*leap, against="year").is_as_long


@given(st.one_of(st.sampled_from(["before", "year"]), st.tuples(days, days).map(sorted).map(tuple)))
def test_what_is_written_is_read_back(against: str | tuple[date, date]) -> None:
    assert read_against(against_text(against)) == against  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "yearly", "2026-01-01", "2026-02-01..2026-01-01", "2026-01-01..soon"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="before, year, or two days"):
        read_against(text)


def test_what_is_found_in_a_view_does_not_hang_on_what_it_is_compared_with() -> None:
    october = View(date(2026, 10, 1), date(2026, 10, 31), {"channel": ["phone"]}, "year")
    assert october.alone() == View(october.since, october.until, october.picked)
    assert october.before() == View(date(2025, 10, 1), date(2025, 10, 31), october.picked)
