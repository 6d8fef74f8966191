"""The page on integration: of the sample company's systems, and of days without records."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import duckdb
import polars as pl
import pytest
from playwright.sync_api import Page, expect

from analytics.integration.feeds import feeds
from analytics.integration.links import links
from analytics.integration.lists import LISTS, list_of
from analytics.marts.mart import MARTS
from analytics.moments.handled import person_and_others
from dashboard.address.selection import Selection, read_search
from dashboard.app import PAGES, create_app
from dashboard.lake.contacts import ContactQuery, count_contacts
from dashboard.lake.store import Reading, Store
from dashboard.pages.data import page as data
from dashboard.pages.integration import matrices, tables
from dashboard.pages.integration import page as integration
from dashboard.pages.integration import words as texts
from dashboard.pages.integration.flow_chart import flow_chart
from dashboard.pages.integration.months_chart import months_chart
from dashboard.pages.moments.handled_table import handled_table
from dashboard.wording.numbers import show_count
from sample_data import simulate
from sample_data.exports import copy_project, write_exports
from tests.dashboard.text import text_of
from tests.project import Project

Open = Callable[..., Page]
DAYS = Selection(language="en", since=date(2026, 9, 1), until=date(2026, 10, 20))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The sample company as its systems export it, small; tests only read it."""
    project = Project(tmp_path_factory.mktemp("integration"))
    copy_project(project.folder)
    write_exports(simulate(3_000, 90, seed=5), project.folder / "exports")
    assert {report.status for report in project.ingest()} == {"loaded"}
    return project


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    create_app(world.settings)
    with Store(world.settings).reading() as reading:
        yield reading


def span_of(reading: Reading) -> tuple[date, date]:
    span = reading.span()
    assert span is not None
    return span


def linked_to(part: Any) -> list[Any]:
    return [one for one in part._traverse() if getattr(one, "href", None)]


def listed_by(reading: Reading, href: str) -> int:
    """How many contacts the address lists."""
    there = read_search(urlsplit(href).query, reading.settings)
    return count_contacts(reading, ContactQuery(there.view(span_of(reading)), there.behind))


def test_the_sentence_says_what_is_furthest_apart_and_how_many_know_their_customer(reading: Reading) -> None:
    span = span_of(reading)
    said = text_of(integration._finding(reading, DAYS, span))
    worst = integration._apart_of(reading, DAYS, span).row(0, named=True)
    assert f"{worst['source']}, {texts.APART[worst['apart']].en}" in said
    known = reading.ask(links, (), DAYS.view(span)).filter(pl.col("source").is_null(), link="known")
    assert f"{show_count(known['n'].item())} contacts" in said
    assert len(integration._cards(reading, DAYS, span)) == integration.PAGE.card_count


def test_each_number_of_what_is_apart_leads_to_as_many_contacts(reading: Reading) -> None:
    found = integration._apart_of(reading, DAYS, span_of(reading))
    shown = linked_to(tables.apart_table(found, DAYS))
    assert len(shown) >= 6
    for link in shown:
        assert link.children == show_count(listed_by(reading, link.href))


def test_cells_lead_to_the_contacts_that_lack_the_link(reading: Reading) -> None:
    found = integration._links(reading, DAYS, span_of(reading))
    matrix = matrices.links_matrix(found, reading.settings, DAYS)
    lacking = {(row["source"], row["link"]): row["n"] - row["linked"] for row in found.iter_rows(named=True)}
    counts = sorted(listed_by(reading, link.href) for link in linked_to(matrix))
    of_contacts = ("named", "known", "arrived", "as_sent")
    assert counts == sorted(count for (_, link), count in lacking.items() if link in of_contacts)


def test_hand_overs_lead_to_the_contacts_that_were_handed_over(reading: Reading) -> None:
    span = span_of(reading)
    found = integration._arrivals(reading, DAYS, span)
    (chatbot, *_) = [link for link in linked_to(found.table) if "channel=chatbot" in link.href]
    rows = found.behind.rows.filter(origin="chatbot")
    assert listed_by(reading, chatbot.href) == rows.drop_nulls("arrived_at")["hand_overs"].sum()


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_systems_add_up_to_that_of_all(reading: Reading, name: str) -> None:
    view = DAYS.view(span_of(reading))
    parts = [
        count_contacts(reading, ContactQuery(view, list_of(name, source)))
        for source in ("call_centre", "digital", "branch", "survey")
    ]
    assert sum(parts) == count_contacts(reading, ContactQuery(view, name))
    assert parts[-1] == 0


def test_the_diagram_leads_to_contacts_and_pages(reading: Reading) -> None:
    fed = reading.ask(feeds, DAYS.view(span_of(reading)))
    chart = flow_chart(fed, fed.with_columns(last_day=None), integration.fed_pages(), DAYS)
    (marks,) = (trace for trace in chart.data if trace.meta)
    assert sorted(set(marks.customdata)) == list(range(len(marks.meta)))
    leads = set(marks.meta) - {None}
    for page in PAGES:
        assert any(urlsplit(address).path == page.path for address in leads) == bool(page.records)
    bands = [address for address in leads if "linked.all" in address]
    counts = fed.filter(record_kind="contacts")["records"]
    assert sorted(listed_by(reading, address) for address in bands) == sorted(counts)
    names = {str(note.text) for note in chart.layout.annotations}
    assert {"call_centre", "digital", "survey", "Contacts", "Survey answers", "Moments of truth"} <= names


def test_months_that_are_not_over_are_left_out(reading: Reading) -> None:
    drawn = integration._months(reading, Selection(language="en"), span_of(reading))
    months = drawn.behind.rows["month"].unique().sort().to_list()
    assert months == [date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)]
    lines = [trace for trace in drawn.chart.data if trace.text is not None]
    assert len(lines) == 3
    alone = months_chart(drawn.behind.rows.filter(month=months[0]), DAYS)
    assert texts.TOO_FEW_MONTHS.en in str(alone.layout.annotations[0].text)


def test_systems_say_what_they_never_fill_and_which_measures_that_costs(reading: Reading) -> None:
    laid = integration._systems(reading, DAYS, span_of(reading))
    row = laid.behind.rows.row(by_predicate=pl.col("source_name") == "call_centre", named=True)
    assert "booked" in row["never"]
    assert "No-shows" in row["missing_names"]


def test_where_there_are_no_records_the_page_says_so(reading: Reading) -> None:
    span, nowhere = span_of(reading), replace(DAYS).pick(department="no such")
    assert integration._is_empty(reading, nowhere, span)
    assert texts.NO_RECORDS.en in text_of(integration._finding(reading, nowhere, span))
    assert integration._cards(reading, nowhere, span) == []


def test_the_pages_data_and_integration_lead_to_each_other(reading: Reading) -> None:
    here = linked_to(integration._finding(reading, DAYS, span_of(reading)))
    there = linked_to(data._content(reading, DAYS, may_run=False)[0])
    assert any(link.href.startswith("/data?") for link in here)
    assert any(link.href.startswith("/integration?") for link in there)


def test_figures_of_persons_and_others_lead_to_their_contacts(reading: Reading) -> None:
    found = reading.ask(person_and_others, (), DAYS.view(span_of(reading)))
    shown = linked_to(handled_table(found, DAYS))
    counts = found.filter(measure="contacts").row(0, named=True)
    assert [listed_by(reading, link.href) for link in shown[:2]] == [counts["person"], counts["no_person"]]


# What the tables and views of a query are made from.
_KINDS = {
    **{mart.name: {mart.kind} for mart in MARTS},
    **{name: {"contacts"} for name in ("contacts", "contact_facts", "contact_daily_wide")},
    **{name: {"answers"} for name in ("answers", "answer_facts", "customer_answers")},
    **{
        name: {"customers"}
        for name in ("customers", "customer_facts", "customer_states", "customer_periods", "churn_monthly")
    },
    **{name: {"customers"} for name in ("leavers", "leaver_facts")},
    "purchases": {"purchases"},
    **{name: {"staff"} for name in ("staff", "staff_states", "staff_periods", "staff_facts")},
    "staff_answers": {"answers"},
    "monitor_answers": {"answers"},
}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_pages_name_the_records_that_they_are_made_from(world: Project, page: Any) -> None:
    """By the tables in all queries that fill the page."""
    app = create_app(world.settings)
    with app.server.extensions["touchpoints"].reading() as reading, reading._look.cursor() as cursor:
        cursor.execute("CALL enable_logging('QueryLog', storage = 'memory')")
        for filled in app.server.extensions["touchpoints_filled"][page.key]:
            filled.fill(reading, Selection(language="en"), span_of(reading))
        logged = cursor.execute("SELECT DISTINCT message FROM duckdb_logs WHERE type = 'QueryLog'").fetchall()
        asked = {table for (query,) in logged for table in tables_of(cursor, query)}
    assert {kind for table in asked for kind in _KINDS.get(table, ())} <= set(page.records)


def tables_of(cursor: duckdb.DuckDBPyConnection, query: str) -> set[str]:
    try:
        return set(cursor.get_table_names(query))
    except duckdb.Error:
        return set()


@pytest.mark.browser
def test_a_reader_looks_at_another_link_by_month_and_goes_to_contacts(
    world: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/integration?lang=en")
    expect(page.locator("#integration-finding h1")).to_contain_text("Furthest apart")
    expect(page.locator("#integration-figures article")).to_have_count(6)
    page.locator("#integration-link").click()
    page.get_by_role("option", name="Arrived where sent").click()
    expect(page.locator("#integration-months-title")).to_contain_text("Arrived where sent")
    page.locator("#integration-apart td a").first.click()
    expect(page.locator("#contacts-shown")).to_be_visible()
