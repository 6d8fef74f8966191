"""How units stand to the others of their kind in several figures at once, put together by groups of figures.

A figure of a unit is a ratio of totals of its clusters; it is held against the same ratio of all other units
of its stratum, in standard deviations of one record there, so that figures in different units of measurement
can be averaged (standardised mean difference: Cohen 1988, Statistical Power Analysis, second edition). What
a cluster adds to several figures goes together: the variance of an average of figures is that of the sums
of each cluster's influence on it (linearisation: Cochran 1977, Sampling Techniques, third edition, section
6.4; Deville 1999, Survey Methodology 25). Clusters are of kinds: of each kind there are as many as there
are, so that they differ around their kind's mean (strata: Cochran, section 5.4), while how many records come
to a kind is chance.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl
import scipy

from analytics.statistics.common import Floats

_UPPER_TAIL = 0.975
_COLUMN = ("stratum", "figure")
# One that is nearly all of a unit tells nothing of how much its clusters differ.
_LEAST_FREEDOM = 0.5


class Standings(NamedTuple):
    """cells: a row per unit, stratum and figure, with n, clusters, value, low, high, standing, standing_low,
    standing_high. sides: a row per unit and side that has a standing: standing, n, beside (the unit's highest
    other side) and beyond (the standing less that side's), both with …_error and …_freedom."""

    cells: pl.DataFrame
    sides: pl.DataFrame


def standings(sums: pl.DataFrame, sides: Sequence[str], fewest_clusters: int) -> Standings:
    """Standings of units in cells and in sides; above zero is better than the others.

    sums: a row per unit, stratum, figure, kind and cluster: side, sign (1 where more is better, else -1), n
    records and their weight, over and under (the totals whose ratio the figure is), over_squares, products
    and under_squares (of the records). Cells of fewer clusters are left out, as are figures that only one
    unit of a stratum has. The average of a side takes each of its figures as often as the other, each
    stratum as often as the unit has records there, at the mix that it has.
    """
    cells = _standing(_cells(sums, fewest_clusters))
    if cells.is_empty():
        return Standings(cells, pl.DataFrame(schema={"unit": pl.String(), "side": pl.String()}))
    columns = cells.select(_COLUMN).unique().sort(_COLUMN).with_row_index("column")
    placed = cells.join(columns, on=_COLUMN).sort("unit", "column")
    spreads = _spreads(sums, placed, columns.height)
    whole, owned = _in_whole(placed, spreads, columns.height)
    errors = pl.Series([float(whole[unit][column, column]) ** 0.5 for unit, column in _places(placed)])
    reach = errors * _reach(placed["freedom"].to_numpy())
    shown = placed.with_columns(
        standing_low=pl.col("standing") - reach, standing_high=pl.col("standing") + reach
    )
    rows = [row for unit, frame in _by_unit(placed) for row in _sides(unit, frame, sides, whole, owned)]
    return Standings(shown.drop("column"), pl.DataFrame(rows, infer_schema_length=None))


def _cells(sums: pl.DataFrame, fewest: int) -> pl.DataFrame:
    """Every unit's ratio with its own interval, and the standard deviation of one record of the stratum."""
    known = sums.filter(pl.col("n") > 0)
    totals = pl.col("n", "weight", "over", "under", "over_squares", "products", "under_squares").sum()
    own = known.group_by("unit", *_COLUMN).agg(
        pl.col("side", "sign").first(), totals, clusters=pl.col("cluster").n_unique().cast(pl.Int64)
    )
    own = own.join(_freedom(known), on=["unit", *_COLUMN])
    enough = own.filter(pl.col("clusters") >= fewest, pl.col("under") > 0, pl.col("freedom") > _LEAST_FREEDOM)
    value = pl.col("over") / pl.col("under")
    rest = pl.col("over_squares") - 2 * value * pl.col("products") + value**2 * pl.col("under_squares")
    per_record = pl.col("under").sum().over(_COLUMN) / pl.col("weight").sum().over(_COLUMN)
    scale = (rest.sum().over(_COLUMN) / pl.col("weight").sum().over(_COLUMN)).clip(0).sqrt() / per_record
    return enough.with_columns(value=value, scale=scale).filter(
        pl.len().over(_COLUMN) > 1, pl.col("scale") > 1e-9 * value.abs()
    )


def _freedom(known: pl.DataFrame) -> pl.DataFrame:
    """How many clusters beyond one there are of each kind; of different sizes they say as much as so many of
    one size (Kish 1965)."""
    evenly = pl.col("under").sum() ** 2 / (pl.col("under") ** 2).sum()
    kinds = known.filter(pl.col("under") > 0).group_by("unit", *_COLUMN, "kind").agg(effective=evenly)
    return kinds.group_by("unit", *_COLUMN).agg(freedom=(pl.col("effective") - 1).sum())


def _standing(cells: pl.DataFrame) -> pl.DataFrame:
    """The ratio beside that of all others of the stratum together."""
    others = (pl.col(name).sum().over(_COLUMN) - pl.col(name) for name in ("over", "under"))
    over, under = others
    return cells.with_columns(
        usual=over / under, other_under=under, standing=pl.col("sign") * (pl.col("value") - over / under)
    ).with_columns(pl.col("standing") / pl.col("scale"))


def _spreads(sums: pl.DataFrame, placed: pl.DataFrame, columns: int) -> dict[str, Floats]:
    """Per unit the covariance of its own standardised ratios, from the influence of its clusters."""
    keys = ["unit", *_COLUMN]
    found = placed.select(*keys, "column", "value", "scale", sign_of="sign", total="under")
    rest = (pl.col("over") - pl.col("value") * pl.col("under")) * pl.col("sign_of")
    known = sums.filter(pl.col("n") > 0).join(found, on=keys)
    standardised = known.with_columns(rest=rest / pl.col("total") / pl.col("scale"))
    influence = _within_kinds(standardised, [*keys, "kind"])
    # The records of a kind that come to a stratum are the same for all figures of a side, or go together.
    moves = influence.group_by("unit", "side", "stratum", "kind", "column").agg(
        pl.col("mix").sum().sqrt() * pl.col("towards").first()
    )
    spreads = {}
    for (unit,), frame in influence.group_by("unit"):
        within = _matrix(frame, "cluster_number", "rest", columns)
        numbered = moves.filter(unit=unit).with_columns(
            kind_number=pl.struct("side", "stratum", "kind").rank("dense")
        )
        between = _matrix(numbered, "kind_number", "mix", columns)
        spreads[str(unit)] = within.T @ within + between.T @ between
    return spreads


def _matrix(frame: pl.DataFrame, row: str, value: str, columns: int) -> Floats:
    """The values by row and column; several of one place are added up."""
    if frame.is_empty():
        return np.zeros((1, columns))
    place, column = (frame[name].to_numpy().astype(np.int64) for name in (row, "column"))
    matrix = np.zeros((int(np.ptp(place)) + 1, columns))
    np.add.at(matrix, (place - place.min(), column), frame[value].to_numpy())
    return matrix


def _within_kinds(known: pl.DataFrame, of_kind: Sequence[str]) -> pl.DataFrame:
    """What each cluster adds beside its kind's mean, and mix: what each kind's number of records adds."""
    evenly = pl.col("under").sum() ** 2 / (pl.col("under") ** 2).sum()
    counted = known.with_columns(
        mean=(pl.col("rest").sum() / pl.col("n").sum()).over(of_kind), effective=evenly.over(of_kind)
    )
    # A cluster that is its kind alone differs from nothing: it stays as it is.
    is_alone = ~(pl.col("effective") > 1 + _LEAST_FREEDOM).fill_null(False)
    correction = (pl.col("effective") / (pl.col("effective") - 1)).sqrt()
    apart = pl.col("rest") - pl.col("n") * pl.col("mean")
    return counted.with_columns(
        rest=pl.when(is_alone).then("rest").otherwise(apart * correction),
        mix=pl.when(is_alone).then(0.0).otherwise(pl.col("n") * pl.col("mean") ** 2),
        towards=pl.col("mean").sign(),
        cluster_number=pl.struct("unit", "kind", "cluster").rank("dense"),
    )


def _in_whole(
    placed: pl.DataFrame, spreads: dict[str, Floats], columns: int
) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """Per unit the covariance of its standings, the others' part in it, and its freedom by column."""
    weighted, shares, owned = np.zeros((columns, columns)), {}, {}
    for unit, frame in _by_unit(placed):
        under, other, freedom = np.zeros(columns), np.ones(columns), np.ones(columns)
        column = frame["column"].to_numpy()
        under[column], other[column] = frame["under"].to_numpy(), frame["other_under"].to_numpy()
        freedom[column] = frame["freedom"].to_numpy()
        shares[unit], owned[unit] = (under, other), freedom
        weighted += spreads[unit] * np.outer(under, under)
    whole = {}
    for unit, (under, other) in shares.items():
        rest = weighted - spreads[unit] * np.outer(under, under)
        whole[unit] = spreads[unit] + rest / np.outer(other, other)
    return whole, owned


def _sides(
    unit: str,
    frame: pl.DataFrame,
    sides: Sequence[str],
    whole: dict[str, Floats],
    owned: dict[str, Floats],
) -> list[dict[str, object]]:
    size = len(owned[unit])
    standing = np.zeros(size)
    standing[frame["column"].to_numpy()] = frame["standing"].to_numpy()
    there = [side for side in sides if side in set(frame["side"])]
    weights = np.array([_weights(frame.filter(side=side), size) for side in there])
    heights = weights @ standing
    rows = []
    for place, side in enumerate(there):
        other = _highest_other(heights, place)
        apart = None if other is None else weights[place] - weights[other]
        row: dict[str, object] = {
            "unit": unit,
            "side": side,
            "beside": None if other is None else there[other],
        }
        row |= _estimate("standing", weights[place], standing, whole[unit], owned[unit])
        row |= _estimate("beyond", apart, standing, whole[unit], owned[unit])
        rows.append(row | {"n": int(frame.filter(side=side)["n"].sum())})
    return rows


def _highest_other(heights: Floats, place: int) -> int | None:
    others = [other for other in np.argsort(-heights, kind="stable") if other != place]
    return int(others[0]) if others else None


def _weights(of_side: pl.DataFrame, size: int) -> Floats:
    """Of the columns: figures alike, strata by the unit's records."""
    share = pl.col("n") / pl.col("n").sum().over("figure") / pl.col("figure").n_unique()
    weights = np.zeros(size)
    weights[of_side["column"].to_numpy()] = of_side.select(share).to_series().to_numpy()
    return weights


def _estimate(
    name: str, weights: Floats | None, standing: Floats, covariance: Floats, own: Floats
) -> dict[str, float | None]:
    """A weighted sum of standings, its standard error and the degrees of freedom (Satterthwaite 1946)."""
    names = name, f"{name}_error", f"{name}_freedom"
    if weights is None:
        return dict.fromkeys(names)
    variance = float(weights @ covariance @ weights)
    parts = weights**2 * np.diag(covariance)
    freedom = float(parts.sum() ** 2 / (parts**2 / own).sum()) if parts.any() else 1.0
    return dict(zip(names, (float(weights @ standing), variance**0.5, freedom), strict=True))


def _reach(freedom: np.ndarray) -> pl.Series:
    return pl.Series(scipy.special.stdtrit(freedom.astype(np.float64), _UPPER_TAIL))


def _places(placed: pl.DataFrame) -> list[tuple[str, int]]:
    return list(placed.select("unit", "column").iter_rows())


def _by_unit(placed: pl.DataFrame) -> list[tuple[str, pl.DataFrame]]:
    return [(str(unit), frame) for (unit,), frame in placed.group_by("unit", maintain_order=True)]
