"""Where those are who started in a state, as time goes on: transition probabilities of several states.

The product of (1 + increments of the cumulative hazards) over the times of all transitions (Aalen and
Johansen 1978; Andersen, Borgan, Gill and Keiding 1993, Statistical Models Based on Counting Processes,
IV.4). Entry may be late. From the start of the scale they are right without the Markov property too (Datta
and Satten 2001). Statsmodels has no such estimator, and lifelines only that of competing events, without
weights.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from analytics.statistics.common import Floats, Z

# What is left of a sum that cancels out to nothing.
_NOTHING = 1e-15
SCHEMA = pl.Schema(
    {
        "time": pl.Float64(),
        "at_risk": pl.Float64(),
        "state": pl.String(),
        **dict.fromkeys(("value", "std_error", "low", "high"), pl.Float64()),
    }
)


def transition_probabilities(
    spells: pl.DataFrame, states: Sequence[str], start: str, since: float = 0.0
) -> pl.DataFrame:
    """The chance of each state at each time, of those who were in `start` at the time `since`.

    spells: state, to (the state that a spell ended in; null where it was cut short), entry (when it came
    under observation), duration (when it ended, on the same scale) and weight (how many spells a row stands
    for). Whoever enters a state at a time is at risk after it.

    Returns a row per time of a transition and state: time, at_risk (in any state just before), state, value
    (0-1), std_error (Greenwood's, Andersen et al. 1993, 4.4.20), low and high (95 %, symmetric on the scale
    of log(-log)). At 0 and at 1 the interval has no width and says nothing.
    """
    places = {state: place for place, state in enumerate(states)}
    seen = spells.filter(pl.col("entry") < pl.col("duration"), pl.col("duration") > since)
    moved = seen.drop_nulls("to")
    times = np.unique(moved["duration"].cast(pl.Float64).to_numpy())
    if not len(times):
        return pl.DataFrame(schema=SCHEMA)
    moves, at_risk = _moves(moved, times, places), _at_risk(seen, times, places)
    values, errors = _product(moves, at_risk, places[start])
    return _frame(times, at_risk.sum(axis=1), states, values, errors)


def _moves(moved: pl.DataFrame, times: Floats, places: dict[str, int]) -> Floats:
    """How many went from each state (second axis) to each (third) at each time."""
    moves = np.zeros((len(times), len(places), len(places)))
    where = (
        np.searchsorted(times, moved["duration"].cast(pl.Float64).to_numpy()),
        _numbers(moved["state"], places),
        _numbers(moved["to"], places),
    )
    np.add.at(moves, where, moved["weight"].cast(pl.Float64).to_numpy())
    return moves


def _at_risk(seen: pl.DataFrame, times: Floats, places: dict[str, int]) -> Floats:
    """How many are watched in each state (second axis) just before each time."""
    return np.stack([_watched(seen.filter(pl.col("state") == state), times) for state in places], axis=1)


def _watched(spells: pl.DataFrame, times: Floats) -> Floats:
    weights = spells["weight"].cast(pl.Float64).to_numpy()

    def before(column: str) -> Floats:
        moments = spells[column].cast(pl.Float64).to_numpy()
        order = np.argsort(moments, kind="stable")
        sums = np.concatenate([[0.0], np.cumsum(weights[order])])
        return np.asarray(sums[np.searchsorted(moments[order], times, side="left")])

    return np.asarray(before("entry") - before("duration"))


def _numbers(states: pl.Series, places: dict[str, int]) -> npt.NDArray[np.int64]:
    return states.replace_strict(places, return_dtype=pl.Int64).to_numpy()


def _product(moves: Floats, at_risk: Floats, start: int) -> tuple[Floats, Floats]:
    """The chances of each state after each time, and their standard errors.

    Of one starting state a vector and its covariance are enough: at a time, what those of different states do
    is independent, and those of one state are a multinomial sample.
    """
    count = moves.shape[1]
    chances, covariance = np.eye(count)[start], np.zeros((count, count))
    values, errors = np.zeros((len(moves), count)), np.zeros((len(moves), count))
    shares = np.divide(moves, at_risk[:, :, None], out=np.zeros_like(moves), where=at_risk[:, :, None] > 0)
    for place, share in enumerate(shares):
        step = share + np.diag(1 - share.sum(axis=1))
        spread = np.zeros((count, count))
        for state in np.flatnonzero(share.sum(axis=1)):
            row = step[state]
            scale = chances[state] ** 2 / at_risk[place, state]
            spread += scale * (np.diag(row) - np.outer(row, row))
        covariance = step.T @ covariance @ step + spread
        chances = chances @ step
        values[place] = chances
        errors[place] = np.sqrt(np.where(np.diag(covariance) > _NOTHING, np.diag(covariance), 0.0))
    return values, errors


def _frame(
    times: Floats, at_risk: Floats, states: Sequence[str], values: Floats, errors: Floats
) -> pl.DataFrame:
    frame = pl.DataFrame(
        {
            "time": np.repeat(times, len(states)),
            "at_risk": np.repeat(at_risk, len(states)),
            "state": list(states) * len(times),
            "value": values.clip(0, 1).ravel(),
            "std_error": errors.ravel(),
        }
    )
    value = pl.col("value")
    is_inside = (value > _NOTHING) & (value < 1 - _NOTHING)
    stretch = (Z * pl.col("std_error") / (value * value.log().abs())).exp()
    return frame.with_columns(
        low=pl.when(is_inside).then(value**stretch).otherwise(value),
        high=pl.when(is_inside).then(value ** (1 / stretch)).otherwise(value),
    ).select(SCHEMA.names())
