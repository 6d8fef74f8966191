"""How often intervals about channels hold the truth, and how often the page names some that are alike.

Worlds are the cells that `channel_cells` gives, so that two hundred take seconds.
"""

from typing import Any

import numpy as np
import polars as pl

from analytics.channels.beside import compared
from analytics.channels.consistency import how_alike
from analytics.channels.roles import Roles
from warehouse.settings import Settings

SETTINGS = Settings()
REASONS, CHANNELS, ONLINE = 8, 6, 3
# Levels of a reason, and the mean number of contacts of a channel for a reason.
_RESOLVED = np.linspace(0.45, 0.8, REASONS)
_SCORE = np.linspace(3.4, 4.2, REASONS)
_MEAN_SIZE, _RATED = 120.0, 0.3
_SPREAD, _CSAT_SPREAD = 0.05, 0.25

Row = dict[str, object]


def trial(seed: int) -> list[Row]:
    """Name, estimate, low, high and truth: differences of two channels, spreads, online less offline."""
    rng = np.random.default_rng([seed, 31])
    lift, csat = rng.normal(0, _SPREAD, CHANNELS), rng.normal(0, _CSAT_SPREAD, CHANNELS)
    cells = _cells(rng, lift, csat)
    beside = compared(cells, Roles(("c0",), ("c3",)), SETTINGS).rows_by_key("figure", named=True, unique=True)
    spreads, _ = how_alike(cells, SETTINGS)
    spread = spreads.rows_by_key("figure", named=True, unique=True)
    return [
        _row("difference of resolution", beside["resolution"], "difference", lift[0] - lift[3]),
        _row("difference of satisfaction", beside["csat_mean"], "difference", csat[0] - csat[3]),
        _spread("spread of resolution", spread["resolution"], _SPREAD),
        _spread("spread of satisfaction", spread["csat_mean"], _CSAT_SPREAD),
        _gap("online less offline, resolution", spread["resolution"], cells, "resolution_n", lift),
        _gap("online less offline, satisfaction", spread["csat_mean"], cells, "csat_mean_n", csat),
    ]


def names_something(seed: int) -> bool:
    """Whether the page names a difference of two channels, a spread or a gap where there is none."""
    rng = np.random.default_rng([seed, 32])
    cells = _cells(rng, np.zeros(CHANNELS), np.zeros(CHANNELS))
    beside = compared(cells, Roles(("c0",), ("c3",)), SETTINGS)
    spreads, _ = how_alike(cells, SETTINGS)
    return bool(beside["is_clear"].any() or spreads["is_spread"].any() or spreads["is_gap"].any())


def _cells(rng: np.random.Generator, lift: Any, csat: Any) -> pl.DataFrame:
    mix = rng.dirichlet(np.full(REASONS, 3.0), CHANNELS)
    rows = [
        _cell(rng, channel, reason, mix[channel, reason], lift[channel], csat[channel])
        for channel in range(CHANNELS)
        for reason in range(REASONS)
    ]
    return pl.DataFrame(rows)


def _cell(rng: np.random.Generator, channel: int, reason: int, share: float, lift: float, csat: float) -> Row:
    n = int(rng.poisson(_MEAN_SIZE * REASONS * share))
    scores = np.clip(rng.normal(_SCORE[reason] + csat, 0.9, rng.binomial(n, _RATED)), -9, 19)
    row: Row = {"reason": f"r{reason}", "channel": f"c{channel}", "contacts": float(n)}
    row |= {"online": n * float(channel < ONLINE)}
    for figure, chance in (
        ("resolution", _RESOLVED[reason] + lift),
        ("one_stop", _RESOLVED[reason]),
        ("repeat_same_reason", 0.15),
        ("failure", 0.06),
    ):
        row |= {f"{figure}_n": float(n), f"{figure}_total": float(rng.binomial(n, chance))}
    waits, costs = rng.lognormal(3, 0.8, n), rng.lognormal(7, 0.5, n)
    for figure, values in (("wait_mean", waits), ("cost_per_contact", costs), ("csat_mean", scores)):
        row |= {f"{figure}_n": float(len(values)), f"{figure}_total": float(values.sum())}
        row[f"{figure}_squares"] = float((values**2).sum())
    return row


def _row(name: str, row: Row, value: str, truth: float) -> Row:
    return {"name": name, "estimate": row[value], "low": row["low"], "high": row["high"], "truth": truth}


def _spread(name: str, row: Row, truth: float) -> Row:
    ends = {"low": row["spread_low"], "high": row["spread_high"]}
    return {"name": name, "estimate": row["spread"], "truth": truth, **ends}


def _gap(name: str, row: Row, cells: pl.DataFrame, n: str, lift: Any) -> Row:
    """What channels differ by, each weighed by its own values."""
    sizes = cells.group_by("channel").agg(pl.col(n).sum()).sort("channel")[n].to_numpy()
    online, offline = slice(None, ONLINE), slice(ONLINE, None)
    means = [float(lift[side] @ sizes[side] / sizes[side].sum()) for side in (online, offline)]
    ends = {"low": row["gap_low"], "high": row["gap_high"]}
    return {"name": name, "estimate": row["online_gap"], "truth": means[0] - means[1], **ends}
