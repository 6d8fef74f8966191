"""Quantiles of bucketed waits are those of the waits themselves, within 2 %."""

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from analytics.quantiles import BUCKET_RATIO, quantile_from_buckets

waits = st.floats(0.011, 100_000)


def bucket(wait: float) -> int:
    """As the mart's SQL has it."""
    return math.floor(math.log(max(wait, 0.01)) / math.log(BUCKET_RATIO))


def bucketed(**by_department: list[float]) -> pl.DataFrame:
    rows = [(name, bucket(wait)) for name, group in by_department.items() for wait in group]
    frame = pl.DataFrame(rows, schema={"department": pl.String, "wait_bucket": pl.Int64}, orient="row")
    return frame.group_by(pl.all()).agg(contacts=pl.len().cast(pl.Int64))


@given(values=st.lists(waits, min_size=1, max_size=300), share=st.sampled_from([0.5, 0.9]))
def test_a_quantile_is_within_2_percent_of_the_exact_one(values: list[float], share: float) -> None:
    exact = sorted(values)[math.ceil(share * len(values) - 1e-9) - 1]
    figures = quantile_from_buckets(bucketed(loans=values), ["department"], share)
    assert figures["n"].item() == len(values)
    assert figures["value"].item() == pytest.approx(exact, rel=0.02)
    assert figures["low"].item() <= exact * (1 + 1e-9)
    assert figures["high"].item() is None or figures["high"].item() >= exact * (1 - 1e-9)
    assert figures["low"].item() <= figures["value"].item()


@given(loans=st.lists(waits, min_size=1), cards=st.lists(waits, min_size=1))
def test_each_department_has_its_own_quantile(loans: list[float], cards: list[float]) -> None:
    together = quantile_from_buckets(bucketed(loans=loans, cards=cards), ["department"], 0.5)
    apart = [
        quantile_from_buckets(bucketed(**{name: values}), ["department"], 0.5)
        for name, values in (("cards", cards), ("loans", loans))
    ]
    # Logarithms of many numbers at once differ from those of one in the last digit.
    assert_frame_equal(together.sort("department"), pl.concat(apart), rel_tol=1e-12)


def test_no_wait_is_0_seconds() -> None:
    figures = quantile_from_buckets(bucketed(loans=[0.0] * 50), ["department"], 0.5)
    assert figures.row(0) == ("loans", 0, 0, 0, 50)


def test_a_quantile_beyond_the_values_at_hand_has_no_upper_end() -> None:
    figures = quantile_from_buckets(bucketed(loans=[10.0] * 20), ["department"], 0.9)
    assert figures["high"].to_list() == [None]


def test_no_counts_give_no_rows() -> None:
    assert quantile_from_buckets(bucketed(), ["department"], 0.5).is_empty()
