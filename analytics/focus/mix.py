"""The mix of contact tiers over time, and which way it goes: more contact or less of it."""

from collections.abc import Sequence

import duckdb
import numpy as np
import polars as pl
import scipy

from analytics.dimensions import find_dimensions
from analytics.intervals import proportion
from analytics.notes import TOO_FEW
from analytics.reading import Counts, read_counts, sums
from analytics.statistics.common import Floats
from analytics.view import View
from warehouse.settings import Settings

LEVELS = {"high": 1.0, "medium": 0.5, "low": 0.0}
"""How much contact a contact is: the mean of these is the contact level of a mix."""
ENHANCEMENT, REDUCTION, CANNOT_TELL = "enhancement", "reduction", "cannot_tell"
FEWEST_WEEKS = 4
# Half of what a page on focus may err in: moves take the other half.
_ERROR = 0.05 / 2
_COUNTS = Counts("contact_daily", sums("contacts"))
_WEEK = pl.duration(days=7)
_TREND = ("level", "change", "change_low", "change_high")
_SCHEMA = {
    "department": pl.String(),
    "weeks": pl.Int64(),
    "n": pl.Int64(),
    **dict.fromkeys((*_TREND, "low_change", "p"), pl.Float64()),
    "focus": pl.String(),
    "note": pl.String(),
}


def tier_mix(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: str = "month",
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """The share of each tier over time: by, contact_tier, contacts, n (all of the time), value, low, high
    (Wilson, 95 %). Contacts of unknown tier are left out. by: a dimension of time, or of contacts.

    Raises QueryError for an unknown dimension.
    """
    cells = _cells(connection, settings, (by, "contact_tier"), view)
    counted = cells.with_columns(n=pl.col("contacts").sum().over(by))
    return counted.with_columns(**proportion(pl.col("contacts"), pl.col("n"))._asdict()).sort(
        by, pl.col("contact_tier").cast(pl.Enum(list(LEVELS)))
    )


def focus(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Which way the mix of each department goes, and that of all together (department null) first.

    The contact level of a week is the mean of 1 for high, ½ for medium and 0 for low contact; a line through
    the weeks, each weighing its contacts, says by how much it changed from the first to the last. Columns:
    department, weeks, n (contacts), level (mean), change, change_low, change_high (95 %, Student's over the
    weeks), low_change (change of the share of low contact), p, focus and note. focus: "enhancement" where the
    level rises and "reduction" where it falls beyond chance among all departments that are looked at
    (Bonferroni), else "cannot_tell". With fewer than four weeks, or settings.definitions.small_n contacts,
    figures are null and note is "too_few".
    """
    return told_of(_cells(connection, settings, ("week", "department", "contact_tier"), view), settings)


def told_of(cells: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """The rows of `focus` from contacts by week, department and contact_tier."""
    together = cells.with_columns(department=pl.lit(None, pl.String))
    rows = [_trend(None, together, settings)]
    departments = cells.drop_nulls("department").sort("department")
    rows += [
        _trend(part["department"][0], part, settings)
        for part in departments.partition_by("department", maintain_order=True)
    ]
    told = pl.DataFrame(rows, schema=_SCHEMA, orient="row")
    return told.with_columns(focus=_verdict(told)).select(list(_SCHEMA))


def _cells(
    connection: duckdb.DuckDBPyConnection, settings: Settings, by: Sequence[str], view: View
) -> pl.DataFrame:
    dimensions = find_dimensions(settings, by)
    counts = _COUNTS.split_by(settings, dimensions, view)
    return (
        read_counts(connection, settings, counts, dimensions, view)
        .with_columns(pl.col("contacts").cast(pl.Int64))
        .filter(pl.col("contact_tier").is_in(list(LEVELS)))
    )


def _trend(department: str | None, cells: pl.DataFrame, settings: Settings) -> dict[str, object]:
    level = pl.col("contact_tier").replace_strict(LEVELS, return_dtype=pl.Float64)
    is_low = (pl.col("contact_tier") == "low").cast(pl.Float64)
    n = pl.col("contacts")
    weeks = (
        cells.group_by("week")
        .agg(n=n.sum(), level=(level * n).sum() / n.sum(), low=(is_low * n).sum() / n.sum())
        .sort("week")
    )
    of = {"department": department, "weeks": weeks.height, "n": int(weeks["n"].sum())}
    if weeks.height < FEWEST_WEEKS or weeks["n"].sum() < settings.definitions.small_n:
        return {**of, "note": TOO_FEW}
    sizes = weeks["n"].to_numpy().astype(np.float64)
    places = weeks.select((pl.col("week") - pl.col("week").min()) / _WEEK)["week"].to_numpy()
    change, error, freedom = _line(weeks["level"].to_numpy(), sizes, places)
    low_change, _, _ = _line(weeks["low"].to_numpy(), sizes, places)
    reach = float(scipy.special.stdtrit(freedom, 0.975)) * error
    p = 2 * float(scipy.special.stdtr(freedom, -abs(change) / error)) if error > 0 else float(change == 0)
    return {
        **of,
        "level": float((sizes * weeks["level"].to_numpy()).sum() / sizes.sum()),
        "change": change,
        "change_low": change - reach,
        "change_high": change + reach,
        "low_change": low_change,
        "p": p,
    }


def _line(values: Floats, sizes: Floats, places: Floats) -> tuple[float, float, int]:
    """The change from the first to the last place along a weighted line, its error, and its freedom."""
    centre = float((sizes * places).sum() / sizes.sum())
    apart = places - centre
    spread = float((sizes * apart**2).sum())
    slope = float((sizes * apart * values).sum()) / spread
    rest = values - float((sizes * values).sum() / sizes.sum()) - slope * apart
    freedom = len(values) - 2
    error = float(np.sqrt((sizes * rest**2).sum() / freedom / spread))
    length = float(np.ptp(places))
    return slope * length, error * length, freedom


def _verdict(told: pl.DataFrame) -> pl.Expr:
    looks = max(told.height - told["p"].null_count(), 1)
    is_clear = (pl.col("p") < _ERROR / looks).fill_null(False)
    way = pl.when(pl.col("change") > 0).then(pl.lit(ENHANCEMENT)).otherwise(pl.lit(REDUCTION))
    return pl.when(is_clear).then(way).otherwise(pl.lit(CANNOT_TELL))
