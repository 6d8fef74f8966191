"""Effects of a treatment, against the values of Hernán and Robins (2020), What If, chapters 12 and 13."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
import pytest
from causaldata import nhefs
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.statistics.common import Floats
from analytics.statistics.effect import Cells, Effect
from analytics.statistics.treatment import (
    Design,
    doubly_robust,
    naive,
    propensity,
)

_SQUARED = ("age", "smokeintensity", "smokeyrs", "wt71")
_LEVELS = {"sex": (1,), "race": (1,), "education": (2, 3, 4, 5), "exercise": (1, 2), "active": (1, 2)}


@pytest.fixture(scope="module")
def smokers() -> pl.DataFrame:
    """The 1,566 smokers whose weight was taken again."""
    loaded = nhefs.load_pandas().data
    names = ["qsmk", "wt82_71", *_SQUARED, *_LEVELS]
    return pl.DataFrame({name: loaded[name].astype(float).to_numpy() for name in names}).filter(
        pl.col("wt82_71").is_not_nan()
    )


def _covariates(smokers: pl.DataFrame) -> Floats:
    levels = [
        (pl.col(name) == level).cast(pl.Float64).alias(f"{name}{level}")
        for name, listed in _LEVELS.items()
        for level in listed
    ]
    squares = [(pl.col(name) ** 2).alias(f"{name}_squared") for name in _SQUARED]
    return smokers.select(pl.lit(1.0).alias("constant"), *_SQUARED, *squares, *levels).to_numpy()


def _of_units(is_treated: npt.ArrayLike, outcome: npt.ArrayLike, is_share: bool = False) -> Cells:
    """Cells of one unit each."""
    y = np.asarray(outcome, dtype=float)
    return Cells(np.asarray(is_treated, dtype=bool), np.ones_like(y), y, y**2, is_share)


def _cells(smokers: pl.DataFrame) -> Cells:
    return _of_units(smokers["qsmk"].to_numpy() == 1, smokers["wt82_71"].to_numpy())


def _book_design(smokers: pl.DataFrame) -> Design:
    covariates, intensity = _covariates(smokers), smokers["smokeintensity"].to_numpy()[:, None]
    additive = Design.additive(covariates)
    return Design(
        np.hstack([additive.if_treated, intensity]), np.hstack([additive.if_untreated, 0 * intensity])
    )


def test_the_doubly_robust_effect_is_that_of_the_book(smokers: pl.DataFrame) -> None:
    cells = _cells(smokers)
    chance = propensity(cells, _covariates(smokers))
    effect = doubly_robust(cells, chance, _book_design(smokers))
    assert round(effect.difference.value, 4) == 3.4573
    assert effect.overlap is not None
    assert effect.overlap.trimmed == 0
    assert effect.overlap.untreated < (~cells.is_treated).sum()


def _estimates(cells: Cells, covariates: Floats) -> list[Effect]:
    chance = propensity(cells, covariates)
    design = Design.additive(covariates)
    return [
        naive(cells),
        doubly_robust(cells, chance, design, "all"),
        doubly_robust(cells, chance, design, "treated"),
    ]


def _numbers(effects: Sequence[Effect]) -> list[float]:
    return [
        number
        for effect in effects
        for part in (effect.difference, effect.treated, effect.untreated)
        for number in (part.value, part.low, part.high)
    ]


def _drawn(seed: int, size: int, is_share: bool) -> tuple[Cells, Floats]:
    """Units with two binary covariates that move both treatment and outcome; the effect is 0.2 at most."""
    rng = np.random.default_rng(seed)
    first, second = rng.integers(0, 2, size), rng.integers(0, 2, size)
    treated = rng.random(size) < 0.15 + 0.3 * first + 0.2 * second
    mean = 0.2 + 0.3 * first + 0.1 * second + 0.2 * treated
    outcome = (rng.random(size) < mean) if is_share else rng.normal(mean, 1)
    return _of_units(treated, outcome, is_share), np.column_stack([np.ones(size), first, second])


@pytest.mark.parametrize("is_share", [True, False])
def test_cells_say_the_same_as_units(is_share: bool) -> None:
    units, covariates = _drawn(1, 2_000, is_share)
    frame = pl.DataFrame(
        {"treated": units.is_treated, "a": covariates[:, 1], "b": covariates[:, 2], "y": units.totals}
    )
    cells = frame.group_by("treated", "a", "b").agg(
        n=pl.len().cast(pl.Float64), total=pl.col("y").sum(), squares=(pl.col("y") ** 2).sum()
    )
    assert cells.height == 8
    arrays = (cells[name].to_numpy() for name in ("treated", "n", "total", "squares"))
    grouped = cells.select(pl.lit(1.0).alias("constant"), "a", "b").to_numpy()
    assert _numbers(_estimates(Cells(*arrays, is_share), grouped)) == pytest.approx(
        _numbers(_estimates(units, covariates)), rel=1e-6
    )


@pytest.mark.parametrize("is_share", [True, False])
def test_intervals_hold_the_planted_effect_as_often_as_they_say(is_share: bool) -> None:
    held = np.zeros(2)
    trials = 120
    for seed in range(trials):
        effects = _estimates(*_drawn(seed, 600, is_share))[1:]
        held += [effect.difference.low <= 0.2 <= effect.difference.high for effect in effects]
    assert (held / trials > 0.89).all()
    assert (held / trials < 1).all()


def test_one_right_model_is_enough_for_the_doubly_robust_effect() -> None:
    cells, covariates = _drawn(4, 200_000, False)
    nothing = covariates[:, :1]
    wrong_chance, wrong_design = propensity(cells, nothing), Design.additive(nothing)
    right_chance, right_design = propensity(cells, covariates), Design.additive(covariates)
    assert doubly_robust(cells, wrong_chance, right_design).difference.value == pytest.approx(0.2, abs=0.02)
    assert doubly_robust(cells, right_chance, wrong_design).difference.value == pytest.approx(0.2, abs=0.02)
    assert naive(cells).difference.value > 0.25
    assert doubly_robust(cells, wrong_chance, wrong_design).difference.value > 0.25


def test_units_that_nobody_untreated_resembles_are_left_out_and_told() -> None:
    group = np.repeat([0, 1], 1000)
    treated = np.where(group == 1, np.arange(2000) % 500 != 0, np.arange(2000) % 2 == 0)
    cells = _of_units(treated, group + treated)
    covariates = np.column_stack([np.ones(2000), group])
    effect = doubly_robust(cells, propensity(cells, covariates), Design.additive(covariates), "treated")
    assert effect.overlap is not None
    assert effect.overlap.trimmed == pytest.approx(998 / (998 + 500))
    assert effect.difference.value == pytest.approx(1)


@settings(max_examples=30)  # a busy machine is slow
@given(st.integers(1, 30), st.integers(0, 60), st.integers(1, 60))
def test_shares_stay_between_nothing_and_all(leavers: int, stayers: int, others: int) -> None:
    outcome = np.repeat([1.0, 0.0, 0.0], [leavers, stayers, others])
    treated = np.arange(len(outcome)) < leavers + stayers
    cells = _of_units(treated, outcome, is_share=True)
    ones = np.ones((len(outcome), 1))
    effect: Any = doubly_robust(cells, propensity(cells, ones), Design.additive(ones), "treated", trim=0)
    for part in (effect.treated, effect.untreated):
        assert 0 <= part.low <= part.value <= part.high <= 1
    assert effect.difference.low <= effect.difference.value <= effect.difference.high
    assert effect.untreated.high > 0
