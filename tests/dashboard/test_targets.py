"""Pages show the target that applies to what they show, and which of all are missed."""

import pytest
from playwright.sync_api import expect

from analytics.catalogue import find_measure
from analytics.measures.measure import Measure
from analytics.view import View
from dashboard.address.selection import Selection
from dashboard.charts.series import read_series
from dashboard.lake.store import Store
from dashboard.pages.overview.page import PAGE as OVERVIEW
from dashboard.parts.card import measure_card
from dashboard.parts.matrix import measure_matrix
from dashboard.wording.figure import show_target
from tests.dashboard.browsing import LAST_30_DAYS, Open, count, expect_contacts, value
from tests.dashboard.text import text_of
from tests.project import Project

INSTALLERS = {"department": ["설치"], "contact_tier": ["high"]}


@pytest.fixture
def failure() -> Measure:
    return find_measure("failure")


@pytest.mark.browser
def test_the_overview_says_how_many_are_missed_and_leads_to_them(
    site: str, open_page: Open, company: Project
) -> None:
    page = open_page(f"{site}/?lang=en&department=요금")
    # Of all the company, whatever is filtered.
    counts = "2 targets: 2 missed · 0 not clear · 0 met."
    expect(page.locator("#overview-targets-line")).to_have_text(counts)
    expect(page.locator("#overview-matrix table")).to_be_visible()
    page.get_by_role("button", name="See which").click()
    expect(page.locator("#overview-targets-title")).to_be_in_viewport()
    row = page.locator("#overview-targets tbody tr", has_text="High contact")
    expect(row).to_contain_text("MissedFailure설치 · High contact")
    expect(row).to_contain_text("30 %")
    row.get_by_role("link", name="Failure").click()
    expect(page.locator(".card[data-measure=failure] .course")).to_have_text("Target 30 % missed")
    expect(page.locator("#overview-matrix .missed")).to_have_count(1)
    page.locator("#overview-targets tbody tr", has_text="High contact").get_by_role("link").last.click()
    installers = f"{LAST_30_DAYS} AND department = '설치' AND contact_tier = 'high'"
    expect_contacts(page, count(company, installers))
    expect(page.locator(value("contacts"))).to_be_visible()


@pytest.mark.parametrize(
    ("picked", "course"),
    [({}, "Target 5 % missed"), ({"department": ["요금"]}, "Target 5 %"), (INSTALLERS, "Target 30 % missed")],
)
def test_a_card_shows_the_target_of_what_is_filtered(
    store: Store, picked: dict[str, list[str]], course: str
) -> None:
    selection = Selection("en").pick(**picked)
    with store.reading() as reading:
        span = reading.span()
        assert span is not None
        assert course in text_of(measure_card(reading, "failure", selection, span)).replace("\u00a0", " ")


@pytest.mark.parametrize(("picked", "target"), [({}, 0.05), (INSTALLERS, 0.3), ({"channel": ["web"]}, 0.05)])
def test_a_course_has_the_target_of_what_is_filtered(
    store: Store, failure: Measure, picked: dict[str, list[str]], target: float
) -> None:
    with store.reading() as reading:
        span = reading.span()
        assert span is not None
        assert read_series(reading, failure, View(*span, picked), span).target == target
        assert read_series(reading, find_measure("complaint"), View(*span, picked), span).target is None


def test_cells_that_miss_their_own_target_are_marked_in_words(store: Store, failure: Measure) -> None:
    with store.reading() as reading:
        span = reading.span()
        assert span is not None
        view = Selection().view(span)
        cells = reading.measure("failure", ("department", "contact_tier"), view).drop_nulls("low")
        targets = [
            0.3 if row["department"] == "설치" and row["contact_tier"] == "high" else 0.05
            for row in cells.iter_rows(named=True)
        ]
        missed = sum(low > target for low, target in zip(cells["low"], targets, strict=True))
        _, shown, _ = measure_matrix(reading, failure, view, view, Selection("ko"))
    assert 0 < missed < cells.height
    marks = text_of(shown).count("목표 미달성")
    # The line on how to read them has it once.
    assert marks - 1 == missed


def test_without_targets_the_overview_has_no_line_and_no_list(company: Project) -> None:
    settings = company.settings.model_copy(update={"targets": {}, "targets_for": []})
    store = Store(settings)
    line, *_, panel = OVERVIEW.parts
    assert all(text_of(part.place(Selection(), store)) == "" for part in (line, panel))


@pytest.mark.parametrize(
    ("measure", "target", "shown"),
    [
        ("csat", 0.8, "80 %"),
        ("failure", 0.025, "2.5 %"),
        ("churn_rate", 0.0125, "1.25 %"),
        ("ces", 5.0, "5.0"),
        ("ces", 5.25, "5.25"),
        ("nps", 30, "30"),
        ("wait_p90", 90, "1 min 30 s"),
        ("wait_p50", 2.5, "2.5 s"),
    ],
)
def test_a_target_has_the_digits_it_was_given(measure: str, target: float, shown: str) -> None:
    assert show_target(target, find_measure(measure), "en").replace("\u00a0", " ") == shown
