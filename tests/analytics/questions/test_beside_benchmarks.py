"""One's own index beside published values of the same year."""

from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest

from analytics.questions.benchmarks import beside_benchmarks, own_by_year
from state.benchmarks import SCHEMA
from tests.analytics.questions.worlds import CARE, questionnaires, with_sets

SETTINGS = with_sets(care=CARE | {"words": {"ko": "돌봄 지수", "en": "Care index"}})


def published(*rows: dict[str, Any]) -> pl.DataFrame:
    usual = {"benchmark_id": 1, "organisation": "A", "about": "own", "name": "", "source": "", "year": 2026}
    scale = {
        "lowest": 0.0,
        "highest": 100.0,
        "changed_at": datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None),
    }
    return pl.DataFrame([usual | scale | row for row in rows], SCHEMA)


@pytest.fixture(scope="module")
def own() -> pl.DataFrame:
    scores: dict[str, list[float | None]] = {
        "csat": [5, 3, 4, 2] * 20,
        "ces": [7, 4, 4, 1] * 20,
        "servqual.assurance": [7, 4, 5, 2] * 20,
        "servqual.empathy": [6, 4, 4, 3] * 20,
    }
    with questionnaires(scores) as connection:
        return own_by_year(connection, SETTINGS, "care")


def test_a_difference_counts_only_outside_ones_own_interval(own: pl.DataFrame) -> None:
    ((year, value, low, high),) = own.select("year", "value", "low", "high").rows()
    assert year == 2026 and low < value < high
    inside, outside = (low + value) / 2, high + 2 * (high - value)
    rows = published({"index_name": "Care index", "value": inside}, {"index_name": "care", "value": outside})
    found = beside_benchmarks(own, rows, "care", SETTINGS)
    assert found["is_clear"].to_list() == [False, True]
    assert found["difference"].to_list() == pytest.approx([value - inside, value - outside])


def test_other_scales_are_brought_to_a_hundred_and_other_years_have_no_own_value(own: pl.DataFrame) -> None:
    rows = published({"index_name": "care", "value": 4.0, "lowest": 1.0, "highest": 5.0, "year": 2024})
    found = beside_benchmarks(own, rows, "care", SETTINGS).row(0, named=True)
    assert (found["published"], found["own"], found["is_clear"]) == (75, None, False)
    assert found["note"] == "not_in_data"


def test_an_index_of_that_name_stands_alone_beside_the_set(own: pl.DataFrame) -> None:
    care = {"index_name": "돌봄 지수", "value": 70.0}
    other = {"index_name": "NCSI", "value": 75.0}
    both = beside_benchmarks(own, published(care, other), "care", SETTINGS)
    assert both["index_name"].to_list() == ["돌봄 지수"]
    ncsi = beside_benchmarks(own, published(care, other), "ncsi", SETTINGS)
    assert ncsi["index_name"].to_list() == ["NCSI"]
    assert beside_benchmarks(own, published(other), "care", SETTINGS).height == 1
