"""A measure by department and week around a change: the changed ones, and others of the same tiers."""

from dataclasses import dataclass

import duckdb
import numpy as np
import polars as pl

from analytics.changes.counts import TREATED, count_series
from analytics.changes.window import Window
from analytics.comparing.sums import read_moments
from analytics.measures.measure import Measure
from analytics.statistics.common import Floats
from analytics.statistics.difference_in_differences import Flags
from analytics.view import View
from state.changes import Change
from warehouse.settings import Settings


@dataclass(frozen=True)
class Panel:
    """What is compared. step: numbers of weeks from the change's day on; those before are below zero.

    treated: the changed departments together. others: a row per department that did not change, in the order
    of `names`; both in the measure's unit. errors: the variance by chance of each row's steps, the treated
    first. n: records of the treated. left_out: departments of the tier without records in some week.
    """

    step: Floats
    treated: Floats
    others: Floats
    names: tuple[str, ...]
    errors: Floats
    n: Floats
    left_out: tuple[str, ...]

    @property
    def is_after(self) -> Flags:
        """Which steps begin on the change's day or later."""
        return self.step >= 0

    @property
    def sizes(self) -> Floats:
        """What each of the others weighs in a control: the more records, the more."""
        return np.asarray(1 / self.errors[1:].mean(axis=1), dtype=np.float64)

    def weights(self, shares: Floats) -> Floats:
        """How much the gap of each step to a control of these shares says."""
        shares = shares / shares.sum()
        return np.asarray(1 / (self.errors[0] + shares**2 @ self.errors[1:]), dtype=np.float64)


def read_panel(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    change: Change,
    measure: Measure,
    window: Window,
) -> Panel | None:
    """The panel of a change; None where the changed ones have no records in a tier, or never vary.

    Of a change in all tiers, tiers count in every department as they do in the changed ones before the day,
    so that like is compared with like; departments without one of these tiers are no control. Counts are
    those of `count_series`.
    """
    if measure.kind == "count":
        series = count_series(connection, settings, change, measure, window)
        return None if series is None else _arranged(series)
    picked = {} if change.contact_tier is None else {"contact_tier": (change.contact_tier,)}
    view = View(window.since, window.until, picked)
    by = ("department", "contact_tier", "day")
    daily = read_moments(connection, settings, measure, by, view).drop_nulls(by)
    is_treated = pl.col("department").is_in(change.departments)
    cells = (
        daily.filter(~pl.col("department").is_in(window.changed))
        .with_columns(
            unit=pl.when(is_treated).then(pl.lit(TREATED)).otherwise("department"),
            step=(pl.col("day") - change.begins_on).dt.total_days().floordiv(7),
        )
        .group_by("unit", "contact_tier", "step")
        .agg(pl.col("n", "effective_n", "total", "total_squares").sum())
        .filter(pl.col("effective_n") > 0)
        .with_columns(y=pl.col("total") / pl.col("effective_n"))
        .join(_tier_variance(daily, measure), on="contact_tier")
        .with_columns(error=pl.col("variance") / pl.col("effective_n"))
    )
    mix = (
        cells.filter(pl.col("unit") == TREATED, pl.col("step") < 0)
        .group_by("contact_tier")
        .agg(part=pl.col("n").sum())
        .with_columns(pl.col("part") / pl.col("part").sum())
    )
    if mix.is_empty() or not cells["variance"].sum() > 0:
        return None
    return _arranged(_in_one_series(cells, mix))


def _tier_variance(daily: pl.DataFrame, measure: Measure) -> pl.DataFrame:
    """Of one record of the tier, around its department's figure; all departments' together, so that none has
    a variance of nothing because nothing happened there.
    """
    size, total = pl.col("effective_n").sum(), pl.col("total").sum()
    sums = daily.group_by("contact_tier", "department").agg(
        size=size, total=total, squares=pl.col("total_squares").sum()
    )
    squares = pl.col("total") if measure.kind == "share" else pl.col("squares")
    within = (squares - pl.col("total") ** 2 / pl.col("size")).sum().clip(lower_bound=0)
    return sums.group_by("contact_tier").agg(variance=within / pl.col("size").sum())


def _in_one_series(cells: pl.DataFrame, mix: pl.DataFrame) -> pl.DataFrame:
    """A row per unit and step with records in every tier of the mix."""
    mixed = cells.join(mix, on="contact_tier")
    return (
        mixed.group_by("unit", "step")
        .agg(
            y=(pl.col("part") * pl.col("y")).sum(),
            error=(pl.col("part") ** 2 * pl.col("error")).sum(),
            n=pl.col("n").sum(),
            tiers=pl.len(),
        )
        .filter(pl.col("tiers") == mix.height)
    )


def _arranged(series: pl.DataFrame) -> Panel:
    treated = series.filter(pl.col("unit") == TREATED).sort("step")
    steps = treated["step"]
    others = series.filter(pl.col("unit") != TREATED, pl.col("step").is_in(steps.implode()))
    whole = others.group_by("unit").len().filter(pl.col("len") == len(steps))["unit"].sort().to_list()
    left_out = sorted(set(others["unit"]) - set(whole))
    rows = [treated, *(others.filter(pl.col("unit") == name).sort("step") for name in whole)]
    return Panel(
        steps.to_numpy().astype(np.float64),
        treated["y"].to_numpy(),
        np.array([row["y"].to_numpy() for row in rows[1:]]).reshape(len(whole), len(steps)),
        tuple(whole),
        np.array([row["error"].to_numpy() for row in rows]),
        treated["n"].to_numpy().astype(np.float64),
        tuple(left_out),
    )
