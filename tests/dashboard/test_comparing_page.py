"""The page of fair comparison, as a reader uses it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.dashboard.company import make_bare_company
from warehouse.settings import Settings

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]


def test_the_latest_signal_is_said_charted_and_listed(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/compare?lang=ko")
    expect(page.locator("#comparing-finding h1")).to_contain_text("설치 · 고접촉")
    expect(page.locator("#comparing-finding h1")).to_contain_text("2026년 5월 25일 주부터")
    expect(page.locator("#comparing-control-title")).to_contain_text("설치 · 고접촉")
    expect(page.locator("#comparing-funnel-title")).to_contain_text("설치만 한계 밖")
    first = page.locator("#comparing-table tbody tr").first
    expect(first).to_contain_text("나빠짐")
    first.locator("a").first.click()
    expect(page).to_have_url(re.compile(r"/departments\?.*tier=high"))


@pytest.mark.slow
def test_a_reader_picks_a_measure_and_a_department(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/compare?lang=en&tier=medium&focus=요금&measure=wait_p90")
    expect(page.locator("#comparing-control-title")).to_contain_text("in 요금 · Medium contact")
    expect(page.locator("#comparing-not-compared")).to_contain_text(
        "is a quantile, to which single records do not add up"
    )
    expect(page.locator("#comparing-beside")).to_be_hidden()
    page.locator("#comparing-measure").click()
    page.get_by_role("option", name="Failure", exact=True).click()
    expect(page.locator("#comparing-funnel-title")).to_contain_text("Failure by department, Medium contact")
    expect(page.locator("#comparing-beside")).to_be_visible()


def test_a_curve_is_not_offered_and_the_page_says_why(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/compare?lang=en&measure=patience_p50")
    expect(page.locator("#comparing-control")).to_contain_text("so there is no control")
    expect(page.locator("#comparing-not-compared")).to_contain_text("Kaplan-Meier")
    page.locator("#comparing-measure").click()
    expect(page.get_by_role("option", name="Failure", exact=True)).to_be_visible()
    expect(page.get_by_role("option", name="Would give up within 1 min")).to_have_count(0)
    expect(page.get_by_role("option", name="Monthly churn")).to_have_count(0)


@pytest.mark.slow
def test_a_company_with_a_month_of_data_reads_why_there_is_no_signal(
    tmp_path: Path, serve: Callable[[Settings], str], open_page: OpenPage
) -> None:
    project = make_bare_company(tmp_path)
    project.ingest()
    page = open_page(f"{serve(project.settings)}/compare?lang=en")
    expect(page.locator("#comparing-finding h1")).to_have_text(
        "The data cover too few weeks to look for signals."
    )
    expect(page.locator("#comparing-control-title")).to_contain_text("limits need")
    expect(page.locator("#comparing-funnel-title")).to_contain_text("not compared")
