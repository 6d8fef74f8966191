"""The page Who complains about what: of a sample company, and of days without contacts."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from dashboard.address.selection import Selection, Span, read_search
from dashboard.lake.contacts import ContactQuery, count_contacts
from dashboard.lake.store import Reading, Store
from dashboard.pages.complaints import page as complaints
from dashboard.pages.complaints import words as texts
from dashboard.pages.complaints.who_chart import who_chart
from sample_data import simulate
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project

Open = Callable[..., Page]
YEAR = Selection(language="en", since=date(2025, 11, 1), until=date(2026, 10, 31))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small sample company, loaded; tests only read it."""
    return load_world(tmp_path_factory.mktemp("complaints"), simulate(8_000, 365, seed=9))


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    with Store(world.settings).reading() as reading:
        yield reading


@pytest.fixture(scope="module")
def span(reading: Reading) -> Span:
    span = reading.span()
    assert span is not None
    return span


def test_the_sentence_names_who_complains_most_and_what_makes_no_difference(
    reading: Reading, span: Span
) -> None:
    said = text_of(complaints._finding(reading, YEAR, span))
    assert "60 and over complain more often" in said
    assert "Least often: Under 30" in said
    assert "No clear difference by gender, region, segment." in said


def test_every_group_is_drawn_and_leads_to_its_complaints(reading: Reading, span: Span) -> None:
    found = complaints._who(reading, YEAR, span)
    chart = who_chart(found, reading.settings, YEAR)
    known = found.drop_nulls("odds_ratio").rows(named=True)
    assert len(chart.data) == len(known) > 10
    there = read_search(urlsplit(chart.data[0].meta).query, reading.settings)
    listed = count_contacts(reading, ContactQuery(there.view(span), there.behind))
    assert listed == known[0]["complaints"]


def test_numbers_of_the_tables_lead_to_the_complaints_that_they_count(reading: Reading, span: Span) -> None:
    laid = complaints._shares(reading, YEAR, span)
    for link in [part for part in laid.table._traverse() if getattr(part, "href", None)]:
        there = read_search(urlsplit(link.href).query, reading.settings)
        listed = count_contacts(reading, ContactQuery(there.view(span), there.behind))
        assert link.children == f"{listed:,}"
    matrix = complaints._matrix(reading, YEAR, span)
    link = next(part for part in matrix.table._traverse() if getattr(part, "href", None))
    there = read_search(urlsplit(link.href).query, reading.settings)
    assert there.behind == "complaint" and there.view(span).of("age_band") and there.view(span).of("reason")
    assert matrix.behind is not None
    row = matrix.behind.rows.row(0, named=True)
    assert count_contacts(reading, ContactQuery(there.view(span), "complaint")) == row["complaints"]


def test_cells_of_crossed_traits_lead_to_their_complaints(reading: Reading, span: Span) -> None:
    laid = complaints._crossed(reading, YEAR, span)
    links = [part for part in laid.table._traverse() if getattr(part, "href", None)]
    assert laid.behind is not None
    row = laid.behind.rows.row(0, named=True)
    there = read_search(urlsplit(links[0].href).query, reading.settings)
    view = there.view(span)
    assert [view.of(name)[0] for name in ("age_band", "gender", "region")] == [
        row[name] for name in ("age_band", "gender", "region")
    ]
    assert count_contacts(reading, ContactQuery(view, there.behind)) == row["complaints"]


def test_what_is_picked_splits_the_tables(reading: Reading, span: Span) -> None:
    by_region = replace(YEAR, split="region")
    for fill in (complaints._shares, complaints._matrix, complaints._said):
        assert "region" in fill(reading, by_region, span).title
        assert "age" in fill(reading, replace(YEAR, split="no such"), span).title


def test_cards_are_at_most_seven_and_lead_to_contacts(reading: Reading, span: Span) -> None:
    cards = complaints._cards(reading, YEAR, span)
    assert 4 <= len(cards) <= 7
    link = next(part for part in cards[0]._traverse() if getattr(part, "href", None))
    there = read_search(urlsplit(link.href).query, reading.settings)
    listed = count_contacts(reading, ContactQuery(there.view(span), there.behind))
    assert f"{listed:,}" in text_of(cards[0])


def test_where_nothing_took_place_the_page_says_so(reading: Reading, span: Span) -> None:
    nowhere = YEAR.pick(department="no such")
    assert complaints._is_empty(reading, nowhere, span)
    assert texts.NOT_SAID.en in text_of(complaints._finding(reading, nowhere, span))
    assert complaints._cards(reading, nowhere, span) == []
    for fill in (complaints._crossed, complaints._shares, complaints._matrix, complaints._said):
        assert not [part for part in fill(reading, nowhere, span).table._traverse() if hasattr(part, "href")]


@pytest.mark.browser
def test_a_reader_splits_by_region_and_goes_to_complaints(
    world: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/complaints?lang=en&since=2025-11-01&until=2026-10-31")
    expect(page.locator("#complaints-finding h1")).to_contain_text("60 and over")
    page.locator("#complaints-by").click()
    page.get_by_role("option", name="Region").click()
    expect(page.locator("#complaints-matrix-title")).to_contain_text("by region")
    expect(page).to_have_url(re.compile("split=region"))
    page.locator("#complaints-matrix td a").first.click()
    expect(page.locator("#contacts-shown")).to_contain_text("Contacts with a complaint")
