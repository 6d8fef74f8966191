"""The page about journeys: of a sample company, and of days without any."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pytest
from dash import dcc
from playwright.sync_api import Page, expect

from dashboard.address.selection import Selection, Span, read_search
from dashboard.lake.contacts import ContactQuery, contacts_behind, count_contacts
from dashboard.lake.store import Reading, Store
from dashboard.pages.journeys import facts
from dashboard.pages.journeys import page as journeys
from dashboard.pages.journeys import words as texts
from dashboard.pages.journeys.shown import found_in
from sample_data import DEFAULT, simulate
from sample_data.truths_of_journeys import JourneySurvey
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project

Open = Callable[..., Page]
YEAR = Selection(language="en")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small sample company whose journeys are the product of their contacts; tests only read it."""
    truths = replace(DEFAULT, journey_survey=JourneySurvey(response_rate=1.0))
    return load_world(tmp_path_factory.mktemp("journeys"), simulate(1_500, 365, seed=12, truths=truths))


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    with Store(world.settings).reading() as reading:
        yield reading


def span_of(reading: Reading) -> Span:
    span = reading.span()
    assert span is not None
    return span


def links_of(part: object) -> list[dcc.Link]:
    return [one for one in part._traverse() if isinstance(one, dcc.Link)]  # type: ignore[attr-defined]


def test_the_sentence_says_whether_the_product_holds_and_what_spoils(reading: Reading) -> None:
    span = span_of(reading)
    said = text_of(journeys._finding(reading, YEAR, span))
    assert "The multiplication rule holds" in said and "Whether the product tells staying better" in said
    assert "가입 · phone spoils journeys most" in said
    assert "within 7 days" in said and texts.END_WHOLE.en in said and "rule of thumb" in said
    korean = text_of(journeys._finding(reading, replace(YEAR, language="ko"), span))
    assert "곱셈의 법칙이 맞습니다" in korean and "{" not in korean


def test_cards_and_charts_tell_the_same(reading: Reading) -> None:
    span = span_of(reading)
    cards = journeys._cards(reading, YEAR, span)
    assert len(cards) == 5
    assert "best: product" in text_of(cards[2]) and "cannot be distinguished" in text_of(cards[3])
    drawn = journeys._by_satisfaction(reading, YEAR, span)
    assert len(drawn.chart.data) == 4
    assert drawn.behind.rows.height == 5
    spoilers = journeys._spoilers(reading, YEAR, span).chart
    assert spoilers.data[0].meta.startswith("/departments?")


def test_a_sample_of_customers_is_told_on_the_page(world: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analytics.journeys.tables.MOST_CONTACTS", 5_000)
    with Store(world.settings).reading() as reading:
        span, found = span_of(reading), found_in(reading, YEAR, span_of(reading))
        said = text_of(journeys._finding(reading, YEAR, span))
        card = text_of(journeys._cards(reading, YEAR, span)[0])
    assert found.days is not None
    part = f"{found.days.per_mille / 10:.1f} % of customers"
    assert part in said and f"a sample of {part}" in card


def test_a_number_of_journeys_leads_to_their_contacts(reading: Reading) -> None:
    span, found = span_of(reading), found_in(reading, YEAR, span_of(reading))
    links = [link for link in links_of(journeys._paths(reading, YEAR, span).table) if "behind" in link.href]
    assert len(links) == found.paths.height
    for link, (path, n, is_longer) in zip(
        links, found.paths.select("path", "journeys", "is_longer").iter_rows(), strict=True
    ):
        there = read_search(urlsplit(link.href).query, reading.settings)
        query = ContactQuery(there.view(span), there.behind)
        assert link.children == f"{n:,}"
        if not is_longer:
            assert count_contacts(reading, query) == n * len(path)
        assert contacts_behind(there.behind).label.en.startswith("Contacts of journeys")


def test_a_path_is_picked_and_followed(reading: Reading) -> None:
    span = span_of(reading)
    paths = links_of(journeys._paths(reading, YEAR, span).table)
    there = read_search(urlsplit(paths[-2].href).query, reading.settings)
    laid = journeys._funnel(reading, there, span)
    assert " → " in laid.title
    wrong = journeys._funnel(reading, replace(YEAR, listed="no such > channel"), span)
    assert "no such" in wrong.title
    assert "0" in text_of(wrong.table)


def test_steps_may_be_departments(reading: Reading) -> None:
    span = span_of(reading)
    laid = journeys._paths(reading, replace(YEAR, split="department"), span)
    assert laid.title == "Frequent paths (by department)"
    assert "요금" in text_of(laid.table)


def test_days_without_journeys_say_what_is_needed(reading: Reading) -> None:
    span, nowhere = span_of(reading), YEAR.pick(segment="no such")
    assert journeys._is_empty(reading, nowhere, span)
    said = text_of(journeys._finding(reading, nowhere, span))
    assert texts.NOBODY.en in said and "customer_id" in said
    assert facts.journeys_cards(found_in(reading, nowhere, span), reading.settings, nowhere) == []
    few = replace(YEAR, since=date(2026, 6, 1), until=date(2026, 6, 2))
    assert "cannot be" in text_of(journeys._finding(reading, few, span))


@pytest.mark.browser
def test_a_reader_follows_a_path_and_goes_to_its_contacts(
    world: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/journeys?lang=en")
    expect(page.locator("#journeys-finding h1")).to_contain_text("multiplication rule holds")
    expect(page.locator("#journeys-figures article")).to_have_count(5)
    page.locator("#journeys-paths td a", has_text=re.compile("→")).first.click()
    expect(page).to_have_url(re.compile("listed="))
    expect(page.locator("#journeys-funnel-title")).to_contain_text("From start to end")
    page.locator("#journeys-paths td.number a").first.click()
    expect(page.locator("#contacts-shown")).to_contain_text("Contacts of journeys")
