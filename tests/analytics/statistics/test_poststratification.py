"""Weighted means are what the rows say, and their intervals hold as often as they claim."""

import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analytics.statistics.poststratification import post_stratified_means

Stratum = tuple[int, list[int]]
strata = st.lists(
    st.tuples(st.integers(1, 500), st.lists(st.integers(1, 5), min_size=1, max_size=8)),
    min_size=1,
    max_size=5,
)


def sums(given: list[Stratum], group: str = "a") -> pl.DataFrame:
    rows = [
        (group, population, len(answers), sum(answers), sum(answer**2 for answer in answers))
        for population, answers in given
    ]
    frame = pl.DataFrame(rows, schema=["group", "population", "n", "total", "squares"], orient="row")
    return frame.with_columns(weight="n", weight_squares="n")


def weighted(given: list[Stratum]) -> dict[str, float]:
    return post_stratified_means(sums(given), ["group"]).row(0, named=True)


def test_nine_in_ten_weigh_as_nine_in_ten() -> None:
    found = weighted([(900, [5, 4, 3]), (100, [1, 2])])
    assert found["mean"] == pytest.approx(0.9 * 4 + 0.1 * 1.5)
    assert found["plain_mean"] == pytest.approx(3)
    assert found["difference"] == pytest.approx(0.75)
    assert found["std_error"] ** 2 == pytest.approx(5 / 4 * (0.81 * 2 / 9 + 0.01 * 0.5 / 4))
    assert found["effective_n"] == pytest.approx(1 / (0.81 / 3 + 0.01 / 2))
    assert found["design_effect"] == pytest.approx(5 / found["effective_n"])
    assert found["margin"] == pytest.approx(3.182446 * found["std_error"], rel=1e-6)


def test_one_stratum_is_a_plain_mean_with_students_interval() -> None:
    found = weighted([(1000, [1, 2, 3, 4, 5])])
    assert found["mean"] == found["plain_mean"] == 3
    assert found["std_error"] == pytest.approx((2.5 / 5) ** 0.5)
    assert found["margin"] == pytest.approx(2.776445 * 0.5**0.5)
    assert found["design_effect"] == pytest.approx(1)
    assert found["difference_margin"] == pytest.approx(0)


def test_answers_in_proportion_weigh_alike() -> None:
    found = weighted([(300, [5, 4, 3]), (200, [1, 2])])
    assert found["mean"] == pytest.approx(found["plain_mean"])
    assert found["design_effect"] == pytest.approx(1)


def test_strata_without_answers_are_left_out() -> None:
    assert weighted([(900, [5, 4, 3]), (100, [])]) == weighted([(900, [5, 4, 3])])
    assert post_stratified_means(sums([(900, [])]), ["group"]).is_empty()


def test_a_single_answer_has_no_interval() -> None:
    found = weighted([(900, [4])])
    assert (found["mean"], found["std_error"], found["margin"]) == (4, None, None)


@given(given=strata)
def test_errors_are_those_of_the_rows_linearised(given: list[Stratum]) -> None:
    scores = np.array([answer for _, answers in given for answer in answers], float)
    assume(len(scores) > len(given))
    weights = np.array([size / len(answers) for size, answers in given for _ in answers])
    own = np.array([np.mean(answers) for _, answers in given for _ in answers])
    n, population = len(scores), weights.sum()
    moves = weights * (scores - own) / population
    differing = moves - (scores - scores.mean()) / n
    found = weighted(given)
    assert found["mean"] == pytest.approx(np.average(scores, weights=weights))
    assert found["std_error"] == pytest.approx(np.sqrt(n / (n - 1) * (moves**2).sum()), abs=1e-7)
    ratio = found["margin"] / found["std_error"] if found["std_error"] > 1e-6 else None
    if ratio:
        expected = ratio * np.sqrt(n / (n - 1) * (differing**2).sum())
        assert found["difference_margin"] == pytest.approx(expected, abs=1e-6)
    assert found["effective_n"] == pytest.approx(population**2 / (weights**2).sum())


@given(given=strata, seed=st.integers(0, 99))
def test_weights_in_the_sample_multiply_with_those_of_strata(given: list[Stratum], seed: int) -> None:
    chance = np.random.default_rng(seed)
    rows = [(size, np.array(told, float), chance.uniform(0.5, 3, len(told))) for size, told in given]
    frame = pl.DataFrame(
        [
            ("a", size, len(told), own.sum(), (own**2).sum(), (own * told).sum(), (own * told**2).sum())
            for size, told, own in rows
        ],
        schema=["group", "population", "n", "weight", "weight_squares", "total", "squares"],
        orient="row",
    )
    found = post_stratified_means(frame, ["group"]).row(0, named=True)
    scores, sample = (np.concatenate([row[place] for row in rows]) for place in (1, 2))
    final = np.concatenate([size * own / own.sum() for size, _, own in rows])
    assert found["mean"] == pytest.approx(np.average(scores, weights=final))
    assert found["plain_mean"] == pytest.approx(np.average(scores, weights=sample))
    assert found["effective_n"] == pytest.approx(final.sum() ** 2 / (final**2).sum())
    assert found["plain_effective_n"] == pytest.approx(sample.sum() ** 2 / (sample**2).sum())


def test_ninety_five_intervals_in_a_hundred_hold_the_truth() -> None:
    chance = np.random.default_rng(11)
    sizes, means = np.array([6000, 3000, 1000]), np.array([4.0, 3.4, 2.6])
    rates = np.array([0.09, 0.06, 0.03])
    samples = []
    for sample in range(2000):
        drawn = [
            (int(size), chance.normal(mean, 1.0, chance.binomial(size, rate)))
            for size, mean, rate in zip(sizes, means, rates, strict=True)
        ]
        samples += [(sample, size, len(got), got.sum(), (got**2).sum()) for size, got in drawn]
    frame = pl.DataFrame(samples, schema=["sample", "population", "n", "total", "squares"], orient="row")
    found = post_stratified_means(frame.with_columns(weight="n", weight_squares="n"), ["sample"])
    truth, plain = np.average(means, weights=sizes), np.average(means, weights=sizes * rates)
    is_held = (found["mean"] - truth).abs() <= found["margin"]
    is_difference_held = (found["difference"] - (truth - plain)).abs() <= found["difference_margin"]
    assert 0.935 < is_held.mean() < 0.965
    assert 0.935 < is_difference_held.mean() < 0.965
    assert (found["plain_mean"] - truth).abs().mean() > 0.1
