"""Agreement of raters against published figures and hand computations."""

import numpy as np
import pytest

from analytics.statistics.agreement import agreement, consistency, weighted_kappa
from analytics.statistics.common import Interval

# Shrout and Fleiss (1979), table 2: six targets, four judges.
TARGETS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def known(found: Interval | None) -> Interval:
    assert found is not None
    assert found.low <= found.value <= found.high
    return found


def of_means(single: float, judges: int = 4) -> float:
    """Of the mean of the judges (Spearman and Brown), as Shrout and Fleiss have it beside."""
    return judges * single / (1 + (judges - 1) * single)


def test_correlations_are_those_of_shrout_and_fleiss() -> None:
    absolute, consistent = known(agreement(TARGETS)).value, known(consistency(TARGETS)).value
    assert [round(value, 2) for value in (absolute, consistent)] == [0.29, 0.71]
    assert [round(of_means(value), 2) for value in (absolute, consistent)] == [0.62, 0.91]


def test_a_rater_who_is_always_higher_agrees_less_and_is_as_consistent() -> None:
    rng = np.random.default_rng(1)
    truth = rng.normal(size=400)
    scores = truth[:, None] + rng.normal(size=(400, 2))
    moved = scores + np.array([2.0, 0.0])
    assert known(consistency(moved)).value == pytest.approx(known(consistency(scores)).value)
    assert known(agreement(moved)).high < known(agreement(scores)).low


def test_the_interval_is_that_of_drawing_subjects_again() -> None:
    rng = np.random.default_rng(2)
    scores = rng.normal(size=300)[:, None] + rng.normal(size=(300, 2)) + np.array([0.5, 0.0])
    found = known(agreement(scores))
    drawn = [known(agreement(scores[rng.integers(0, 300, 300)])).value for _ in range(300)]
    assert (found.high - found.low) / 2 == pytest.approx(1.96 * np.std(drawn), rel=0.2)


def test_kappa_is_one_less_weighted_disagreement_over_that_of_chance() -> None:
    grades = np.array([[1, 2], [2, 2], [3, 3], [4, 5], [5, 5], [2, 4], [1, 1], [3, 5], [4, 4], [5, 4]])
    apart = ((grades[:, 0] - grades[:, 1]) ** 2).mean()
    by_chance = ((grades[:, :1] - grades[:, 1][None, :]) ** 2).mean()
    assert known(weighted_kappa(grades, 1, 5)).value == pytest.approx(1 - apart / by_chance)


@pytest.mark.parametrize("scores", [[[1, 2], [2, 1]], [[3, 3]] * 9])
def test_too_few_subjects_or_scores_all_alike_have_no_agreement(scores: list[list[int]]) -> None:
    assert agreement(scores) is None and consistency(scores) is None and weighted_kappa(scores, 1, 5) is None


def test_raters_of_one_mind_agree_fully() -> None:
    scores = [[1, 1], [2, 2], [4, 4], [5, 5]]
    assert known(agreement(scores)).value == 1
    assert known(weighted_kappa(scores, 1, 5)).value == 1


def test_scores_that_are_no_whole_grades_have_no_kappa() -> None:
    assert weighted_kappa([[1.5, 1], [2, 2], [3, 4], [5, 5]], 1, 5) is None
