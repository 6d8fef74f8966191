"""The page on churn drivers: what goes with leaving, what if, whom to call, and why there is nothing."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from analytics.drivers.declared import DRIVERS
from dashboard.address.selection import Selection
from dashboard.lake.store import Reading, Store
from dashboard.pages.drivers import page as drivers
from dashboard.pages.drivers import risk_panel, what_if
from dashboard.pages.drivers.odds_chart import ROW_HEIGHT, Odds, odds_chart
from dashboard.pages.drivers.what_if import caps_of
from sample_data import simulate
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project

Open = Callable[..., Page]
KOREAN, ENGLISH = Selection(language="ko"), Selection(language="en")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small sample company, loaded; tests only read it."""
    return load_world(tmp_path_factory.mktemp("world"), simulate(6_000, 245, seed=6))


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    with Store(world.settings).reading() as reading:
        yield reading


def shown(fill: Callable[..., Any], reading: Reading, selection: Selection) -> Any:
    span = reading.span()
    assert span is not None
    return fill(reading, selection, span)


def test_the_sentence_says_what_it_is_adjusted_for_and_how_leaving_is_known(reading: Reading) -> None:
    said = text_of(shown(drivers._finding, reading, ENGLISH))
    assert "adjusted for the others and for tenure, segment, number of contacts" in said
    assert "(left_on)" in said and "From 2026-04 to 2026-10" in said
    assert "이탈" in text_of(shown(drivers._finding, reading, KOREAN))


def test_without_picked_days_all_complete_months_are_looked_at(reading: Reading) -> None:
    cards = shown(drivers._cards, reading, ENGLISH)
    assert len(cards) == 5
    assert all("2026-04 – 2026-10" in text_of(card) for card in cards[:4])
    assert all(re.search(r"n [\d,]+", text_of(card)) for card in cards)


def test_every_level_is_drawn_with_its_n(reading: Reading) -> None:
    odds, shares = (shown(fill, reading, ENGLISH).chart for fill in (drivers._odds, drivers._shares))
    words = [note.text for note in odds.layout.annotations]
    assert len(odds.data) * 2 == len(words)
    assert any("Unrecovered failures" in text for text in words)
    assert sum("· n " in text for text in words) == len(odds.data)
    named = {note.text for note in shares.layout.annotations}
    # Behind the name stands the money that the share comes to.
    labels = {name.partition(" · ")[0] for name in named}
    assert len(labels & {driver.label.en for driver in DRIVERS.values()}) == len(shares.data) - 1


def test_a_dot_whose_interval_holds_1_is_pale() -> None:
    rows = [Odds("clear", 2, 1.5, 2.5, 100), Odds("not clear", 1.1, 0.8, 1.5, 100)]
    clear, pale = (trace.marker.color for trace in odds_chart(rows, ENGLISH).data)
    assert clear != pale


def test_no_name_stands_on_the_line_that_marks_1() -> None:
    rows = [Odds(f"a name as long as names get {place}", 1.1, 0.8, 1.5, 100) for place in range(6)]
    chart = odds_chart(rows, ENGLISH)
    half = 10 / ROW_HEIGHT  # of a line of text
    names = [note.y for note in chart.layout.annotations if note.xanchor == "left"]
    lines = [(line.y0, line.y1) for line in chart.layout.shapes if line.yref in (None, "y")]
    assert len(names) == len(lines) == len(chart.layout.shapes) == len(rows)
    for bottom, top in lines:
        assert all(top <= name - half or bottom >= name + half for name in names)


def test_caps_in_the_address_are_answered_and_nonsense_is_left_aside(reading: Reading) -> None:
    now = text_of(shown(what_if._answer, reading, ENGLISH))
    assert "→" not in now and "Leaving per month" in now
    capped = Selection(language="en", caps=("over_promise=0", "over_promise=x", "waits=1", "complaints=7"))
    assert caps_of(capped) == (("over_promise", 0),)
    then = text_of(shown(what_if._answer, reading, capped))
    assert "→" in then and "95 % interval" in then and "adjustments" in then


def test_the_file_of_customers_at_risk_holds_those_of_the_table(reading: Reading) -> None:
    title, _, rows = shown(risk_panel.risk, reading, ENGLISH)
    assert "2026-11" in title
    file = shown(risk_panel.risk_file, reading, ENGLISH)
    assert file.rows["Customer"].to_list() == [row["customer_id"] for row in rows]
    assert len(rows) == risk_panel.MOST_CUSTOMERS
    assert file.name == "customers_at_risk_2026-11"


def test_days_without_a_complete_month_are_told_in_words(reading: Reading) -> None:
    days = Selection(language="en", since=reading.span()[0], until=reading.span()[0])  # type: ignore[index]
    assert "no complete month" in text_of(shown(drivers._finding, reading, days))
    assert shown(drivers._cards, reading, days) == []
    assert shown(drivers._is_empty, reading, days)
    assert shown(risk_panel.risk, reading, days)[2] == []


@pytest.mark.browser
def test_a_slider_says_what_leaving_would_be_and_stays_in_the_address(
    world: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/drivers?lang=en")
    answer = page.locator("#what-if-answer")
    expect(answer).to_contain_text("Leaving per month")
    page.get_by_role("slider", name="Complaints").focus()
    page.keyboard.press("ArrowLeft")
    expect(answer).to_contain_text("→")
    expect(page).to_have_url(re.compile("cap=complaints%3D0"))
    page.get_by_role("button", name="Definition of Leaving per month").click()
    expect(page.locator(".definition")).to_contain_text("Customers who left / customer-months at risk")


@pytest.mark.browser
@pytest.mark.slow
def test_a_customer_at_risk_leads_to_their_record_and_on_to_their_contacts(
    world: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/drivers?lang=en")
    link = page.locator(".risk-grid .ag-row[row-index='0'] a")
    expect(link).to_have_text(re.compile("C"))
    customer = link.text_content()
    link.click()
    expect(page.locator("#customer-finding h1")).to_contain_text(f"Customer {customer}")
    page.get_by_role("link", name="See the contacts as a list").click()
    ((contacts,),) = world.query(f"SELECT count(*) FROM contacts WHERE customer_id = '{customer}'")
    listed = page.locator("#contacts-shown")
    expect(listed).to_contain_text(f"All contacts of customer {customer}: {contacts} · All departments")
    expect(page.locator(".ag-row [col-id=occurred_local]")).to_have_count(contacts)
    page.get_by_role("link", name="Show all contacts").click()
    expect(listed).not_to_contain_text(customer)


@pytest.mark.browser
@pytest.mark.slow
def test_a_company_without_a_month_to_look_at_is_told_so(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/drivers?lang=en")
    expect(page.get_by_role("status")).to_contain_text("There is no complete month")
    expect(page.locator("#drivers-charts")).to_be_hidden()
