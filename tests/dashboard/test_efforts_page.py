"""The page What works in recovery: of a sample company, and of one that does not say what was done."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import polars as pl
import pytest
from playwright.sync_api import Page, expect

from analytics.recovery.lists import kinds_name
from dashboard.address.selection import Selection, Span, read_search
from dashboard.lake.contacts import ContactQuery, contacts_behind, count_contacts
from dashboard.lake.store import Reading, Store
from dashboard.pages.efforts import page as efforts_page
from dashboard.pages.efforts import words as texts
from dashboard.pages.efforts.effects_chart import effects_chart, speed_chart, told_kinds
from dashboard.pages.efforts.origins_tables import origins_table, works_table
from dashboard.pages.efforts.sets_table import sets_table
from sample_data import simulate
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project

Open = Callable[..., Page]
EVERYTHING = Selection(language="en")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A sample company, loaded; tests only read it."""
    return load_world(tmp_path_factory.mktemp("efforts"), simulate(12_000, 365, seed=9))


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    with Store(world.settings).reading() as reading:
        yield reading


@pytest.fixture(scope="module")
def span(reading: Reading) -> Span:
    span = reading.span()
    assert span is not None
    return span


def test_the_sentence_names_what_is_clear_and_what_speed_does(reading: Reading, span: Span) -> None:
    said = text_of(efforts_page._finding(reading, EVERYTHING, span))
    found = efforts_page._efforts(reading, EVERYTHING, span)
    clear = [row for row in told_kinds(found, "csat") if row["is_clear"]]
    for row in clear:
        assert kinds_name(row["kind"]).en in said
    assert (texts.NONE_WORKS.en in said) == (not clear)
    assert "Each doubling of the time to recover goes with −0." in said
    assert f"{found.tried:,} failures" in said


def test_charts_draw_every_kind_and_step_that_is_told(reading: Reading, span: Span) -> None:
    found = efforts_page._efforts(reading, EVERYTHING, span)
    for outcome in ("csat", "recovered", "left"):
        chart = effects_chart(found, outcome, EVERYTHING)
        assert len(chart.data) == len(told_kinds(found, outcome)) > 0
    steps = found.speed_steps.filter(pl.col("note").is_null())
    assert list(speed_chart(found, EVERYTHING).data[0].y) == steps["value"].to_list()


def test_numbers_lead_to_the_contacts_that_they_count(reading: Reading, span: Span) -> None:
    found, linked = (
        efforts_page._efforts(reading, EVERYTHING, span),
        efforts_page._linked(EVERYTHING, span),
    )
    origins = efforts_page._origins(reading, EVERYTHING, span)
    tables = [sets_table(found, reading.settings, linked), origins_table(origins, linked)]
    links = [part for table in tables for part in table._traverse() if getattr(part, "href", None)]
    assert len(links) > 8
    for link in links:
        there = read_search(urlsplit(link.href).query, reading.settings)
        listed = count_contacts(reading, ContactQuery(there.view(span), there.behind))
        assert link.children == f"{listed:,}"


def test_cells_of_a_split_and_of_what_works_lead_to_their_part(reading: Reading, span: Span) -> None:
    drawn = efforts_page._split(reading, EVERYTHING, span)
    links = [part for part in drawn.table._traverse() if getattr(part, "href", None)]
    there = read_search(urlsplit(links[0].href).query, reading.settings)
    assert there.behind == "failure"
    assert there.view(span).of("failure_origin") and there.view(span).of("channel")


def test_a_cell_of_what_works_leads_to_the_recoveries_of_its_origin(reading: Reading, span: Span) -> None:
    found = efforts_page._efforts(reading, EVERYTHING, span)
    told = found.by_origin.with_columns(
        difference=pl.lit(0.5), low=pl.lit(0.2), high=pl.lit(0.8), is_clear=True, note=pl.lit(None, pl.String)
    )
    works = works_table(replace(found, by_origin=told), reading.settings, EVERYTHING)
    links = [part for part in works._traverse() if getattr(part, "href", None)]
    assert len(links) == told.height
    there = read_search(urlsplit(links[0].href).query, reading.settings)
    assert "Recovered failures (with" in contacts_behind(there.behind).label.en
    assert there.view(span).of("failure_origin") == ("staff",)


def test_cards_are_measures_the_clearest_effort_speed_and_origin(reading: Reading, span: Span) -> None:
    cards = efforts_page._cards(reading, EVERYTHING, span)
    assert len(cards) == efforts_page.PAGE.card_count <= 7
    said = text_of(cards[2])
    assert "Clearest effort" in said and "points" in said


def test_where_nothing_is_said_the_page_says_what_is_missing(reading: Reading, span: Span) -> None:
    nowhere = replace(EVERYTHING).pick(department="no such")
    assert texts.NOT_SAID.en in text_of(efforts_page._finding(reading, nowhere, span))
    for fill in (efforts_page._sets, efforts_page._arise, efforts_page._split, efforts_page._works):
        laid = fill(reading, nowhere, span)
        assert not [part for part in laid.table._traverse() if getattr(part, "href", None)]
    assert len(efforts_page._cards(reading, nowhere, span)) == len(efforts_page.CARDS)


@pytest.mark.browser
def test_a_reader_splits_origins_and_goes_to_contacts(
    world: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/efforts?lang=en")
    expect(page.locator("#efforts-finding h1")).to_contain_text("satisfaction")
    page.locator("#efforts-by").click()
    page.get_by_role("option", name="Department").click()
    expect(page.locator("#efforts-split-title")).to_contain_text("by department")
    expect(page).to_have_url(re.compile("split=department"))
    page.locator("#efforts-sets td a").first.click()
    expect(page.locator("#contacts-shown")).to_contain_text("Recovered failures")
