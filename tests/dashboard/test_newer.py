"""What is loaded while a page is looked at is seen on it, without a reload and without disturbing anybody."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.app import create_app
from tests.dashboard.browsing import LAST_30_DAYS, Open, Serve, count, expect_contacts
from tests.dashboard.company import make_company
from tests.project import Project


@pytest.fixture
def growing(tmp_path: Path) -> Project:
    project = make_company(tmp_path)
    project.ingest()
    return project


def load_more(project: Project, name: str) -> None:
    """A file that is like the first one of the company, with other ids."""
    (first,) = sorted(project.folder.glob("contacts*.csv"))[:1]
    header, *rows = first.read_text().splitlines()
    more = [f"{name}{row}" for row in rows]
    project.write(f"contacts_{name}.csv", "\n".join([header, *more, ""]))
    project.ingest()


def marked(page: Page) -> None:
    """A reload would take it away."""
    page.evaluate("window.isTheSame = true")


def is_the_same(page: Page) -> bool:
    return bool(page.evaluate("window.isTheSame === true"))


@pytest.mark.browser
def test_what_is_loaded_is_seen_without_a_reload(growing: Project, serve: Serve, open_page: Open) -> None:
    page = open_page(serve(growing.settings))
    expect_contacts(page, count(growing, LAST_30_DAYS))
    before = count(growing, LAST_30_DAYS)
    marked(page)
    load_more(growing, "x")
    after = count(growing, LAST_30_DAYS)
    assert after != before
    expect_contacts(page, after)
    assert is_the_same(page)


@pytest.mark.browser
def test_who_picks_is_not_disturbed_and_then_sees_what_was_loaded(
    growing: Project, serve: Serve, open_page: Open
) -> None:
    page = open_page(serve(growing.settings))
    expect_contacts(page, count(growing, LAST_30_DAYS))
    page.click("#chosen-department")
    choice = page.locator(".choices").get_by_label("설치", exact=True)
    choice.check()
    condition = f"{LAST_30_DAYS} AND department = '설치'"
    expect_contacts(page, count(growing, condition))
    load_more(growing, "x")
    expect(choice).to_be_visible()
    expect(choice).to_be_checked()
    page.keyboard.press("Escape")
    expect_contacts(page, count(growing, condition))
    assert "department" in page.url


def test_the_version_is_told_without_waiting_for_a_warehouse(
    growing: Project, make_project: Callable[[], Project]
) -> None:
    nothing = create_app(make_project().settings).server.test_client()
    assert (nothing.get("/version").status_code, nothing.get("/version").text) == (200, "none")
    client = create_app(growing.settings).server.test_client()
    first = client.get("/version").text
    assert client.get("/version").text == first
    load_more(growing, "x")
    while client.get("/version").text == first:
        client.get("/overview")
