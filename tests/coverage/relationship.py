"""How often intervals of multi-state chances, of movement and of rising less falling hold what was drawn
from.
"""

import numpy as np
import polars as pl
from scipy.linalg import expm

from analytics.contact_level.groups import LEVELS, balance, movement
from analytics.relationship.queries import STATES
from analytics.relationship.since_joining import after_days, curve_of
from tests.coverage.world_marts import SETTINGS

CUSTOMERS = 500
DAYS = (60.0, 200.0)
# Chances a day: acquired to developing, developing to retained, and leaving from each.
_RATES = ((0, 1, 0.006), (1, 2, 0.005), (0, 3, 0.002), (1, 3, 0.001), (2, 3, 0.0005))
_STARTED = np.array([0.4, 0.2, 0.15, 0.15, 0.1])

Row = dict[str, object]


def trial(seed: int) -> list[Row]:
    """Chances after some days, shares of movement, and the balance of rising and falling."""
    rng = np.random.default_rng([seed, 26])
    return [*_since_joining(rng), *_moved(rng, tilt=0.3)]


def alarms(seed: int) -> bool:
    """Whether rising or falling is named where neither is more likely."""
    (row,) = balance(_moves(np.random.default_rng([seed, 46]), tilt=0.0), SETTINGS).to_dicts()
    return bool(row["points_low"] > 0 or row["points_high"] < 0)


def _since_joining(rng: np.random.Generator) -> list[Row]:
    generator = np.zeros((4, 4))
    for start, to, rate in _RATES:
        generator[start, to] += rate
        generator[start, start] -= rate
    spells = pl.DataFrame(
        [row for _ in range(CUSTOMERS) for row in _life(rng, generator)],
        ["state", "to", "entry", "duration", "weight"],
        orient="row",
    )
    found = after_days(curve_of(spells), DAYS)
    truths = {day: expm(generator * day)[0] for day in DAYS}
    return [
        {
            "name": f"{row['state']} after {row['days']:.0f} days",
            "estimate": row["value"],
            "low": row["low"],
            "high": row["high"],
            "truth": float(truths[row["days"]][STATES.index(row["state"])]),
        }
        for row in found.to_dicts()
    ]


def _life(
    rng: np.random.Generator, generator: np.ndarray
) -> list[tuple[str, str | None, float, float, float]]:
    """The spells of one customer: watched from a time on, and to another."""
    watched, cut = max(0.0, rng.uniform(-60, 60)), rng.uniform(100, 400)
    state, now, rows = 0, 0.0, []
    while state < 3 and now < cut:
        ends = now + rng.exponential(1 / -generator[state, state])
        chances = np.clip(generator[state], 0, None)
        to = int(rng.choice(4, p=chances / chances.sum()))
        is_cut = ends > cut
        entry, duration = max(now, watched), min(ends, cut)
        if entry < duration:
            rows.append((STATES[state], None if is_cut else STATES[to], entry, duration, 1.0))
        state, now = to, ends
    return rows


def _moved(rng: np.random.Generator, tilt: float) -> list[Row]:
    moves, truth = _moves(rng, tilt), _chances(tilt)
    (row,) = balance(moves, SETTINGS).to_dicts()
    up, down = np.triu(truth, 1), np.tril(truth, -1)
    points = 100 * float((_STARTED[:, None] * (up - down)).sum())
    found = {"name": "rose less fell, of 100", "estimate": row["points"], "truth": points}
    shares = movement(moves, SETTINGS).filter(start="none", to="often_deep").row(0, named=True)
    return [
        found | {"low": row["points_low"], "high": row["points_high"]},
        {
            "name": "from no contact to often and deep",
            "estimate": shares["value"],
            "low": shares["low"],
            "high": shares["high"],
            "truth": float(truth[0, -1]),
        },
    ]


def _chances(tilt: float) -> np.ndarray:
    """From each group to each: in balance without a tilt, else upwards more."""
    place = np.arange(len(LEVELS))
    flow = np.exp(-np.abs(place[:, None] - place[None, :]) / 2) * np.exp(
        tilt * np.sign(place[None, :] - place[:, None])
    )  # Both ways are as frequent: a flow between two groups is shared by their sizes.
    flow = flow * np.minimum(_STARTED[:, None], _STARTED[None, :]) / _STARTED[:, None] / 3
    np.fill_diagonal(flow, 0)
    return np.asarray(flow + np.diag(1 - flow.sum(axis=1)))


def _moves(rng: np.random.Generator, tilt: float) -> pl.DataFrame:
    chances = _chances(tilt)
    sizes = rng.multinomial(1_000, _STARTED)
    counts = [rng.multinomial(size, chances[place]) for place, size in enumerate(sizes)]
    rows = [
        (start, to, int(count), 0)
        for start, ends in zip(LEVELS, counts, strict=True)
        for to, count in zip(LEVELS, ends, strict=True)
    ]
    return pl.DataFrame(rows, ["start", "to", "customers", "contacts"], orient="row")
