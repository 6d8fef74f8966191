"""A unit beside its peers: the balanced case is a prediction interval that can be written down."""

import numpy as np
import pytest
from scipy.stats import t

from analytics.statistics.peers import Values, deviation_from_peers

UNITS, STRATA = 7, 4
RANDOM = np.random.default_rng(2)
# Units differ everywhere alike, so that nothing but chance of a known variance is left in a stratum.
APART = RANDOM.normal(0, 0.5, UNITS)
VARIANCE = 1e-6


def _values(apart: np.ndarray) -> Values:
    units, strata = (part.ravel() for part in np.meshgrid(np.arange(UNITS), np.arange(STRATA)))
    values = 2.0 * strata + apart[units]
    return Values(values, np.full(len(values), VARIANCE), strata, units)


def test_where_all_have_all_strata_it_is_the_prediction_of_one_more_unit() -> None:
    found = deviation_from_peers(_values(APART), 0)
    assert found is not None
    peers = APART[1:]
    assert found.value == pytest.approx(APART[0] - peers.mean(), rel=1e-4)
    error = peers.std(ddof=1) * (1 + 1 / len(peers)) ** 0.5
    assert found.error == pytest.approx(error, rel=1e-3)
    assert found.freedom == len(peers) - 1
    assert found.reach() == pytest.approx(t.ppf(0.975, 5) * error, rel=1e-3)
    assert found.p() == pytest.approx(2 * t.sf(abs(found.value) / error, 5), rel=1e-2)


def test_units_that_do_not_differ_leave_chance_alone() -> None:
    found = deviation_from_peers(_values(np.zeros(UNITS)), 3)
    assert found is not None
    assert found.value == pytest.approx(0.0, abs=1e-9)
    assert found.error == pytest.approx((VARIANCE / STRATA * (1 + 1 / (UNITS - 1))) ** 0.5, rel=1e-6)


def test_a_unit_without_shared_strata_or_with_few_peers_is_not_judged() -> None:
    every = _values(APART)
    alone = every.only((every.units == 0) & (every.strata == 0) | (every.units > 0) & (every.strata > 0))
    assert deviation_from_peers(alone, 0) is None
    assert deviation_from_peers(every.only(every.units < 4), 0) is None
