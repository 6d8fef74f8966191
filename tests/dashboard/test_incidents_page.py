"""The page about incidents: what they go with, one by one, and those that people tell."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from dashboard.address.selection import Selection, Span
from dashboard.app import create_app
from dashboard.lake.store import Reading, Store
from dashboard.pages.incidents import list_panel, told_panel
from dashboard.pages.incidents import page as incidents
from dashboard.pages.incidents import words as texts
from dashboard.pages.incidents.effects_chart import effects_finding
from sample_data import simulate
from state.incidents import listed_told, reviews
from tests.dashboard.browsing import expect_whole
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project
from warehouse.settings import Server

Open = Callable[..., Page]
YEAR = Selection(language="en")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small sample company; its state is written."""
    return load_world(tmp_path_factory.mktemp("incidents"), simulate(6_000, 365, seed=19))


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    with Store(world.settings).reading() as reading:
        yield reading


def span_of(reading: Reading) -> Span:
    span = reading.span()
    assert span is not None
    return span


def test_the_sentence_names_what_goes_most_surely_with_leaving(reading: Reading) -> None:
    span = span_of(reading)
    said = text_of(incidents._finding(reading, YEAR, span))
    assert "“Failure not recovered” goes most surely with leaving" in said
    assert "Satisfaction is lowest with “Failure not recovered”" in said
    assert "same month, tier, department, segment and tenure" in said
    by_reason = text_of(incidents._finding(reading, replace(YEAR, listed="reason"), span))
    assert "same month, tier, reason, segment and tenure" in by_reason
    korean = text_of(incidents._finding(reading, replace(YEAR, language="ko"), span))
    assert "회복되지 않은 실패" in korean and "{" not in korean


def test_a_sample_of_customers_is_told_on_the_page(reading: Reading) -> None:
    span = span_of(reading)
    effects = incidents._effects(reading, YEAR, span)
    said = text_of(effects_finding(effects, "department", span, 125, "en"))
    assert "12.5 % of customers" in said and texts.OF_ALL.en in said
    assert texts.OF_ALL.en not in text_of(incidents._finding(reading, YEAR, span))


def test_charts_cards_and_tables_are_filled(reading: Reading) -> None:
    span = span_of(reading)
    assert 1 <= len(incidents._cards(reading, YEAR, span)) <= 3
    left, csat = incidents._left(reading, YEAR, span), incidents._csat(reading, YEAR, span)
    assert left.chart.data[0].meta.startswith("/departments?")
    assert csat.behind.rows.height == 8 and left.behind.rows.height == 10
    assert "Beside other reasons" in text_of(incidents._reasons(reading, YEAR, span).table)
    told = text_of(incidents._determinants(reading, YEAR, span).table)
    assert "Empathy" in told and "Failed: staff" in told


def test_days_without_contacts_say_what_is_needed(reading: Reading) -> None:
    span, nowhere = span_of(reading), YEAR.pick(department="no such")
    said = text_of(incidents._finding(reading, nowhere, span))
    assert texts.NOBODY.en in said and "csat" in said
    assert incidents._cards(reading, nowhere, span) == []
    assert texts.NOTHING.en in text_of(incidents._reasons(reading, nowhere, span).table)
    assert texts.NOTHING.en in text_of(incidents._determinants(reading, nowhere, span).table)
    assert texts.NO_CHART.en in str(incidents._left(reading, nowhere, span).chart)


def test_incidents_are_listed_with_what_people_made_of_them(world: Project, reading: Reading) -> None:
    span, store = span_of(reading), Store(world.settings, may_write=True)
    first = list_panel.incident_rows(reading, YEAR, span).row(0, named=True)
    change = {"data": {"contact_id": first["contact_id"], "customer_id": "somebody else"}}
    list_panel.set_review(store, change | {"colId": "is_reviewed", "value": "Yes"}, "en")
    list_panel.set_review(store, change | {"colId": "code", "value": "late"}, "en")
    list_panel.set_review(store, change | {"colId": "customer_id", "value": "x"}, "en")
    (row,) = reviews(world.settings).rows(named=True)
    assert (row["customer_id"], row["is_reviewed"], row["code"]) == (first["customer_id"], True, "late")
    shown, caption = list_panel._listed(reading, YEAR, span)
    assert (shown[0]["is_reviewed"], shown[0]["code"]) == ("Yes", "late")
    assert "Failure not recovered" in shown[0]["kinds"] and "gravest first" in caption
    delights, _ = list_panel._listed(reading, replace(YEAR, split="delight"), span)
    assert any("Highest satisfaction" in row["kinds"] for row in delights)


def test_what_people_tell_is_kept_or_the_slip_is_said(world: Project) -> None:
    store = Store(world.settings, may_write=True)
    given: dict[str, str | None] = dict.fromkeys(told_panel.FIELDS)
    assert texts.NO_DAY.en in told_panel.keep(store, given, "en")
    given |= {"happened_on": "2026-10-03", "department": "요금", "words": "nobody called back"}
    assert "neither damage nor delight" in told_panel.keep(store, given, "en")
    assert "number 1" in told_panel.keep(store, given | {"side": "damage", "code": "late"}, "en")
    assert listed_told(world.settings)["happened_on"].to_list() == [date(2026, 10, 3)]
    said = text_of(told_panel.listed(store, "en"))
    assert "nobody called back" in said and "late 1 / " in said


def test_where_nothing_may_be_written_there_is_no_form(world: Project) -> None:
    settings = world.settings.model_copy(update={"server": Server(writing="never")})
    client = create_app(settings).server.test_client()
    client.get("/incidents", headers={"Host": "localhost"})
    wires = client.get("/_dash-dependencies", headers={"Host": "localhost"}).get_json()
    inputs = {f"{one['id']}.{one['property']}" for wire in wires for one in wire["inputs"]}
    assert not inputs & {"incidents-table.cellValueChanged", "incidents-add.n_clicks"}
    placed = text_of(told_panel.TOLD_PANEL.make(Selection(language="en"), Store(settings)))
    assert texts.READ_ONLY.en in placed and texts.ADD.en not in placed


@pytest.mark.browser
def test_a_reader_keeps_an_incident_and_marks_another(
    world: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/incidents?lang=en")
    expect(page.locator("#incidents-finding h1")).to_contain_text("goes most surely with leaving")
    page.locator("#incidents-table").scroll_into_view_if_needed()
    page.locator("#incidents-table .ag-row[row-index='1'] [col-id=code]").click()
    page.keyboard.type("rude")
    page.keyboard.press("Enter")
    expect(page.locator("#incidents-said")).to_have_text(texts.SAVED.en)
    assert "rude" in reviews(world.settings)["code"].to_list()
    expect_whole(page)
    page.locator("#incidents-new-happened_on").fill("2026-10-05")
    for name, option in (("side", "Delight"), ("department", "요금")):
        page.locator(f"#incidents-new-{name}").click()
        page.get_by_role("option", name=option, exact=True).click()
    page.locator("#incidents-new-words").fill("they rang me twice to be sure")
    page.locator("#incidents-add").click()
    expect(page.locator("#incidents-told-said")).to_contain_text("Kept as number")
    expect(page.locator("#incidents-told")).to_contain_text("they rang me twice")
