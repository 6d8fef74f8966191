"""How often intervals of a changing mix, and of what goes with moving, hold the truth; and false alarms.

Worlds are what the queries give: contacts by week, department and tier, and matters in two parts.
"""

from datetime import date, timedelta

import numpy as np
import polars as pl

from analytics.focus.mix import told_of
from analytics.focus.moves import effects_of, ways_of
from warehouse.settings import Settings

SETTINGS = Settings()
WEEKS, DEPARTMENTS = 30, 6
_FIRST = date(2026, 1, 5)
_CHANGES = (-0.06, -0.03, 0.0, 0.0, 0.03, 0.06)
_CUSTOMERS = 3_000
_GAIN = {"less": 0.08, "more": -0.05}

Row = dict[str, object]


def trial(seed: int) -> list[Row]:
    """Name, estimate, low, high and truth: of a department each, and of moving to less and more contact."""
    rng = np.random.default_rng([seed, 41])
    told = told_of(_mix(rng, _CHANGES), SETTINGS).drop_nulls("department")
    trends = [
        {
            "name": "change of the contact level",
            "estimate": row["change"],
            "truth": _CHANGES[place],
            "low": row["change_low"],
            "high": row["change_high"],
        }
        for place, row in enumerate(told.iter_rows(named=True))
    ]
    effects = effects_of(_matters(rng, _GAIN), SETTINGS)
    return [*trends, *_effects(effects)]


def names_something(seed: int) -> bool:
    """Whether the page names a focus, a move or an effect where nothing changes."""
    rng = np.random.default_rng([seed, 42])
    told = told_of(_mix(rng, (0.0,) * DEPARTMENTS), SETTINGS)
    matters = _matters(rng, {"less": 0.0, "more": 0.0})
    ways, effects = ways_of(matters, SETTINGS), effects_of(matters, SETTINGS)
    is_named = (told["focus"] != "cannot_tell").any()
    return bool(is_named or ways["is_clear"].any() or effects["is_clear"].any())


def _mix(rng: np.random.Generator, changes: tuple[float, ...]) -> pl.DataFrame:
    """Busy weeks differ in their mix a little more than chance alone makes them."""
    rows = []
    for place, change in enumerate(changes):
        for week in range(WEEKS):
            level = 0.35 + change * week / (WEEKS - 1) + rng.normal(0, 0.01)
            high = 0.1
            shares = (high, 2 * (level - high), 1 - high - 2 * (level - high))
            counts = rng.multinomial(rng.poisson(250), shares)
            rows += [
                (_FIRST + timedelta(weeks=week), f"d{place}", tier, int(count))
                for tier, count in zip(("high", "medium", "low"), counts, strict=True)
            ]
    return pl.DataFrame(rows, schema=["week", "department", "contact_tier", "contacts"], orient="row")


def _matters(rng: np.random.Generator, gain: dict[str, float]) -> pl.DataFrame:
    """Two reasons a customer, whose changes go together; what changes for all differs by reason, channel."""
    n = 2 * _CUSTOMERS
    customer, reason = np.repeat(np.arange(_CUSTOMERS), 2), np.tile([0, 1], _CUSTOMERS)
    tiers = np.array(["low", "medium"])
    before, after = rng.integers(0, 2, n), rng.integers(0, 2, n)
    direction = np.where(after < before, gain["less"], np.where(after > before, gain["more"], 0.0))
    own = rng.normal(0, 0.3, _CUSTOMERS)[customer]
    resolved = 0.05 * reason - 0.1 * before + direction + own + rng.normal(0, 0.6, n)
    return pl.DataFrame(
        {
            "customer_id": [f"C{number}" for number in customer],
            "reason": [f"r{number}" for number in reason],
            "from_channel": np.array(["web", "phone"])[before],
            "from_tier": tiers[before],
            "to_channel": np.array(["web", "phone"])[after],
            "to_tier": tiers[after],
            "csat": own + rng.normal(0, 1, n),
            "failed": rng.normal(0, 0.3, n),
            "resolved": resolved,
            "followed": own + rng.normal(0, 0.5, n),
            "cost": rng.normal(0, 500, n),
        }
    )


def _effects(effects: pl.DataFrame) -> list[Row]:
    return [
        {
            "name": f"moving to {row['direction']} contact",
            "estimate": row["difference"],
            "truth": _GAIN[row["direction"]],
            "low": row["low"],
            "high": row["high"],
        }
        for row in effects.filter(outcome="resolved").iter_rows(named=True)
    ]
