"""How often the use of recovery's capacity is held, and how often it is called exceeded though it is not."""

from functools import cache

import polars as pl

from analytics.recovery.capacity import EXCEEDED, recovery_capacity
from sample_data import simulate
from tests.coverage.world_marts import SETTINGS, customer_marts
from warehouse.balance_settings import Recovery, RecoveryCapacity
from warehouse.settings import Settings

CUSTOMERS, DAYS = 4_000, 182
_TRUE_WORLDS, _TRUE_SEED = 60, 2_000_000
_SHOWN = ("요금", "기술지원", "설치")
_MARTS = ("contact_hourly", "contact_daily", "recovery_daily")
_FIGURES = {"utilisation": "utilisation", "full_at": "contacts at which it is full"}

Row = dict[str, object]


def trial(seed: int) -> list[Row]:
    """Name, estimate, low, high and truth: use of a stated capacity, and contacts at which it is full."""
    found = _found(seed, _stated(dict.fromkeys(_SHOWN, 1.0)))
    inflow, contacts = true_days()
    return [
        {
            "name": f"{name}, {row['department']}",
            "estimate": row[figure],
            "low": row[f"{figure}_low"],
            "high": row[f"{figure}_high"],
            "truth": inflow[row["department"]]
            if figure == "utilisation"
            else contacts[row["department"]] / inflow[row["department"]],
        }
        for row in found.filter(pl.col("department").is_in(_SHOWN)).iter_rows(named=True)
        for figure, name in _FIGURES.items()
    ]


def is_named_without_reason(seed: int) -> bool:
    """Whether a department is said not to keep up whose capacity is just what fails in the long run."""
    found = _found(seed, _stated(true_days()[0]))
    return found.filter(verdict=EXCEEDED).height > 0


@cache
def true_days() -> tuple[dict[str, float], dict[str, float]]:
    """Failures and contacts a working day of each department, the mean of other worlds."""
    worlds = [_found(_TRUE_SEED + number, SETTINGS) for number in range(_TRUE_WORLDS)]
    means = pl.concat(worlds).group_by("department").agg(pl.col("inflow", "contacts").mean())
    rows = means.rows(named=True)
    return tuple({row["department"]: row[name] for row in rows} for name in ("inflow", "contacts"))  # type: ignore[return-value]


def _found(seed: int, settings: Settings) -> pl.DataFrame:
    world = simulate(CUSTOMERS, DAYS, seed)
    return recovery_capacity(customer_marts(world, marts=_MARTS), settings, ("department",))


def _stated(capacity: dict[str, float]) -> Settings:
    stated = tuple(RecoveryCapacity(department=name, per_working_day=most) for name, most in capacity.items())
    return SETTINGS.model_copy(update={"recovery": Recovery(capacity=stated)})
