"""The retention page: how leaving is known, who stays, and what is said where nothing can be."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dash import html
from playwright.sync_api import Page, expect

from analytics.retention.cohorts import cohorts
from analytics.retention.survival import SPLITS, survival
from dashboard.address.selection import Selection
from dashboard.charts.theme import CATEGORIES, PALETTES
from dashboard.lake.store import Reading, Store
from dashboard.pages.retention import page as retention
from dashboard.pages.retention.cohort_map import cohort_maps
from dashboard.pages.retention.comparison import part_name, read_comparison, split_of
from dashboard.pages.retention.finding import retention_finding
from dashboard.pages.retention.monthly import read_monthly
from dashboard.pages.retention.survival_chart import survival_chart
from dashboard.pages.retention.survival_table import survival_table
from sample_data import simulate
from tests.dashboard.company import make_bare_company
from tests.dashboard.test_colours import contrast
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project

Open = Callable[..., Page]
ENGLISH = Selection(language="en")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small sample company, loaded; tests only read it."""
    return load_world(tmp_path_factory.mktemp("world"), simulate(1_500, 240, seed=3))


@pytest.fixture(scope="module")
def reading(world: Project) -> Any:
    with Store(world.settings).reading() as reading:
        yield reading


def finding_text(reading: Reading, selection: Selection) -> str:
    span = reading.span()
    assert span is not None
    return text_of(retention._finding(reading, selection, span))


def test_the_sentence_says_who_stays_how_surely_and_how_leaving_is_known(reading: Reading) -> None:
    said = finding_text(reading, Selection(language="en", split="segment"))
    found = reading.ask(survival, "segment")
    assert found.log_rank is not None and found.log_rank.statistic is not None
    assert f"χ² {found.log_rank.statistic:.1f}, {found.log_rank.degrees_of_freedom} df" in said
    assert f"{found.groups['left'].sum():,} of {found.groups['customers'].sum():,} customers left" in said
    assert "(left_on)" in said
    comparison = read_comparison(reading, "segment")
    assert comparison.is_sure and comparison.least is not None and comparison.least["group"] in said


def test_parts_that_do_not_differ_are_said_not_to(reading: Reading) -> None:
    comparison = read_comparison(reading, "customer_type")
    assert not comparison.is_sure
    assert "does not clearly differ by customer type" in finding_text(
        reading, Selection(language="en", split="customer_type")
    )


@pytest.mark.parametrize("split", list(SPLITS))
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_part_is_drawn_with_its_interval_and_named(reading: Reading, split: str, theme: Any) -> None:
    selection = Selection(language="ko", theme=theme, split=split)
    found = reading.ask(survival, split)
    chart = survival_chart(found, reading.settings, selection)
    lines = [trace for trace in chart.data if trace.fill is None]
    assert len(lines) == sum(trace.fill == "toself" for trace in chart.data) >= 2
    names = {note.text for note in chart.layout.annotations}
    assert len(names) == len(lines)
    known = {part_name(split, group, "ko") for group in found.groups["group"].drop_nulls()}
    assert names <= known
    assert all(0 <= y <= 1 for trace in chart.data for y in trace.y)


def test_the_table_holds_every_part_and_the_unknown(reading: Reading) -> None:
    found = reading.ask(survival, "customer_type")
    said = text_of(survival_table(found, reading.settings, ENGLISH))
    for words in ("Economic", "Unknown", *(f"{n:,}" for n in found.groups["customers"])):
        assert words in said


def test_cohorts_show_who_is_there_and_hatch_what_is_not_known(reading: Reading) -> None:
    found, parts = (reading.ask(cohorts, by, "inactivity") for by in (None, "segment"))
    shown = cohort_maps(found, parts, "segment", reading.settings, ENGLISH)
    cells = [cell for row in shown.children[0].children.children[1].children for cell in row.children[1:]]
    hatched = [cell for cell in cells if "few" in (getattr(cell, "className", None) or "")]
    unknown = found.cells.filter(~found.cells["is_complete"])
    assert len(hatched) == unknown.height > 0


def test_every_part_has_a_map_of_its_own_to_open(reading: Reading) -> None:
    whole, parts = (reading.ask(cohorts, by) for by in (None, "segment"))
    shown = cohort_maps(whole, parts, "segment", reading.settings, ENGLISH)
    names = [part.children for part in shown._traverse() if isinstance(part, html.Summary)]
    groups = parts.cells["group"].unique(maintain_order=True).to_list()
    assert names == [part_name("segment", group, "en") for group in groups]
    assert len(names) > 1
    assert "by segment" in text_of(shown)


def test_the_last_month_known_is_compared_with_the_month_before(reading: Reading) -> None:
    monthly = read_monthly(reading, "churn_rate")
    months = reading.measure("churn_rate", ("month",)).drop_nulls("value").sort("month")
    assert monthly.month == months["month"][-1]
    assert monthly.figure.value == months["value"][-1]
    assert monthly.figure.value_before == months["value"][-2]
    assert monthly.figure.change == pytest.approx(months["value"][-1] - months["value"][-2])


def test_without_known_customers_the_page_says_what_is_needed(tmp_path: Path) -> None:
    project = make_bare_company(tmp_path)
    project.ingest()
    with Store(project.settings).reading() as reading:
        said = finding_text(reading, ENGLISH)
        assert "The records do not say who the customers are" in said and "customer_id" in said
        assert retention._cards(reading, ENGLISH, reading.span()) == []
        assert retention._is_empty(reading, ENGLISH, reading.span())


def test_without_leaving_dates_the_page_says_that_silence_counts(store: Store) -> None:
    with store.reading() as reading:
        span = reading.span()
        assert span is not None
        said = finding_text(reading, ENGLISH)
        assert "no other came for 90 days" in said and "do not let us choose a window" in said
        comparison = read_comparison(reading, split_of(reading, ENGLISH))
        assert text_of(retention_finding(comparison, reading.ask(retention.inactivity_window), span, ENGLISH))
        cards = text_of(retention._cards(reading, ENGLISH, span))
        assert "customer records with left_on" in cards
        assert "inf" not in cards and "nan" not in cards


@pytest.mark.parametrize("theme", list(CATEGORIES))
def test_names_in_the_colours_of_categories_are_legible(theme: Any) -> None:
    assert all(contrast(colour, PALETTES[theme].surface) >= 4.5 for colour in CATEGORIES[theme])
    assert len(set(CATEGORIES[theme])) == len(CATEGORIES[theme])


@pytest.mark.browser
@pytest.mark.slow
def test_another_part_is_picked_and_kept_in_the_address(
    world: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/retention?lang=en")
    expect(page.locator("#retention-finding h1")).to_contain_text("differs by segment")
    expect(page.locator("#retention-figures .card")).to_have_count(5)
    expect(page.locator("table.cohorts tbody tr").first).to_contain_text("Apr 2026")
    page.click("#retention-split")
    page.get_by_role("option", name="Contact tier").click()
    expect(page.locator("#retention-finding h1")).to_contain_text("by contact tier")
    assert "split=contact_tier" in page.url
    expect(page.locator("#retention-table")).to_contain_text("Medium contact")


@pytest.mark.browser
@pytest.mark.slow
def test_on_a_narrow_screen_tables_scroll_in_themselves(site: str, open_page: Open) -> None:
    page = open_page(f"{site}/retention?lang=ko", width=390, height=844)
    expect(page.locator("table.cohorts").first).to_be_visible()
    assert page.evaluate("document.querySelector('main').scrollWidth <= window.innerWidth")
