"""Discrete-time hazard: a binomial regression on cells of alike persons instead of one row per person.

Sufficient statistics make the coefficients the same as row by row. Standard errors are robust to whatever
the persons of a cluster have in common.
"""

import warnings
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import scipy

from analytics.statistics.common import Floats
from analytics.statistics.regression import logistic
from warehouse.pandas_on_demand import admit_pandas

Ints: TypeAlias = npt.NDArray[np.int64]
Link = Literal["logit", "cloglog"]
Covariance = Literal["CR1", "CR3"]

# Fewer clusters do not tell how much they differ.
LEAST_CLUSTERS = 10
# A column is taken as a sum of those before it when less than this part of it is its own.
_OWN_PART = 1e-9
_ITERATIONS = 100


@dataclass(frozen=True)
class RiskCells:
    """Persons at risk in cells.

    design: one row per covariate profile, one column per coefficient, the first of them 1. profile and
    cluster: of each cell, as places in the design and from 0 on. at_risk and events: persons of each cell.
    """

    design: Floats
    profile: Ints
    cluster: Ints
    at_risk: Floats
    events: Floats

    def per_profile(self, counts: Floats) -> Floats:
        """Counts of cells added up by profile."""
        sums: Floats = np.bincount(self.profile, counts, minlength=len(self.design)).astype(np.float64)
        return sums

    @property
    def clusters(self) -> int:
        """How many clusters there are."""
        return int(self.cluster.max()) + 1


@dataclass(frozen=True)
class Hazard:
    """A fitted hazard: coefficients and their covariance, and t's degrees of freedom for intervals."""

    coefficients: Floats
    covariance: Floats
    freedom: float
    deviance: float
    link: Link = "logit"

    @cached_property
    def standard_errors(self) -> Floats:
        """Of the coefficients."""
        errors: Floats = np.sqrt(np.diag(self.covariance))
        return errors

    @cached_property
    def reach(self) -> float:
        """How many standard errors a 95 % interval reaches to either side."""
        return float(scipy.stats.t.ppf(0.975, self.freedom))

    def of(self, design: Floats) -> Floats:
        """The hazard of each profile."""
        hazards: Floats = _link(self.link).inverse(design @ self.coefficients)
        return hazards

    def interval(self, design: Floats) -> tuple[Floats, Floats]:
        """The 95 % interval of each profile's hazard, from that of its linear predictor."""
        centre = design @ self.coefficients
        half = self.reach * np.sqrt(np.einsum("ij,jk,ik->i", design, self.covariance, design))
        inverse = _link(self.link).inverse
        return inverse(centre - half), inverse(centre + half)

    def joint_p(self, places: list[int]) -> float:
        """The p value of Wald's test that all coefficients at these places are 0, on the F distribution."""
        chosen = self.coefficients[places]
        inverse = np.linalg.pinv(self.covariance[np.ix_(places, places)], hermitian=True)
        wald = float(chosen @ inverse @ chosen) / len(places)
        return float(scipy.stats.f.sf(wald, len(places), self.freedom))


def fit_hazard(cells: RiskCells, link: Link = "logit", covariance: Covariance = "CR3") -> Hazard:
    """Fit by maximum likelihood; the design must have full rank and no separated column.

    covariance: CR1 is the sandwich with the factor G/(G - 1) · (n - 1)/(n - k), as statsmodels has it; CR3
    the jackknife over clusters in one Newton step, (G - 1)/G · Σ (β without g - β)². CR3 is not too narrow
    when exposures are rare or clusters unequal (MacKinnon, Nielsen and Webb 2023), so it is the default;
    intervals take t with G - 1 degrees of freedom. With fewer than 10 clusters: the model's own covariance.
    """
    fitted = _maximum_likelihood(cells, link)
    information, slope = _weights(cells, fitted.params, link)
    scores, informations = _by_cluster(cells, information, slope, fitted.params, link)
    bread = np.linalg.inv(informations.sum(axis=0))
    if cells.clusters < LEAST_CLUSTERS:
        freedom = float(cells.at_risk.sum() - len(bread))
        return Hazard(fitted.params, bread, freedom, float(fitted.deviance), link)
    robust = _sandwich if covariance == "CR1" else _jackknife
    spread = robust(scores, informations, bread, cells.at_risk.sum())
    return Hazard(fitted.params, spread, cells.clusters - 1, float(fitted.deviance), link)


def logit_deviance(design: Floats, at_risk: Floats, events: Floats, start: Floats) -> float:
    """-2 log-likelihood of the logit model, less the constant of the cells, by Newton's steps from `start`.

    For those who ask for many models: statsmodels takes ten times as long.
    """
    shares = np.divide(events, at_risk, out=np.zeros_like(events), where=at_risk > 0)
    coefficients = logistic(shares, design, at_risk, start)
    predictor = design @ coefficients
    return float(-2 * (events @ predictor - at_risk @ np.logaddexp(0, predictor)))


def dependent_columns(design: Floats, weights: Floats) -> list[int]:
    """Places of the columns that are sums of columns before them, given the rows with a weight."""
    kept: list[int] = []
    products = design.T @ (design * weights[:, None])
    for column in range(design.shape[1]):
        explained = 0.0
        if kept:
            share = np.linalg.lstsq(products[np.ix_(kept, kept)], products[kept, column], rcond=None)[0]
            explained = float(products[column, kept] @ share)
        if products[column, column] - explained > _OWN_PART * products[column, column]:
            kept.append(column)
    return [column for column in range(design.shape[1]) if column not in kept]


def _maximum_likelihood(cells: RiskCells, link: Link) -> Any:
    # Statsmodels takes seconds to import; only those who fit wait for it.
    admit_pandas()
    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.generalized_linear_model import GLM

    at_risk, events = cells.per_profile(cells.at_risk), cells.per_profile(cells.events)
    known = at_risk > 0
    outcomes = np.column_stack([events, at_risk - events])[known]
    model = GLM(outcomes, cells.design[known], family=Binomial(_link(link)))
    with warnings.catch_warnings():
        # A model with as many columns as profiles fits perfectly, which is no separation.
        warnings.simplefilter("ignore")
        return model.fit(maxiter=_ITERATIONS, tol=1e-10, tol_criterion="params")


def _link(link: Link) -> Any:
    from statsmodels.genmod.families import links

    return links.Logit() if link == "logit" else links.CLogLog()


def _weights(cells: RiskCells, coefficients: Floats, link: Link) -> tuple[Floats, Floats]:
    """Per profile: the expected information of one person, and the score of a residual of 1."""
    predictor = cells.design @ coefficients
    hazard = _link(link).inverse(predictor)
    derivative = _link(link).inverse_deriv(predictor)
    slope = derivative / (hazard * (1 - hazard))
    return slope * derivative, slope


def _by_cluster(
    cells: RiskCells, information: Floats, slope: Floats, coefficients: Floats, link: Link
) -> tuple[Floats, Floats]:
    """Score (G, k) and expected information (G, k, k) of each cluster."""
    hazard = _link(link).inverse(cells.design @ coefficients)[cells.profile]
    residual = slope[cells.profile] * (cells.events - cells.at_risk * hazard)
    weight = information[cells.profile] * cells.at_risk
    k = cells.design.shape[1]
    scores, informations = np.zeros((cells.clusters, k)), np.zeros((cells.clusters, k, k))
    order = np.argsort(cells.cluster, kind="stable")
    for rows in np.split(order, np.flatnonzero(np.diff(cells.cluster[order])) + 1):
        design = cells.design[cells.profile[rows]]
        scores[cells.cluster[rows[0]]] = residual[rows] @ design
        informations[cells.cluster[rows[0]]] = design.T @ (design * weight[rows, None])
    return scores, informations


def _sandwich(scores: Floats, _informations: Floats, bread: Floats, persons: float) -> Floats:
    groups, k = scores.shape
    factor = groups / (groups - 1) * (persons - 1) / (persons - k)
    spread: Floats = factor * bread @ (scores.T @ scores) @ bread
    return spread


def _jackknife(scores: Floats, informations: Floats, _bread: Floats, _persons: float) -> Floats:
    """A column that lives in one cluster alone has no information left without it, so least squares."""
    groups = len(scores)
    rest = informations.sum(axis=0) - informations
    steps = np.stack(
        [np.linalg.lstsq(left, score, rcond=1e-12)[0] for left, score in zip(rest, scores, strict=True)]
    )
    spread: Floats = (groups - 1) / groups * steps.T @ steps
    return spread
