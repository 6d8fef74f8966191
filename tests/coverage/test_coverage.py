"""Whether 95 % intervals hold the truth in 95 % of small worlds, and how often something is named without a
reason; `make coverage` keeps the tables in docs, the rows of each subject as it is done.

A quantity's own share over 200 worlds is itself uncertain by 3 points, so that 93-97 % is asked of all
quantities of a subject together, and of each alone what chance leaves possible.
"""

from itertools import chain

import polars as pl
import pytest
from scipy.stats import binom

from tests.coverage.page import keep_alarms, keep_intervals
from tests.coverage.subjects import ALARMS, TRIALS

WORLDS = 200
MOST_NAMED = 0.05


@pytest.mark.coverage
@pytest.mark.parametrize("subject", TRIALS)
def test_the_intervals_of_a_subject_hold_the_truth_in_93_to_97_of_100_worlds(subject: str) -> None:
    found = _found(subject)
    keep_intervals(subject, found)
    covered = found["is_covered"].mean()
    assert isinstance(covered, float)
    assert 0.93 <= covered <= 0.97
    # No quantity less often than chance leaves possible.
    least = binom.ppf(0.0005, WORLDS, 0.95) / WORLDS
    by_quantity = found.group_by("name").agg(pl.col("is_covered").mean())
    assert by_quantity.filter(pl.col("is_covered") < least).rows() == []


@pytest.mark.coverage
@pytest.mark.parametrize("look", ALARMS)
def test_where_there_is_nothing_hardly_anything_is_named(look: str) -> None:
    named = sum(map(ALARMS[look], range(1, WORLDS + 1))) / WORLDS
    keep_alarms(look, WORLDS, named)
    # As many as chance leaves possible where 5 of 100 are right.
    assert named <= binom.ppf(0.995, WORLDS, MOST_NAMED) / WORLDS


def _found(subject: str) -> pl.DataFrame:
    """Every quantity in every world, and whether its interval holds the truth."""
    rows = chain.from_iterable(map(TRIALS[subject], range(1, WORLDS + 1)))
    numbers = pl.col("estimate", "low", "high", "truth").cast(pl.Float64)
    return (
        pl.DataFrame(list(rows), infer_schema_length=None)
        .select("name", numbers)
        .with_columns(is_covered=pl.col("truth").is_between("low", "high"))
    )
