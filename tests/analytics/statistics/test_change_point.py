"""The likeliest change of a series: when, how surely, and between which places."""

import numpy as np
import pytest

from analytics.statistics.change_point import likeliest_change

LENGTH = 51
ERROR = 0.05


def noise(seed: int, length: int = LENGTH) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=length)


def test_a_step_is_found_at_its_place() -> None:
    series = noise(1)
    series[30:] += 3
    change = likeliest_change(series, np.ones(LENGTH))
    assert change is not None
    assert (change.at, change.shape) == (30, "step")
    assert change.earliest <= 30 <= change.latest
    assert change.shift == pytest.approx(3, abs=1)
    assert change.p_value < 1e-6


def test_a_drift_is_found_near_its_beginning() -> None:
    series = noise(2)
    series[40:] += np.arange(1, 12)
    change = likeliest_change(series, np.ones(LENGTH))
    assert change is not None
    assert change.shape == "drift"
    assert change.earliest <= 40 <= change.latest
    assert change.shift == pytest.approx(11, abs=2)


def test_a_clear_step_of_a_series_without_noise_is_found() -> None:
    series = np.repeat([0.2, 0.1], [20, 20])
    for least_variance in (0.0, 1.0):
        change = likeliest_change(series, np.full(40, 40_000.0), least_variance=least_variance)
        assert change is not None
        assert (change.at, change.earliest, change.latest) == (20, 20, 20)
        assert change.p_value < 1e-6


def test_what_goes_along_with_its_like_is_no_change() -> None:
    season = 5 * np.sin(np.arange(LENGTH) / 8)
    series = season + noise(3)
    alone, beside = (likeliest_change(series, np.ones(LENGTH), others) for others in (None, season))
    assert alone is not None and beside is not None
    assert alone.p_value < 0.001
    assert beside.p_value > 0.2


def test_the_interval_holds_the_true_place_of_most_steps() -> None:
    held = 0
    for seed in range(200):
        series = noise(seed)
        series[30:] += 1.5
        change = likeliest_change(series, np.ones(LENGTH))
        assert change is not None
        held += change.earliest <= 30 <= change.latest
    assert held >= 0.93 * 200


@pytest.mark.parametrize("length", [14, LENGTH])
def test_steady_series_are_rarely_called_changed(length: int) -> None:
    changes = [likeliest_change(noise(seed, length), np.ones(length)) for seed in range(400)]
    false = sum(change is not None and change.p_value < ERROR for change in changes)
    assert false <= 400 * ERROR


def test_a_flat_or_short_series_has_no_change() -> None:
    assert likeliest_change(np.ones(LENGTH), np.ones(LENGTH)) is None
    assert likeliest_change([1.0, 2.0, 3.0, 4.0, 5.0], np.ones(5)) is None
