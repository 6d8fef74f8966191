"""Shapley's fair division of a total among those who bring it about together (Shapley 1953)."""

from collections.abc import Callable, Sequence
from itertools import combinations
from math import factorial
from typing import TypeVar

from analytics.statistics.common import Floats

MOST_PLAYERS = 8
Worth = TypeVar("Worth", float, Floats)


def shapley_values(players: Sequence[str], worth: Callable[[frozenset[str]], Worth]) -> dict[str, Worth]:
    """What each player adds, averaged over all orders of joining; of arrays, element by element.

    The values add up to worth(all) - worth(none). worth is asked once for each of the 2^k sets. Raises
    ValueError for more than 8 players.
    """
    if len(players) > MOST_PLAYERS:
        raise ValueError(f"{len(players)} players have too many subsets; at most {MOST_PLAYERS}.")
    sets = [frozenset(some) for size in range(len(players) + 1) for some in combinations(players, size)]
    worths = {some: worth(some) for some in sets}
    nothing = 0.0 * worths[frozenset()]
    return {
        player: sum(
            (
                _chance(len(some), len(players)) * (worths[some | {player}] - worths[some])
                for some in sets
                if player not in some
            ),
            start=nothing,
        )
        for player in players
    }


def _chance(before: int, players: int) -> float:
    """That exactly these players come before, in a random order."""
    return factorial(before) * factorial(players - before - 1) / factorial(players)
