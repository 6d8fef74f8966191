"""Cumulative incidence of events of which only the first can happen (Aalen and Johansen 1978).

Who had another event can no longer have this one, so 1 less a Kaplan-Meier curve of one event alone would say
too much of it.
"""

from collections.abc import Sequence

import polars as pl

from analytics.statistics.common import Z
from analytics.statistics.kaplan_meier import Figure
from analytics.statistics.life_table import count_spells, life_table, within

# What is left of a sum that cancels out to nothing.
_NOTHING = 1e-15


def cumulative_incidence(spells: pl.DataFrame, causes: Sequence[str], by: Sequence[str] = ()) -> pl.DataFrame:
    """The share that has had each event by each time, for each combination of the columns `by`.

    spells: by, entry (when a spell came under observation), duration (when it ended, on the same scale),
    event (one of `causes`, or null where it was cut short) and weight (how many spells a row stands for).

    Returns by, time, at_risk (just before), remaining (0-1, the share that has had none, just after the
    time), and of each cause its name (0-1), <name>_std_error, <name>_low and <name>_high: the 95 % interval,
    symmetric on the scale of log(-log) (Collett 2014, Modelling Survival Data in Medical Research, ch. 12;
    variance by the delta method). At 0 and at 1 the interval has no width and says nothing.
    """
    has_event = spells.with_columns(has_event=pl.col("event").is_not_null())
    table = life_table(count_spells(has_event, by), by)
    counted = table.join(_counted(has_event, causes, by), on=[*by, "time"], how="left", nulls_equal=True)
    curve = counted.sort(*by, "time", nulls_last=True).with_columns(pl.col(causes).fill_null(0.0))
    at_risk, gone = pl.col("at_risk"), pl.sum_horizontal(causes)
    kept = pl.when(at_risk > 0).then(1 - gone / at_risk).otherwise(1.0).clip(lower_bound=0.0)
    remaining = within(kept.cum_prod(), by)
    curve = curve.with_columns(remaining=remaining, before=within(kept.cum_prod().shift(1, fill_value=1), by))
    shares = curve.with_columns(_share(cause, by).alias(f"{cause}_share") for cause in causes)
    with_errors = shares.with_columns(_std_error(cause, causes, by) for cause in causes)
    ends = [column for cause in causes for column in _figures(cause)]
    return with_errors.select(*by, "time", "at_risk", "remaining", *ends)


def quantile_of(curve: pl.DataFrame, cause: str, share: float) -> Figure:
    """The first time by which at least `share` of all had the event; its interval from those of the curve."""
    return Figure(*(_first_time(curve, column, share) for column in (cause, f"{cause}_high", f"{cause}_low")))


def _counted(spells: pl.DataFrame, causes: Sequence[str], by: Sequence[str]) -> pl.DataFrame:
    begins, ends = pl.col("entry"), pl.col("duration")
    seen = spells.filter((begins < ends) | (ends == begins.min()))
    return seen.group_by(*by, time=ends.cast(pl.Float64)).agg(
        pl.col("weight").cast(pl.Float64).filter(pl.col("event") == cause).sum().alias(cause)
        for cause in causes
    )


def _share(cause: str, by: Sequence[str]) -> pl.Expr:
    step = pl.col("before") * pl.col(cause) / pl.col("at_risk")
    return within(pl.when(pl.col("at_risk") > 0).then(step).otherwise(0.0).cum_sum(), by)


def _std_error(cause: str, causes: Sequence[str], by: Sequence[str]) -> pl.Expr:
    """Sums over earlier times of terms in F(t) - F(s), multiplied out so that each is a running sum."""
    at_risk, before = pl.col("at_risk"), pl.col("before")
    had, share, gone = pl.col(cause), pl.col(f"{cause}_share"), pl.sum_horizontal(causes)
    # Where nobody remains, nothing follows: F(t) - F(s) stays 0.
    spread = pl.when(at_risk > gone).then(gone / (at_risk * (at_risk - gone))).otherwise(0.0)
    own = pl.when(at_risk > 0).then(before**2 * had * (at_risk - had) / at_risk**3).otherwise(0.0)
    shared = pl.when(at_risk > 0).then(before * had / at_risk**2).otherwise(0.0)

    def total(term: pl.Expr) -> pl.Expr:
        return within(term.cum_sum(), by)

    from_others = share**2 * total(spread) - 2 * share * total(spread * share) + total(spread * share**2)
    in_common = share * total(shared) - total(shared * share)
    variance = from_others + total(own) - 2 * in_common
    return pl.when(variance > _NOTHING).then(variance).otherwise(0.0).sqrt().alias(f"{cause}_std_error")


def _figures(cause: str) -> list[pl.Expr]:
    share, error = pl.col(f"{cause}_share"), pl.col(f"{cause}_std_error")
    is_inside = (share > 0) & (share < 1)
    stretch = (Z * error / (share * share.log().abs())).exp()
    return [
        share.alias(cause),
        error,
        pl.when(is_inside).then(share**stretch).otherwise(share).alias(f"{cause}_low"),
        pl.when(is_inside).then(share ** (1 / stretch)).otherwise(share).alias(f"{cause}_high"),
    ]


def _first_time(curve: pl.DataFrame, column: str, level: float) -> float | None:
    # A level that is met exactly may lie a rounding error below it.
    reached = curve.filter(pl.col(column) >= level - 1e-12)
    return float(reached["time"][0]) if reached.height else None
