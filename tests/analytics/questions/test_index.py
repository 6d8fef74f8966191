"""Indices of question sets against measures, plain computations and what is planted."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest
import scipy

from analytics.measuring import measure
from analytics.questions.index import cells_beside_others, question_index
from analytics.questions.items import missing_items, question_items
from analytics.questions.moments import read_moments
from analytics.questions.sets import find_set, question_sets, shipped_sets, usual_set
from analytics.view import View
from sample_data import simulate
from tests.analytics.questions.worlds import CARE, questionnaires, rated, with_sets
from warehouse.errors import QueryError
from warehouse.settings import Settings

CELL = ("department", "contact_tier")
# The last day on which only two departments differ from the others.
BEFORE_THE_DECLINE = date(2026, 9, 20)
PAIR: dict[str, Any] = {
    "dimensions": [
        {"name": "one", "weight": 0.75, "items": [{"item": "a", "scale": [1, 5]}]},
        {"name": "two", "weight": 0.25, "items": [{"item": "b", "scale": [0, 10]}]},
    ]
}


@pytest.fixture(scope="module")
def company() -> Iterator[duckdb.DuckDBPyConnection]:
    """Rated contacts of a small sample company; tests only read them."""
    with rated(simulate(9_000, 300, seed=4)) as connection:
        yield connection


def row(figures: pl.DataFrame, part: str = "index") -> dict[str, Any]:
    return figures.row(by_predicate=pl.col("part") == part, named=True)


def test_dimensions_and_gaps_are_those_of_the_measures_of_servqual(
    connection: duckdb.DuckDBPyConnection, settings: Settings
) -> None:
    figures = question_index(connection, settings, "servqual")
    points = 100 / 6
    for dimension in ("reliability", "empathy"):
        found = row(figures, dimension)
        for name, column in ((f"servqual_{dimension}", "value"), (f"servqual_{dimension}_gap", "gap")):
            same = measure(connection, settings, name).row(0, named=True)
            ends = ("value", "low", "high") if column == "value" else ("gap", "gap_low", "gap_high")
            less = 1 if column == "value" else 0
            value, *expected = [points * (same[end] - less) for end in ("value", "low", "high")]
            assert found[ends[0]] == pytest.approx(value)
            # Those of measures take questionnaires of one customer as those of several.
            for end, other in zip(ends[1:], expected, strict=True):
                assert abs(found[end] - value) == pytest.approx(abs(other - value), rel=0.2)
            assert found["n" if column == "value" else "gap_n"] == same["n"]
    perceived = question_index(connection, settings, "servperf")
    assert row(perceived)["value"] == pytest.approx(row(figures)["value"])
    assert perceived["gap"].null_count() == perceived.height


def test_of_whole_questionnaires_the_interval_is_that_of_their_own_indices() -> None:
    rng = np.random.default_rng(1)
    mood = rng.integers(0, 3, 200)
    scores = {
        "a": list(1.0 + mood + rng.integers(0, 3, 200)),
        "b": list(3.0 * mood + rng.integers(0, 5, 200)),
    }
    own = 0.75 * 25 * (np.array(scores["a"]) - 1) + 0.25 * 10 * np.array(scores["b"])
    half = scipy.stats.t.ppf(0.975, 199) * own.std(ddof=1) / np.sqrt(200)
    with questionnaires(scores) as connection:
        found = row(question_index(connection, with_sets(pair=PAIR), "pair"))
    assert found["value"] == pytest.approx(own.mean())
    assert (found["value"] - found["low"], found["high"] - found["value"]) == pytest.approx(
        (half, half), rel=0.1
    )


def test_questionnaires_of_one_customer_count_as_one() -> None:
    rng = np.random.default_rng(2)
    mood = rng.integers(1, 6, 2_000).astype(float)
    several = np.repeat(mood, 4)
    names = [f"C{number}" for number in np.repeat(np.arange(2_000), 4)]
    settings = with_sets(one={"dimensions": [PAIR["dimensions"][0] | {"weight": 1.0}]})
    half = scipy.stats.t.ppf(0.975, 1_999) * 25 * mood.std(ddof=1) / np.sqrt(2_000)
    with questionnaires({"a": list(several)}, customer_id=names) as connection:
        found = row(question_index(connection, settings, "one"))
    assert found["n"] == 8_000
    assert found["high"] - found["value"] == pytest.approx(half, rel=0.15)


def test_parts_of_the_data_add_up_to_the_whole(company: duckdb.DuckDBPyConnection) -> None:
    settings = with_sets(care=CARE)
    by_month = question_index(company, settings, "care", ("month",))
    assert by_month["month"].null_count() == 0 and row(by_month.tail(3))["n"] > 30
    only = View(picked={"department": ("요금",)})
    picked = row(question_index(company, settings, "care", view=only))
    split = question_index(company, settings, "care", ("department",)).filter(department="요금")
    assert row(split)["value"] == pytest.approx(picked["value"])
    assert row(split)["low"] == pytest.approx(picked["low"])


def test_top_boxes_and_defects_are_shares_of_scores_that_reach_the_threshold() -> None:
    item = {"item": "a", "scale": [1, 5]}
    reversed_item = {"item": "b", "scale": [1, 0]}
    settings = with_sets(
        top={"method": "top_box", "threshold": 4, "dimensions": [{"name": "x", "items": [item]}]},
        slips={"method": "defects", "threshold": 0, "dimensions": [{"name": "x", "items": [reversed_item]}]},
    )
    with questionnaires({"a": [5, 4, 3, 1] * 10, "b": [1, 0, 0, 0] * 10}) as connection:
        assert row(question_index(connection, settings, "top"))["value"] == pytest.approx(50)
        assert row(question_index(connection, settings, "slips"))["value"] == pytest.approx(75)


def test_stated_weights_of_a_latent_index_need_not_add_up() -> None:
    items = [
        {"item": "a", "scale": [1, 5], "weight": 3},
        {"item": "b", "scale": [0, 10], "weight": 1},
    ]
    settings = with_sets(latent={"method": "latent", "dimensions": [{"name": "x", "items": items}]})
    with questionnaires({"a": [5, 3] * 20, "b": [0, 10] * 20}) as connection:
        assert row(question_index(connection, settings, "latent"))["value"] == pytest.approx(
            0.75 * 75 + 0.25 * 50
        )


def test_without_an_item_there_is_no_index_but_the_other_dimensions() -> None:
    settings = with_sets(pair=PAIR)
    with questionnaires({"a": [5, 3] * 20}) as connection:
        figures = question_index(connection, settings, "pair")
        assert (row(figures)["value"], row(figures)["note"]) == (None, "not_in_data")
        assert row(figures, "one")["value"] == pytest.approx(75)
        assert missing_items(connection, settings, "pair") == ["b"]
        asked = question_items(connection, settings, "pair")
        assert asked["n"].to_list() == [40, 0] and asked["weight"].to_list() == [0.75, 0.25]


def test_few_answers_are_withheld_and_scores_off_the_scale_left_out() -> None:
    with questionnaires({"a": [5.0] * 29 + [9.0] * 11, "b": [5.0] * 40}) as connection:
        found = row(question_index(connection, with_sets(pair=PAIR), "pair"))
    assert (found["value"], found["n"], found["note"]) == (None, 29, "too_few")


def test_the_planted_departments_stand_out_of_their_tier(company: duckdb.DuckDBPyConnection) -> None:
    settings = with_sets(care=CARE)
    before = View(until=BEFORE_THE_DECLINE)
    moments = read_moments(company, settings, "care", CELL, before)
    clear = cells_beside_others(moments, settings, "care").filter("is_clear")
    assert ("기술지원", "medium") in clear.select(CELL).rows()
    assert set(clear.select(CELL).rows()) <= {("기술지원", "medium"), ("방문서비스", "high")}
    assert clear.filter(department="기술지원")["difference_high"].item() < 0


def test_own_sets_come_first_and_take_the_place_of_shipped_ones() -> None:
    settings = with_sets(care=CARE, servperf=PAIR)
    assert list(question_sets(settings))[:2] == ["care", "servperf"]
    assert usual_set(settings) == "care" and usual_set(with_sets()) == "servqual"
    assert find_set(settings, "servperf").dimensions[0].name == "one"
    with pytest.raises(QueryError, match=r"no question set 'cares'.*Did you mean 'care'"):
        find_set(settings, "cares")


def test_each_shipped_set_says_where_it_is_from_and_what_is_not_public() -> None:
    assert set(shipped_sets()) == {"servqual", "servperf", "ks_sqi", "ksqi", "ncsi", "kcsi"}
    for found in shipped_sets().values():
        assert found.source and found.not_public.ko and found.not_public.en
    kcsi = find_set(with_sets(), "kcsi")
    assert [dimension.weight for dimension in kcsi.dimensions] == [0.5, 0.3, 0.2]
