"""The page about why customers leave: of a sample company, and of one without customers who left."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import polars as pl
import pytest
from playwright.sync_api import Page, expect

from analytics.leaving.causes import NAMED, causes, causes_beside_others
from analytics.leaving.lists import LISTS
from analytics.leaving.lived import said_and_lived
from analytics.leaving.paths import failure_paths
from analytics.view import View
from dashboard.address.selection import Selection
from dashboard.lake.contacts import ContactQuery, count_contacts
from dashboard.lake.store import Reading, Store
from dashboard.pages.leaving import page as leaving
from dashboard.pages.leaving import words as texts
from dashboard.pages.leaving.causes_chart import cause_name
from dashboard.pages.leaving.flow_chart import flow_chart, flow_table
from dashboard.pages.leaving.split import split_of
from dashboard.pages.leaving.tables import split_table
from dashboard.wording.numbers import show_count
from sample_data import simulate
from tests.dashboard.company import make_bare_company
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project

Open = Callable[..., Page]
ENGLISH = Selection(language="en")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small sample company, loaded; tests only read it."""
    return load_world(tmp_path_factory.mktemp("leaving"), simulate(6_000, 365, seed=5))


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    with Store(world.settings).reading() as reading:
        yield reading


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A company that records neither recovery nor customers nor surveys."""
    project = make_bare_company(tmp_path_factory.mktemp("bare"))
    project.ingest()
    return project


def span_of(reading: Reading) -> tuple[date, date]:
    span = reading.span()
    assert span is not None
    return span


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_finding_names_the_cause_named_most_and_how_many_name_none(
    reading: Reading, language: str
) -> None:
    found = reading.ask(causes, (), View())
    first = found.filter(~found["cause"].is_in(["unknown"])).sort("named", descending=True).row(0, named=True)
    selection = replace(ENGLISH, language=language)
    said = text_of(leaving._finding(reading, selection, span_of(reading)))
    assert cause_name(first["cause"], selection.language) in said
    assert show_count(first["n"]) in said
    unknown = found.row(NAMED.index("unknown"), named=True)
    assert f"{100 * unknown['value']:.0f}" in said


def test_the_finding_tells_what_is_said_least_beside_what_was_lived(reading: Reading) -> None:
    lived = reading.ask(said_and_lived, View())
    less = lived.filter(verdict="more_lived").sort("gap")
    assert less.height
    said = text_of(leaving._finding(reading, ENGLISH, span_of(reading)))
    assert f"Said less often than records show it: {cause_name(less['cause'][0], 'en')}" in said


def test_days_that_are_picked_are_those_of_leaving(reading: Reading) -> None:
    days = date(2026, 3, 1), date(2026, 6, 30)
    picked = replace(ENGLISH, since=days[0], until=days[1])
    found = reading.ask(causes, (), View(*days))
    drawn = leaving._named(reading, picked, span_of(reading))
    assert drawn.behind.days == days
    assert drawn.behind.rows["n"].unique().to_list() == [found["n"][0]]
    assert found["n"][0] < reading.ask(causes, (), View())["n"][0]


def test_every_cell_of_the_groups_leads_to_the_contacts_of_who_named_the_cause(reading: Reading) -> None:
    found = reading.ask(causes_beside_others, "customer_type", View())
    table = split_table(found, "customer_type", ENGLISH)
    links = [part for part in table._traverse() if getattr(part, "href", None)]
    assert len(links) == found.filter(pl.col("named").sum().over("cause") > 0).height
    for link in links:
        address = parse_qs(urlsplit(link.href).query)
        assert address["behind"][0] in LISTS
        assert address["where.customer_type"]


def test_every_way_leads_to_as_many_contacts_as_it_is_wide(reading: Reading) -> None:
    span = span_of(reading)
    found = reading.ask(failure_paths, View())
    table = flow_table(found, leaving._linked(ENGLISH, span))
    links = [part for part in table._traverse() if getattr(part, "href", None)]
    assert len(links) == found.links.height
    for link in links:
        name = parse_qs(urlsplit(link.href).query)["behind"][0]
        listed = count_contacts(reading, ContactQuery(View(*span), name))
        assert link.children == show_count(listed), name


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_flow_has_a_band_for_every_way_and_a_name_for_every_place(reading: Reading, theme: str) -> None:
    found = reading.ask(failure_paths, View())
    chart = flow_chart(found, replace(ENGLISH, theme=theme))
    bands = [trace for trace in chart.data if trace.fill == "toself"]
    assert len(bands) == found.links.height
    heights = [abs(band.y[0] - band.y[-1]) for band in bands]
    widths = [row / found.failures for row in sorted(found.links["failures"])]
    assert [height / sum(heights) * 3 for height in sorted(heights)] == pytest.approx(widths)
    places = {*found.links["source"], *found.links["target"]}
    assert len(chart.layout.shapes) == len(places)


def test_the_first_dimension_splits_unless_a_known_one_is_picked(world: Project) -> None:
    assert split_of(ENGLISH, world.settings) == "customer_type"
    assert split_of(replace(ENGLISH, split="channel"), world.settings) == "channel"
    assert split_of(replace(ENGLISH, split="horoscope"), world.settings) == "customer_type"


def test_every_part_says_why_it_is_empty_where_nobody_left(bare: Project) -> None:
    with Store(bare.settings).reading() as reading:
        span = span_of(reading)
        assert leaving._is_empty(reading, ENGLISH, span)
        assert leaving._cards(reading, ENGLISH, span) == []
        said = text_of(leaving._finding(reading, ENGLISH, span))
        assert texts.NOBODY_LEFT.en in said
        assert texts.NEEDED.en in said


@pytest.mark.browser
def test_a_reader_sees_causes_and_goes_to_the_contacts_of_a_way(
    world: Project, reading: Reading, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/leaving?lang=en")
    expect(page.locator("#leaving-finding h1")).to_contain_text("name most is Price")
    expect(page.locator("#leaving-figures article")).to_have_count(5)
    expect(page.locator("#leaving-causes .js-plotly-plot .trace").first).to_be_visible()
    page.locator("#leaving-ways").scroll_into_view_if_needed()
    first = page.locator("#leaving-ways a").first
    failures = first.inner_text()
    first.click()
    expect(page.locator("#contacts-shown")).to_contain_text("Failed → Complained")
    expect(page.locator("#contacts-shown")).to_contain_text(failures)


@pytest.mark.browser
def test_a_click_on_a_band_leads_to_its_contacts(
    world: Project, reading: Reading, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/leaving?lang=en")
    flow = page.locator("#leaving-flow .js-plotly-plot")
    flow.scroll_into_view_if_needed()
    expect(flow.locator(".trace").first).to_be_attached()
    place = flow.locator(".nsewdrag").bounding_box()
    assert place
    # Near the left end there is nothing but failures that were complained about, or were not.
    page.mouse.click(place["x"] + place["width"] * 0.12, place["y"] + place["height"] * 0.7)
    link = reading.ask(failure_paths, View()).links.row(
        by_predicate=pl.col("target") == "no_complaint", named=True
    )
    expect(page.locator("#contacts-shown")).to_contain_text("Failed → Did not complain")
    expect(page.locator("#contacts-shown")).to_contain_text(show_count(link["failures"]))


@pytest.mark.browser
def test_another_group_is_picked_and_kept_in_the_address(
    world: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/leaving?lang=en&split=contact_tier")
    table = page.locator("#leaving-split")
    table.scroll_into_view_if_needed()
    expect(table.locator("tbody th").first).to_contain_text("contact")
    expect(page.locator("#leaving-split-title")).to_contain_text("contact tier")
