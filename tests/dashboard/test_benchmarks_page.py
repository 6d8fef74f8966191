"""The page of benchmarks and monitoring: values are entered and removed, monitors stand beside customers."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest
from playwright.sync_api import Page, expect

from dashboard.address.selection import Selection
from dashboard.app import create_app
from dashboard.lake.store import Reading, Store
from dashboard.pages.benchmarks import page as benchmarks
from dashboard.pages.benchmarks import panel
from dashboard.pages.benchmarks import words as texts
from sample_data import simulate
from state.benchmarks import add_benchmarks, listed_benchmarks, remove_benchmark
from tests.analytics.questions.worlds import CARE
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project
from warehouse.question_settings import QuestionSet
from warehouse.settings import Server, Settings

ENGLISH, KOREAN = Selection(language="en"), Selection(language="ko")
VALUE = {
    "organisation": "Institute",
    "index_name": "Care index",
    "year": 2026,
    "about": "industry",
    "name": "All companies",
    "value": 90.0,
}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A small sample company with monitored calls and a set of its own."""
    world = simulate(5_000, 200, seed=8)
    answers = pl.concat([world.answers, world.monitor_answers], how="diagonal_relaxed")
    project: Project = load_world(tmp_path_factory.mktemp("benchmarks"), replace(world, answers=answers))
    care = QuestionSet(**CARE, words={"ko": "돌봄 지수", "en": "Care index"})
    return project.settings.model_copy(update={"question_sets": {"care": care}})


@pytest.fixture(scope="module")
def reading(settings: Settings) -> Iterator[Reading]:
    with Store(settings).reading() as reading:
        yield reading


def shown(fill: Callable[..., Any], reading: Reading, selection: Selection = ENGLISH) -> Any:
    span = reading.span()
    assert span is not None
    return fill(reading, selection, span)


def test_published_values_stand_beside_ones_own_of_the_year(settings: Settings, reading: Reading) -> None:
    finding, *_ = shown(panel._filled, reading)
    assert texts.NONE_ENTERED.en in text_of(finding)
    add_benchmarks(settings, [VALUE], datetime.now(UTC))
    finding, title, chart, table, which = shown(panel._filled, reading)
    assert "is below All companies at 90.0" in text_of(finding)
    assert title == "Published values beside our own Care index"
    assert [trace.name for trace in chart.data] == [texts.OUR_OWN.en, texts.ABOUT["industry"].en]
    assert "90.0" in text_of(table) and len(which) == 1
    assert "낮습니다" in text_of(shown(panel._filled, reading, KOREAN)[0])
    remove_benchmark(settings, int(which[0]["value"]))


def test_monitors_stand_beside_customers(reading: Reading) -> None:
    assert "monitors are" in text_of(shown(benchmarks._said, reading))
    chart = shown(benchmarks._chart, reading)
    gaps = chart.behind.rows
    assert gaps["part"][0] == "기술지원" and gaps["gap"][0] > 15
    labels = chart.chart.layout.yaxis.ticktext
    assert list(labels) == gaps.drop_nulls("gap")["part"].to_list()
    assert "기술지원" in text_of(shown(benchmarks._table, reading).table)
    agreement = text_of(shown(benchmarks._agreement, reading).table)
    assert texts.WHOLE_SET.en in agreement and "Satisfaction" not in agreement


def test_agents_are_offered_only_where_the_settings_show_them(settings: Settings, reading: Reading) -> None:
    asked = replace(ENGLISH, split="agent_id")
    assert benchmarks.split_of(asked, settings) == "department"
    assert benchmarks.split_of(asked, settings.model_copy(update={"staff_names": "shown"})) == "agent_id"


def test_where_nothing_may_be_written_nobody_answers(settings: Settings) -> None:
    closed = settings.model_copy(update={"server": Server(writing="never")})
    client = create_app(closed).server.test_client()
    client.get("/benchmarks", headers={"Host": "localhost"})
    wires = client.get("/_dash-dependencies", headers={"Host": "localhost"}).get_json()
    inputs = {f"{one['id']}.{one['property']}" for wire in wires for one in wire["inputs"]}
    assert not inputs & {"benchmarks-save.n_clicks", "benchmarks-remove.n_clicks"}
    placed = text_of(panel.PANEL.place(ENGLISH, Store(closed)))
    assert texts.READ_ONLY.en in placed and texts.SAVE.en not in placed


def test_what_a_browser_sends_is_checked(settings: Settings) -> None:
    store = Store(settings, may_write=True)
    values = ["Institute", "X", "soon", "own", "", "70", "0", "100", ""]
    assert "'soon' as its year" in panel._save(store, values, ENGLISH)
    assert listed_benchmarks(settings).is_empty()


@pytest.mark.browser
def test_a_value_is_entered_and_removed_where_that_may_be(
    settings: Settings, serve: Callable[..., str], open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{serve(settings)}/benchmarks?lang=en")
    expect(page.locator("#benchmarks-found h1")).to_have_text(texts.NONE_ENTERED.en)
    for name, value in (
        ("organisation", "Institute"),
        ("index-name", "Care index"),
        ("year", "2026"),
        ("value", "90"),
    ):
        page.locator(f"#benchmarks-{name}").fill(value)
    page.locator("#benchmarks-save").click()
    expect(page.locator("#benchmarks-said")).to_have_text("Saved: Care index 2026.")
    expect(page.locator("#benchmarks-found h1")).to_contain_text("is below")
    page.locator("#benchmarks-which").click()
    page.get_by_role("option").first.click()
    page.locator("#benchmarks-remove").click()
    expect(page.locator("#benchmarks-said")).to_have_text(texts.REMOVED.en)
    expect(page.locator("#benchmarks-found h1")).to_have_text(texts.NONE_ENTERED.en)
    assert listed_benchmarks(settings).is_empty()
