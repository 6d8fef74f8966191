"""The page on the staff: of a sample company, with names hidden and shown, and where nobody served."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import polars as pl
import pytest
from playwright.sync_api import Page, expect

from analytics.dimensions import filters
from analytics.people.needed import staff_needed
from analytics.people.workload import workload
from dashboard.address.selection import Selection, read_search
from dashboard.lake.contacts import ContactQuery, count_contacts
from dashboard.lake.store import Reading, Store
from dashboard.pages.people import needed_chart, who_chart
from dashboard.pages.people import page as people
from dashboard.pages.people import words as texts
from dashboard.pages.people.who import everybody, quarter
from dashboard.pages.people.who_table import behind_table
from dashboard.wording.numbers import show_count
from dashboard.wording.staff_names import agent_name
from sample_data import simulate
from tests.dashboard.text import text_of
from tests.dashboard.world import KINDS, SETTINGS
from tests.project import Project

Open = Callable[..., Page]
OCTOBER = Selection(language="en", since=date(2026, 10, 1), until=date(2026, 10, 31))
AGENTS = replace(OCTOBER, split="agent_id")
STAFF = """

[[sources]]
name = "staff"
files = "staff.parquet"
format = "parquet"
staff = "staff.sql"
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small sample company with its staff, loaded; tests only read it."""
    drawn = simulate(9_000, 365, seed=9)
    project = Project(tmp_path_factory.mktemp("people"))
    project.write("touchpoints.toml", SETTINGS + STAFF)
    answers = pl.concat([drawn.answers, drawn.staff_answers], how="diagonal_relaxed")
    frames = (drawn.contacts, answers, drawn.customers, drawn.purchases, drawn.staff)
    for kind, frame in zip((*KINDS, "staff"), frames, strict=True):
        project.write(f"{kind}.sql", f"SELECT origin, {', '.join(frame.columns)} FROM export")
        frame.write_parquet(project.folder / f"{kind}.parquet")
    assert {report.status for report in project.ingest()} == {"loaded"}
    return project


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    with Store(world.settings).reading() as reading:
        yield reading


@pytest.fixture(scope="module")
def open_reading(world: Project) -> Iterator[Reading]:
    """Of settings that show who is who."""
    with Store(world.settings.model_copy(update={"staff_names": "shown"})).reading() as reading:
        yield reading


def span_of(reading: Reading) -> tuple[date, date]:
    span = reading.span()
    assert span is not None
    return span


def agents_of(reading: Reading) -> list[str]:
    return [one.who for one in everybody(reading, AGENTS, span_of(reading))]


def links_of(part: object) -> list[str]:
    return [str(one.href) for one in part._traverse() if getattr(one, "href", None)]  # type: ignore[attr-defined]


def test_the_sentence_says_how_agents_differ_and_how_much_was_looked_at(reading: Reading) -> None:
    said = text_of(people._finding(reading, OCTOBER, span_of(reading)))
    assert "differ in satisfaction beyond chance" in said
    assert "stand out beyond chance" in said


def test_cards_have_the_load_of_the_days_picked(reading: Reading) -> None:
    span = span_of(reading)
    cards = people._cards(reading, OCTOBER, span)
    load = reading.ask(workload, (), OCTOBER.view(span)).row(0, named=True)
    said = [text_of(card) for card in cards]
    assert len(cards) == people.PAGE.card_count
    assert show_count(load["agents"]) in said[0]
    assert f"{show_count(load['contacts'])} contacts" in said[0]
    assert f"{100 * load['occupancy']:.1f}" in said[2]


@pytest.mark.parametrize("part", [people._who, people._table, people._goes_with, people._tiers, people._time])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_on_the_page_says_who_is_who_where_that_is_hidden(
    reading: Reading, part: Callable[..., object], language: str
) -> None:
    made = part(reading, replace(AGENTS, language=language), span_of(reading))
    behind = made.behind  # type: ignore[attr-defined]
    whole = " ".join(
        [
            str(getattr(made, "chart", "")),
            text_of(getattr(made, "table", "")),
            *(links_of(made.table) if hasattr(made, "table") else []),
            str(behind.rows.rows()),
            str(behind.exact(language).rows()),
        ]
    )
    ids = agents_of(reading)
    assert len(ids) > 100
    assert [one for one in ids if re.search(rf"\b{one}\b", whole)] == []


def test_letters_go_by_the_place_and_not_by_the_person(reading: Reading) -> None:
    span, settings = span_of(reading), reading.settings
    names = {}
    for figure in ("csat_mean", "failure"):
        measure = people.picked_figure(replace(AGENTS, measure=figure))
        found = who_chart.furthest(everybody(reading, AGENTS, span), measure)
        behind = who_chart.behind_who(found, measure, "agent_id", settings, "en")
        assert behind.rows["name"].to_list() == [f"Agent {letter}" for letter in "ABCDEFGHIJ"[: len(found)]]
        names[figure] = [one.who for one in found]
    assert names["csat_mean"] != names["failure"]


def test_a_click_leads_to_the_agents_contacts_only_where_they_may_be_known(
    reading: Reading, open_reading: Reading
) -> None:
    hidden = people._table(reading, AGENTS, span_of(reading))
    assert not any("agent_id" in link for link in links_of(hidden.table))
    shown = people._table(open_reading, AGENTS, span_of(open_reading))
    (first, *_) = [link for link in links_of(shown.table) if "behind=failure" in link and "agent_id" in link]
    there = read_search(urlsplit(first).query, open_reading.settings)
    (who,) = there.of("agent_id")
    (one,) = [one for one in everybody(open_reading, AGENTS, span_of(open_reading)) if one.who == who]
    listed = count_contacts(open_reading, ContactQuery(there.view(span_of(open_reading)), None))
    assert one.figures["failure"]["n"] <= listed


def test_even_where_names_are_shown_nobody_with_few_records_has_one(open_reading: Reading) -> None:
    settings = open_reading.settings
    least = settings.definitions.small_n
    assert agent_name("GSP04", 3, least, settings, "ko") == "GSP04"
    assert agent_name("GSP04", 3, least - 1, settings, "ko") == "직원 D"
    assert agent_name("GSP04", 27, 0, settings, "en") == "Agent AB"
    found = everybody(open_reading, AGENTS, span_of(open_reading))
    rows = behind_table(found, "agent_id", settings, "en").rows
    named = rows.filter(pl.col("name").is_in([one.who for one in found]))
    assert named.height > 50
    assert named.select(pl.max_horizontal("csat_mean_n", "failure_n").min()).item() >= least


def test_there_is_a_filter_by_agent_only_where_names_are_shown(
    reading: Reading, open_reading: Reading
) -> None:
    assert "agent_id" not in {dimension.name for dimension in filters(reading.settings)}
    assert "agent_id" in {dimension.name for dimension in filters(open_reading.settings)}
    address = "where.agent_id=GSP04"
    assert not read_search(address, reading.settings).picked
    assert read_search(address, open_reading.settings).of("agent_id") == ("GSP04",)


def test_figures_on_few_records_are_in_no_file(reading: Reading) -> None:
    found = everybody(reading, AGENTS, span_of(reading))
    rows = behind_table(found, "agent_id", reading.settings, "en").rows
    few = rows.filter(pl.col("csat_mean_n") < reading.settings.definitions.small_n)
    assert few.height > 10
    assert few["csat_mean"].null_count() == few.height


def test_the_map_of_the_week_is_of_the_tightest_desk_or_the_one_picked(reading: Reading) -> None:
    span = span_of(reading)
    needed = reading.ask(staff_needed, quarter(OCTOBER, span))
    tightest = needed_chart.shown_desk(needed, None)
    assert tightest["gap"].min() == needed["gap"].min()
    picked = needed_chart.shown_desk(needed, "기술지원 · phone")
    assert set(picked.select("department", "channel").rows()) == {("기술지원", "phone")}
    drawn = people._needed(reading, replace(OCTOBER, focus="기술지원 · phone"), span)
    assert "기술지원 · phone" in drawn.title
    assert len(drawn.chart.data[0].z) == picked.drop_nulls("gap").height


def test_where_nobody_served_the_page_says_so(reading: Reading) -> None:
    span, nowhere = span_of(reading), OCTOBER.pick(channel="web")
    assert people._is_empty(reading, nowhere, span)
    assert texts.NOBODY.en in text_of(people._finding(reading, nowhere, span))
    assert people._cards(reading, nowhere, span) == []


@pytest.mark.browser
def test_a_reader_goes_from_teams_to_agents_and_to_contacts(
    world: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/people?lang=en&since=2026-10-01&until=2026-10-31")
    expect(page.locator("#people-finding h1")).to_contain_text("differ in satisfaction")
    expect(page.locator("#people-figures article")).to_have_count(5)
    page.locator("#people-who").click()
    page.get_by_role("option", name="Agents").click()
    expect(page).to_have_url(re.compile("split=agent_id"))
    expect(page.locator("#people-beside-title")).to_contain_text("agents beside others")
    expect(page.locator("#people-table")).to_contain_text("Agent A")
    page.locator("#people-table td a").first.click()
    expect(page.locator("#contacts-shown")).to_be_visible()
