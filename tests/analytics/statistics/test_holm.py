"""Probabilities adjusted for many looks."""

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests

from analytics.statistics.holm import holm


def test_the_smallest_counts_for_all_looks_and_the_next_for_one_less() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_no_look_gives_nothing() -> None:
    assert holm([]).tolist() == []


def test_it_is_the_adjustment_of_statsmodels() -> None:
    given = np.random.default_rng(1).uniform(size=40) ** 3
    assert holm(given) == pytest.approx(multipletests(given, method="holm")[1])
