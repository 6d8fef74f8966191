"""A view knows the period before it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.view import View
from warehouse.errors import QueryError

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@given(since=days, length=st.integers(1, 1000))
def test_the_period_before_is_as_long_and_ends_the_day_before(since: date, length: int) -> None:
    view = View(since, since + timedelta(days=length - 1), picked={"department": ("loans",)})
    before = view.before()
    assert before.until == since - timedelta(days=1)
    assert before.since == since - timedelta(days=length)
    assert before.picked == {"department": ("loans",)}


def test_one_day_is_compared_with_the_day_before() -> None:
    assert View(date(2026, 3, 1), date(2026, 3, 1)).before() == View(date(2026, 2, 28), date(2026, 2, 28))


@pytest.mark.parametrize("view", [View(), View(since=date(2026, 1, 1)), View(until=date(2026, 1, 1))])
def test_an_open_period_has_none_before(view: View) -> None:
    with pytest.raises(QueryError, match="Give both days"):
        view.before()


def test_a_view_cannot_end_before_it_begins() -> None:
    with pytest.raises(QueryError, match="Swap the two days"):
        View(date(2026, 1, 2), date(2026, 1, 1))
