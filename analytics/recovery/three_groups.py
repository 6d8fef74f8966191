"""Recovered failures beside contacts that never failed and failures that were not recovered, like with like.

All means are those of customers as the recovered are: the effect is that on the treated.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import polars as pl

from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.statistics.common import Floats, Interval
from analytics.statistics.effect import Cells, Effect, Overlap
from analytics.statistics.kish import per_weight
from analytics.statistics.treatment import Design, doubly_robust, naive, propensity

Group = Literal["recovered", "never_failed", "unrecovered"]
GROUPS: tuple[Group, ...] = ("recovered", "never_failed", "unrecovered")
OTHERS: tuple[Group, ...] = ("never_failed", "unrecovered")


@dataclass(frozen=True)
class GroupMean:
    """The mean of a group as it stands, and as it would be if its customers were like the recovered.

    units: how many it is out of. adjusted is None where too few are comparable.
    """

    group: Group
    units: int
    naive: Interval
    adjusted: Interval | None


@dataclass(frozen=True)
class Difference:
    """Recovered less another group: adjusted and plain, and how far the two can be compared."""

    against: Group
    adjusted: Interval
    naive: Interval
    overlap: Overlap


@dataclass(frozen=True)
class ThreeGroups:
    """The groups with enough units, in the order of GROUPS, and the recovered against each of the others.

    note: null, or why there is no difference to show: "not_in_data" or "too_few".
    """

    groups: tuple[GroupMean, ...]
    differences: tuple[Difference, ...]
    note: str | None

    def against(self, group: Group) -> Difference | None:
        """The difference to that group, if there is one."""
        return next((found for found in self.differences if found.against == group), None)


def three_groups(cells: pl.DataFrame, covariates: Sequence[str], is_share: bool, least: int) -> ThreeGroups:
    """The three groups from cells of alike units.

    cells: lived_through (one of GROUPS), the covariates as text, units, weight and weight_squares (the sums
    of what units weigh and of its squares; both units where all weigh alike), and total and squares (weighted
    sums of the outcome and its square). is_share: whether the outcome is 0 or 1. least: fewer units, in
    number or in effect after weighting, are too few. A group whose units weigh differently counts as so many
    that weigh alike as say as much (Kish 1965).
    """
    sizes = _sizes(cells)
    present = [group for group in GROUPS if sizes.get(group, 0) >= least]
    if "recovered" not in present or len(present) == 1:
        return ThreeGroups((), (), TOO_FEW if sizes.get("recovered") else NOT_IN_DATA)
    effects = {
        group: found
        for group in present
        if group != "recovered" and (found := _effect(cells, covariates, group, is_share, least))
    }
    plain = {group: _plain(cells, group, is_share) for group in present if group != "recovered"}
    recovered = next(iter(plain.values())).treated
    means = [GroupMean("recovered", sizes["recovered"], recovered, recovered)]
    for group, raw in plain.items():
        adjusted = effects[group].untreated if group in effects else None
        means.append(GroupMean(group, sizes[group], raw.untreated, adjusted))
    differences = tuple(
        Difference(group, effect.difference, plain[group].difference, effect.overlap)
        for group, effect in effects.items()
        if effect.overlap is not None
    )
    return ThreeGroups(tuple(means), differences, None if differences else TOO_FEW)


def _plain(cells: pl.DataFrame, group: Group, is_share: bool) -> Effect:
    return naive(_arms(cells.filter(pl.col("lived_through").is_in(["recovered", group])), is_share))


def _effect(
    cells: pl.DataFrame, covariates: Sequence[str], group: Group, is_share: bool, least: int
) -> Effect | None:
    both = cells.filter(pl.col("lived_through").is_in(["recovered", group]))
    comparable = _comparable(both, covariates)
    sizes = _sizes(comparable)
    if min(sizes.get("recovered", 0), sizes.get(group, 0)) < least:
        return None
    arms, rows = _arms(comparable, is_share), _rows(comparable, covariates)
    effect = doubly_robust(arms, propensity(arms, rows), Design.additive(rows), "treated")
    if effect.overlap is None or not effect.overlap.untreated >= least:
        return None
    return _with_left_out(effect, 1 - sizes["recovered"] / _sizes(both)["recovered"])


def _comparable(cells: pl.DataFrame, covariates: Sequence[str]) -> pl.DataFrame:
    """Only levels of the covariates that both groups know: the others have nobody to be compared with."""
    height = -1
    while cells.height != height:
        height = cells.height
        is_known = [pl.col("lived_through").n_unique().over(name) == 2 for name in covariates]
        cells = cells.filter(is_known)
    return cells


def _with_left_out(effect: Effect, left_out: float) -> Effect:
    """The recovered without anybody alike at a single covariate are trimmed too."""
    if effect.overlap is None:
        return effect
    trimmed = left_out + (1 - left_out) * effect.overlap.trimmed
    return replace(effect, overlap=replace(effect.overlap, trimmed=trimmed))


def _sizes(cells: pl.DataFrame) -> dict[str, int]:
    """Units by group."""
    return dict(cells.group_by("lived_through").agg(pl.col("units").sum().cast(pl.Int64)).iter_rows())


def _arms(cells: pl.DataFrame, is_share: bool) -> Cells:
    weights = (pl.col(name).sum().over("lived_through") for name in ("weight", "weight_squares"))
    alike = cells.select(pl.col("weight", "total", "squares").cast(pl.Float64) * per_weight(*weights))
    counts, totals, squares = (alike[name].to_numpy() for name in ("weight", "total", "squares"))
    return Cells((cells["lived_through"] == "recovered").to_numpy(), counts, totals, squares, is_share)


def _rows(cells: pl.DataFrame, covariates: Sequence[str]) -> Floats:
    """A constant, and 1 or 0 for each level of each covariate."""
    levels = cells.select(covariates).to_dummies().cast(pl.Float64)
    return np.hstack([np.ones((cells.height, 1)), levels.to_numpy()])
