"""What efforts go with at equal circumstances, by regressions over cells of alike failures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.statistics.common import Floats
from analytics.statistics.least_squares import Contrasts, contrasts

_ENDS = ("difference", "low", "high")
_SPEED = "doublings"


@dataclass(frozen=True)
class Fit:
    """What is fitted.

    rows: value (the outcome), weight (of each unit), units, kinds joined by '|', doublings and circumstances.
    has_speed: whether failures are compared at equal time to recover. are_shares: whether outcomes are 0 or
    1. least: fewer units are too few, of a kind, a set or a circumstance.
    """

    rows: pl.DataFrame
    circumstances: Sequence[str]
    has_speed: bool
    are_shares: bool
    least: int

    def over(self, rows: pl.DataFrame) -> "Fit":
        """The same of other rows."""
        return replace(self, rows=rows)

    def contrasts(self, parts: pl.DataFrame, wanted: Floats) -> Contrasts:
        """Sums of the coefficients of the parts, a sum in each row of `wanted`."""
        constant = np.ones((self.rows.height, 1))
        frames = (parts, self._speed(parts), self._beside())
        design = np.hstack(
            [*(frame.cast(pl.Float64).to_numpy() for frame in frames if frame.width), constant]
        )
        asked = np.zeros((len(wanted), design.shape[1]))
        asked[:, : wanted.shape[1]] = wanted
        values, counts, weights = (
            self.rows[name].cast(pl.Float64).to_numpy() for name in ("value", "units", "weight")
        )
        return contrasts(values, design, counts, weights, asked, are_shares=self.are_shares)

    def _speed(self, parts: pl.DataFrame) -> pl.DataFrame:
        """Doublings of the time to recover, and whether it is not known, unless they are a part
        themselves.
        """
        if not self.has_speed:
            return pl.DataFrame()
        time = pl.col(_SPEED)
        both = self.rows.select(time.fill_null(0.0), time.is_null().alias("is_time_unknown"))
        return both.drop(name for name in both.columns if name in parts.columns)

    def _beside(self) -> pl.DataFrame:
        """A column per level of each circumstance; rare levels count as one."""
        units = pl.col("units").sum()
        joined = self.rows.select(
            pl.when(units.over(name) >= self.least).then(name).otherwise(pl.lit("")).alias(name)
            for name in self.circumstances
        )
        return joined.to_dummies()


def kinds_added(fit: Fit, kinds: Sequence[str], looks: int | None = None) -> pl.DataFrame:
    """What each kind goes with where kinds add up: kind, n, others, difference, low, high, is_clear, note.

    looks: how many figures the intervals hold together; else the kinds that are told.
    """
    said = _said(fit.rows, kinds)
    sizes = said.select(pl.all() * fit.rows["units"]).sum().cast(pl.Int64)
    frame = pl.DataFrame({"kind": list(kinds), "n": list(sizes.row(0)) if kinds else []}, _SIZES)
    whole = int(fit.rows["units"].sum())
    frame = frame.with_columns(others=whole - pl.col("n"))
    told = frame.filter(pl.min_horizontal("n", "others") >= fit.least)["kind"].to_list()
    rare = [kind for kind in kinds if kind not in told]
    parts = said.with_columns(is_rare=pl.any_horizontal(pl.col(rare) > 0)).drop(rare) if rare else said
    found = (
        fit.contrasts(parts.select(*told, *(["is_rare"] if rare else [])), np.eye(len(told)))
        if told
        else None
    )
    return _with_figures(frame, told, found, looks or len(told))


def per_doubling(fit: Fit) -> pl.DataFrame:
    """What a doubling of the time to recover goes with, sets of kinds equal: a row with n, difference, low,
    high (95 %), note."""
    known = fit.over(fit.rows.drop_nulls(_SPEED))
    n = int(known.rows["units"].sum())
    frame = pl.DataFrame({"kind": [_SPEED], "n": [n]}, _SIZES)
    if n < fit.least:
        return _with_figures(frame, [], None, 1).drop("kind", "is_clear")
    sets = replace(known, circumstances=(*fit.circumstances, "kinds"))
    found = sets.contrasts(known.rows.select(_SPEED), np.eye(1))
    return _with_figures(frame, [_SPEED], found, 1).drop("kind", "is_clear")


def levels_beside_all(fit: Fit, factor: str) -> pl.DataFrame:
    """Each level of a factor beside all units alike: factor, n, value (plain mean), difference, low, high,
    is_clear, note; the most frequent first.

    The difference is from the mean of the levels that are told, each with the share that it has among them;
    the intervals hold all of them together.
    """
    weighed = pl.col("units") * pl.col("weight")
    levels = (
        fit.rows.group_by(pl.col(factor).alias("kind"))
        .agg(
            n=pl.col("units").sum(),
            value=(pl.col("value") * weighed).sum() / weighed.sum(),
            weighed=weighed.sum(),
        )
        .sort("n", "kind", descending=[True, False])
    )
    told = levels.filter(pl.col("n") >= fit.least)
    frame, names = levels.drop("weighed"), told["kind"].to_list()
    if len(names) < 2:
        return _with_figures(frame, [], None, 1).rename({"kind": factor})
    compared = fit.over(fit.rows.filter(pl.col(factor).is_in(names)))
    parts = compared.rows.select((pl.col(factor) == name).alias(name) for name in names)
    shares = (told["weighed"] / told["weighed"].sum()).to_numpy()
    found = compared.contrasts(parts, np.eye(len(names)) - shares)
    return _with_figures(frame, names, found, len(names)).rename({"kind": factor})


_SIZES = {"kind": pl.String(), "n": pl.Int64()}


def _said(rows: pl.DataFrame, kinds: Sequence[str]) -> pl.DataFrame:
    sets = pl.col("kinds").str.split("|")
    return rows.select(sets.list.contains(kind).cast(pl.Float64).alias(kind) for kind in kinds)


def _with_figures(
    frame: pl.DataFrame, told: Sequence[str], found: Contrasts | None, looks: int
) -> pl.DataFrame:
    """The frame with the figures of what is told, and notes for the rest."""
    ends: list[Floats] = [np.zeros(0)] * len(_ENDS)
    if found is not None:
        half = found.reach(looks) * found.errors
        ends = [found.values, found.values - half, found.values + half]
    figures = pl.DataFrame(
        {"kind": list(told), **dict(zip(_ENDS, ends, strict=True))},
        {"kind": pl.String(), **dict.fromkeys(_ENDS, pl.Float64())},
    ).with_columns(pl.col(_ENDS).fill_nan(None))
    joined = frame.join(figures, on="kind", how="left", maintain_order="left")
    is_absent, is_untold = pl.col("n") == 0, pl.col("difference").is_null() | pl.col("low").is_null()
    return joined.with_columns(
        is_clear=((pl.col("low") > 0) | (pl.col("high") < 0)).fill_null(False),
        note=pl.when(is_absent).then(pl.lit(NOT_IN_DATA)).when(is_untold).then(pl.lit(TOO_FEW)),
    )
