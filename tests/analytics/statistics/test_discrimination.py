"""Scores on cells are those of scikit-learn on rows."""

import math

import numpy as np
import polars as pl
import pytest
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.metrics import log_loss as log_loss_of_rows

from analytics.statistics.common import Floats
from analytics.statistics.discrimination import auc, brier, by_decile, calibration, log_loss


def random_predictions(seed: int = 4, cells: int = 60) -> tuple[Floats, Floats, Floats]:
    rng = np.random.default_rng(seed)
    probability = rng.beta(2, 8, cells).round(2)
    persons = rng.integers(0, 40, cells).astype(float)
    return probability, rng.binomial(persons.astype(int), probability).astype(float), persons


def rows_of(probability: Floats, events: Floats, persons: Floats) -> tuple[Floats, Floats]:
    counts = np.column_stack([events, persons - events]).astype(int).ravel()
    outcome = np.tile([1, 0], len(events))
    return np.repeat(outcome, counts), np.repeat(np.repeat(probability, 2), counts)


@pytest.mark.parametrize("seed", [4, 5, 6])
def test_scores_are_those_of_the_rows(seed: int) -> None:
    cells = random_predictions(seed)
    outcome, predicted = rows_of(*cells)
    assert auc(*cells).value == pytest.approx(roc_auc_score(outcome, predicted), abs=1e-10)
    assert brier(*cells) == pytest.approx(brier_score_loss(outcome, predicted), abs=1e-10)
    assert log_loss(*cells) == pytest.approx(log_loss_of_rows(outcome, predicted), abs=1e-10)


def test_the_interval_of_the_auc_is_that_of_delong() -> None:
    """Components by the definition, over all pairs of an event and another."""
    probability, events, persons = random_predictions()
    outcome, predicted = rows_of(probability, events, persons)
    cases, others = predicted[outcome == 1], predicted[outcome == 0]
    wins = (cases[:, None] > others) + 0.5 * (cases[:, None] == others)
    variance = wins.mean(1).var(ddof=1) / len(cases) + wins.mean(0).var(ddof=1) / len(others)
    value = wins.mean()
    half = 1.959964 * math.sqrt(variance) / (value * (1 - value))
    low = 1 / (1 + math.exp(-(math.log(value / (1 - value)) - half)))
    assert auc(probability, events, persons).low == pytest.approx(low, abs=1e-6)


def test_without_both_kinds_there_is_no_auc() -> None:
    assert math.isnan(auc(np.array([0.1, 0.2]), np.zeros(2), np.ones(2)).value)


def test_predictions_that_are_right_lie_on_the_line() -> None:
    probability, _, _ = random_predictions(cells=400)
    persons = np.full(400, 1000.0)
    line = calibration(probability, probability * persons, persons, pl.Series(np.arange(400) % 50))
    assert line.slope.value == pytest.approx(1, abs=1e-6)
    assert line.intercept.value == pytest.approx(0, abs=1e-6)
    assert line.observed_to_expected.value == pytest.approx(1)


def test_predictions_that_are_too_extreme_have_a_slope_under_one() -> None:
    rng = np.random.default_rng(7)
    logit = rng.normal(-2, 0.7, 500)
    persons = np.full(500, 400.0)
    truth = 1 / (1 + np.exp(-(-2 + (logit + 2) / 2)))
    events = rng.binomial(400, truth).astype(float)
    line = calibration(1 / (1 + np.exp(-logit)), events, persons, pl.Series(np.arange(500) % 50))
    assert line.slope.low < 0.5 < line.slope.high < 1


def test_deciles_hold_everybody_in_order_of_the_prediction() -> None:
    probability, events, persons = random_predictions(cells=300)
    deciles = by_decile(probability, events, persons)
    assert deciles["persons"].sum() == persons.sum()
    assert deciles["events"].sum() == events.sum()
    assert deciles["expected_rate"].is_sorted()
    assert deciles["decile"].to_list() == list(range(1, 11))
