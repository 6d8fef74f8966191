"""The page about operating focus: of a sample company, and of one that is too young to tell."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from analytics.focus.lists import Way, moved_by
from dashboard.address.selection import Selection
from dashboard.lake.contacts import ContactQuery, count_contacts
from dashboard.lake.store import Reading, Store
from dashboard.pages.focus import page as focus
from dashboard.pages.focus import words as texts
from dashboard.pages.focus.looked_at import DAY_PICKER, day_between, parts_view, view_of
from sample_data import simulate
from tests.dashboard.company import make_bare_company
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project

Open = Callable[..., Page]
ENGLISH = Selection(language="en")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small sample company; tests only read it."""
    return load_world(tmp_path_factory.mktemp("focus"), simulate(4_000, 365, seed=9))


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    with Store(world.settings).reading() as reading:
        yield reading


def span_of(reading: Reading) -> Any:
    span = reading.span()
    assert span is not None
    return span


@pytest.mark.parametrize(("language", "reduced"), [("ko", texts.REDUCTION.ko), ("en", texts.REDUCTION.en)])
def test_the_planted_reduction_is_the_finding(reading: Reading, language: Any, reduced: str) -> None:
    said = text_of(focus._finding(reading, Selection(language=language), span_of(reading)))
    assert said.startswith(reduced.split("{", maxsplit=1)[0])
    assert "지점창구" in said and "None" not in said


def test_all_days_are_looked_at_unless_some_are_picked(reading: Reading) -> None:
    span = span_of(reading)
    assert view_of(ENGLISH, span).days == (date(2025, 11, 1), date(2026, 10, 31))
    some = Selection(since=date(2026, 3, 1), until=date(2026, 8, 31))
    assert view_of(some, span).days == (date(2026, 3, 1), date(2026, 8, 31))
    assert day_between(some, view_of(some, span)) == date(2026, 6, 1)
    picked = Selection(listed="2026-07-01")
    assert day_between(picked, view_of(picked, span)) == date(2026, 7, 1)
    outside = Selection(listed="2031-01-01")
    assert day_between(outside, view_of(outside, span)) == date(2026, 5, 2)


def test_the_outermost_days_are_compared_or_those_around_the_day_picked(reading: Reading) -> None:
    span = span_of(reading)
    later = parts_view(ENGLISH, span)
    assert later.days == (date(2026, 9, 17), date(2026, 10, 31))
    assert later.before().days == (date(2025, 11, 1), date(2025, 12, 15))
    around = parts_view(Selection(listed="2026-07-01"), span)
    assert around.days == (date(2026, 7, 1), date(2026, 8, 14))
    assert around.before().days == (date(2026, 5, 17), date(2026, 6, 30))
    short = parts_view(Selection(since=date(2026, 3, 1), until=date(2026, 3, 31)), span)
    assert short.days == (date(2026, 3, 16), date(2026, 3, 31))
    assert short.before().days == (date(2026, 3, 1), date(2026, 3, 15))
    said = text_of(focus._finding(reading, ENGLISH, span))
    assert "compare Sep 17 – Oct 31, 2026 with Nov 1 – Dec 15, 2025" in said.replace("\u2009", " ")


def test_the_day_between_is_picked_among_months_and_that_of_the_address(world: Project) -> None:
    store, selection = Store(world.settings), Selection(language="en", listed="2026-03-15")
    options = DAY_PICKER.options(selection, store)
    assert options[""] == texts.MIDDLE.en
    assert {"2026-01-01", "2026-03-15", "2026-10-01"} <= set(options)
    assert DAY_PICKER.chosen(selection, store) == "2026-03-15"
    assert DAY_PICKER.chosen(Selection(listed="nonsense"), store) == ""


def test_tables_and_chart_tell_what_is_behind_them(reading: Reading) -> None:
    span = span_of(reading)
    drawn = focus._mix(reading, ENGLISH, span)
    assert drawn.behind.rows["month"].n_unique() == 12
    assert sum(trace.mode == "markers" for trace in drawn.chart.data) == 3
    departments = focus._departments(reading, ENGLISH, span)
    said = text_of(departments.table)
    assert "Reduction" in said and "All departments" in said and "None" not in said
    assert departments.behind is not None and departments.behind.rows.height == 8
    effects = focus._effects(reading, ENGLISH, span)
    assert "Cost" in text_of(effects.table) and "stayed" in text_of(effects.table)


def test_a_way_leads_to_the_contacts_of_those_who_moved(reading: Reading) -> None:
    span = span_of(reading)
    view = view_of(ENGLISH, span)
    found = focus._moves(reading, ENGLISH, span)
    assert found is not None
    row = found.ways.row(0, named=True)
    ends = (row[name] for name in ("reason", "from_channel", "from_tier", "to_channel", "to_tier"))
    way = Way(view.days[0], found.on, view.days[1], *ends)
    # Each of them came at least twice.
    assert count_contacts(reading, ContactQuery(view, moved_by(way))) >= 2 * row["moved"]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_company_of_few_days_is_told_what_it_takes(
    tmp_path_factory: pytest.TempPathFactory, language: Any
) -> None:
    project = make_bare_company(tmp_path_factory.mktemp("bare"))
    project.ingest()
    young = Selection(language=language, since=date(2026, 6, 1), until=date(2026, 6, 10))
    with Store(project.settings).reading() as reading:
        span = span_of(reading)
        said = text_of(focus._finding(reading, young, span))
        assert said.startswith(texts.TOO_SHORT.text(language))
        assert "None" not in text_of(focus._departments(reading, young, span).table)
        assert text_of(focus._effects(reading, young, span).table).count(texts.FEW.text(language)) == 10
        one_day = Selection(language=language, since=date(2026, 6, 1), until=date(2026, 6, 1))
        assert texts.NO_PARTS.text(language) in text_of(focus._ways(reading, one_day, span).table)
        nothing = young.pick(department="없는 부서")
        assert text_of(focus._finding(reading, nothing, span)) == texts.NO_CONTACTS.text(language)


@pytest.mark.browser
def test_a_reader_picks_from_when_on_counts_as_later(
    world: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/focus?lang=en")
    expect(page.locator("#focus-finding h1")).to_contain_text("Contact is being reduced")
    page.locator("#focus-departments").scroll_into_view_if_needed()
    expect(page.locator("#focus-departments tbody tr")).to_have_count(8)
    page.locator("#focus-day").click()
    page.get_by_role("option", name="From July 1, 2026").click()
    page.wait_for_url("**listed=2026-07-01**")
    expect(page.locator("#focus-departments")).to_contain_text("compare Jul 1")
