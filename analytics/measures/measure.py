"""What a measure is: what it means, for people, and how it is computed, for the program."""

from dataclasses import dataclass
from typing import Literal

from analytics.estimators import Estimator
from analytics.reading import Counts
from warehouse.words import Words

Unit = Literal["count", "share", "seconds", "score", "points"]


@dataclass(frozen=True)
class Measure:
    """One entry of the catalogue.

    unit: a share is 0-1, points are -100 to 100, a score is on its item's own scale. direction: which way is
    better, if either. needs: the records it is made from, as in "not in the data: …". interval: the method.
    source: where the definition comes from. counts and estimate: what is read, and what is made of it.
    """

    name: str
    label: Words
    meaning: Words
    formula: Words
    unit: Unit
    direction: Literal["higher", "lower"] | None
    needs: Words
    interval: Words
    source: str
    counts: Counts
    estimate: Estimator
