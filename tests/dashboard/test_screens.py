"""Pages on narrow screens, in the dark and on paper, in a real browser."""

import pytest
from playwright.sync_api import expect

from dashboard.app import PAGES
from tests.dashboard.browsing import LAST_30_DAYS, Open, choose, count, expect_contacts, value
from tests.project import Project

pytestmark = pytest.mark.browser


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
    assert '<html lang="en" data-mantine-color-scheme="dark"' in browser_html


@pytest.mark.parametrize("width", [150, 190])
def test_values_of_cards_stand_in_a_line_where_a_name_takes_two(
    site: str, open_page: Open, width: int
) -> None:
    page = open_page(f"{site}/waiting?lang=en")
    expect(page.locator(value("wait_p50"))).to_be_visible()
    page.add_style_tag(content=f".cards {{ grid-template-columns: repeat(auto-fill, {width}px) }}")
    tops = page.evaluate(
        """() => [...document.querySelectorAll(".card")].map(card =>
            card.querySelector(".large").getBoundingClientRect().top - card.getBoundingClientRect().top)"""
    )
    assert len(tops) == 7
    assert max(tops) - min(tops) < 0.1


def test_grids_far_below_the_window_are_drawn_for_paper_and_pictures(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/departments?lang=en")
    name = page.locator(".ag-header-cell-text").first
    expect(name).to_be_attached()
    # As far down as on the longest page.
    page.evaluate("document.querySelector('main').style.paddingTop = '5000px'")
    page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    assert page.locator(".grid").evaluate("grid => grid.getBoundingClientRect().top") > 5000
    assert name.evaluate("name => name.checkVisibility({ contentVisibilityAuto: true })")


@pytest.fixture
def browser_html(site: str, open_page: Open) -> str:
    page = open_page(site)
    answer = page.request.get(f"{site}/?lang=en&theme=dark")
    return answer.text()


@pytest.mark.parametrize(
    ("path", "language", "theme"),
    [
        ("/departments", "en", "dark"),
        *(pytest.param(page.path, "ko", "light", marks=pytest.mark.slow) for page in PAGES),
        *(pytest.param(page.path, "en", "dark", marks=pytest.mark.slow) for page in PAGES),
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


def test_the_filters_in_a_line_name_only_those_of_the_page(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/departments?focus=설치&department=요금&lang=en", 390, 844)
    expect(page.locator("#summary")).to_contain_text("All tiers")
    expect(page.locator("#summary")).not_to_contain_text("요금")
