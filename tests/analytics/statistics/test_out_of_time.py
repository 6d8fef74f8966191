"""The reading that tells later units best is found; the figures are those of statsmodels, row by row."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats

from analytics.statistics.out_of_time import judge


def drawn(seed: int, n: int = 900) -> tuple[dict[str, np.ndarray], np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    right, wrong = rng.normal(size=(2, n))
    return {"right": right, "wrong": wrong}, rng.normal(size=n), np.arange(n) >= 600


def test_log_likelihoods_are_those_of_fits_of_the_earlier_rows() -> None:
    readings, noise, later = drawn(1)
    values = 2 + readings["right"] + noise
    judged = judge(readings, values, np.ones(len(values)), later, are_shares=False)
    sums = {}
    for name, reading in readings.items():
        design = sm.add_constant(reading)
        fit = sm.OLS(values[~later], design[~later]).fit()
        spread = np.sqrt(fit.ssr / (~later).sum())
        sums[name] = stats.norm.logpdf(values[later], design[later] @ fit.params, spread)
        assert judged[name].mean == pytest.approx(sums[name].mean(), rel=1e-9)
    apart = sums["right"] - sums["wrong"]
    difference = judged["wrong"].difference
    assert difference is not None and judged["right"].difference is None
    assert difference.value == pytest.approx(apart.sum())
    half = stats.norm.ppf(0.975) * apart.std(ddof=1) * np.sqrt(len(apart))
    assert difference.high - difference.value == pytest.approx(half)
    assert difference.low > 0


def test_shares_are_judged_by_the_logit() -> None:
    readings, _, later = drawn(2)
    chance = 1 / (1 + np.exp(-readings["right"]))
    values = (np.random.default_rng(3).random(len(chance)) < chance).astype(float)
    judged = judge(readings, values, np.ones(len(values)), later, are_shares=True)
    for name, reading in readings.items():
        design = sm.add_constant(reading)
        fit = sm.Logit(values[~later], design[~later]).fit(disp=0)
        expected = fit.model.cdf(design[later] @ fit.params)
        logs = stats.bernoulli.logpmf(values[later].astype(int), expected)
        assert judged[name].mean == pytest.approx(logs.mean(), rel=1e-6)


def test_cells_stand_for_as_many_rows() -> None:
    readings, noise, _ = drawn(4, 120)
    rounded = {name: np.round(reading) for name, reading in readings.items()}
    values = np.round(2 + rounded["right"] + noise)
    once = judge(rounded, values, np.ones(120), np.arange(120) >= 60, are_shares=False)
    twice = {name: np.repeat(reading, 2) for name, reading in rounded.items()}
    doubled = judge(
        twice, np.repeat(values, 2), np.ones(240), np.repeat(np.arange(120) >= 60, 2), are_shares=False
    )
    counted = judge(rounded, values, np.full(120, 2.0), np.arange(120) >= 60, are_shares=False)
    assert counted["wrong"].difference == pytest.approx(doubled["wrong"].difference)
    assert counted["wrong"].mean == pytest.approx(once["wrong"].mean)


def test_nothing_is_told_of_too_few_or_equal_outcomes() -> None:
    readings, noise, later = drawn(5)
    assert judge(readings, noise, np.ones(900), np.arange(900) >= 899, are_shares=False) == {}
    assert judge(readings, np.ones(900), np.ones(900), later, are_shares=True) == {}
