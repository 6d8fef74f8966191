"""Levelness finds the variation that arrivals were drawn with, at the mix of the booked."""

from collections.abc import Sequence

import numpy as np
import polars as pl
import pytest

from analytics.statistics.levelness import levelness

HOURS = [f"{hour:02}" for hour in range(9, 17)]
PEAKED = np.array([1, 1, 4, 4, 1, 1, 1, 1]) / 14


def drawn(rates: dict[tuple[str, bool], tuple[float, Sequence[float]]], days: int, seed: int) -> pl.DataFrame:
    """Poisson arrivals; by stratum and side how many a day, and how they part over the hours."""
    random = np.random.default_rng(seed)
    rows = [
        {"day": day, "desk": desk, "hour": hour, "is_booked": is_booked, "arrivals": int(count)}
        for (desk, is_booked), (each_day, shares) in rates.items()
        for day in range(days)
        for hour, count in zip(HOURS, random.poisson(each_day * np.asarray(shares)), strict=True)
        if count
    ]
    return pl.DataFrame(rows)


def variation(shares: Sequence[float]) -> float:
    return float(np.std(shares) / np.mean(shares))


def test_even_bookings_beside_peaked_walk_ins_are_found() -> None:
    even = [1 / 8] * 8
    found = levelness(drawn({("a", True): (20, even), ("a", False): (20, PEAKED)}, 60, 1), ["desk"])
    # What chance alone brings is taken off: hardly anything is left of an even load.
    assert found.booked.value < 0.08
    assert found.walk_in.low < variation(PEAKED) < found.walk_in.high
    assert found.ratio.high < 0.3
    assert found.walk_in_peak.value == pytest.approx(8 * PEAKED.max(), rel=0.1)


def test_alike_arrivals_of_few_days_are_not_told_apart() -> None:
    apart = 0
    for seed in range(20):
        found = levelness(drawn({("a", True): (6, PEAKED), ("a", False): (40, PEAKED)}, 25, seed), ["desk"])
        apart += not found.ratio.low <= 1 <= found.ratio.high
    assert apart <= 3


def test_walk_ins_are_taken_at_the_mix_of_the_booked() -> None:
    """Both desks are alike on both sides, but the walk-ins are mostly at the even one."""
    even = [1 / 8] * 8
    rates = {
        ("a", True): (30, PEAKED),
        ("a", False): (5, PEAKED),
        ("b", True): (5, even),
        ("b", False): (80, even),
    }
    found = levelness(drawn(rates, 120, 3), ["desk"])
    assert found.ratio.low < 1 < found.ratio.high
    whole = (30 * PEAKED + 5 * np.array(even)) / 35
    assert found.profile["walk_in"].to_list() == pytest.approx(whole.tolist(), abs=0.02)
    assert found.days == 120 and found.profile["hour"].to_list() == HOURS
