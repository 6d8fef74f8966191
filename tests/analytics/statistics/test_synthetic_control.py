"""Synthetic controls, against an independent optimiser, a published case, and draws."""

import numpy as np
import pytest
import scipy
from causaldata import texas

from analytics.statistics.common import Floats
from analytics.statistics.synthetic_control import (
    placebos_in_space,
    rank_among_placebos,
    synthetic_control,
    synthetic_weights,
)

# Causal Inference: The Mixtape (Cunningham 2021), chapter 10. Its weights come from predictors beside the
# outcome: what they leave of the years before is an upper bound for weights that fit the outcome itself.
PUBLISHED = {"California": 0.408, "Florida": 0.109, "Illinois": 0.360, "Louisiana": 0.122}
LAST_YEAR_BEFORE = 1993
# What the book has Stata's `synth` fit: the mean of these years, or of all years before.
PREDICTORS = (
    *(("bmprison", (year,)) for year in (1988, 1990, 1991, 1992)),
    *(("alcohol", (1990,)), ("aidscapita", (1990,)), ("aidscapita", (1991,)), ("perc1519", (1990,))),
    *(("black", (year,)) for year in (1990, 1991, 1992)),
    *((name, tuple(range(1985, LAST_YEAR_BEFORE + 1))) for name in ("income", "ur", "poverty")),
)


@pytest.fixture(scope="module")
def prisons() -> tuple[list[str], Floats, Floats, Floats]:
    """States, years, black male prisoners in Texas, and in each of the other states."""
    table = texas.load_pandas().data.pivot(index="state", columns="year", values="bmprison").astype(float)
    others = table.drop("Texas")
    return list(others.index), table.columns.to_numpy(), table.loc["Texas"].to_numpy(), others.to_numpy()


def test_weights_are_those_of_another_optimiser(prisons: tuple[list[str], Floats, Floats, Floats]) -> None:
    _, years, treated, others = prisons
    before = years <= LAST_YEAR_BEFORE
    aim, features = treated[before] / 1e4, others[:, before] / 1e4
    found = synthetic_weights(aim, features)
    assert found.min() >= 0 and found.sum() == pytest.approx(1)
    other = scipy.optimize.minimize(
        lambda weights: ((aim - weights @ features) ** 2).sum(),
        np.full(len(features), 1 / len(features)),
        method="SLSQP",
        bounds=[(0, 1)] * len(features),
        constraints={"type": "eq", "fun": lambda weights: weights.sum() - 1},
        options={"maxiter": 2000, "ftol": 1e-14},
    )
    assert ((aim - found @ features) ** 2).sum() <= other.fun * (1 + 1e-6)
    assert found @ features == pytest.approx(other.x @ features, abs=5e-3)


def test_weights_of_texas_prisons_are_those_published() -> None:
    table = texas.load_pandas().data
    found = {
        column: table.pivot(index="state", columns="year", values=column).astype(float)
        for column in ("bmprison", *(name for name, _ in PREDICTORS))
    }
    states = list(found["bmprison"].index)
    predictors = np.array([found[name][list(years)].mean(axis=1) for name, years in PREDICTORS]).T
    predictors /= predictors.std(axis=0)
    # How much each counts, as Stata has it by default: by what it says of the outcome in all years before.
    before = found["bmprison"].loc[:, :LAST_YEAR_BEFORE].to_numpy()
    with_constant = np.column_stack([np.ones(len(states)), predictors])
    slopes = np.linalg.lstsq(with_constant, before, rcond=None)[0][1:]
    importance = (slopes**2).sum(axis=1) / (slopes**2).sum()
    place = states.index("Texas")
    weights = synthetic_weights(predictors[place], np.delete(predictors, place, axis=0), importance)
    others = [state for state in states if state != "Texas"]
    told = {state: weight for state, weight in zip(others, weights, strict=True) if weight > 0.0005}
    assert told == pytest.approx(PUBLISHED, abs=0.001)


def test_texas_prisons_are_fitted_at_least_as_well_as_published_and_rise_as_published(
    prisons: tuple[list[str], Floats, Floats, Floats],
) -> None:
    names, years, treated, others = prisons
    is_after = years > LAST_YEAR_BEFORE
    found = synthetic_control(treated, others, is_after, np.ones(len(years)), has_own_level=False)
    published = np.array([PUBLISHED.get(name, 0.0) for name in names]) @ others
    misfit = np.sqrt(np.mean((treated - published)[~is_after] ** 2))
    assert found.misfit_before <= misfit
    gap, book = (np.mean((treated - control)[is_after]) for control in (found.control, published))
    assert gap == pytest.approx(book, rel=0.1)
    assert found.effect is not None and found.effect.low > 0


def test_exact_mixes_are_found_also_on_another_level() -> None:
    others = np.random.default_rng(1).normal(size=(5, 30))
    treated = 0.7 * others[1] + 0.3 * others[4] + 10
    found = synthetic_control(treated, others, np.arange(30) >= 20, np.ones(30))
    assert found.shares == pytest.approx([0, 0.7, 0, 0, 0.3], abs=1e-5)
    assert found.control == pytest.approx(treated, abs=1e-4)


def test_intervals_hold_the_truth_though_weights_are_fitted() -> None:
    is_after, held = np.arange(34) >= 26, []
    for seed in range(300):
        series = np.random.default_rng(seed).normal(size=(6, 34))
        made = synthetic_control(series[0] + 0.4 * is_after, series[1:], is_after, np.ones(34)).effect
        assert made is not None
        held.append(made.low <= 0.4 <= made.high)
    assert 0.92 <= np.mean(held) <= 0.985


def test_the_rank_among_placebos_is_never_smaller_than_one_of_all() -> None:
    series = np.random.default_rng(2).normal(size=(5, 30))
    is_after = np.arange(30) >= 20
    moved = synthetic_control(series[0] + 9 * is_after, series[1:], is_after, np.ones(30))
    placebos = placebos_in_space(
        series[1:], lambda treated, others: synthetic_control(treated, others, is_after, np.ones(30))
    )
    assert len(placebos) == 4
    assert rank_among_placebos(moved.ratio, np.array([one.ratio for one in placebos])) == pytest.approx(1 / 5)
    assert placebos_in_space(series[:1], lambda *_: moved) == []
