"""The page of question sets: of the company's own set, of one without answers, and of a view without any."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from analytics.questions.index import question_index
from analytics.questions.lists import answered_name
from analytics.view import View
from dashboard.address.selection import Selection
from dashboard.lake.contacts import ContactQuery, count_contacts
from dashboard.lake.store import Reading, Store
from dashboard.pages.questions import page as questions
from dashboard.pages.questions import words as texts
from sample_data import simulate
from tests.analytics.questions.worlds import CARE
from tests.dashboard.text import text_of
from tests.dashboard.world import load_world
from tests.project import Project
from warehouse.question_settings import QuestionSet

WORDS = {"ko": "돌봄 지수", "en": "Care index"}
# All days in which only two departments differ from the others.
ENGLISH, KOREAN = Selection(language="en"), Selection(language="ko")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small sample company with a set of its own, loaded; tests only read it."""
    return load_world(tmp_path_factory.mktemp("questions"), simulate(5_000, 200, seed=8))


@pytest.fixture(scope="module")
def reading(world: Project) -> Iterator[Reading]:
    settings = world.settings.model_copy(update={"question_sets": {"care": QuestionSet(**CARE, words=WORDS)}})
    with Store(settings).reading() as reading:
        yield reading


def shown(fill: Callable[..., Any], reading: Reading, selection: Selection = ENGLISH) -> Any:
    span = reading.span()
    assert span is not None
    return fill(reading, replace(selection, since=span[0], until=span[1]), span)


def test_a_set_of_ones_own_is_shown_with_what_stands_out(reading: Reading) -> None:
    said = text_of(shown(questions._finding, reading))
    index = question_index_of(reading, "care")
    assert f"Care index stands at {index['value']:.1f}" in said
    assert "기술지원 (medium" in said.lower() and "below the other departments" in said
    assert "돌봄 지수: 100점 만점에" in text_of(shown(questions._finding, reading, KOREAN))
    cards = [text_of(card) for card in shown(questions._cards, reading)]
    assert len(cards) == 3 and cards[0].startswith("Index")


def question_index_of(reading: Reading, name: str) -> dict[str, Any]:
    figures: pl.DataFrame = reading.ask(question_index, name)
    return figures.row(by_predicate=pl.col("part") == "index", named=True)


def test_every_part_is_drawn_and_gaps_where_expectations_were_asked(reading: Reading) -> None:
    parts = shown(questions._parts, reading)
    drawn = [trace.x[0] for trace in parts.chart.data if trace.x]
    assert drawn == pytest.approx(parts.behind.rows["value"].to_list())
    gaps = shown(questions._gaps, reading)
    assert gaps.behind.rows["gap"].drop_nulls().len() == 1
    perceived = shown(questions._gaps, reading, replace(ENGLISH, measure="servperf"))
    assert texts.NO_GAPS.en in [note.text for note in perceived.chart.layout.annotations]


def test_months_cells_and_items_have_their_figures(reading: Reading) -> None:
    months = shown(questions._months, reading)
    assert months.behind.rows["month"].is_sorted() and months.chart.data
    matrix = shown(questions._matrix, reading)
    clear = matrix.behind.rows.filter("is_clear").select("department", "contact_tier").rows()
    assert ("기술지원", "medium") in clear
    assert "worse-far" in str(matrix.table)
    items = text_of(shown(questions._items, reading).table)
    assert "servqual.empathy" in items and "20.0" in items


def test_numbers_of_answers_lead_to_their_contacts(reading: Reading, world: Project) -> None:
    """Of answers that are linked to one."""
    span = reading.span()
    assert span is not None
    listed = count_contacts(reading, ContactQuery(View(*span), answered_name("ces", "customer")))
    sql = "SELECT count(DISTINCT contact_id) FROM answers WHERE item = 'ces'"
    assert world.query(sql) == [(listed,)]
    assert answered_name("ces", "customer") in str(shown(questions._items, reading).table)


def test_a_set_that_nobody_answers_says_which_items_are_missing(reading: Reading) -> None:
    ncsi = replace(ENGLISH, measure="ncsi")
    said = text_of(shown(questions._finding, reading, ncsi))
    assert "There is no index NCSI style" in said and "ncsi.ideal" in said
    assert shown(questions._cards, reading, ncsi) == []
    assert "PLS" in text_of(shown(questions._items, reading, ncsi).table)
    for fill in (questions._parts, questions._gaps, questions._months):
        assert shown(fill, reading, ncsi).chart.layout.annotations
    assert text_of(shown(questions._matrix, reading, ncsi).table)
