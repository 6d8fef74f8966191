"""The page on money: of a sample company, of one without values, and the money on other pages."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from analytics.money.lifetime_value import lifetime_value
from analytics.money.lists import AT_A_LOSS, LISTS, of_value_group
from analytics.money.lost import value_lost
from analytics.money.money_a_year import LEAVING, OF_FAILING, money_a_year
from analytics.money.serving import serving
from analytics.view import View
from dashboard.address.selection import Selection, read_search
from dashboard.lake.contacts import ContactQuery, count_contacts
from dashboard.lake.store import Reading, Store
from dashboard.pages.drivers import facts as driver_facts
from dashboard.pages.drivers.what_if import what_if_answer
from dashboard.pages.leaving import page as leaving
from dashboard.pages.money import page as money
from dashboard.pages.money import words as texts
from dashboard.pages.money.tables import care_table
from dashboard.pages.money.year_chart import shown, year_chart
from dashboard.pages.recovery import page as recovery
from dashboard.parts.leaving_model import drivers_shares, leaving_model
from dashboard.wording import terms
from dashboard.wording.money_words import item_name
from dashboard.wording.numbers import say_money, show_count, show_estimate
from sample_data import simulate
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project

Open = Callable[..., Page]
ENGLISH, KOREAN = Selection(language="en"), Selection(language="ko")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small sample company, loaded; tests only read it."""
    return load_world(tmp_path_factory.mktemp("money"), simulate(5_000, 245, seed=6))


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    with Store(world.settings).reading() as reading:
        yield reading


def filled(fill: Callable[..., Any], reading: Reading, selection: Selection = ENGLISH) -> Any:
    span = reading.span()
    assert span is not None
    return fill(reading, selection, span)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_sentence_says_what_leaves_in_a_year_and_what_is_there(reading: Reading, language: Any) -> None:
    said = text_of(filled(money._finding, reading, Selection(language=language)))
    lost = reading.ask(value_lost, View()).row(0, named=True)
    assert say_money(lost["value"], lost["low"], lost["high"], language) in said
    assert show_count(lost["n"]) in said
    whole = reading.ask(lifetime_value, View()).whole.row(0, named=True)
    assert say_money(whole["total"], whole["total_low"], whole["total_high"], language) in said
    assert "money.margin" in said


def test_a_filter_of_contacts_is_said_not_to_act(reading: Reading) -> None:
    some = ENGLISH.pick(department="요금", segment="우수")
    said = text_of(filled(money._finding, reading, some))
    assert "those by Department do not" in said
    narrowed = reading.ask(value_lost, View(picked={"segment": ["우수"]})).row(0, named=True)
    assert show_count(narrowed["n"]) in said


def test_seven_cards_have_figures_with_their_intervals_and_ways_on(reading: Reading) -> None:
    cards = filled(money._cards, reading)
    assert len(cards) == 7
    links = [part.href for card in cards for part in card._traverse() if getattr(part, "href", None)]
    assert any(link.startswith("/drivers") for link in links)
    assert {"cost_per_contact", "conversion", "repurchase", "refund_rate"} <= {
        read_search(urlsplit(link).query, reading.settings).behind for link in links
    }


def test_the_chart_ranks_what_comes_to_something_and_leads_to_contacts(reading: Reading) -> None:
    found = reading.ask(money_a_year, View())
    rows = shown(found)
    assert rows["value"].to_list() == sorted(rows["value"], reverse=True)
    assert LEAVING not in rows["item"] and (rows["value"] > 0).all()
    chart = year_chart(found, ENGLISH)
    names = [note.text for note in chart.layout.annotations]
    assert [name for name in names if name in [item_name(item, "en") for item in rows["item"]]] == [
        item_name(item, "en") for item in rows["item"]
    ]
    assert all(trace.meta for trace in chart.data)
    drawn = filled(money._year, reading)
    # What the chart has no room for is in the table behind it.
    assert drawn.behind.rows.height == found.height


def test_a_tenth_leads_to_its_customers_contacts(reading: Reading) -> None:
    served = reading.ask(serving, View())
    table = care_table(served, ENGLISH)
    links = [part.href for part in table._traverse() if getattr(part, "href", None)]
    behind = [read_search(urlsplit(link).query, reading.settings).behind for link in links]
    assert behind == [*(of_value_group(group) for group in range(1, 11)), AT_A_LOSS]
    span = reading.span()
    assert span is not None
    whole = View(*span)
    counted = [count_contacts(reading, ContactQuery(whole, name)) for name in behind]
    known = reading.rows(
        "SELECT count(*) AS n FROM contacts SEMI JOIN customers USING (customer_id)", {}
    ).item()
    # Customers of less than a month are in no tenth.
    assert 0.9 * known < sum(counted[:10]) <= known
    losing = served.filter(served["value_group"].is_null())["losing"].item()
    assert (counted[10] > 0) == (losing > 0)
    assert "not to be turned away" in text_of(table)


@pytest.mark.parametrize("name", sorted(LISTS))
def test_every_list_can_be_opened(reading: Reading, name: str) -> None:
    span = reading.span()
    assert span is not None
    assert count_contacts(reading, ContactQuery(View(*span), name)) >= 0


def test_costs_by_tier_channel_and_reason_are_those_of_the_measures(reading: Reading) -> None:
    laid = filled(money._costs, reading)
    assert laid.behind is not None
    high = laid.behind.rows.filter(by="contact_tier", name=terms.tier_name("high", "en")).row(0, named=True)
    measured = reading.measure("cost_per_contact", (), View(picked={"contact_tier": ["high"]})).row(
        0, named=True
    )
    assert high["cost_per_contact"] == pytest.approx(measured["value"])
    assert set(laid.behind.rows["by"]) == {"contact_tier", "channel", "reason"}
    links = [part.href for part in laid.table._traverse() if getattr(part, "href", None)]
    assert links


def test_what_is_bought_tells_refunds_after_failures(reading: Reading) -> None:
    said = text_of(filled(money._bought, reading).table)
    assert "cross-selling" in said and "times as frequent as on other days" in said


def test_rules_of_thumb_stand_beside_what_the_data_say(reading: Reading) -> None:
    said = text_of(filled(money._rules, reading).table)
    assert "6 times" in said and "85.0\N{NO-BREAK SPACE}%" in said and "9 people" in said
    assert texts.NOT_KNOWN.en in said


@pytest.mark.parametrize("fill", [money._lifetime, money._serving, money._sales])
def test_charts_have_a_row_for_each_figure(reading: Reading, fill: Callable[..., Any]) -> None:
    drawn = filled(fill, reading)
    assert len(drawn.chart.data) >= 8
    assert drawn.behind.rows.height >= 8


def test_money_in_sentences_has_words_and_the_digits_of_its_interval() -> None:
    assert say_money(10_942_000_000, 10_640_000_000, 11_270_000_000, "ko") == "109억"
    assert say_money(10_942_000_000, 10_640_000_000, 11_270_000_000, "en") == "10.9\N{NO-BREAK SPACE}billion"
    assert say_money(2_186_000, 2_170_000, 2_198_000, "ko") == "219만"
    assert say_money(4148.2, 4125, 4171, "en") == "4,148"


def test_shares_of_drivers_are_told_in_money_a_year(reading: Reading) -> None:
    model = leaving_model(reading, View())
    lost = driver_facts.value_lost_in(reading, View())
    assert lost is not None
    rows = driver_facts.share_rows(drivers_shares(reading, View()), model, lost, "en")
    whole = lost["value"][0]
    for row in rows:
        assert row.money == pytest.approx(row.value * whole)
    assert driver_facts.value_lost_in(reading, View(picked={"department": ["요금"]})) is None
    without = driver_facts.share_rows(drivers_shares(reading, View()), model, None, "en")
    assert all(row.money is None for row in without)


def test_a_cap_is_told_in_money(reading: Reading) -> None:
    model = leaving_model(reading, View())
    lost = reading.ask(value_lost, View())
    capped = replace(ENGLISH, caps=("unrecovered_failures=0",))
    said = " ".join(map(text_of, what_if_answer(model, reading.settings, capped, lost)))
    assert "customers' value that leaves a year" in said
    unmoved = " ".join(map(text_of, what_if_answer(model, reading.settings, ENGLISH, lost)))
    assert "customers' value that leaves a year" not in unmoved


def test_causes_of_leaving_are_ordered_by_the_value_that_left(reading: Reading) -> None:
    drawn = filled(leaving._named, reading)
    rows = drawn.behind.rows
    lost = reading.ask(value_lost, View()).drop_nulls("cause")
    assert rows["money"].drop_nulls().sort().to_list() == lost["value"].drop_nulls().sort().to_list()
    top = (
        lost.filter(lost["cause"] != "unknown")
        .sort("value", descending=True, nulls_last=True)
        .row(0, named=True)
    )
    money_said = show_estimate(top["value"], top["low"], top["high"], "money", "en")
    assert money_said in drawn.chart.layout.annotations[0].text
    somewhere = filled(leaving._named, reading, ENGLISH.pick(department="요금"))
    assert somewhere.behind.rows["money"].null_count() == somewhere.behind.rows.height


def test_failing_is_told_in_money_a_year(reading: Reading) -> None:
    laid = filled(recovery._money, reading)
    assert laid.behind is not None
    assert set(laid.behind.rows["item"]) == set(OF_FAILING)
    assert "not on record" in text_of(laid.table)


def test_without_values_and_purchases_the_page_says_what_it_takes(tmp_path: Any) -> None:
    drawn = simulate(300, 90, seed=2)
    bare = replace(
        drawn,
        customers=drawn.customers.drop("annual_value"),
        purchases=drawn.purchases.clear(),
        contacts=drawn.contacts.drop("cost"),
    )
    project = load_world(tmp_path, bare)
    with Store(project.settings).reading() as reading:
        said = text_of(filled(money._finding, reading))
        assert texts.NO_VALUE.en in said and "annual_value" in said
        assert len(filled(money._cards, reading)) == 7
        for fill in (money._year, money._lifetime, money._serving, money._sales):
            assert filled(fill, reading).chart.layout.annotations
        assert texts.NOTHING_BOUGHT.en in text_of(filled(money._bought, reading).table)
        assert texts.NOT_KNOWN.en in text_of(filled(money._costs, reading).table)


@pytest.mark.browser
def test_a_reader_goes_from_a_tenth_to_its_contacts(
    world: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/money?lang=en")
    expect(page.locator("#money-finding h1")).to_contain_text("leave in a year")
    expect(page.locator("#money-figures article")).to_have_count(7)
    page.locator("#money-care td a").first.click()
    expect(page.locator("#contacts-shown")).to_be_visible()
