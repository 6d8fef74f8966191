"""How often the effects of changes hold the truth, and how often one is named where there is none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from statistics import fmean

from analytics.changes.effect import NAMED, Effect
from analytics.changes.estimating import change_effects
from sample_data import DEFAULT, simulate
from sample_data.truths import Truths
from state.changes import Change
from tests.analytics.changes.told import changed
from tests.coverage.world_marts import SETTINGS, customer_marts

CUSTOMERS, DAYS = 2_500, 365
_TRUE_CUSTOMERS, _TRUE_SEEDS = 60_000, (1_000_000, 1_000_001)
_MARTS = ("contact_hourly", "contact_daily")
_ROUTING, _IMPROVEMENT = DEFAULT.routing, replace(DEFAULT.improvement, failure_log_odds=-0.8)
_IMPROVED = replace(
    DEFAULT, improvement=_IMPROVEMENT, decline=replace(DEFAULT.decline, failure_log_odds=0.0, csat_points=0.0)
)
STEADY = replace(
    _IMPROVED,
    improvement=DEFAULT.improvement,
    routing=replace(_ROUTING, wait_factor=1.0),
)

Row = dict[str, object]


EFFECTIVE = (
    changed(1, _ROUTING.starts_on, _ROUTING.department, "medium", "wait_mean"),
    changed(2, _IMPROVEMENT.starts_on, _IMPROVEMENT.department, _IMPROVEMENT.contact_tier, "failure"),
)
VAIN = (
    changed(3, date(2026, 4, 6), "요금", "medium", "failure"),
    changed(4, date(2026, 8, 31), "설치", "high", "failure"),
    changed(5, date(2026, 3, 9), "기술지원", "low", "complaint"),
)


def trial(seed: int) -> list[Row]:
    """Name, estimate, low, high and truth: of two changes that have an effect, and three that have none, each
    both ways.
    """
    truths = _truths()
    return [
        {"name": name, "estimate": made[0], "low": made[1], "high": made[2], "truth": truths.get(name, 0.0)}
        for name, made in _estimates(seed, CUSTOMERS).items()
    ]


def names_an_effect(seed: int) -> bool:
    """Whether any change of a register is said to have an effect in a world in which nothing has."""
    found = _effects(seed, CUSTOMERS, STEADY, (*EFFECTIVE, *VAIN))
    return any(one.verdict in NAMED for one in found)


@cache
def _truths() -> dict[str, float]:
    """How far the changed ones move in large worlds, in which nothing else moves them.

    Effects on waits and on rates of failure are planted on other scales than the measures'.
    """
    large = [_effects(seed, _TRUE_CUSTOMERS, _IMPROVED, EFFECTIVE) for seed in _TRUE_SEEDS]
    moved = [
        {name: (one.after or 0.0) - (one.before or 0.0) for one in found for name in _made(one)}
        for found in large
    ]
    return {name: fmean(each[name] for each in moved) for name in moved[0]}


def _estimates(seed: int, customers: int) -> dict[str, tuple[float, float, float]]:
    found = _effects(seed, customers, _IMPROVED, (*EFFECTIVE, *VAIN))
    return {name: made for one in found for name, made in _made(one).items()}


def _made(one: Effect) -> dict[str, tuple[float, float, float]]:
    change = one.change
    name = f"{change.measure}, {change.departments[0]} {change.contact_tier}"
    synthetic = one.synthetic.effect if one.synthetic else None
    both = {name: one.effect, f"{name}, synthetic": synthetic}
    return {key: (made.value, made.low, made.high) for key, made in both.items() if made is not None}


def _effects(seed: int, customers: int, truths: Truths, register: Sequence[Change]) -> list[Effect]:
    world = simulate(customers, DAYS, seed, truths=truths)
    with customer_marts(world, marts=_MARTS) as connection:
        return change_effects(connection, SETTINGS, register)
