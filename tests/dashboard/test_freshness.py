"""The line that says on every page how fresh the figures are."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.dashboard.browsing import Open, Serve, choose
from tests.dashboard.company import make_bare_company

pytestmark = pytest.mark.browser
# So soon that it is late as soon as it was loaded.
LATE = 'files = "contacts*.csv"\nlate_after_hours = 1e-9'


def test_a_page_says_how_fresh_it_is_what_is_late_and_follows_a_load(
    open_page: Open, serve: Serve, tmp_path: Path
) -> None:
    project = make_bare_company(tmp_path)
    settings = (tmp_path / "touchpoints.toml").read_text(encoding="utf-8")
    project.write("touchpoints.toml", settings.replace('files = "contacts*.csv"', LATE))
    page = open_page(f"{serve(project.settings)}/?lang=en")
    expect(page.locator("h1")).to_have_text("There are no data yet.")
    line = page.locator("#freshness")
    expect(line).to_have_text("")

    project.ingest()
    page.wait_for_load_state("networkidle")
    page.reload()
    expect(line).to_contain_text("Data up to June 28, 2026 · last load 20")
    expect(line.locator(".late")).to_have_text("source calls is late")

    header, first, *_ = (tmp_path / "contacts.csv").read_text(encoding="utf-8").splitlines()
    later = first.replace("B0", "L0").replace("2026-06-01", "2026-07-05")
    project.write("contacts_later.csv", f"{header}\n{later}\n")
    project.ingest()
    choose(page, "channel", "phone")
    expect(line).to_contain_text("Data up to July 5, 2026")

    line.get_by_role("link").click()
    page.wait_for_url("**/data?channel=phone&lang=en")
    expect(page.locator("tr", has_text="calls").locator(".late")).to_contain_text("late · 20")
    expect(page.locator("tr", has_text="survey").locator(".late")).to_have_count(0)


def test_nothing_is_late_of_which_nothing_is_expected(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/retention")
    line = page.locator("#freshness")
    expect(line).to_contain_text("자료: 2026년 6월 28일까지 · 마지막으로 불러온 시각 20")
    expect(line.locator(".late")).to_have_count(0)
