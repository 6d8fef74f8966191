"""The page about failure and recovery: of a sample company, of one without recovery, and of nothing."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from analytics.recovery.backlog import backlog
from analytics.recovery.paradox import Paradox, paradox
from analytics.recovery.reactions import reactions
from analytics.statistics.common import Interval
from analytics.view import View
from dashboard.address.selection import Selection
from dashboard.lake.store import Reading, Store
from dashboard.pages.recovery import page as recovery
from dashboard.pages.recovery import words as texts
from dashboard.pages.recovery.finding import (
    comparison_table,
    difference_text,
    difference_with_interval,
    recovery_finding,
)
from dashboard.pages.recovery.groups_chart import groups_chart
from dashboard.pages.retention import page as retention_page
from dashboard.wording.numbers import show_count
from sample_data import simulate
from tests.dashboard.company import make_bare_company
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project

Open = Callable[..., Page]
ENGLISH = Selection(language="en")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small sample company, loaded; tests only read it."""
    return load_world(tmp_path_factory.mktemp("recovery"), simulate(3_000, 365, seed=5))


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    with Store(world.settings).reading() as reading:
        yield reading


@pytest.fixture(scope="module")
def found(reading: Reading) -> Paradox:
    return reading.ask(paradox, View())


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A company that records neither recovery nor customers nor surveys."""
    project = make_bare_company(tmp_path_factory.mktemp("bare"))
    project.ingest()
    return project


@pytest.mark.parametrize(
    ("interval", "unit", "language", "words"),
    [
        (Interval(0.162, 0.107, 0.217), "score", "ko", "+0.16점 (0.11 – 0.22)"),
        (
            Interval(-0.0049, -0.0068, -0.0024),
            "share",
            "en",
            "−0.5\N{NO-BREAK SPACE}pp (−0.7 – −0.2\N{NO-BREAK SPACE}pp)",
        ),
        (
            Interval(-0.00001, -0.003, 0.003),
            "share",
            "en",
            "0.0\N{NO-BREAK SPACE}pp (−0.3 – 0.3\N{NO-BREAK SPACE}pp)",
        ),
    ],
)
def test_differences_carry_their_sign_and_the_digits_of_their_interval(
    interval: Interval, unit: Any, language: Any, words: str
) -> None:
    assert difference_with_interval(interval, unit, language) == words


def test_the_finding_tells_adjusted_and_plain_differences_and_the_days(found: Paradox) -> None:
    said = text_of(recovery_finding(found, "en"))
    for groups, unit in ((found.satisfaction, "score"), (found.leaving, "share")):
        difference = groups.against("never_failed")
        assert difference is not None
        assert difference_with_interval(difference.adjusted, unit, "en") in said
        assert difference_text(difference.naive, unit, "en") in said
    assert "2025-12 – 2026-10" in said
    assert "paradox" in said


def test_the_table_shows_how_comparable_the_groups_are(found: Paradox) -> None:
    said = text_of(comparison_table(found, "ko"))
    difference = found.leaving.against("never_failed")
    assert difference is not None
    assert f"({show_count(round(difference.overlap.untreated))})" in said
    assert "left_on" in said


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_groups_are_drawn_solid_as_adjusted_and_hollow_as_they_are(
    found: Paradox, reading: Reading, theme: Any
) -> None:
    chart = groups_chart(found, reading.settings, Selection(theme=theme))
    symbols = [trace.marker.symbol for trace in chart.data]
    adjusted = [mean.adjusted for part in (found.satisfaction, found.leaving) for mean in part.groups]
    assert symbols.count("circle") == sum(mean is not None for mean in adjusted)
    assert symbols.count("circle-open") == len(adjusted) - 2
    assert all(len(trace.error_x.array) == 1 for trace in chart.data)


def test_days_that_are_picked_narrow_the_comparison_and_none_picked_stand_for_all(reading: Reading) -> None:
    span = reading.span()
    assert span is not None
    assert recovery._picked(ENGLISH, span) == View()
    picked = Selection(since=date(2026, 2, 1), until=date(2026, 3, 31)).pick(department="설치")
    assert recovery._picked(picked, span) == View(
        date(2026, 2, 1), date(2026, 3, 31), {"department": ["설치"]}
    )


def test_leaving_without_a_complaint_is_reconciled_on_both_pages(reading: Reading) -> None:
    span = reading.span()
    assert span is not None
    by_failure = reading.measure("left_without_word").row(0, named=True)
    at_all = reading.measure("left_without_complaint").row(0, named=True)
    fills = (retention_page._leaving_quietly, recovery._leaving)
    said = [text_of(fill(reading, ENGLISH, span)) for fill in fills]
    assert said[0] == said[1]
    for n in (by_failure["n"], at_all["n"]):
        assert f"{n:,}" in said[0]
    for name in ("Left without word or contact", "Left without complaining"):
        assert name in said[0]
    assert "counts customers instead of failures" in said[0]
    assert "고객을 세고" in text_of(fills[0](reading, Selection(language="ko"), span))


def test_every_part_says_why_it_is_empty_where_nothing_is_recorded(bare: Project) -> None:
    with Store(bare.settings).reading() as reading:
        span = reading.span()
        assert span is not None
        for language in ("ko", "en"):
            selection = Selection(language=language)
            finding = text_of(recovery._finding(reading, selection, span))
            assert texts.NO_MONTHS.text(language) in finding
            for fill, words in (
                (recovery._groups, texts.NO_RECOVERED),
                (recovery._flow, texts.NO_FAILURES),
                (recovery._curve, texts.NO_RECOVERIES),
                (recovery._numbers, texts.NO_FAILURE_RATES),
            ):
                chart = fill(reading, selection, span).chart
                assert words.text(language) in str(chart.layout.annotations)
            said = text_of(recovery._reactions(reading, selection, span))
            assert texts.NO_REACTIONS.text(language) in said


@pytest.mark.browser
def test_a_reader_sees_the_finding_the_figures_and_four_charts(
    world: Project, reading: Reading, found: Paradox, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/recovery?lang=en")
    expect(page.locator("#recovery-finding h1")).to_contain_text("recovered")
    expect(page.locator("#recovery-figures article")).to_have_count(len(recovery.CARDS))
    expect(page.locator("#recovery-charts .js-plotly-plot .main-svg").first).to_be_visible()
    expect(page.locator("#recovery-charts .js-plotly-plot")).to_have_count(4)
    expect(page.locator("#recovery-flow-title")).to_contain_text("failures open")
    rows = len(found.satisfaction.differences) + len(found.leaving.differences)
    expect(page.locator("#recovery-compared tbody tr")).to_have_count(rows)
    silent = reading.ask(reactions, View()).shares.row(2, named=True)
    expect(page.locator("#recovery-reactions tbody tr").nth(2)).to_contain_text(
        show_count(silent["failures"])
    )
    assert sum(reading.ask(backlog, "week").still_open.values()) > 0
    expect(page.locator("#recovery-flow-caption")).to_contain_text("No rule says when a failure is given up")


@pytest.mark.browser
@pytest.mark.slow
def test_a_company_that_loaded_nothing_is_told_so(
    tmp_path: Path, serve: Callable[..., str], open_page: Open
) -> None:
    project = make_bare_company(tmp_path)
    page = open_page(f"{serve(project.settings)}/recovery?lang=en")
    expect(page.locator("#recovery-finding h1")).to_have_text("There are no data yet.")
    expect(page.locator("#recovery-charts")).to_be_hidden()
