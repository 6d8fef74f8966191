"""The page about the design matrix, and what a department's place in it asks for."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dashboard.address.selection import Selection
from dashboard.lake.store import Reading, Store
from dashboard.pages.departments import words as department_texts
from dashboard.pages.departments.position import position
from dashboard.pages.design import page as design
from dashboard.pages.design import words as texts
from dashboard.wording.design_words import ASKS
from sample_data import DEFAULT, simulate
from tests.dashboard.company import make_bare_company
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project
from warehouse.contract import DELIVERY_MODES

Open = Callable[..., Page]
ENGLISH = Selection(language="en")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A sample company of which 요금 sells six times as much as others do; tests only read it."""
    buying = replace(DEFAULT.buying, sold_department_factor={"요금": 6.0})
    drawn = simulate(8_000, 365, seed=9, truths=replace(DEFAULT, buying=buying))
    return load_world(tmp_path_factory.mktemp("design"), drawn)


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    with Store(world.settings).reading() as reading:
        yield reading


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A company with one channel, without costs and purchases."""
    project = make_bare_company(tmp_path_factory.mktemp("bare"))
    project.ingest()
    return project


def every_day(reading: Reading, language: Any = "en") -> tuple[Selection, Any]:
    span = reading.span()
    assert span is not None
    return Selection(language=language, since=span[0], until=span[1]), span


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_department_that_is_off_the_line_is_the_finding(reading: Reading, language: Any) -> None:
    said = text_of(design._finding(reading, *every_day(reading, language)))
    under = texts.STANDINGS["under_served"].text(language)
    assert said.startswith(texts.OFF_LINE.text(language, departments=f"요금 ({under})"))
    assert "None" not in said


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_mode_says_what_it_asks_for_and_what_is_measured(reading: Reading, language: Any) -> None:
    laid = design._modes(reading, *every_day(reading, language))
    said = text_of(laid.table)
    for mode in DELIVERY_MODES:
        assert all(words.text(language) in said for words in ASKS[mode])
    assert laid.behind is not None and laid.behind.rows.height == len(DELIVERY_MODES)
    assert "delivery_mode=digital" in str(laid.table) and "behind=cost_per_resolved" in str(laid.table)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_dots_of_modes_and_departments_lead_to_their_contacts(reading: Reading, theme: Any) -> None:
    selection, span = every_day(reading)
    drawn = design._sales(reading, replace(selection, theme=theme), span)
    leading = [trace.meta for trace in drawn.chart.data if trace.meta]
    assert sum("department=" in meta for meta in leading) == drawn.behind.rows.height
    assert len(leading) - drawn.behind.rows.height == len(DELIVERY_MODES)


def test_a_department_is_told_what_its_place_asks_for(reading: Reading) -> None:
    selection, span = every_day(reading)
    said = text_of(position(reading, replace(selection, focus="요금"), span).table)
    main = ASKS["digital"]
    assert said.startswith("Its main delivery mode is “Digital”")
    assert main.staff.en.lower() in said and "Scripting calls" in said
    assert ASKS["face_to_face_customised"].staff.en not in said


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_company_without_costs_and_purchases_is_told_so(bare: Project, language: Any) -> None:
    with Store(bare.settings).reading() as reading:
        selection, span = every_day(reading, language)
        said = text_of(design._finding(reading, selection, span))
        assert said.startswith(texts.UNKNOWN.text(language))
        assert texts.NO_SALES.text(language) in said and texts.NO_COST.text(language) in said
        chart = design._costs(reading, selection, span).chart
        assert texts.NO_POINTS.text(language) in str(chart.layout.annotations)
        departments = text_of(design._departments(reading, selection, span).table)
        assert texts.STANDINGS["too_few"].text(language) in departments
        nothing = selection.pick(department="없는 부서")
        assert text_of(design._finding(reading, nothing, span)) == texts.NO_CONTACTS.text(language)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_without_delivery_modes_the_way_out_is_told(
    tmp_path_factory: pytest.TempPathFactory, language: Any
) -> None:
    project = make_bare_company(tmp_path_factory.mktemp("no modes"))
    whole = (project.folder / "touchpoints.toml").read_text(encoding="utf-8")
    project.write("touchpoints.toml", whole.replace('phone = "phone"\n', ""))
    project.ingest()
    with Store(project.settings).reading() as reading:
        selection, span = every_day(reading, language)
        said = text_of(design._finding(reading, selection, span))
        assert said.startswith(texts.NO_MODES.text(language))
        laid = text_of(position(reading, selection, span).table)
        assert laid == department_texts.NO_POSITION.text(language)


@pytest.mark.browser
def test_a_reader_sees_the_matrix_and_goes_to_the_contacts_of_a_mode(
    world: Project, serve: Callable[..., str], open_page: Open
) -> None:
    page = open_page(f"{serve(world.settings)}/design?lang=en")
    expect(page.locator("#design-modes tbody tr")).to_have_count(len(DELIVERY_MODES))
    expect(page.locator("#design-figures article")).to_have_count(len(design.CARDS))
    page.locator("#design-modes tbody tr").nth(2).locator("a").first.click()
    expect(page.locator("#contacts-shown")).to_contain_text("All contacts")
