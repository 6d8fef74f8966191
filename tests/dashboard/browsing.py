"""What readers do on a page again and again, and what SQL says they should see."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.project import Project
from warehouse.settings import Settings

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


def expect_whole(page: Page) -> None:
    """Every part is filled, so nothing moves any more what a pointer is sent to."""
    # A chart keeps the look of its place.
    behind = '#main .skeleton:not(.chart), .dash-graph--pending, [data-dash-is-loading="true"]'
    expect(page.locator(behind)).to_have_count(0)


def choose(page: Page, dimension: str, *names: str) -> None:
    page.click(f"#chosen-{dimension}")
    for name in names:
        page.locator(".choices").get_by_label(name, exact=True).check()
    page.keyboard.press("Escape")


def go_to(page: Page, key: str) -> None:
    """By the list of pages, in which the page's group may be closed."""
    link = page.locator(f"#to-{key}")
    if not link.is_visible():
        page.locator(".pages-list details", has=link).locator("summary").click()
    link.click()
