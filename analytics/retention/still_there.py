"""Which share is still there after some months, and how long half of them stay."""

from collections.abc import Sequence

import polars as pl

from analytics.intervals import proportion
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.retention.survival import Survival
from analytics.statistics.kaplan_meier import median, survival_at

DAYS_PER_MONTH = 365.25 / 12
MONTHS = (1, 3, 6, 12, 24)
_FIGURE = ("value", "low", "high")


def still_there(survival: Survival, small_n: int, months: Sequence[float] = MONTHS) -> pl.DataFrame:
    """The share still there after each number of months, which come in rising order.

    Returns group, months, value, low and high (0-1, 95 %), at_risk (just before), n (customers of the group)
    and note: null, or why there is no figure: "not_in_data" where nobody was watched from the start or for so
    long, "too_few" where fewer than small_n were at risk when somebody left, or at the end.
    """
    frames = [
        _read(curve, small_n, months).with_columns(group=pl.lit(group, pl.String))
        for (group,), curve in survival.curves.group_by("group", maintain_order=True)
    ]
    columns = ["group", "months", *_FIGURE, "at_risk", "n", "note"]
    if not frames:
        numbers = dict.fromkeys(("months", *_FIGURE, "at_risk"), pl.Float64)
        schema = {"group": pl.String, **numbers, "n": pl.Int64, "note": pl.String}
        return pl.DataFrame(schema=schema).select(columns)
    sizes = survival.groups.select("group", n="customers")
    read = pl.concat(frames).join(sizes, on="group", how="left", nulls_equal=True, maintain_order="left")
    return read.select(columns)


def medians(survival: Survival) -> pl.DataFrame:
    """Days until half have left: group, value, low, high; null where the curve does not get so far."""
    rows = [
        {"group": group, **median(curve)._asdict()}
        for (group,), curve in survival.curves.group_by("group", maintain_order=True)
    ]
    schema = {"group": pl.String, **dict.fromkeys(_FIGURE, pl.Float64)}
    return pl.DataFrame(rows, schema)


def still_there_by(survival: Survival, small_n: int, by: str | None) -> pl.DataFrame:
    """What `still_there` says with the median beside it (median_days, median_low_days, median_high_days); the
    part under its own name instead of group, without one left out.
    """
    middle = medians(survival).rename(
        {"value": "median_days", "low": "median_low_days", "high": "median_high_days"}
    )
    shares = still_there(survival, small_n)
    beside = shares.join(middle, on="group", how="left", nulls_equal=True, maintain_order="left")
    return beside.drop("group") if by is None else beside.rename({"group": by})


def _read(curve: pl.DataFrame, small_n: int, months: Sequence[float]) -> pl.DataFrame:
    at = survival_at(curve, [month * DAYS_PER_MONTH for month in months])
    is_from_start = curve["time"][0] <= 0
    leaving = curve.filter(pl.col("events") > 0).select("time", least="at_risk").sort("time")
    least = leaving.with_columns(pl.col("least").cum_min())
    known = at.join_asof(least, on="time").with_columns(
        months=pl.Series(months, dtype=pl.Float64), value=pl.col("survival")
    )
    is_missing = pl.col("survival").is_null() | (not is_from_start)
    is_thin = pl.min_horizontal(pl.col("least"), pl.col("at_risk")) < small_n
    note = pl.when(is_missing).then(pl.lit(NOT_IN_DATA)).when(is_thin).then(pl.lit(TOO_FEW))
    return (
        _with_width(known)
        .with_columns(note=note)
        .with_columns(pl.when(pl.col("note").is_null()).then(pl.col(_FIGURE)))
    )


def _with_width(known: pl.DataFrame) -> pl.DataFrame:
    """Where all or none are left the curve's interval has no width; that of a share of those watched has."""
    share = proportion(pl.col("survival") * pl.col("at_risk"), pl.col("at_risk"))
    has_width = (pl.col("survival") > 0) & (pl.col("survival") < 1)
    return known.with_columns(
        low=pl.when(has_width).then(pl.col("low")).otherwise(share.low),
        high=pl.when(has_width).then(pl.col("high")).otherwise(share.high),
    )
