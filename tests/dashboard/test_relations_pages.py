"""The pages on stages of the relationship, contact level and outbound calls: of a sample company, and of
nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import polars as pl
import pytest
from dash import dcc
from playwright.sync_api import Page as Browser
from playwright.sync_api import expect

from dashboard.address.selection import Selection, Span, read_search
from dashboard.lake.contacts import ContactQuery, count_contacts, read_contacts
from dashboard.lake.store import Reading, Store
from dashboard.pages.contact_level.page import PAGE as CONTACT_LEVEL
from dashboard.pages.outbound.page import PAGE as OUTBOUND
from dashboard.pages.relationship.page import PAGE as RELATIONSHIP
from dashboard.parts.page import Page
from dashboard.parts.panel import Chart, Table
from sample_data import simulate
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project
from warehouse.settings import Settings

Open = Callable[..., Browser]
PAGES = (RELATIONSHIP, CONTACT_LEVEL, OUTBOUND)
NAMES = [page.key for page in PAGES]
AUTUMN = Selection(language="en", since=date(2026, 9, 1), until=date(2026, 10, 30))
EARLY = Selection(language="ko", since=date(2025, 11, 1), until=date(2025, 11, 3))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small sample company with the calls that it made; tests only read it."""
    company = simulate(1_500, 365, seed=12)
    calls = company.calls.with_columns(pl.col("service_seconds").cast(pl.Float64))
    both = pl.concat([company.contacts, calls], how="diagonal")
    return load_world(tmp_path_factory.mktemp("relations"), replace(company, contacts=both))


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    with Store(world.settings).reading() as reading:
        yield reading


def span_of(reading: Reading) -> Span:
    span = reading.span()
    assert span is not None
    return span


def filled(page: Page, reading: Reading, selection: Selection) -> dict[str, Any]:
    """What fills each part of the page, by its id."""
    span = span_of(reading)
    assert page.finding is not None
    assert page.cards is not None
    own: dict[str, Any] = {part.name: part.fill for part in page.parts if isinstance(part, Chart | Table)}
    fills = {"finding": page.finding, "cards": page.cards, **own}
    return {name: fill(reading, selection, span) for name, fill in fills.items()}


def links_in(part: Any) -> list[dcc.Link]:
    if isinstance(part, dcc.Link):
        return [part]
    children = getattr(part, "children", part if isinstance(part, list | tuple) else None)
    if not isinstance(children, list | tuple):
        children = [children] if children is not None and not isinstance(children, str) else []
    return [link for child in children for link in links_in(child)]


def contacts_of(reading: Reading, link: dcc.Link) -> pl.DataFrame:
    there = read_search(urlsplit(link.href).query, reading.settings)
    query = ContactQuery(there.view(span_of(reading)), there.behind)
    return read_contacts(reading, query, 0, count_contacts(reading, query))


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_part_is_filled_in_both_languages(page: Page, reading: Reading, language: Any) -> None:
    found = filled(page, reading, replace(AUTUMN, language=language))
    assert len(found["cards"]) == page.card_count
    for name, part in found.items():
        if hasattr(part, "behind"):
            assert part.behind.exact(language).height, name
            assert part.behind.texts(language, 3), name
        else:
            assert text_of(part), name


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_days_with_hardly_anything_are_told_in_sentences(page: Page, reading: Reading) -> None:
    found = filled(page, reading, EARLY)
    assert "nan" not in text_of(found["finding"]).lower()
    assert text_of(found["finding"]).strip().endswith((".", ")"))


def test_a_card_leads_to_the_contacts_of_its_customers(reading: Reading) -> None:
    cards = filled(CONTACT_LEVEL, reading, AUTUMN)["cards"]
    (link,) = links_in(cards[3])
    listed = contacts_of(reading, link)
    assert f"{listed['customer_id'].n_unique():,}" == link.children


def test_calls_lead_to_calls_and_no_other_list_has_them(reading: Reading) -> None:
    tried, reached, *_ = (links_in(card) for card in filled(OUTBOUND, reading, AUTUMN)["cards"])
    for (link,) in (tried, reached):
        listed = contacts_of(reading, link)
        assert f"{listed.height:,}" == link.children
        assert listed["contact_id"].str.starts_with("OB").all()
    everything = read_contacts(reading, ContactQuery(AUTUMN.view(span_of(reading))), 0, 100_000)
    assert not everything["contact_id"].str.starts_with("OB").any()


def test_a_move_leads_to_those_who_moved(reading: Reading) -> None:
    table = filled(RELATIONSHIP, reading, AUTUMN)["relationship-moves"].table
    link = next(link for link in links_in(table) if "retained.retained" in link.href)
    assert 0 < contacts_of(reading, link)["customer_id"].n_unique() <= int(link.children.replace(",", ""))


def test_a_change_of_contact_level_leads_to_those_who_changed(reading: Reading) -> None:
    table = filled(CONTACT_LEVEL, reading, AUTUMN)["contactlevel-moves"].table
    links = links_in(table)
    link = next(link for link in links if "contact_level.none.rare_shallow" in link.href)
    assert contacts_of(reading, link)["customer_id"].n_unique() == int(link.children.replace(",", ""))
    # Who made no contact in these days has none to look at.
    assert not any(".none&" in link.href or link.href.endswith(".none") for link in links)


@pytest.mark.browser
@pytest.mark.parametrize("path", [page.path for page in PAGES], ids=NAMES)
def test_the_page_is_seen(
    open_page: Open, serve: Callable[[Settings], str], world: Project, path: str
) -> None:
    page = open_page(f"{serve(world.settings)}{path}?lang=en")
    expect(page.locator(".finding h1, .notice h1").first).not_to_be_empty()
    expect(page.locator(".panel table").first).to_be_visible()
