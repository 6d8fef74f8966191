"""Shapley's division."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.statistics.shapley import shapley_values


def test_the_glove_game_is_divided_as_shapley_says() -> None:
    """One left glove, two right ones: a pair is worth 1."""
    values = shapley_values(
        ["left", "right", "other right"], lambda some: float("left" in some and len(some) > 1)
    )
    assert values == pytest.approx({"left": 2 / 3, "right": 1 / 6, "other right": 1 / 6})


@given(st.integers(1, 6), st.randoms(use_true_random=False))
def test_values_add_up_to_what_all_bring_about(players: int, chance: object) -> None:
    names = [f"p{place}" for place in range(players)]
    worths: dict[frozenset[str], float] = {}

    def worth(some: frozenset[str]) -> float:
        return worths.setdefault(some, chance.uniform(-5, 5))  # type: ignore[attr-defined]

    values = shapley_values(names, worth)
    assert sum(values.values()) == pytest.approx(worths[frozenset(names)] - worths[frozenset()])


def test_more_than_eight_players_are_refused() -> None:
    with pytest.raises(ValueError, match="at most 8"):
        shapley_values([str(place) for place in range(9)], len)
