"""The page of changes: what followed, the record form, and changes marked on charts over time."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from dash import dcc
from playwright.sync_api import Page, expect

from analytics.changes.effect import Effect
from dashboard.address.selection import Selection, Span, read_search
from dashboard.app import create_app
from dashboard.charts.told import told
from dashboard.lake.contacts import ContactQuery, count_contacts
from dashboard.lake.store import Reading, Store
from dashboard.pages.changes import form, shown
from dashboard.pages.changes import page as changes_page
from dashboard.pages.changes import words as texts
from dashboard.pages.comparing import page as comparing
from dashboard.pages.overview import page as overview
from dashboard.pages.retention import page as retention
from dashboard.pages.standards import page as standards
from sample_data import DEFAULT, simulate
from state.changes import add_change, changes, edit_change
from tests.analytics.changes.told import changed
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project
from warehouse.settings import Server

Open = Callable[..., Page]
ROUTING = DEFAULT.routing
NOON = datetime(2026, 11, 5, 12, tzinfo=UTC)
ENGLISH = Selection(language="en")
REGISTER = (
    changed(
        0, ROUTING.starts_on, ROUTING.department, "medium", "wait_mean", plan="new routing", wanted=-20.0
    ),
    changed(0, date(2026, 10, 12), "해지방어", "medium", "failure", plan="a shorter script"),
    changed(0, date(2026, 11, 9), "설치", "high", "failure", plan="new parts", state="planned", done_on=None),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small sample company with three changes in its register."""
    project = load_world(tmp_path_factory.mktemp("changes"), simulate(3_000, 365, seed=4))
    for change in REGISTER:
        add_change(project.settings, change, NOON)
    return project


@pytest.fixture(scope="module")
def store(world: Project) -> Store:
    return Store(world.settings, may_write=True)


@pytest.fixture
def reading(store: Store) -> Iterator[Reading]:
    with store.reading() as reading:
        yield reading


def span_of(reading: Reading) -> Span:
    span = reading.span()
    assert span is not None
    return span


def chosen(reading: Reading, number: int | None = None) -> Effect:
    one = shown.chosen(reading, replace(ENGLISH, listed=str(number) if number else None))
    assert one is not None
    return one


def links_of(part: Any) -> list[dcc.Link]:
    return [one for one in part._traverse() if isinstance(one, dcc.Link)]


def fields_of(**given: Any) -> dict[str, Any]:
    usual: dict[str, Any] = dict.fromkeys(texts.FIELDS, "")
    return usual | {"departments": [], "contact_tier": "*", "kind": "process", "measure": "failure"} | given


def test_the_clearest_change_is_shown_with_what_followed_and_how_surely(reading: Reading) -> None:
    said = text_of(changes_page._finding(reading, ENGLISH, span_of(reading)))
    assert "after “new routing” Mean wait moved by −" in said and ": better." in said
    assert "3 registered changes · clear effect 1 · too early 1 · cannot tell 0 · not begun 1" in said
    early = text_of(changes_page._finding(reading, replace(ENGLISH, listed="2"), span_of(reading)))
    assert "too early to tell" in early and "The 2 weeks so far can tell differences from" in early


def test_cards_and_list_lead_to_the_contacts_of_the_changed_and_of_the_control(reading: Reading) -> None:
    one, span = chosen(reading, 1), span_of(reading)
    cards = changes_page._cards(reading, ENGLISH, span)
    assert len(cards) == 5
    since, before, control = (
        read_search(urlsplit(link.href).query, reading.settings) for card in cards for link in links_of(card)
    )
    assert since.picked["department"] == before.picked["department"] == (ROUTING.department,)
    assert control.picked["department"] == one.controls
    assert (before.until, since.since) == (date(2026, 5, 3), ROUTING.starts_on)
    query = ContactQuery(since.view(span), since.behind)
    assert count_contacts(reading, query) >= one.n_after > 0


def test_the_chart_marks_the_day_and_the_placebos_know_others(reading: Reading) -> None:
    made = changes_page._course(reading, ENGLISH, span_of(reading))
    assert [shape.x0 for shape in made.chart.layout.shapes] == [ROUTING.starts_on.isoformat()]
    assert "Control" in told(made.behind, made.chart, "en")
    placebos = changes_page._placebos(reading, ENGLISH, span_of(reading))
    assert placebos.behind.rows.height == chosen(reading).placebos.height + 1
    assert changes_page._placebos(reading, replace(ENGLISH, listed="3"), span_of(reading)).chart.data == ()


def test_the_list_holds_every_change_from_problem_to_effect(reading: Reading) -> None:
    table = text_of(changes_page._list(reading, ENGLISH, span_of(reading)).table)
    for change in REGISTER:
        assert change.plan in table
    assert "planned" in table and "not begun" in table


@pytest.mark.parametrize(
    ("part", "selection"),
    [
        (overview._trend, replace(ENGLISH, since=date(2026, 3, 1), until=date(2026, 9, 30), measure="csat")),
        (standards._trend, replace(ENGLISH, since=date(2026, 3, 1), until=date(2026, 9, 30))),
        (
            comparing._control,
            replace(ENGLISH, measure="wait_mean", focus=ROUTING.department).pick(contact_tier="medium"),
        ),
        (retention._leaving_by_month, ENGLISH),
    ],
)
def test_charts_over_time_mark_changes_and_say_what_they_are(
    reading: Reading, part: Callable[..., Any], selection: Selection
) -> None:
    made = part(reading, selection, span_of(reading))
    marks = [shape.x0 for shape in made.chart.layout.shapes if shape.type == "line" and shape.x0 == shape.x1]
    assert ROUTING.starts_on.isoformat() in marks
    assert "2026-11-09" not in marks
    said = told(made.behind, made.chart, "en")
    assert "Change 1 on May 4, 2026: new routing (기술지원)" in said and "new routing" in made.caption


def test_only_changes_of_what_is_picked_are_marked(reading: Reading) -> None:
    days = replace(ENGLISH, since=date(2026, 3, 1), until=date(2026, 9, 30), measure="csat")
    made = overview._trend(reading, days.pick(department="요금"), span_of(reading))
    assert made.behind.said == ""
    made = overview._trend(reading, days.pick(contact_tier="low"), span_of(reading))
    assert made.behind.said == ""


def test_the_form_takes_edits_and_finishes_changes_and_tells_slips(store: Store) -> None:
    given = fields_of(begins_on="2026-08-03", departments=["요금"], plan="x", state="planned", wanted="−2")
    assert form._written(store, form.ADD, given, ENGLISH) == "Change 4 is in the register."
    made = replace(ENGLISH, listed="4")
    again = given | {"owner": "operations", "state": "under_way"}
    assert form._written(store, form.SAVE, again, made) == "Change 4 was saved."
    assert form._written(store, form.DONE, again, made) == "Change 4 was saved."
    last = changes(store.settings)[-1]
    assert (last.owner, last.state, last.wanted) == ("operations", "done", -0.02)
    with store.reading() as reading:
        assert (
            dict(zip(texts.FIELDS, form._values(reading, made, span_of(reading)), strict=True))["wanted"]
            == "-2"
        )
    for slip, said in (
        ({"begins_on": ""}, texts.NO_DAY.en),
        ({"wanted": "much"}, texts.NO_NUMBER.en),
        ({"departments": ["nowhere"]}, "no department 'nowhere'"),
        ({"measure": "wait_p90"}, "quantile"),
        ({"state": "finished"}, "no state 'finished'"),
        ({"plan": ""}, "does not say what is done"),
    ):
        assert said in form._written(store, form.ADD, given | slip, ENGLISH)
    assert len(changes(store.settings)) == 4
    edit_change(store.settings, replace(last, state="dropped", done_on=None), NOON)


def test_where_nothing_may_be_written_nobody_answers(world: Project) -> None:
    settings = world.settings.model_copy(update={"server": Server(writing="never")})
    client = create_app(settings).server.test_client()
    wires = client.get("/_dash-dependencies", headers={"Host": "localhost"}).get_json()
    inputs = {f"{one['id']}.{one['property']}" for wire in wires for one in wire["inputs"]}
    assert not inputs & {f"{name}.n_clicks" for name in (form.ADD, form.SAVE, form.DONE)}
    assert texts.READ_ONLY.en in text_of(form.FORM_PANEL.place(ENGLISH, Store(settings)))


def test_without_changes_the_page_says_how_to_tell_them(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Reading, "changes", lambda _: ())
    with store.reading() as reading:
        said = text_of(changes_page._finding(reading, ENGLISH, span_of(reading)))
        assert texts.NOTHING.en in said and "touchpoints changes add" in said
        assert changes_page._is_empty(reading, ENGLISH, span_of(reading))
        assert changes_page._cards(reading, ENGLISH, span_of(reading)) == []


@pytest.mark.browser
def test_a_person_records_a_change_and_sees_it_listed(
    world: Project, serve: Callable[..., str], open_page: Open, tmp_path: Path
) -> None:
    page = open_page(f"{serve(world.settings)}/changes?lang=en&listed=1")
    expect(page.locator("#changes-finding h1")).to_contain_text("new routing")
    page.locator("#changes-form").scroll_into_view_if_needed()
    expect(page.locator("#changes-field-plan")).to_have_value("new routing")
    page.locator("#changes-field-plan").fill("a better routing")
    page.locator("#changes-save").click()
    expect(page.locator("#changes-said")).to_have_text("Change 1 was saved.")
    expect(page.locator("#changes-finding h1")).to_contain_text("a better routing")
    expect(page.locator("#changes-list")).to_contain_text("a better routing")
    assert changes(world.settings)[0].plan == "a better routing"
