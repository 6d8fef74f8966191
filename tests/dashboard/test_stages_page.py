"""The page about stages of the service: of a sample company, and of days without anybody on the way."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pytest
from dash import dcc
from playwright.sync_api import Page, expect

from analytics.stages.in_stages import CLEAR, bottleneck
from dashboard.address.selection import Selection, Span, read_search
from dashboard.lake.contacts import ContactQuery, contacts_behind, count_contacts, read_contacts
from dashboard.lake.store import Reading, Store
from dashboard.pages.stages import page as stages
from dashboard.pages.stages import words as texts
from dashboard.pages.stages.shown import linked, show_figure
from dashboard.wording.numbers import show_count
from sample_data import simulate
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project

Open = Callable[..., Page]
YEAR = Selection(language="en", since=date(2025, 11, 1), until=date(2026, 10, 31))
PROCESS = """
[process]
reasons = ["가입 상담", "가입 신청", "개통 처리", "설치 방문", "설치 후 확인"]
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small sample company, loaded; tests only read it."""
    project = load_world(tmp_path_factory.mktemp("stages"), simulate(6_000, 365, seed=9))
    settings = (project.folder / "touchpoints.toml").read_text(encoding="utf-8")
    first, _, rest = settings.partition("\n")
    project.write("touchpoints.toml", f"{first}\n{PROCESS}\n{rest}")
    return Project(project.folder)


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    with Store(world.settings).reading() as reading:
        yield reading


def span_of(reading: Reading) -> Span:
    span = reading.span()
    assert span is not None
    return span


def customers_of(reading: Reading, link: dcc.Link) -> int:
    """How many customers the contacts are of to which a link leads."""
    there = read_search(urlsplit(link.href).query, reading.settings)
    query = ContactQuery(there.view(span_of(reading)), there.behind)
    listed = read_contacts(reading, query, 0, count_contacts(reading, query))
    return int(listed["customer_id"].n_unique())


def links_of(part: object) -> list[dcc.Link]:
    return [one for one in part._traverse() if isinstance(one, dcc.Link)]  # type: ignore[attr-defined]


def test_the_sentence_names_the_longest_wait_its_share_and_its_owner(reading: Reading) -> None:
    span = span_of(reading)
    said = text_of(stages._finding(reading, YEAR, span))
    row = bottleneck(stages._stages(reading, YEAR, span))
    assert row is not None
    assert (row["next"], row["bottleneck"]) == ("delivery", CLEAR)
    assert "waiting for Delivery after Processing" in said
    assert f"{show_figure(row, 'mean_days', 'en')} on average" in said
    assert "설치 owns Delivery" in said
    assert "설치 방문" in said


def test_every_number_of_customers_leads_to_their_contacts(reading: Reading) -> None:
    span = span_of(reading)
    tables = [stages._table(reading, YEAR, span).table, stages._now(reading, YEAR, span).table]
    links = [link for part in (*tables, *stages._cards(reading, YEAR, span)) for link in links_of(part)]
    assert len(links) >= 15
    for link in links:
        assert link.children == show_count(customers_of(reading, link)), link.href


def test_a_list_says_whose_contacts_it_holds(reading: Reading) -> None:
    span = span_of(reading)
    (_, _, _, beyond, _) = stages._cards(reading, YEAR, span)
    (link,) = links_of(beyond)
    there = read_search(urlsplit(link.href).query, reading.settings)
    label = contacts_behind(there.behind).label
    assert re.fullmatch(r"Contacts of customers in “Processing” for more than \d+ days", label.en)
    assert re.fullmatch(r"'처리' 단계에 \d+일 넘게 있는 고객의 접점", label.ko)


def test_cells_of_groups_lead_to_the_contacts_of_the_group(reading: Reading) -> None:
    span = span_of(reading)
    links = links_of(stages._split(reading, replace(YEAR, split="segment"), span).table)
    assert len(links) >= 8
    found = stages._stages(reading, YEAR, span, "segment")
    rows = found.drop_nulls("mean_days").sort("segment", maintain_order=True)
    assert [customers_of(reading, link) for link in links] == rows["customers"].to_list()


def test_what_is_picked_of_contacts_does_not_narrow_the_page(reading: Reading) -> None:
    span = span_of(reading)
    there = YEAR.pick(department="요금", segment="일반")
    assert stages._stages(reading, there, span).equals(
        stages._stages(reading, YEAR.pick(segment="일반"), span)
    )
    assert set(linked(there, span, reading.settings).picked) == {"segment"}


def test_the_curves_are_those_of_the_longest_unless_others_are_picked(reading: Reading) -> None:
    span = span_of(reading)
    assert "entering Processing: on to Delivery" in str(stages._curves(reading, YEAR, span).title)
    picked = stages._curves(reading, replace(YEAR, listed="0-4"), span)
    assert "entering Reservation: on to After-service" in str(picked.title)
    assert len(picked.chart.data) == 6
    wrong = stages._curves(reading, replace(YEAR, listed="4-0"), span)
    assert "entering Processing" in str(wrong.title)


def test_a_few_days_have_too_few_to_say_how_long_it_takes(reading: Reading) -> None:
    span = span_of(reading)
    short = replace(YEAR, since=date(2026, 10, 30), until=date(2026, 10, 31)).pick(segment="소상공인")
    assert "Too few customers" in text_of(stages._finding(reading, short, span))
    assert stages._cards(reading, short, span) == []
    assert texts.NO_TIMES.en in str(stages._times(reading, short, span).chart)


def test_where_nobody_is_on_the_way_the_page_says_what_is_needed(reading: Reading) -> None:
    span, nowhere = span_of(reading), YEAR.pick(segment="no such")
    assert stages._is_empty(reading, nowhere, span)
    said = text_of(stages._finding(reading, nowhere, span))
    assert texts.NOBODY.en in said and "joined_on" in said


@pytest.mark.browser
def test_a_reader_picks_a_way_and_goes_to_those_who_wait_long(
    world: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/stages?lang=en&since=2025-11-01&until=2026-10-31")
    expect(page.locator("#stages-finding h1")).to_contain_text("waiting for Delivery")
    expect(page.locator("#stages-figures article")).to_have_count(5)
    page.locator("#stages-way").click()
    page.get_by_role("option", name="Reservation → After-service").click()
    expect(page.locator("#stages-curves-title")).to_contain_text("on to After-service")
    expect(page).to_have_url(re.compile("listed=0-4"))
    page.locator("#stages-now td a").first.click()
    expect(page.locator("#contacts-shown")).to_contain_text("now in “Reservation”")
