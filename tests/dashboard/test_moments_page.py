"""The page about moments of truth: of a sample company, and of days without contacts."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from analytics.moments.score_cards import FIGURES, score_cards
from dashboard.address.selection import Selection, read_search
from dashboard.lake.contacts import ContactQuery, count_contacts
from dashboard.lake.store import Reading, Store
from dashboard.pages.moments import page as moments
from dashboard.pages.moments import words as texts
from dashboard.pages.moments.beside_chart import MOST, furthest
from dashboard.pages.moments.card_table import card_table
from dashboard.pages.moments.facts import ended_table, whole
from dashboard.pages.moments.touchpoints import behind, touchpoints
from dashboard.wording.numbers import show_count
from sample_data import simulate
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project

Open = Callable[..., Page]
AUGUST = Selection(language="en", since=date(2026, 7, 1), until=date(2026, 8, 31))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small sample company, loaded; tests only read it."""
    return load_world(tmp_path_factory.mktemp("moments"), simulate(6_000, 365, seed=9))


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    with Store(world.settings).reading() as reading:
        yield reading


def span_of(reading: Reading) -> tuple[date, date]:
    span = reading.span()
    assert span is not None
    return span


def test_the_sentence_names_the_touchpoint_furthest_behind_and_counts_moments(reading: Reading) -> None:
    span = span_of(reading)
    said = text_of(moments._finding(reading, AUGUST, span))
    cards = reading.ask(score_cards, AUGUST.view(span)).filter(stands_out="worse")
    worst = max(cards.iter_rows(named=True), key=behind)
    assert f"{worst['department']} · {worst['channel']}" in said
    counted = whole(moments._moments(reading, AUGUST, span))
    assert f"{show_count(counted['customers'])} customers ×" in said
    assert show_count(round(counted["service_seconds"] / 3600)) in said


def test_each_figure_leads_to_its_touchpoints_contacts(reading: Reading) -> None:
    span = span_of(reading)
    found = moments._touchpoints(reading, AUGUST, span)
    table = card_table(found, reading.settings, AUGUST)
    links = [part for part in table._traverse() if getattr(part, "href", None)]
    assert len(links) > 50
    first = found[0]
    (link, *_) = [one for one in links if "behind=failure" in one.href and _is_of(one.href, first.place)]
    there = read_search(urlsplit(link.href).query, reading.settings)
    assert there.behind == "failure"
    row = first.figures["failure"]
    listed = count_contacts(reading, ContactQuery(there.view(span), None))
    failed = count_contacts(reading, ContactQuery(there.view(span), "failure"))
    assert failed <= row["n"] <= listed
    assert row["value"] is None or failed == round(row["value"] * row["n"])


def _is_of(address: str, place: tuple[str, str, str | None]) -> bool:
    query = parse_qs(urlsplit(address).query)
    return (query["department"][0], query["channel"][0], query["where.stage"][0]) == place


def test_touchpoints_stand_in_the_order_that_is_picked(reading: Reading) -> None:
    cards = reading.ask(score_cards, AUGUST.view(span_of(reading)))
    for name in (None, *FIGURES):
        standings = [touchpoint.standing(name) for touchpoint in touchpoints(cards, name)]
        assert standings == sorted(standings, reverse=True)


def test_the_chart_has_those_furthest_off_the_ones_behind_on_top(reading: Reading) -> None:
    found = moments._touchpoints(reading, AUGUST, span_of(reading))
    chosen = furthest(found, "failure")
    assert 2 <= len(chosen) <= MOST
    far = [abs(one.figures["failure"]["z"]) for one in chosen]
    others = [
        abs(one.figures["failure"]["z"])
        for one in found
        if one not in chosen and one.figures.get("failure", {}).get("z") is not None
    ]
    assert min(far) >= max(others, default=0)
    heights = [behind(one.figures["failure"]) for one in chosen]
    assert heights == sorted(heights, reverse=True)


def test_outcomes_add_up_and_lead_to_their_contacts(reading: Reading) -> None:
    span = span_of(reading)
    counted = moments._moments(reading, AUGUST, span)
    table = ended_table(counted, AUGUST)
    links = [part for part in table._traverse() if getattr(part, "href", None)]
    total = 0
    for link in links:
        there = read_search(urlsplit(link.href).query, reading.settings)
        listed = count_contacts(reading, ContactQuery(there.view(span), "contacts"))
        assert link.children == show_count(listed)
        total += listed
    assert total == whole(counted)["contacts"]


def test_where_nothing_took_place_the_page_says_so(reading: Reading) -> None:
    span, nowhere = span_of(reading), replace(AUGUST).pick(department="no such")
    assert moments._is_empty(reading, nowhere, span)
    assert texts.NO_CONTACTS.en in text_of(moments._finding(reading, nowhere, span))
    assert moments._cards(reading, nowhere, span) == []


@pytest.mark.browser
def test_a_reader_orders_the_score_cards_and_goes_to_contacts(
    world: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/moments?lang=en&since=2026-07-01&until=2026-08-31")
    expect(page.locator("#moments-finding h1")).to_contain_text("touchpoint")
    expect(page.locator("#moments-figures article")).to_have_count(5)
    page.locator("#moments-order").click()
    page.get_by_role("option", name="Failure").click()
    expect(page.locator("#moments-beside-title")).to_contain_text("Failure")
    expect(page).to_have_url(re.compile("measure=failure"))
    page.locator("#moments-cards td a").first.click()
    expect(page.locator("#contacts-shown")).to_be_visible()


def test_what_was_asked_again_leads_to_its_contacts(reading: Reading) -> None:
    span = span_of(reading)
    year = Selection(language="en", since=date(2025, 11, 1), until=date(2026, 10, 31))
    laid = moments._asked_again(reading, year, span)
    assert "Satisfaction of customers who had to say it again differs by −0." in text_of(laid.table)
    links = [part for part in laid.table._traverse() if getattr(part, "href", None)]
    assert len(links) > 8
    for link in links:
        there = read_search(urlsplit(link.href).query, reading.settings)
        listed = count_contacts(reading, ContactQuery(there.view(span), there.behind))
        assert link.children == show_count(listed)
    nowhere = moments._asked_again(reading, AUGUST.pick(department="no such"), span)
    assert texts.NO_ASKED_AGAIN.en in text_of(nowhere.table)
