"""How much more of one group than of another says a word (Monroe, Colaresi and Quinn 2008).

"Fightin' Words", Political Analysis 16(4): the log-odds ratio under an informative Dirichlet
prior, and its z.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from analytics.statistics.common import Floats, Z


class LogOddsRatio(NamedTuple):
    """Per word: the log-odds ratio of the first group against the second, its 95 % interval, and z."""

    value: Floats
    low: Floats
    high: Floats
    z: Floats


def log_odds_ratio(
    first: npt.ArrayLike,
    first_total: float,
    second: npt.ArrayLike,
    second_total: float,
    background: npt.ArrayLike,
    prior_size: float,
) -> LogOddsRatio:
    """The paper's estimate, and its variance before the terms are dropped that are small for rare words.

    first, second: how many texts of each group say the word, of first_total and second_total. background: the
    share of all texts that say it, over 0 and under 1. prior_size: how many texts with that share are added
    to each group, over 0; so a word that one group never says has a finite ratio.
    """
    share = np.asarray(background, dtype=np.float64)
    said, other_said = (np.asarray(count, dtype=np.float64) + prior_size * share for count in (first, second))
    unsaid, other_unsaid = first_total + prior_size - said, second_total + prior_size - other_said
    value = np.log(said / unsaid) - np.log(other_said / other_unsaid)
    deviation = np.sqrt(1 / said + 1 / unsaid + 1 / other_said + 1 / other_unsaid)
    return LogOddsRatio(value, value - Z * deviation, value + Z * deviation, value / deviation)
