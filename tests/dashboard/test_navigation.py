"""The way from page to page: groups beside the page, a drawer on narrow screens, the search."""

from collections.abc import Iterator
from typing import get_args

import pytest
from playwright.sync_api import Page, expect

from analytics.catalogue import MEASURES
from dashboard.address.selection import Selection
from dashboard.app import PAGES, create_app
from dashboard.frame import words as texts
from dashboard.lake.store import Store
from dashboard.parts import page as parts
from tests.dashboard.browsing import Open, go_to, value
from tests.project import Project


@pytest.fixture
def folding(open_page: Open) -> Iterator[Open]:
    """Opens pages of a browser that forgets at the end what it remembered."""
    opened: list[Page] = []

    def open_address(address: str) -> Page:
        opened.append(open_page(address))
        return opened[-1]

    yield open_address
    for page in opened:
        page.context.clear_cookies()


def find(page: Page, typed: str) -> None:
    """Open the search by the keyboard and type into it."""
    expect(page.locator("#open-search")).to_be_visible()
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="지표" if "lang=ko" in page.url else "measures").fill(typed)


def wait_until_filled(page: Page) -> None:
    """Nothing of the page Data is on its way any more."""
    expect(page.locator("#main .ag-row").first).to_be_visible()
    page.wait_for_load_state("networkidle")


def test_every_page_stands_in_a_group_of_the_navigation() -> None:
    assert tuple(texts.GROUPS) == get_args(parts.Group)
    assert [page.key for page in PAGES if page.group is None] == []


def test_every_measure_is_found_and_leads_to_a_page_that_shows_it(company: Project, store: Store) -> None:
    client = create_app(company.settings).server.test_client()
    entries = client.get("/search-index", headers={"Host": "localhost"}).get_json()
    keys = {page.key: page for page in PAGES}
    places = {entry["measure"]: entry for entry in entries if "measure" in entry}
    assert set(places) == set(MEASURES)
    for name, entry in places.items():
        page = keys[entry["page"]]
        is_card = entry["place"] == f"[data-measure={name}]"
        assert name in page.measures if is_card else entry["place"] == f"#{page.any_measure_in}"
    assert {entry["page"] for entry in entries if "measure" not in entry} == set(keys)


@pytest.mark.parametrize("key", ["satisfaction", "waiting", "recovery"])
def test_a_page_has_the_cards_that_it_says_it_has(store: Store, key: str) -> None:
    (page,) = (page for page in PAGES if page.key == key)
    with store.reading() as reading:
        span = reading.span()
        assert span and page.cards
        cards = page.cards(reading, Selection(), span)
    shown = {getattr(card, "data-measure") for card in cards}
    assert len(shown) > 4
    assert shown == set(page.measures)


@pytest.mark.browser
def test_pages_stand_in_groups_and_the_present_one_is_marked(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/waiting?lang=ko&channel=phone")
    pages = page.get_by_role("navigation")
    present = pages.locator("[aria-current=page]")
    expect(present).to_have_text("대기")
    experience = pages.get_by_role("list", name="경험")
    expect(experience.get_by_role("link")).to_have_text(
        [
            *("만족", "문항과 지수", "벤치마크와 모니터링", "고객의 말", "대기", "예약", "실패와 회복"),
            *("회복 역량", "무엇이 회복시키나", "진실의 순간", "서비스 단계", "여정", "중요 사건"),
            *("문의 이유", "누가 무엇을 불평하나"),
        ]
    )
    go_to(page, "comparing")
    expect(present).to_have_text("공정 비교")
    expect(page.locator("header")).to_contain_text("공정 비교")
    assert "channel=phone" in page.url


@pytest.mark.browser
def test_a_group_of_pages_that_was_opened_stays_open_on_every_page(folding: Open, site: str) -> None:
    page = folding(f"{site}/departments")
    page.context.clear_cookies()
    page.reload()
    expect(page.locator("#to-departments[aria-current]")).to_be_visible()
    expect(page.locator(".pages-list details[open]")).to_have_count(1)
    go_to(page, "retention")
    expect(page.locator("#to-retention[aria-current]")).to_be_visible()
    go_to(page, "data")
    expect(page.locator("#to-data[aria-current]")).to_be_visible()
    page.goto(f"{site}/departments")
    expect(page.locator("#to-departments[aria-current]")).to_be_visible()
    expect(page.locator("#to-retention")).to_be_visible()
    page.locator("#group-customers summary").click()
    page.goto(f"{site}/departments")
    expect(page.locator("#to-departments[aria-current]")).to_be_visible()
    expect(page.locator("#to-retention")).not_to_be_visible()


@pytest.mark.browser
def test_the_list_of_pages_stays_folded_away(site: str, folding: Open) -> None:
    page = folding(f"{site}/data?lang=en")
    pages, menu = page.get_by_role("navigation"), page.get_by_role("button", name="Menu", exact=True)
    wait_until_filled(page)
    expect(pages).to_be_visible()
    expect(menu).not_to_be_visible()
    page.get_by_role("button", name="Hide menu").click()
    expect(pages).not_to_be_visible()
    expect(menu).to_be_focused()
    expect(page.locator("header")).to_contain_text("Data")
    assert "data-pages-folded" in page.request.get(site).text()
    page.reload()
    wait_until_filled(page)
    expect(menu).to_be_visible()
    expect(pages).not_to_be_visible()
    menu.click()
    expect(pages).to_be_visible()
    assert "data-pages-folded" not in page.request.get(site).text()


@pytest.mark.browser
def test_on_a_narrow_screen_a_drawer_holds_the_pages(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/waiting?lang=en&channel=phone", 390, 844)
    pages, menu = page.get_by_role("navigation"), page.get_by_role("button", name="Menu")
    expect(page.locator("header")).to_contain_text("Waiting")
    expect(pages).not_to_be_visible()
    menu.press("Enter")
    expect(pages.get_by_role("link", name="Waiting")).to_be_focused()
    # Nothing behind the drawer can be reached.
    expect(page.locator("#beside")).to_have_js_property("inert", True)
    page.keyboard.press("Escape")
    expect(page.locator("#beside")).to_have_js_property("inert", False)
    expect(pages).not_to_be_visible()
    expect(menu).to_be_focused()
    menu.press("Enter")
    expect(pages.get_by_role("link", name="Waiting")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("header")).to_contain_text("Reservations")
    expect(pages).not_to_be_visible()
    assert "channel=phone" in page.url
    menu.click()
    page.mouse.click(380, 400)
    expect(pages).not_to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("language", "typed", "name", "path"),
    [
        ("en", "reten", "Retention", "/retention"),
        ("ko", "유지", "유지", "/retention"),
        ("en", "유지", "Retention", "/retention"),
        ("ko", "ㅇㅈ", "여정", "/journeys"),
    ],
)
def test_the_search_finds_a_page_in_both_languages_and_keeps_the_filters(
    site: str, open_page: Open, language: str, typed: str, name: str, path: str
) -> None:
    page = open_page(f"{site}/?lang={language}&channel=phone")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    expect(page.locator(value("contacts"))).to_be_visible()
    assert f"{site}/search-index" not in asked
    find(page, typed)
    expect(page.get_by_role("option").first).to_contain_text(name)
    assert asked.count(f"{site}/search-index") == 1
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}{path}?*")
    assert "channel=phone" in page.url
    expect(page.locator("[aria-current=page]")).to_have_attribute("id", f"to-{path[1:]}")


@pytest.mark.browser
@pytest.mark.parametrize(("language", "typed"), [("en", "promoter"), ("ko", "순추ㅊ")])
def test_the_search_leads_to_the_card_of_a_measure(
    site: str, open_page: Open, language: str, typed: str
) -> None:
    page = open_page(f"{site}/data?lang={language}&channel=phone")
    find(page, typed)
    expect(page.get_by_role("option", selected=True)).to_contain_text("NPS")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/satisfaction?*measure=nps*")
    expect(page.locator(".card[data-measure=nps]")).to_be_focused()
    assert "channel=phone" in page.url


@pytest.mark.browser
def test_a_measure_without_a_card_is_shown_in_the_chart_of_the_overview(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/departments?lang=en&focus=설치")
    find(page, "wait")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_contain_text("Waiting")
    page.keyboard.press("ArrowDown")
    expect(chosen).not_to_contain_text("Experience")
    page.get_by_role("option", name="Mean wait").click()
    page.wait_for_url(f"{site}/?*measure=wait_mean*")
    expect(page.locator("#overview-measure")).to_have_value("Mean wait")
    expect(page.locator("section", has=page.locator("#overview-trend"))).to_be_focused()


@pytest.mark.browser
def test_the_search_opens_by_the_place_of_the_key_and_closes_without_a_trace(
    site: str, open_page: Open
) -> None:
    page = open_page(f"{site}/?lang=en")
    button = page.get_by_role("button", name="Search pages, measures and customer ids")
    button.focus()
    pressed = '{key: "ㅏ", code: "KeyK", ctrlKey: true, bubbles: true}'
    page.evaluate(f"document.dispatchEvent(new KeyboardEvent('keydown', {pressed}))")
    dialog = page.get_by_role("dialog", name="Search pages, measures and customer ids")
    expect(dialog.get_by_role("combobox")).to_be_focused()
    dialog.get_by_role("combobox").fill("nothing like this")
    expect(dialog.get_by_role("status")).to_have_text("Nothing found.")
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    expect(button).to_be_focused()
