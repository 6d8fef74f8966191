"""The pages on the three sides and on the capacity of recovery, of a company with both planted."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import polars as pl
import pytest
from dash import dcc
from playwright.sync_api import Page, expect

from analytics.recovery.capacity import EXCEEDED
from dashboard.address.selection import Selection, Span, read_search
from dashboard.lake.contacts import ContactQuery, count_contacts
from dashboard.lake.store import Reading, Store
from dashboard.pages.balance import page as sides
from dashboard.pages.balance import words as side_words
from dashboard.pages.capacity import page as capacity
from dashboard.pages.capacity import words as capacity_words
from dashboard.wording.numbers import show_count
from sample_data import simulate
from tests.analytics.balance.conftest import FULL, STRAINED, TRUTHS
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project

Open = Callable[..., Page]
LATE = Selection(language="en", since=date(2026, 5, 1), until=date(2026, 10, 31))
CAPACITY = f"""
[[recovery.capacity]]
department = "{FULL}"
per_working_day = 1
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The company, loaded; tests only read it."""
    drawn = simulate(5_000, 200, seed=4, truths=TRUTHS)
    answers = pl.concat([drawn.answers, drawn.staff_answers], how="diagonal_relaxed")
    project = load_world(tmp_path_factory.mktemp("balance"), replace(drawn, answers=answers))
    settings = (project.folder / "touchpoints.toml").read_text(encoding="utf-8")
    first, _, rest = settings.partition("\n")
    project.write("touchpoints.toml", f"{first}\n{CAPACITY}\n{rest}")
    return Project(project.folder)


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    with Store(world.settings).reading() as reading:
        yield reading


def span_of(reading: Reading) -> Span:
    span = reading.span()
    assert span is not None
    return span


def links_of(part: object) -> list[dcc.Link]:
    return [one for one in part._traverse() if isinstance(one, dcc.Link)]  # type: ignore[attr-defined]


def contacts_at(reading: Reading, href: str) -> int:
    there = read_search(urlsplit(href).query, reading.settings)
    return count_contacts(reading, ContactQuery(there.view(span_of(reading)), there.behind))


def test_the_sentence_names_the_side_that_gives_way_in_both_languages(reading: Reading) -> None:
    span = span_of(reading)
    said = text_of(sides._finding(reading, LATE, span))
    assert f"{STRAINED}: the side of the staff gives way" in said
    assert f"{STRAINED}: 직원 쪽이 밀립니다" in text_of(
        sides._finding(reading, replace(LATE, language="ko"), span)
    )


def test_one_figure_has_three_dots_a_department_that_lead_to_contacts(reading: Reading) -> None:
    span = span_of(reading)
    chart = sides._sides(reading, LATE, span).chart
    dots = [trace for trace in chart.data if len(trace.x or ())]
    found = sides._balance(reading, LATE, span).sides.drop_nulls("drawn")
    assert len(dots) == found.height
    assert all(contacts_at(reading, trace.meta) > 0 for trace in dots)


def test_every_figure_of_a_department_leads_to_its_contacts(reading: Reading) -> None:
    span = span_of(reading)
    links = links_of(sides._figures(reading, replace(LATE, focus=STRAINED), span).table)
    assert len(links) >= 8
    assert all(contacts_at(reading, link.href) > 0 for link in links)


def test_bars_of_who_leads_are_as_many_contacts_as_they_say(reading: Reading) -> None:
    span = span_of(reading)
    found = sides._leading(reading, LATE, span)
    bars = sides._leads(reading, LATE, span).chart.data
    assert sum(contacts_at(reading, bar.meta) for bar in bars) == found["contacts"].sum()


def test_where_nobody_is_the_page_says_what_is_needed(reading: Reading) -> None:
    span, nowhere = span_of(reading), LATE.pick(department="no such")
    assert sides._is_empty(reading, nowhere, span)
    assert side_words.WIDEN.en in text_of(sides._finding(reading, nowhere, span))
    assert capacity._is_empty(reading, nowhere, span)
    assert capacity_words.NOT_KNOWN.en in text_of(capacity._finding(reading, nowhere, span))


def test_the_department_that_cannot_keep_up_is_named(reading: Reading) -> None:
    span = span_of(reading)
    found = capacity._by(reading, ("department",), LATE, span)
    assert found.filter(department=FULL)["verdict"].item() == EXCEEDED
    said = text_of(capacity._finding(reading, LATE, span))
    assert f"surely cannot keep up: {FULL}" in said
    assert "역량이 확실히 모자란 부서" in text_of(
        capacity._finding(reading, replace(LATE, language="ko"), span)
    )


def test_what_comes_and_what_is_open_lead_to_as_many_contacts(reading: Reading) -> None:
    span = span_of(reading)
    cards = capacity._cards(reading, LATE, span)
    (still_open,) = (link for link in links_of(cards[4]) if "capacity.open" in link.href)
    assert still_open.children == show_count(contacts_at(reading, still_open.href))
    links = links_of(capacity._table(reading, LATE, span).table)
    opened = [link for link in links if "capacity.open" in link.href]
    assert [link.children for link in opened] == [
        show_count(contacts_at(reading, link.href)) for link in opened
    ]


@pytest.mark.browser
def test_a_reader_sees_who_gives_way_and_picks_another_department(
    world: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/balance?lang=en&since=2026-05-01&until=2026-10-31")
    expect(page.locator("#balance-finding h1")).to_contain_text("gives way")
    expect(page.locator("#balance-figures article")).to_have_count(3)
    expect(page.locator("#balance-beside-title")).to_contain_text(STRAINED)
    page.locator("#balance-department").click()
    page.get_by_role("option", name="설치").click()
    expect(page.locator("#balance-beside-title")).to_contain_text("설치")
    page.locator("#balance-beside td a").first.click()
    expect(page.locator("#contacts-shown")).to_be_visible()


@pytest.mark.browser
def test_a_reader_goes_from_what_is_open_to_its_contacts(
    world: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/capacity?lang=en&since=2026-05-01&until=2026-10-31")
    expect(page.locator("#capacity-figures article")).to_have_count(7)
    page.locator("#capacity-figures article a").last.click()
    expect(page.locator("#contacts-shown")).to_contain_text("Failures open")
