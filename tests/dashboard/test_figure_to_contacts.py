"""From any figure to its definition and to the contacts behind it, in a real browser; SQL says which."""

from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import expect

from tests.dashboard.browsing import LAST_30_DAYS, Open, count, expect_contacts
from tests.project import Project

pytestmark = pytest.mark.browser


def test_a_name_on_a_card_opens_its_definition(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/?lang=en")
    page.get_by_role("button", name="Definition of Failure").click()
    expect(page.get_by_role("dialog")).to_contain_text("failed ÷ contacts")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_cell_of_the_matrix_opens_its_department_and_tier(
    site: str, open_page: Open, company: Project
) -> None:
    page = open_page(f"{site}/?lang=en")
    page.locator(".matrix tbody tr", has_text="설치").locator("td a").first.click()
    expect(page.locator("#departments-focus")).to_have_value("설치")
    here = f"{LAST_30_DAYS} AND department = '설치' AND contact_tier = 'high'"
    expect_contacts(page, count(company, here))
    expect(page.locator("#contacts-shown")).to_contain_text(f"All contacts: {count(company, here)} · 설치")
    expect(page.locator(".ag-row [col-id=contact_tier]").first).to_have_text("High contact")


def test_a_card_leads_to_the_contacts_behind_it(site: str, open_page: Open, company: Project) -> None:
    page = open_page(f"{site}/?lang=en")
    page.get_by_title("Contacts behind Failure").click()
    failed = count(company, f"{LAST_30_DAYS} AND outcome = 'failed'")
    expect(page.locator("#contacts-shown")).to_contain_text(f"Failed contacts: {failed} · All departments")
    expect(page.locator(".ag-row [col-id=outcome]").first).to_have_text("Failed")
    expect(page.locator("#contacts")).to_be_in_viewport()
    page.get_by_role("link", name="Show all contacts").click()
    everything = count(company, LAST_30_DAYS)
    expect(page.locator("#contacts-shown")).to_contain_text(f"All contacts: {everything}")


def test_rows_are_filtered_on_the_server_and_downloaded_as_filtered(
    site: str, open_page: Open, company: Project
) -> None:
    page = open_page(f"{site}/departments?focus=설치&lang=ko")
    expect(page.locator(".ag-row [col-id=department]").first).to_have_text("설치")
    page.locator(".ag-header-cell[col-id=outcome] .ag-header-cell-filter-button").click()
    page.locator(".ag-filter-menu input[type=text]").first.fill("실패")
    expect(page.locator(".ag-row [col-id=outcome]").first).to_have_text("실패")
    page.keyboard.press("Escape")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV 내려받기").click()
    assert download.value.suggested_filename == "접점_2026-05-30_2026-06-28.csv"
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.startswith("\ufeff시각,부서,채널,접촉도,용건,대기 (초)")
    rows = pl.read_csv(text.removeprefix("\ufeff").encode())
    expected = company.query(
        "SELECT contact_id FROM contact_facts"
        f" WHERE {LAST_30_DAYS} AND department = '설치' AND outcome = 'failed'"
        " ORDER BY occurred_local DESC, contact_id"
    )
    assert rows["접점 번호"].to_list() == [contact_id for (contact_id,) in expected]


@pytest.mark.slow
def test_another_department_is_picked_and_kept_in_the_address(
    site: str, open_page: Open, company: Project
) -> None:
    page = open_page(f"{site}/departments?lang=en")
    page.click("#departments-focus")
    page.get_by_role("option", name="요금").click()
    expect_contacts(page, count(company, f"{LAST_30_DAYS} AND department = '요금'"))
    expect(page.locator("#contacts-shown")).to_contain_text("요금")
    assert "focus=" in page.url
