"""The page of a customer's record: of a sample company, of nobody, and where the settings hide it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from analytics.customer.record import CustomerRecord, customer_record
from dashboard.address.links import record_of, to_page, to_record
from dashboard.address.selection import Selection, read_search
from dashboard.lake.store import Reading, Store
from dashboard.pages.customer import page as customer
from dashboard.pages.customer import words as texts
from sample_data import simulate
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project
from warehouse.settings import Server, Settings

Open = Callable[..., Page]
ENGLISH = Selection(language="en")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small sample company, loaded; tests only read it."""
    return load_world(tmp_path_factory.mktemp("customer"), simulate(4_000, 365, seed=15))


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    with Store(world.settings).reading() as reading:
        yield reading


@pytest.fixture(scope="module")
def busiest(world: Project) -> str:
    """The customer with the most contacts of those with something open."""
    ((found,),) = world.query(
        "SELECT customer_id FROM contacts WHERE customer_id IN (SELECT customer_id FROM customers)"
        " GROUP BY ALL HAVING count_if(outcome = 'failed') > 2 ORDER BY count(*) DESC, 1 LIMIT 1"
    )
    return str(found)


def record_in(reading: Reading, customer_id: str) -> CustomerRecord:
    found = reading.ask(customer_record, customer_id)
    assert isinstance(found, CustomerRecord)
    return found


def test_sentence_cards_and_tables_tell_the_record(reading: Reading, busiest: str) -> None:
    selection, span = replace(ENGLISH, customer=busiest), reading.span()
    assert span is not None
    record = record_in(reading, busiest)
    said = text_of(customer._finding(reading, selection, span))
    assert busiest in said and f"contacts {len(record.contacts)}" in said
    cards = " ".join(text_of(card) for card in customer._cards(reading, selection, span))
    assert str(record.known["segment"]) in cards and str(len(record.open)) in cards
    opened = text_of(customer._open(reading, selection, span).table)
    assert all(contact in opened for contact in record.open["id"])
    again = text_of(customer._again(reading, selection, span).table)
    assert all(contact in again for contact in record.repeated["id"])
    events = customer._events(reading, selection, span)
    assert events.behind is not None and events.behind.rows.height == record.line.height


def test_every_event_but_joining_has_a_mark(reading: Reading, busiest: str) -> None:
    span = reading.span()
    assert span is not None
    drawn = customer._line(reading, replace(ENGLISH, customer=busiest), span)
    line = record_in(reading, busiest).line
    marks = sum(len(trace.x) for trace in drawn.chart.data)
    assert marks == line.height - line.filter(kind="joined").height


def test_the_risk_is_told_with_what_goes_with_it(reading: Reading, busiest: str) -> None:
    span = reading.span()
    assert span is not None
    for language in ("ko", "en"):
        said = text_of(customer._risk(reading, Selection(language=language, customer=busiest), span).table)
        assert "%" in said or "no risk" in said or "위험을 말할 수 없습니다" in said


@pytest.mark.parametrize("given", ["nobody-1", "C9", "<b>x</b>"])
def test_nobody_has_the_id_and_those_near_it_are_links(reading: Reading, given: str) -> None:
    span = reading.span()
    assert span is not None
    selection = replace(ENGLISH, customer=given)
    said = customer._finding(reading, selection, span)
    links = [part.href for part in said._traverse() if getattr(part, "href", None)]
    assert given in text_of(said) and len(links) == 5
    near = read_search(links[0].partition("?")[2], reading.settings).customer
    assert near is not None and record_in(reading, near).known
    assert customer._is_empty(reading, selection, span) and customer._cards(reading, selection, span) == []


def test_without_an_id_one_is_asked_for(reading: Reading) -> None:
    span = reading.span()
    assert span is not None
    assert texts.ASK.en in text_of(customer._finding(reading, ENGLISH, span))


def test_hidden_records_are_not_shown_nor_linked(world: Project, busiest: str) -> None:
    settings = world.settings.model_copy(update={"server": Server(customer_records="hidden")})
    with Store(settings).reading() as reading:
        selection, span = replace(ENGLISH, customer=busiest), reading.span()
        assert span is not None
        assert customer._is_empty(reading, selection, span)
        said = text_of(customer._finding(reading, selection, span))
    assert texts.HIDDEN.en in said and busiest not in said
    assert record_of(busiest, ENGLISH, settings) == ""
    assert record_of(None, ENGLISH, Settings()) == ""


def test_the_address_of_a_record_holds_the_id_and_other_pages_drop_it() -> None:
    address = to_record("K 1&2", replace(ENGLISH, theme="dark"))
    assert read_search(address.partition("?")[2], Settings()).customer == "K 1&2"
    there = read_search(address.partition("?")[2], Settings())
    assert "K" not in to_page("/waiting", there).partition("?")[2]


@pytest.mark.browser
def test_a_reader_finds_a_record_by_typing_searching_and_clicking(
    world: Project, busiest: str, serve: Callable[..., str], open_page: Open
) -> None:
    site = serve(world.settings)
    # Wide enough for the column of customers.
    page = open_page(f"{site}/customer?lang=en", 2400)
    expect(page.get_by_role("status").first).to_contain_text(texts.ASK.en)
    page.locator("#customer-id").fill(busiest)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"customer={busiest}"))
    expect(page.locator("#customer-finding h1")).to_contain_text(busiest)
    expect(page.locator("#customer-figures article")).to_have_count(6)
    expect(page.locator("#customer-events tbody tr").first).to_be_visible()
    page.get_by_role("link", name=texts.ALL_CONTACTS.en).click()
    cell = page.locator(".contacts-grid .ag-row[row-index='0'] [col-id=customer_id] a")
    expect(cell).to_have_text(busiest)
    cell.click()
    expect(page.locator("#customer-finding h1")).to_contain_text(busiest)
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").last.fill(f"{busiest}x")
    expect(page.get_by_role("option").last).to_contain_text(f"Record of customer {busiest}x")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("There is no customer")
    expect(page.locator("#customer-finding a").first).to_be_visible()
