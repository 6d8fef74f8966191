"""The page of reservations: of a sample company, of one without bookings, and what readers do on it."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from analytics.reservations.waits import booked_waits
from dashboard.address.selection import Selection, Span, read_search
from dashboard.lake.contacts import ContactQuery, count_contacts
from dashboard.lake.store import Reading, Store
from dashboard.pages.reservations import page as reservations
from dashboard.pages.reservations import words as texts
from dashboard.pages.reservations.minutes import show_lateness
from dashboard.pages.reservations.split import split_of
from sample_data import simulate
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project

Open = Callable[..., Page]
ALL_DAYS = Selection(language="en")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small sample company, loaded; tests only read it."""
    return load_world(tmp_path_factory.mktemp("reservations"), simulate(5_000, 200, seed=8))


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    with Store(world.settings).reading() as reading:
        yield reading


@pytest.fixture(scope="module")
def span(reading: Reading) -> Span:
    found = reading.span()
    assert found is not None
    return found[0], found[1]


@pytest.fixture(scope="module")
def year(span: Span) -> Selection:
    return Selection(language="en", since=span[0], until=span[1])


def test_the_sentence_tells_the_ratio_with_its_interval(
    reading: Reading, span: Span, year: Selection
) -> None:
    said = text_of(reservations._finding(reading, year, span))
    ratio = reading.ask(booked_waits, None, year.view(span))["ratio"].item()
    assert f"{100 * ratio:.0f}\N{NO-BREAK SPACE}% as long as walk-ins" in said
    assert "do not clearly come more evenly" in said
    korean = text_of(reservations._finding(reading, Selection("ko", "light", *span), span))
    assert "현장 고객이 기다린 시간의" in korean


def test_cards_tell_what_is_measured(reading: Reading, span: Span, year: Selection) -> None:
    cards = [text_of(card) for card in reservations._cards(reading, year, span)]
    assert len(cards) == reservations.PAGE.card_count
    assert any("No-shows" in card for card in cards) and any("eight in ten" in card for card in cards)


def test_charts_have_both_sides(reading: Reading, span: Span, year: Selection) -> None:
    waits = reservations._ratios(reading, year, span)
    assert {"All", "branch", "visit"} <= set(waits.behind.rows["name"])
    late = reservations._late(reading, year, span)
    assert late.behind.rows.group_by("side").agg(late.behind.rows["share"].sum()).height == 3
    load = reservations._load(reading, year, span)
    assert load.behind.rows.select("booked", "walk_in").sum().row(0) == pytest.approx((1, 1))


def test_no_shows_lead_to_their_contacts(reading: Reading, span: Span, year: Selection) -> None:
    table = reservations._no_shows(reading, year, span).table
    links = [part for part in table._traverse() if getattr(part, "href", None)]
    assert len(links) == 7
    for link in links:
        there = read_search(urlsplit(link.href).query, reading.settings)
        listed = count_contacts(reading, ContactQuery(there.view(span), "no_show"))
        row = reading.measure("no_show", ("department",), year.view(span)).filter(department=link.children)
        value, n = row.select("value", "n").row(0)
        assert listed == round(value * n)


def test_appointments_that_began_late_are_those_behind_the_measure(
    reading: Reading, span: Span, year: Selection
) -> None:
    row = reading.measure("appointment_kept", (), year.view(span)).row(0, named=True)
    listed = count_contacts(reading, ContactQuery(year.view(span), "appointment_kept"))
    assert listed == round((1 - row["value"]) * row["n"]) > 100


@pytest.mark.parametrize("dimension", ["channel", "hour", "weekday", "segment"])
def test_tables_split_by_what_is_picked(
    reading: Reading, span: Span, year: Selection, dimension: str
) -> None:
    picked = Selection("en", "light", *span, split=dimension)
    assert split_of(picked, reading.settings) == dimension
    for laid in (
        reservations._no_shows(reading, picked, span),
        reservations._punctual(reading, picked, span),
    ):
        assert laid.behind is not None and laid.behind.rows.height > 1
        assert "None" not in text_of(laid.table)
    assert split_of(Selection(split="reason"), reading.settings) == "department"


@pytest.mark.parametrize(
    ("minutes", "said"), [(-6.6, "7 min early"), (0.3, "on time"), (12.0, "12 min late")]
)
def test_minutes_are_early_or_late(minutes: float, said: str) -> None:
    assert show_lateness(minutes, "en") == said


def test_a_company_without_bookings_is_told_so(store: Store) -> None:
    with store.reading() as reading:
        span = reading.span()
        assert span is not None
        assert reservations._is_empty(reading, ALL_DAYS, span)
        assert texts.NO_BOOKINGS.en in text_of(reservations._finding(reading, ALL_DAYS, span))
        assert reservations._cards(reading, ALL_DAYS, span) == []


@pytest.mark.browser
def test_a_reader_splits_no_shows_and_goes_to_them(
    world: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/reservations?lang=en")
    expect(page.locator("#reservations-finding h1")).to_contain_text("walk-in")
    expect(page.locator("#reservations-figures article")).to_have_count(6)
    page.locator("#reservations-by").click()
    page.get_by_role("option", name="Channel").click()
    expect(page).to_have_url(re.compile("split=channel"))
    expect(page.locator("#reservations-no-shows-title")).to_have_text("No-shows by Channel")
    page.locator("#reservations-no-shows td a").first.click()
    expect(page.locator("#contacts-shown")).to_contain_text("Bookings that nobody came to")
