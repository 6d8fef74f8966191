"""Measures give published figures from the counts they read, and add up over departments."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.catalogue import MEASURES, find_measure
from warehouse.settings import Definitions

DEFINITIONS = Definitions()
counts = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 1000), st.integers(0, 1000)), min_size=1, max_size=20
)


# The sums of the weights of answers, and of their squares, where each weighs 1.
WEIGHING_ALIKE = {"weight": "answers", "weight_squares": "answers"}


def figures(name: str, frame: pl.DataFrame, definitions: Definitions = DEFINITIONS) -> dict[str, float]:
    """The one row a measure makes of counts that are not split."""
    estimated = find_measure(name).estimate(frame.with_columns(whole=pl.lit("all")), ["whole"], definitions)
    return estimated.row(0, named=True)


def scores(*answers: int, first: int = 1) -> pl.DataFrame:
    frame = pl.DataFrame(
        {"score": [float(first + step) for step in range(len(answers))], "answers": list(answers)}
    )
    return frame.with_columns(**WEIGHING_ALIKE)


def test_74_of_107_satisfied_are_69_percent() -> None:
    found = figures("csat", scores(9, 12, 12, 44, 30))
    assert found["n"] == 107
    assert round(found["value"], 2) == 0.69


def test_half_promoters_and_a_sixth_detractors_are_33_points() -> None:
    found = figures("nps", scores(0, 0, 20, 0, 0, 20, 60, 80, 120, 150, 150, first=0))
    assert found["n"] == 600
    assert found["value"] == pytest.approx(100 / 3)
    assert found["high"] - found["value"] == pytest.approx(7.3 * (400 / 600) ** 0.5, abs=0.05)


def test_effort_is_a_mean_of_4_08_and_an_index_of_minus_13() -> None:
    answers = scores(80, 210, 140, 110, 160, 180, 120)
    effort = figures("ces", answers)
    assert effort["value"] == pytest.approx(4.08)
    assert effort["low"] < 4.08 < effort["high"]
    assert figures("ces_index", answers)["value"] == pytest.approx(-13)


@pytest.mark.parametrize(
    ("abandons", "percent", "n"), [("ignored", 77.8, 90), ("negative", 70, 100), ("positive", 80, 100)]
)
def test_service_level_counts_those_who_gave_up_as_the_settings_say(
    abandons: str, percent: float, n: int
) -> None:
    offered = pl.DataFrame(
        {"answered_in_time": 70, "answered_late": 20, "abandoned_in_time": 10, "abandoned_late": 0}
    )
    found = figures("service_level", offered, Definitions.model_validate({"abandons": abandons}))
    assert round(100 * found["value"], 1) == percent
    assert found["n"] == n


def test_giving_up_late_is_never_in_time() -> None:
    offered = pl.DataFrame(
        {"answered_in_time": 60, "answered_late": 20, "abandoned_in_time": 10, "abandoned_late": 10}
    )
    values = {
        abandons: figures("service_level", offered, Definitions.model_validate({"abandons": abandons}))[
            "value"
        ]
        for abandons in ("ignored", "negative", "positive")
    }
    assert values == {"ignored": 0.75, "negative": 0.6, "positive": 0.7}


@given(rows=counts)
def test_the_share_of_all_is_that_of_the_departments_added_up(rows: list[tuple[str, int, int]]) -> None:
    frame = pl.DataFrame(
        [(department, part, part + rest) for department, part, rest in rows],
        schema={"department": pl.String, "failed": pl.Int64, "contacts": pl.Int64},
        orient="row",
    )
    by_department = find_measure("failure").estimate(frame, ["department"], DEFINITIONS)
    whole = figures("failure", frame)
    assert whole["n"] == by_department["n"].sum()
    if whole["n"]:
        failed = by_department.select((pl.col("value") * pl.col("n")).sum()).item()
        assert whole["value"] == pytest.approx(failed / whole["n"])


@pytest.mark.parametrize("name", ["csat", "nps", "ces", "ces_index"])
@given(rows=counts)
def test_all_answers_together_give_what_their_added_counts_give(
    name: str, rows: list[tuple[str, int, int]]
) -> None:
    frame = pl.DataFrame(
        [(department, float(score % 7 + 1), answers) for department, score, answers in rows],
        schema={"department": pl.String, "score": pl.Float64, "answers": pl.Int64},
        orient="row",
    ).with_columns(**WEIGHING_ALIKE)
    added = frame.group_by("score").agg(pl.col("answers", *WEIGHING_ALIKE).sum())
    assert figures(name, frame) == pytest.approx(figures(name, added), nan_ok=True, abs=1e-6)


@pytest.mark.parametrize("name", MEASURES)
def test_no_counts_make_no_figures(name: str) -> None:
    read = find_measure(name).counts
    columns = ["whole", *read.columns, *([read.level] if read.level else [])]
    empty = pl.DataFrame(schema=dict.fromkeys(columns, pl.Int64))
    assert find_measure(name).estimate(empty, ["whole"], DEFINITIONS).is_empty()
