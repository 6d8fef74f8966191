"""Findings of failure and recovery as rows, for the command."""

from typing import Any

import polars as pl

from analytics.recovery.by_number import FailureByNumber
from analytics.recovery.paradox import Paradox
from analytics.recovery.three_groups import ThreeGroups
from analytics.statistics.common import Interval

_NUMBERS = ("value", "low", "high", "naive", "naive_low", "naive_high", "effective_n", "left_out")


def paradox_rows(found: Paradox) -> pl.DataFrame:
    """Three groups and two differences each of satisfaction (points of 1-5) and leaving (share in a month).

    Columns outcome, what, n, value, low, high (adjusted to the recovered), naive, naive_low, naive_high,
    effective_n (of the other group after weighting), left_out (share of the recovered without anybody alike)
    and note. An outcome that cannot be compared has one row with its note.
    """
    rows = [*_rows("satisfaction", found.satisfaction), *_rows("leaving", found.leaving)]
    texts = dict.fromkeys(("outcome", "what", "note"), pl.String())
    schema = texts | {"n": pl.Int64()} | dict.fromkeys(_NUMBERS, pl.Float64())
    return pl.DataFrame(rows, schema=schema).select("outcome", "what", "n", *_NUMBERS, "note")


def failure_rows(found: FailureByNumber) -> pl.DataFrame:
    """Failure by tier and number of the contact, and the slope of each tier: log_odds (low, high, p)."""
    slopes = [
        {"contact_tier": tier, "log_odds": slope.log_odds, "log_odds_low": slope.low}
        | {"log_odds_high": slope.high, "p": slope.p}
        for tier, slope in found.slopes.items()
    ]
    numbers = ("log_odds", "log_odds_low", "log_odds_high", "p")
    schema = {"contact_tier": pl.String()} | dict.fromkeys(numbers, pl.Float64())
    by_tier = pl.DataFrame(slopes, schema=schema)
    whole = by_tier.filter(pl.col("contact_tier").is_null())
    rows = found.rates.join(by_tier, on="contact_tier", how="left", maintain_order="left")
    return pl.concat([rows, whole], how="diagonal")


def _rows(outcome: str, groups: ThreeGroups) -> list[dict[str, Any]]:
    if not groups.groups:
        return [{"outcome": outcome, "note": groups.note}]
    means = [
        {"outcome": outcome, "what": mean.group, "n": mean.units}
        | _numbers(mean.adjusted, "value")
        | _numbers(mean.naive, "naive")
        for mean in groups.groups
    ]
    differences = [
        {"outcome": outcome, "what": f"recovered - {difference.against}"}
        | _numbers(difference.adjusted, "value")
        | _numbers(difference.naive, "naive")
        | {"effective_n": difference.overlap.untreated, "left_out": difference.overlap.trimmed}
        for difference in groups.differences
    ]
    return [*means, *differences]


def _numbers(interval: Interval | None, name: str) -> dict[str, float]:
    if interval is None:
        return {}
    prefix = "" if name == "value" else f"{name}_"
    return {name: interval.value, f"{prefix}low": interval.low, f"{prefix}high": interval.high}
