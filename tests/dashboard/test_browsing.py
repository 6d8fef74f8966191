"""What a reader does with the pages, in a real browser; numbers are compared with SQL."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import Page, expect

from dashboard.app import PAGES
from tests.dashboard.company import make_bare_company, make_company
from tests.project import Project
from warehouse.settings import Settings

pytestmark = pytest.mark.browser

LAST_30_DAYS = "day BETWEEN '2026-05-30' AND '2026-06-28'"

Open = Callable[..., Page]
Serve = Callable[[Settings], str]


def count(project: Project, condition: str) -> str:
    ((contacts,),) = project.query(f"SELECT count(*) FROM contact_facts WHERE {condition}")
    return f"{contacts:,}"


def value(measure: str) -> str:
    return f".card[data-measure={measure}] .large"


def expect_contacts(page: Page, contacts: str) -> None:
    expect(page.locator(value("contacts"))).to_have_text(contacts)


def choose(page: Page, dimension: str, *names: str) -> None:
    page.click(f"#chosen-{dimension}")
    for name in names:
        page.locator(".choices").get_by_label(name, exact=True).check()
    page.keyboard.press("Escape")


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
    page.get_by_role("link", name="부서", exact=True).click()
    expect(page.locator("#chosen-channel")).to_have_text("phone")
    expect_contacts(page, count(company, f"{phone} AND department = '기술지원'"))
    page.get_by_role("link", name="한눈에").click()
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


def test_the_language_switches_in_place(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/?channel=phone")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("link", name="Departments")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".card[data-measure=contacts]")).to_contain_text("Contacts")
    expect(page.locator("#chosen-channel")).to_have_text("phone")
    assert "lang=en" in page.url
    page.get_by_role("link", name="한국어").click()
    expect(page.locator("html")).to_have_attribute("lang", "ko")


@pytest.mark.slow
def test_light_and_dark_switch_without_leaving(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/?lang=en")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    expect(page.get_by_role("button", name="Light")).to_be_visible()
    assert page.evaluate(ground) != light
    assert "theme=dark" in page.url


def test_the_document_has_its_colours_and_language_before_any_script(site: str, browser_html: str) -> None:
    assert '<html lang="en" data-mantine-color-scheme="dark">' in browser_html


@pytest.fixture
def browser_html(site: str, open_page: Open) -> str:
    page = open_page(site)
    answer = page.request.get(f"{site}/?lang=en&theme=dark")
    return answer.text()


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


def test_a_picked_measure_is_drawn_and_kept_in_the_address(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/?lang=en")
    page.click("#overview-measure")
    page.get_by_role("option", name="Complaints", exact=True).click()
    expect(page.locator("#overview-matrix-title")).to_have_text("Complaints by department and contact tier")
    expect(page.locator("#overview-trend .scatterlayer .trace").first).to_be_attached()
    assert "measure=complaint" in page.url


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
        page.get_by_role("button", name="CSV로 받기").click()
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


@pytest.mark.parametrize(
    ("path", "language", "theme"),
    [
        ("/departments", "en", "dark"),
        *(pytest.param(page.PATH, "ko", "light", marks=pytest.mark.slow) for page in PAGES),
        *(pytest.param(page.PATH, "en", "dark", marks=pytest.mark.slow) for page in PAGES),
    ],
)
def test_every_page_fits_a_narrow_screen(
    site: str, open_page: Open, path: str, language: str, theme: str
) -> None:
    page = open_page(f"{site}{path}?lang={language}&theme={theme}", 390, 844)
    expect(page.locator("main h1")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.slow
def test_filters_fold_into_a_drawer_on_a_narrow_screen(site: str, open_page: Open, company: Project) -> None:
    page = open_page(f"{site}/?lang=en", 390, 844)
    expect(page.locator("#chosen-channel")).not_to_be_visible()
    page.get_by_text("Change filters").click()
    choose(page, "channel", "web")
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#chosen-channel")).not_to_be_visible()
    expect(page.locator("#summary")).to_contain_text("web")
    expect_contacts(page, count(company, f"{LAST_30_DAYS} AND channel = 'web'"))


@pytest.mark.slow
def test_print_shows_filters_and_date_and_no_navigation(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/?channel=phone&lang=en")
    expect(page.locator(value("contacts"))).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).not_to_be_visible()
    expect(page.locator("#summary")).to_contain_text("phone")
    expect(page.get_by_text("Printed")).to_be_visible()


def test_the_data_page_tells_what_failed_what_was_rejected_and_what_is_missing(
    site: str, open_page: Open
) -> None:
    page = open_page(f"{site}/data?lang=en")
    expect(page.locator("h1")).to_have_text(
        "The data reach up to June 28, 2026. 1 files could not be loaded."
    )
    expect(page.locator(".ag-row[row-index='0'] [col-id=status]")).to_have_text("✕ Failed")
    expect(page.locator(".ag-row[row-index='0'] [col-id=file]")).to_have_text("contacts_broken.csv")
    rule = page.locator("details", has_text="outcome")
    rule.locator("summary").click()
    expect(rule).to_contain_text("vanished")
    expect(page.locator("section", has_text="What the settings lack")).to_contain_text("kiosk")
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


def test_the_filters_in_a_line_name_only_those_of_the_page(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/departments?focus=설치&department=요금&lang=en", 390, 844)
    expect(page.locator("#summary")).to_contain_text("All tiers")
    expect(page.locator("#summary")).not_to_contain_text("요금")
