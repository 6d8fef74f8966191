"""How often intervals of the design matrix hold the truth, and how often somebody on the line is named.

Worlds are the sums of departments and delivery modes that `units` gives.
"""

import numpy as np
import polars as pl

from analytics.design_matrix.line import COST, SALES, matrix_of
from warehouse.contract import DELIVERY_MODES
from warehouse.settings import Settings

SETTINGS = Settings()
DEPARTMENTS = 7
# What modes are off the line by, and what departments differ by anyway, in logarithms.
_OF_MODES, _OF_DEPARTMENTS = 0.3, 0.1
_SALES_SLOPE, _COST_SLOPE = 0.5, 0.6
_OFF = 0.5

Row = dict[str, object]


def trial(seed: int) -> list[Row]:
    """Name, estimate, low, high and truth: the slopes, and how far a department is off that is."""
    rng = np.random.default_rng([seed, 51])
    found = matrix_of(_sums(rng, _OFF, _OF_DEPARTMENTS), SETTINGS)
    rows: list[Row] = []
    for outcome, slope in ((SALES, _SALES_SLOPE), (COST, _COST_SLOPE)):
        line = found.lines[outcome]
        assert line is not None
        interval = line.of(np.array([0.0, 1.0]))
        rows.append(_row(f"slope of {outcome}", *interval, slope))
    off = found.departments.filter(department="d0").row(0, named=True)
    for outcome, far in ((SALES, _OFF), (COST, -_OFF)):
        ends = (off[f"{outcome}_deviation{end}"] for end in ("", "_low", "_high"))
        rows.append(_row(f"{outcome} off the line", *ends, float(np.expm1(far))))
    return rows


def names_something(seed: int) -> bool:
    """Whether a department is named where they differ by no more than departments do anyway."""
    rng = np.random.default_rng([seed, 52])
    found = matrix_of(_sums(rng, 0.0, _OF_DEPARTMENTS), SETTINGS)
    return bool((found.departments["stands"] != "on_the_line").any())


def _sums(rng: np.random.Generator, off: float, spread: float) -> pl.DataFrame:
    """off: by how much the first department sells more and costs less, in logarithms."""
    modes = rng.normal(0, _OF_MODES, (2, len(DELIVERY_MODES)))
    own = rng.normal(0, spread, (2, DEPARTMENTS)) if spread else np.zeros((2, DEPARTMENTS))
    own[:, 0] += off, -off
    return pl.DataFrame(
        [
            _unit(rng, department, place, modes[:, place] + own[:, department])
            for department in range(DEPARTMENTS)
            for place in range(len(DELIVERY_MODES))
            if (department + place) % 3
        ]
    )


def _unit(rng: np.random.Generator, department: int, place: int, lifted: np.ndarray) -> Row:
    n = int(rng.poisson(3_000))
    chance = np.exp(-5.5 + _SALES_SLOPE * (place + 1) + lifted[0])
    costs = rng.lognormal(6 + _COST_SLOPE * (place + 1) + lifted[1], 0.5, n)
    is_resolved = rng.random(n) < 0.75
    scores = rng.normal(4, 0.9, 100)
    return {
        "department": f"d{department}",
        "delivery_mode": DELIVERY_MODES[place],
        "contacts": float(n),
        "cost_n": float(n),
        "sales_n": float(n),
        "served": float(n),
        "cost": float(costs.sum()),
        "cost_squares": float((costs**2).sum()),
        "resolved": float(is_resolved.sum()),
        "cost_of_resolved": float(costs[is_resolved].sum()),
        "failed": float(rng.binomial(n, 0.05)),
        "busy_n": float(n),
        "busy": 300.0 * n,
        "busy_squares": 1e5 * n,
        "sold": float(rng.binomial(n, min(chance, 0.9))),
        "sales": 1e5,
        "sales_squares": 1e10,
        "csat_n": 100.0,
        "csat_size": 100.0,
        "csat_total": float(scores.sum()),
        "csat_squares": float((scores**2).sum()),
    }


def _row(name: str, estimate: float, low: float, high: float, truth: float) -> Row:
    return {"name": name, "estimate": estimate, "low": low, "high": high, "truth": truth}
