"""What a reader does with the pages, in a real browser; numbers are compared with SQL."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.dashboard.browsing import LAST_30_DAYS, Open, Serve, choose, count, expect_contacts, go_to, value
from tests.dashboard.company import make_bare_company, make_company
from tests.project import Project

pytestmark = pytest.mark.browser


def test_the_overview_opens_on_the_last_30_days(site: str, open_page: Open, company: Project) -> None:
    page = open_page(site)
    expect_contacts(page, count(company, LAST_30_DAYS))
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    expect(page.locator("#overview-finding h1")).to_contain_text("설치 · 고접촉 서비스 실패율")


def test_filters_change_numbers_as_sql_says(site: str, open_page: Open, company: Project) -> None:
    page = open_page(site)
    expect_contacts(page, count(company, LAST_30_DAYS))
    choose(page, "department", "설치", "요금")
    expect_contacts(page, count(company, f"{LAST_30_DAYS} AND department IN ('설치', '요금')"))
    choose(page, "contact_tier", "중접촉")
    narrowed = f"{LAST_30_DAYS} AND department IN ('설치', '요금') AND contact_tier = 'medium'"
    expect_contacts(page, count(company, narrowed))
    expect(page.locator("#chosen-department")).to_have_text("설치 외 1")


@pytest.mark.slow
def test_a_preset_changes_the_days(site: str, open_page: Open, company: Project) -> None:
    page = open_page(site)
    expect_contacts(page, count(company, LAST_30_DAYS))
    page.click("#days")
    page.get_by_role("button", name="최근 90일").click()
    expect_contacts(page, count(company, "day BETWEEN '2026-03-31' AND '2026-06-28'"))
    assert "since=2026-03-31&until=2026-06-28" in page.url


def test_another_page_keeps_the_filters(site: str, open_page: Open, company: Project) -> None:
    page = open_page(site)
    choose(page, "channel", "phone")
    phone = f"{LAST_30_DAYS} AND channel = 'phone'"
    expect_contacts(page, count(company, phone))
    go_to(page, "departments")
    expect(page.locator("#chosen-channel")).to_have_text("phone")
    expect_contacts(page, count(company, f"{phone} AND department = '기술지원'"))
    go_to(page, "overview")
    expect_contacts(page, count(company, phone))


@pytest.mark.slow
def test_the_way_back_undoes_a_filter(site: str, open_page: Open, company: Project) -> None:
    page = open_page(f"{site}/?lang=en")
    everything = count(company, LAST_30_DAYS)
    expect_contacts(page, everything)
    choose(page, "channel", "web")
    expect_contacts(page, count(company, f"{LAST_30_DAYS} AND channel = 'web'"))
    page.go_back()
    expect_contacts(page, everything)
    expect(page.locator("#chosen-channel")).to_have_text("All channels")
    page.click("#chosen-channel")
    expect(page.locator(".choices").get_by_label("web")).not_to_be_checked()


def test_a_link_within_the_page_leaves_the_page_as_it_is(open_page: Open, site: str) -> None:
    page = open_page(f"{site}/waiting?channel=phone&lang=en")
    expect(page.locator(value("wait_p50"))).to_be_visible()
    built: list[str] = []
    page.on("request", lambda asked: built.extend(re.findall("_pages_content", asked.post_data or "")[:1]))
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    go_to(page, "overview")
    expect(page.locator(value("contacts"))).to_be_visible()
    assert len(built) == 1


def test_the_language_switches_in_place(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/?channel=phone")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("link", name="Overview", exact=True)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".card[data-measure=contacts]")).to_contain_text("Contacts")
    expect(page.locator("#chosen-channel")).to_have_text("phone")
    assert "lang=en" in page.url
    page.get_by_role("link", name="한국어").click()
    expect(page.locator("html")).to_have_attribute("lang", "ko")


def test_a_sent_address_restores_the_view(site: str, open_page: Open, company: Project) -> None:
    sent = "?since=2026-04-01&until=2026-04-30&department=요금&tier=low&measure=csat&lang=en&theme=dark"
    page = open_page(f"{site}/{sent}")
    view = "day BETWEEN '2026-04-01' AND '2026-04-30' AND department = '요금' AND contact_tier = 'low'"
    expect_contacts(page, count(company, view))
    expect(page.locator("#days")).to_have_text("2026-04-01 – 2026-04-30")
    expect(page.locator("#chosen-department")).to_have_text("요금")
    expect(page.locator("#chosen-contact_tier")).to_have_text("Low contact")
    expect(page.locator("#overview-measure")).to_have_value("Satisfaction (CSAT)")
    expect(page.locator("#overview-trend-title")).to_contain_text("Satisfaction (CSAT)")
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")


@pytest.mark.slow
def test_a_picked_measure_is_drawn_and_kept_in_the_address(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/?lang=en")
    page.click("#overview-measure")
    page.get_by_role("option", name="Complaints", exact=True).click()
    expect(page.locator("#overview-matrix-title")).to_have_text("Complaints by department and contact tier")
    expect(page.locator("#overview-trend .scatterlayer .trace").first).to_be_attached()
    assert "measure=complaint" in page.url


def test_the_data_page_tells_what_failed_what_was_rejected_and_what_is_missing(
    site: str, open_page: Open
) -> None:
    page = open_page(f"{site}/data?lang=en")
    expect(page.locator("h1")).to_have_text("The data go up to June 28, 2026. Files not loaded: 1.")
    expect(page.locator(".ag-row[row-index='0'] [col-id=status]")).to_have_text("✕ Failed")
    expect(page.locator(".ag-row[row-index='0'] [col-id=file]")).to_have_text("contacts_broken.csv")
    rule = page.locator("details", has_text="outcome")
    rule.locator("summary").click()
    expect(rule).to_contain_text("vanished")
    expect(page.locator("section", has_text="Missing from the settings")).to_contain_text("kiosk")
    expect(page.locator("tr", has_text="Survey answers linked to a contact")).to_contain_text("90.0")


def test_an_address_without_a_page_says_so(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/nowhere?lang=en")
    expect(page.locator("h1")).to_have_text("There is no page at this address.")
    page.get_by_role("link", name="Go to the overview").click()
    expect(page.locator(value("contacts"))).to_be_visible()


@pytest.mark.slow
def test_pages_begin_to_work_when_the_warehouse_appears(
    open_page: Open, serve: Serve, tmp_path: Path
) -> None:
    project = make_company(tmp_path)
    address = serve(project.settings)
    for path in ("/", "/departments", "/data"):
        page = open_page(f"{address}{path}")
        expect(page.locator("h1")).to_have_text("아직 자료가 없습니다.")
    project.ingest()
    page = open_page(address)
    expect_contacts(page, count(project, LAST_30_DAYS))
    contacts = (tmp_path / "contacts.csv").read_text(encoding="utf-8")
    project.write("contacts_more.csv", contacts.replace("\nK", "\nMORE"))
    project.ingest()
    page.reload()
    expect_contacts(page, count(project, LAST_30_DAYS))


@pytest.mark.slow
def test_a_measure_without_records_says_which_it_needs(open_page: Open, serve: Serve, tmp_path: Path) -> None:
    project = make_bare_company(tmp_path)
    project.ingest()
    page = open_page(f"{serve(project.settings)}/?lang=en")
    card = page.locator(".card[data-measure=csat]")
    expect(card).to_contain_text("Not in the data. Needed: answers to the item 'csat'")
    expect(card.locator(".large")).to_have_text("–")
    expect(page.locator(value("contacts"))).to_have_text("200")
