"""The hazard on cells is the hazard on rows."""

import numpy as np
import polars as pl
import pytest
from lifelines.datasets import load_rossi
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.families.links import CLogLog, Logit
from statsmodels.genmod.generalized_linear_model import GLM

from analytics.statistics.common import Floats
from analytics.statistics.hazard import RiskCells, dependent_columns, fit_hazard, logit_deviance

# The Cox fit of lifelines, which the discrete-time fit by weeks comes near to.
ROSSI = {
    "fin": -0.379422,
    "age": -0.057438,
    "race": 0.313900,
    "wexp": -0.149796,
    "mar": -0.433704,
    "paro": -0.084871,
    "prio": 0.091497,
}


def random_cells(seed: int = 1, profiles: int = 24, clusters: int = 30) -> RiskCells:
    rng = np.random.default_rng(seed)
    design = np.column_stack([np.ones(profiles), rng.integers(0, 2, (profiles, 3))]).astype(float)
    at_risk = rng.integers(1, 30, profiles * clusters).astype(float)
    hazard = 1 / (1 + np.exp(2 - design @ [0, 0.5, -0.4, 0.9]))
    profile = np.repeat(np.arange(profiles), clusters)
    events = rng.binomial(at_risk.astype(int), hazard[profile]).astype(float)
    return RiskCells(design, profile, np.tile(np.arange(clusters), profiles), at_risk, events)


def rows_of(cells: RiskCells) -> tuple[Floats, Floats, Floats]:
    """Outcome, design and cluster of each person."""
    persons = cells.at_risk.astype(int)
    place = np.repeat(np.arange(len(persons)), persons)
    order = np.arange(len(place)) - np.repeat(np.cumsum(persons) - persons, persons)
    outcome = (order < cells.events[place]).astype(float)
    return outcome, cells.design[cells.profile[place]], cells.cluster[place]


@pytest.mark.parametrize("link", ["logit", "cloglog"])
def test_coefficients_are_those_of_the_fit_row_by_row(link: str) -> None:
    cells = random_cells()
    outcome, design, _ = rows_of(cells)
    family = Binomial(Logit() if link == "logit" else CLogLog())
    by_row = GLM(outcome, design, family=family).fit(tol=1e-12)
    assert np.abs(fit_hazard(cells, link).coefficients - by_row.params).max() < 1e-8


def test_cr1_is_the_clustered_covariance_of_statsmodels() -> None:
    cells = random_cells()
    outcome, design, cluster = rows_of(cells)
    by_row = GLM(outcome, design, family=Binomial()).fit(
        tol=1e-12, cov_type="cluster", cov_kwds={"groups": cluster}
    )
    assert np.abs(fit_hazard(cells, covariance="CR1").covariance - by_row.cov_params()).max() < 1e-8


def test_cr3_is_near_the_jackknife_that_leaves_out_each_cluster() -> None:
    cells = random_cells(clusters=60)
    whole = fit_hazard(cells)
    without = []
    for left_out in range(cells.clusters):
        kept = cells.cluster != left_out
        cluster = np.unique(cells.cluster[kept], return_inverse=True)[1]
        part = RiskCells(cells.design, cells.profile[kept], cluster, cells.at_risk[kept], cells.events[kept])
        without.append(fit_hazard(part).coefficients - whole.coefficients)
    steps = np.stack(without)
    jackknife = (len(steps) - 1) / len(steps) * steps.T @ steps
    assert np.sqrt(np.diag(jackknife)) == pytest.approx(whole.standard_errors, rel=0.01)


def test_few_clusters_have_the_covariance_of_the_model_itself() -> None:
    cells = random_cells(clusters=9)
    outcome, design, _ = rows_of(cells)
    assert fit_hazard(cells).covariance == pytest.approx(
        GLM(outcome, design, family=Binomial()).fit(tol=1e-12).cov_params(), rel=1e-6
    )


def test_the_discrete_hazard_of_rossi_agrees_with_its_cox_fit() -> None:
    rossi = pl.from_pandas(load_rossi()).with_row_index("person")
    weeks = rossi.filter(pl.col("arrest") == 1).select(at=pl.col("week").unique().sort())
    periods = rossi.join(weeks, how="cross").filter(pl.col("at") <= pl.col("week"))
    event = (periods["arrest"] == 1) & (periods["at"] == periods["week"])
    design = np.column_stack([periods.select(list(ROSSI)), periods["at"].to_dummies()]).astype(float)
    places = np.arange(periods.height)
    data = RiskCells(design, places, places * 0, np.ones(len(places)), event.cast(pl.Float64).to_numpy())
    fitted = fit_hazard(data, "cloglog").coefficients[: len(ROSSI)]
    assert dict(zip(ROSSI, fitted, strict=True)) == pytest.approx(ROSSI, abs=0.002)


def test_the_joint_test_of_one_coefficient_is_its_t_test() -> None:
    fitted = fit_hazard(random_cells())
    outcome = 2 * fitted.standard_errors[1] * fitted.reach
    half = fitted.coefficients[1] / fitted.standard_errors[1]
    assert outcome > 0
    assert (fitted.joint_p([1]) < 0.05) == (abs(half) > fitted.reach)


def test_quick_deviances_differ_as_those_of_statsmodels_do() -> None:
    cells = random_cells()
    fitted = fit_hazard(cells)
    at_risk, events = cells.per_profile(cells.at_risk), cells.per_profile(cells.events)
    outcomes = np.column_stack([events, at_risk - events])
    expected, found = (
        [deviance([0, 1]) - deviance([0, 1, 2, 3])]
        for deviance in (
            lambda places: GLM(outcomes, cells.design[:, places], family=Binomial()).fit(tol=1e-12).deviance,
            lambda places: logit_deviance(
                cells.design[:, places], at_risk, events, fitted.coefficients[places]
            ),
        )
    )
    assert found == pytest.approx(expected, abs=1e-8)


def test_columns_that_are_sums_of_earlier_ones_are_found() -> None:
    rng = np.random.default_rng(2)
    free = rng.integers(0, 2, (50, 3)).astype(float)
    design = np.column_stack([np.ones(50), free[:, 0], 1 - free[:, 0], free[:, 1], free[:, 2], free[:, 2]])
    assert dependent_columns(design, np.ones(50)) == [2, 5]
    assert dependent_columns(design[:, :2], np.ones(50)) == []
