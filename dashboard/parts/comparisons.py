"""Which change of many stands out."""

from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Any

import polars as pl

from analytics.view import View
from dashboard.lake.store import Reading

# One measure per thing that can get better or worse; others say the same in other words.
WATCHED = ("csat", "nps", "wait_p90", "abandonment", "failure", "complaint")
_ERROR = 0.05
_USUAL = NormalDist().inv_cdf(1 - _ERROR / 2)


@dataclass(frozen=True)
class Comparisons:
    """How many changes were looked at, and the clearest as a row; None if none goes beyond chance.

    has_records: whether any of the measures has something to go by.
    """

    count: int
    clearest: dict[str, Any] | None
    has_records: bool = True

    def where(self, view: View) -> View:
        """The view narrowed to where the clearest change is."""
        row = self.clearest or {}
        return replace(
            view,
            departments=(row["department"],) if row.get("department") else view.departments,
            contact_tiers=(row["contact_tier"],) if row.get("contact_tier") else view.contact_tiers,
        )

    @property
    def measure(self) -> str | None:
        """The measure that changed most clearly."""
        return None if self.clearest is None else str(self.clearest["measure"])


def read_changes(reading: Reading, view: View, by: tuple[str, ...]) -> pl.DataFrame:
    """The watched measures against the period before: in all that is looked at, and split by `by`."""
    frames = [_changes(reading, name, view, by) for name in WATCHED]
    return pl.concat(frames, how="diagonal")


def clearest_change(changes: pl.DataFrame) -> Comparisons:
    """The change that is furthest from nothing in units of its own uncertainty.

    Takes rows with n, change, change_low and change_high (95 %). Looking at many finds some by chance, so the
    clearest must be beyond the limit that is right for all together (Bonferroni 1936), at 5 %.
    """
    known = changes.filter(pl.col("change").is_not_null() & (pl.col("change") != 0))
    count = changes.height - changes["change"].null_count()
    if known.is_empty():
        return Comparisons(count, None, has_records=bool(changes["n"].sum()))
    towards_nothing = (
        pl.when(pl.col("change") > 0)
        .then(pl.col("change") - pl.col("change_low"))
        .otherwise(pl.col("change_high") - pl.col("change"))
    )
    ranked = known.with_columns(distance=_USUAL * pl.col("change").abs() / towards_nothing)
    first = ranked.sort("distance", descending=True).row(0, named=True)
    limit = NormalDist().inv_cdf(1 - _ERROR / (2 * count))
    return Comparisons(count, first if first["distance"] > limit else None)


def _changes(reading: Reading, name: str, view: View, by: tuple[str, ...]) -> pl.DataFrame:
    split = reading.compare(name, view, by).drop_nulls(by)
    whole = reading.compare(name, view)
    frames = [split] if split.height == 1 else [split, whole]
    return pl.concat(frames, how="diagonal").with_columns(measure=pl.lit(name))
