"""The page on satisfaction and loyalty: of a sample company, and of a view without answers."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from analytics.loyalty.by_score import loyalty
from analytics.loyalty.experience import DRIVERS
from analytics.loyalty.lists import LISTS
from analytics.loyalty.outcomes import OUTCOMES
from analytics.loyalty.satisfaction_drivers import satisfaction_drivers
from analytics.statistics.common import Interval
from dashboard.address.selection import Selection, read_search
from dashboard.lake.contacts import ContactQuery, count_contacts
from dashboard.lake.store import Reading, Store
from dashboard.pages.loyalty import page as loyal
from dashboard.pages.loyalty import words as texts
from dashboard.pages.loyalty.differences import between, signed
from dashboard.pages.loyalty.score_chart import score_chart
from dashboard.wording.numbers import show_count
from sample_data import simulate
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project

Open = Callable[..., Page]
ENGLISH, KOREAN = Selection(language="en"), Selection(language="ko")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small sample company, loaded; tests only read it."""
    return load_world(tmp_path_factory.mktemp("loyalty"), simulate(6_000, 245, seed=6))


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    with Store(world.settings).reading() as reading:
        yield reading


def shown(fill: Callable[..., Any], reading: Reading, selection: Selection = ENGLISH) -> Any:
    span = reading.span()
    assert span is not None
    return fill(reading, selection, span)


def test_the_sentence_compares_good_and_bad_scores_and_names_the_drivers(reading: Reading) -> None:
    said = text_of(shown(loyal._finding, reading))
    found = reading.ask(loyalty, "csat", "stayed", ENGLISH.view_of_months())
    assert found.contrast is not None
    assert f"{100 * found.contrast.treated.value:.1f} % of customers with CSAT 4–5" in said
    assert "bend" in said and "Goes most with the score" in said
    assert "90 days after the answer" in said
    assert "CSAT 4–5점 고객은" in text_of(shown(loyal._finding, reading, KOREAN))


def test_a_card_for_each_outcome_and_for_what_the_drivers_do(reading: Reading) -> None:
    cards = [text_of(card) for card in shown(loyal._cards, reading)]
    assert len(cards) == loyal.PAGE.card_count == len(OUTCOMES) + 2
    for card, outcome in zip(cards, OUTCOMES.values(), strict=False):
        assert outcome.label.en in card and "CSAT 4–5 against 1–2" in card
        assert re.search(r"n [\d,]+ customers", card)


def test_every_score_is_drawn_adjusted_and_as_it_is(reading: Reading) -> None:
    found = reading.ask(loyalty, "csat", "repeated", ENGLISH.view_of_months())
    chart = score_chart(found, ENGLISH)
    told = found.scores.drop_nulls("adjusted")
    solid = [trace for trace in chart.data if trace.error_y.array is not None]
    hollow = [trace for trace in chart.data if trace.marker.symbol == "circle-open"]
    assert [trace.y[0] for trace in solid] == pytest.approx(told["adjusted"].to_list())
    assert [trace.y[0] for trace in hollow] == pytest.approx(told["value"].to_list())


def test_a_dot_leads_to_the_contacts_with_its_score(reading: Reading, world: Project) -> None:
    drawn = shown(loyal._stayed, reading)
    addresses = {trace.meta for trace in drawn.chart.data if trace.meta}
    assert addresses
    for address in addresses:
        there = read_search(urlsplit(address).query, reading.settings)
        assert there.behind in LISTS
        span = reading.span()
        assert span is not None
        listed = count_contacts(reading, ContactQuery(there.view(span), there.behind))
        score = there.behind.rpartition(".")[2]
        sql = f"SELECT count(DISTINCT contact_id) FROM answers WHERE item = 'csat' AND score = {score}"
        assert world.query(sql) == [(listed,)]


def test_the_pickers_choose_whose_scores_and_what_followed(reading: Reading) -> None:
    picked = Selection(language="en", measure="nps", split="repeated")
    assert shown(loyal._stayed, reading, picked).title == "Stayed by NPS score"
    assert "Came again for the same reason by NPS score" in shown(loyal._followed, reading, picked).title
    nonsense = Selection(language="en", measure="no such", split="stayed")
    assert shown(loyal._followed, reading, nonsense).title == "Came again by CSAT score"


def test_drivers_of_scores_and_of_leaving_stand_in_one_row(reading: Reading) -> None:
    drawn = shown(loyal._shares, reading)
    rows = drawn.behind.rows
    assert set(rows.drop_nulls("share")["driver"]) <= set(DRIVERS)
    both = rows.drop_nulls("share").drop_nulls("leaving")["driver"].to_list()
    assert {"over_promise", "unresolved", "unrecovered_failures"} <= set(both)
    assert rows["share"].sum() == pytest.approx(1)
    assert rows["leaving"].sum() == pytest.approx(1)


def test_counts_in_the_tables_lead_to_as_many_contacts(reading: Reading) -> None:
    span = reading.span()
    assert span is not None
    for fill in (loyal._points, loyal._if):
        links = [part for part in shown(fill, reading).table._traverse() if getattr(part, "href", None)]
        assert len(links) >= 5
        for link in links:
            there = read_search(urlsplit(link.href).query, reading.settings)
            listed = count_contacts(reading, ContactQuery(there.view(span), there.behind))
            assert link.children == show_count(listed), there.behind


def test_filters_act_on_all_of_it(reading: Reading) -> None:
    high = ENGLISH.pick(contact_tier="high")
    drivers = reading.ask(satisfaction_drivers, "csat", high.view_of_months())
    whole = reading.ask(satisfaction_drivers, "csat", ENGLISH.view_of_months())
    assert 0 < drivers.n < whole.n
    assert f"n {show_count(drivers.n)} rated contacts" in text_of(shown(loyal._cards, reading, high)[-2])


def test_items_of_the_questionnaire_are_named_as_their_measures(reading: Reading) -> None:
    said = text_of(shown(loyal._among, reading).table)
    assert "Reliability" in said and "Johnson" in said


def test_small_differences_have_digits_of_their_own() -> None:
    assert signed(Interval(0.0319, 0.0298, 0.0341)) == "+0.032"
    assert between(Interval(-0.0319, -0.0341, -0.0298)) == "−0.034 – −0.030"
    assert signed(Interval(-0.392, -0.427, -0.356)) == "−0.39"


def test_where_nobody_answered_the_page_says_what_is_needed(reading: Reading) -> None:
    nowhere = ENGLISH.pick(department="no such")
    assert shown(loyal._is_empty, reading, nowhere)
    assert texts.NOT_ASKED.en in text_of(shown(loyal._finding, reading, nowhere))
    assert shown(loyal._cards, reading, nowhere) == []
    assert texts.NO_MODEL.en in text_of(shown(loyal._points, reading, nowhere).table)
    assert texts.NO_AMONG.en in text_of(shown(loyal._among, reading, nowhere).table)


@pytest.mark.browser
def test_a_reader_picks_a_score_and_goes_from_a_dot_to_contacts(
    world: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/loyalty?lang=en")
    expect(page.locator("#loyalty-finding h1")).to_contain_text("CSAT 4–5")
    expect(page.locator("#loyalty-figures article")).to_have_count(len(OUTCOMES) + 2)
    page.locator("#loyalty-item").click()
    page.get_by_role("option", name="NPS").click()
    expect(page.locator("#loyalty-finding h1")).to_contain_text("NPS 9–10")
    expect(page).to_have_url(re.compile("measure=nps"))
    expect(page.locator("#loyalty-stayed-title")).to_have_text("Stayed by NPS score")
    page.locator("#loyalty-stayed .scatterlayer .trace .point").last.click(force=True)
    expect(page.locator("#contacts-shown")).to_contain_text(re.compile(r"Contacts rated \d+ \(.*NPS"))
