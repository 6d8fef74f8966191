"""An address says a view and gives it back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.finished import usual_days
from analytics.view import Picked
from dashboard.address.selection import Selection, read_search, write_search
from warehouse.settings import Settings

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
periods = st.none() | st.tuples(days, days).map(sorted)
tiers = st.sets(st.sampled_from(["high", "medium", "low"])).map(
    lambda chosen: tuple(tier for tier in ("high", "medium", "low") if tier in chosen)
)
several = st.lists(words, unique=True, max_size=4).map(tuple)


def speaking(language: str) -> Settings:
    """Settings with a dimension that is called as another parameter of the address."""
    return Settings.model_validate(
        {"language": language, "dimensions": [{"name": "theme", "of": "contacts"}]}
    )


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    period = draw(periods)
    return Selection(
        language=draw(st.sampled_from(["ko", "en"])),
        theme=draw(st.sampled_from(["light", "dark"])),
        since=period[0] if period else None,
        until=period[1] if period else None,
        against=draw(st.sampled_from(["before", "year"]) | st.tuples(days, days).map(sorted).map(tuple)),
        picked=Picked(
            {
                "department": draw(several),
                "contact_tier": draw(tiers),
                "channel": draw(several),
                "reason": draw(several),
                "theme": draw(several),
            }
        ),
        measure=draw(st.none() | words),
        focus=draw(st.none() | words),
        behind=draw(st.none() | words),
        customer=draw(st.none() | words),
        split=draw(st.none() | words),
        search=draw(st.none() | words),
        listed=draw(st.none() | words),
        caps=draw(several),
    )


@given(selections(), st.sampled_from(["ko", "en"]))
def test_what_is_written_is_read_back(selection: Selection, default_language: str) -> None:
    assert read_search(write_search(selection), speaking(default_language)) == selection


@given(st.text(max_size=200))
def test_any_address_can_be_read(search: str) -> None:
    selection = read_search(search, speaking("en"))
    assert read_search(write_search(selection), speaking("en")) == selection


@pytest.mark.parametrize(
    "search",
    [
        "?since=soon&until=2026-01-01",
        "?since=2026-02-01&until=2026-01-01",
        "?since=2026-01-01",
        "?tier=huge",
        "?compare=never",
        "?compare=2026-02-01..2026-01-01",
        "?where.nothing=such&where.day=2026-01-01",
        None,
    ],
)
def test_what_makes_no_sense_is_left_at_the_default(search: str | None) -> None:
    assert read_search(search, speaking("ko")) == Selection(language="ko")


def test_the_default_is_the_last_30_days_of_the_data() -> None:
    span = date(2026, 1, 1), date(2026, 6, 30)
    assert Selection().days(span) == usual_days(span) == (date(2026, 6, 1), date(2026, 6, 30))


@given(selections(), days, st.integers(0, 3000))
def test_the_days_looked_at_are_days_of_the_data(selection: Selection, first: date, length: int) -> None:
    span = first, first + timedelta(days=length)
    since, until = selection.days(span)
    assert since <= until
    assert until <= span[1]
    assert since >= min(span[0], usual_days(span)[0])
