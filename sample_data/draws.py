"""Random draws shared by the parts of the world."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

Floats = npt.NDArray[np.float64]


def choose(
    rng: np.random.Generator, options: Sequence[str], weights: Sequence[float], count: int
) -> pl.Series:
    """So many of the options, by weight; weights that sum to less than 1 leave the rest null."""
    edges = np.cumsum(weights)
    index = np.searchsorted(edges / max(edges[-1], 1.0 - 1e-9), rng.random(count), side="right")
    return pl.Series([*options, None], dtype=pl.String).gather(index.clip(0, len(options)))


def uniform(rng: np.random.Generator, frame: pl.DataFrame) -> pl.Series:
    """One number in [0, 1) per row."""
    return pl.Series(rng.random(frame.height), dtype=pl.Float64)


def by(column: str, values: Mapping[str, float], default: float | None = 0.0) -> pl.Expr:
    """The value that belongs to the column's text; the default for texts without one."""
    return pl.col(column).replace_strict(dict(values), default=default, return_dtype=pl.Float64)


def chosen_by(group: pl.Expr, shares: Mapping[tuple[str, str], float], draw: pl.Series) -> pl.Expr:
    """One of the options of each row's group, by (group, option): share; null for groups without options."""
    options: dict[str, dict[str, float]] = {}
    for (name, option), share in shares.items():
        options.setdefault(name, {})[option] = share
    choice = pl.lit(None, pl.String)
    for name, weights in options.items():
        edges = np.cumsum(list(weights.values()))
        place = pl.lit(pl.Series(np.searchsorted(edges / edges[-1], draw.to_numpy(), side="right")))
        choice = pl.when(group == name).then(pl.lit(pl.Series(list(weights))).gather(place)).otherwise(choice)
    return choice


def logit(rate: pl.Expr) -> pl.Expr:
    """Log-odds of a rate."""
    return (rate / (1 - rate)).log()


def expit(log_odds: pl.Expr) -> pl.Expr:
    """The rate that has these log-odds."""
    return 1 / (1 + (-log_odds).exp())


def score(rng: np.random.Generator, mean: Floats, lowest: int, highest: int) -> npt.NDArray[np.int64]:
    """Whole scores whose mean is exactly the given one (binomial), as long as it lies within the scale."""
    steps = highest - lowest
    return lowest + rng.binomial(steps, ((mean - lowest) / steps).clip(0, 1))


def moved_score(
    rng: np.random.Generator,
    scores: npt.NDArray[np.int64],
    mean: Floats,
    by_points: Floats,
    lowest: int,
    highest: int,
) -> npt.NDArray[np.int64]:
    """Scores drawn with `score` around a mean, moved to another: most stay, and the mean is exact again."""
    steps = highest - lowest
    before, after = (((level - lowest) / steps).clip(0, 1) for level in (mean, mean + by_points))
    gained = scores - lowest
    share_lost = np.where(after < before, 1 - after / np.where(before > 0, before, 1), 0)
    share_won = np.where(after > before, (after - before) / np.where(before < 1, 1 - before, 1), 0)
    return scores + rng.binomial(steps - gained, share_won) - rng.binomial(gained, share_lost)
