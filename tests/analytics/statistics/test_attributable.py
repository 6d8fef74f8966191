"""Attributable shares against a table worked out by hand, and standard errors against numeric gradients."""

import numpy as np
import pytest

from analytics.statistics.attributable import capping_contrast, share_difference
from analytics.statistics.hazard import Hazard, RiskCells, fit_hazard

# Of 400 exposed 80 have the event, of 1,600 others 80.
DESIGN = np.array([[1.0, 0.0], [1.0, 1.0]])
UNEXPOSED = np.array([[1.0, 0.0], [1.0, 0.0]])
PERSONS = np.array([1600.0, 400.0])
SHARE = 1 - 80 / 1600 / (160 / 2000)


def fitted() -> Hazard:
    rng = np.random.default_rng(3)
    cluster = np.tile(np.arange(20), 2)
    events = np.concatenate([rng.multinomial(80, [1 / 20] * 20) for _ in PERSONS]).astype(float)
    cells = RiskCells(DESIGN, np.repeat([0, 1], 20), cluster, np.repeat(PERSONS / 20, 20), events)
    return fit_hazard(cells)


def test_the_share_of_a_single_exposure_is_that_of_the_table() -> None:
    contrast = capping_contrast(fitted(), DESIGN, UNEXPOSED, PERSONS)
    assert contrast.share.value == pytest.approx(SHARE, abs=1e-9)
    assert contrast.now.value == pytest.approx(160 / 2000, abs=1e-9)
    assert contrast.then.value == pytest.approx(80 / 1600, abs=1e-9)
    assert contrast.difference.value == pytest.approx(80 / 1600 - 160 / 2000, abs=1e-9)


def test_capping_nothing_changes_nothing_and_is_sure_of_it() -> None:
    contrast = capping_contrast(fitted(), DESIGN, DESIGN, PERSONS)
    assert contrast.difference == (0.0, 0.0, 0.0)
    assert contrast.share == (0.0, 0.0, 0.0)


def test_intervals_are_those_of_a_numeric_gradient() -> None:
    hazard = fitted()

    def log_ratio(coefficients: np.ndarray) -> float:
        now, then = (PERSONS @ (1 / (1 + np.exp(-x @ coefficients))) for x in (DESIGN, UNEXPOSED))
        return float(np.log(then / now))

    steps = 1e-6 * np.eye(2)
    gradient = np.array(
        [
            (log_ratio(hazard.coefficients + step) - log_ratio(hazard.coefficients - step)) / 2e-6
            for step in steps
        ]
    )
    half = hazard.reach * np.sqrt(gradient @ hazard.covariance @ gradient)
    share = capping_contrast(hazard, DESIGN, UNEXPOSED, PERSONS).share
    assert share.low == pytest.approx(1 - (1 - SHARE) * np.exp(half), rel=1e-5)
    assert share.high == pytest.approx(1 - (1 - SHARE) * np.exp(-half), rel=1e-5)


def test_places_with_the_same_mix_do_not_differ_and_with_another_do() -> None:
    alike = share_difference(fitted(), DESIGN, UNEXPOSED, PERSONS, PERSONS * 3)
    assert alike.value == pytest.approx(0, abs=1e-12)
    assert alike.low < 0 < alike.high
    more = share_difference(fitted(), DESIGN, UNEXPOSED, PERSONS[::-1], PERSONS)
    assert 0 < more.low < more.value < more.high
