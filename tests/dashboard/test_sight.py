"""A page asks for what is in sight, then for the rest, and for nothing once it is left."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.dashboard.browsing import Open, Serve, choose, go_to
from tests.project import Project

LAST = "#retention-cohorts"
LAST_TITLE = "#retention-cohorts-title"


def noting(page: Page) -> list[str]:
    """Grows by the first place of each part that is asked for."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if "_dash-update-component" in request.url:
            body: dict[str, Any] = json.loads(request.post_data or "{}")
            asked.append(body["output"].strip(".").split("...")[0])

    page.on("request", note)
    return asked


def go_to_retention(page: Page) -> list[str]:
    """From the first page, when that is done."""
    expect(page.locator("#overview-matrix-title")).not_to_be_empty()
    expect(page.locator("#overview-targets-title")).not_to_be_empty()
    asked = noting(page)
    go_to(page, "retention")
    expect(page.locator("#retention-finding")).not_to_be_empty()
    return asked


@pytest.fixture
def unseen(serve: Serve, company: Project) -> str:
    """The company's dashboard, of which nobody saw anything yet."""
    return serve(company.settings)


@pytest.mark.browser
def test_what_is_in_sight_is_asked_for_first_and_the_rest_by_itself(open_page: Open, unseen: str) -> None:
    asked = go_to_retention(open_page(unseen, height=500))
    page_wide = [place for place in asked if place.startswith("retention-")]
    assert page_wide[0] == "retention-finding.children"
    assert f"{LAST_TITLE[1:]}.children" not in page_wide


@pytest.mark.browser
def test_all_of_a_page_is_there_though_nobody_scrolls(open_page: Open, site: str) -> None:
    page = open_page(site, height=500)
    go_to_retention(page)
    expect(page.locator(LAST_TITLE)).not_to_be_empty()
    assert page.evaluate("scrollY") == 0


@pytest.mark.browser
def test_a_grid_out_of_sight_gets_its_rows_too(open_page: Open, site: str) -> None:
    page = open_page(f"{site}/departments", height=500)
    expect(page.locator("#contacts .ag-row").first).to_be_attached()
    assert page.evaluate("scrollY") == 0


@pytest.mark.browser
def test_what_is_scrolled_to_follows_the_filters(open_page: Open, site: str) -> None:
    page = open_page(f"{site}/waiting", height=500)
    table = page.locator("#waiting-table")
    table.scroll_into_view_if_needed()
    expect(page.locator("#waiting-table-title")).not_to_be_empty()
    before = table.inner_text()
    page.evaluate("scrollTo(0, 0)")
    choose(page, "channel", "phone")
    table.scroll_into_view_if_needed()
    expect(table).not_to_have_text(before, use_inner_text=True)


@pytest.mark.browser
def test_a_page_that_is_left_asks_for_nothing_more(open_page: Open, site: str) -> None:
    asked = go_to_retention(open_page(site))
    assert [place for place in asked if place.startswith("overview-")] == []


@pytest.mark.browser
def test_a_page_comes_with_what_was_seen_of_it(open_page: Open, unseen: str) -> None:
    page = open_page(f"{unseen}/retention", height=500)
    expect(page.locator(LAST_TITLE)).not_to_be_empty()
    seen = page.locator("#retention-finding").inner_text()
    asked = go_to_retention(open_page(unseen, height=500))
    expect(page.locator(LAST_TITLE)).not_to_be_empty()
    assert page.locator("#retention-finding").inner_text() == seen
    first = ("retention-finding", "retention-figures", "retention-curves-title")
    assert [place for place in asked if place.startswith(first)] == []


@pytest.mark.browser
def test_a_page_that_comes_late_with_what_was_seen_of_it_asks_for_the_rest(
    open_page: Open, unseen: str
) -> None:
    page = open_page(f"{unseen}/retention", height=500)
    expect(page.locator(LAST_TITLE)).not_to_be_empty()

    def come_late(route: Route) -> None:
        if "_pages_content" in (route.request.post_data or ""):
            page.wait_for_timeout(2_000)
        route.continue_()

    page.route(lambda url: "_dash-update-component" in url, come_late)
    page.goto(f"{unseen}/retention")
    expect(page.locator(LAST_TITLE)).not_to_be_empty()


@pytest.mark.browser
def test_a_chart_is_drawn_anew_for_another_size_only(open_page: Open, site: str) -> None:
    page = open_page(f"{site}/retention")
    expect(page.locator("#retention-curves .trace").first).to_be_attached()
    drawn_anew = """width => {
        const chart = document.querySelector("#retention-curves .js-plotly-plot");
        let drawn = 0;
        chart.on("plotly_afterplot", () => { drawn += 1; });
        chart.style.width = width;
        return Plotly.Plots.resize(chart).then(() => [drawn, chart.querySelector("svg").clientWidth]);
    }"""
    assert page.evaluate(drawn_anew, "")[0] == 0
    assert page.evaluate(drawn_anew, "300px") == [1, 300]


@pytest.mark.browser
def test_each_part_of_a_page_is_asked_for_once(open_page: Open, site: str) -> None:
    page = open_page(site, height=500)
    asked = go_to_retention(page)
    expect(page.locator(LAST_TITLE)).not_to_be_empty()
    assert len(asked) == len(set(asked))
    assert not any(place.startswith(("turn", "provider")) for place in asked)
