"""What a measure is: what it means, for people, and how it is computed, for the program."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from analytics.estimators import Estimator, Kind, MeanEstimator
from analytics.measures.behind import ContactsBehind
from analytics.reading import Counts, sums_of_answers
from warehouse.words import Words

Unit = Literal["count", "share", "seconds", "score", "points", "money"]
_LIMITS: Mapping[Unit, tuple[float, float]] = {"share": (0, 1), "points": (-100, 100)}
_FROM_NOTHING = (0, float("inf"))


@dataclass(frozen=True)
class InSql:
    """A figure that can be averaged, what it is out of, and what it weighs when it is averaged, as SQL
    aggregates over the measure's mart.
    """

    value: str
    n: str
    weight: str


def ratio_in_sql(part: str, whole: str) -> InSql:
    """A share or mean: the sum of one column, or of an expression, per another."""
    return InSql(f"sum({part}) / nullif(sum({whole}), 0)", f"sum({whole})", f"sum({whole})")


def mean_of_answers_in_sql(worth: str) -> InSql:
    """What answers are worth on average, by weight."""
    return InSql(f"sum(weight * ({worth})) / nullif(sum(weight), 0)", "sum(answers)", "sum(weight)")


def net_in_sql(is_favourable: str, is_adverse: str) -> InSql:
    """Favourable less adverse answers, in points."""
    return mean_of_answers_in_sql(f"100 * (({is_favourable})::INTEGER - ({is_adverse})::INTEGER)")


@dataclass(frozen=True)
class Measure:
    """One entry of the catalogue.

    unit: a share is 0-1, points are -100 to 100, a score is on its item's own scale. direction: which way is
    better, if either. needs: the records it is made from, as in "not in the data: …". interval: the method.
    source: where the definition comes from. contacts_behind: those that a reader of the figure asks
    for. counts and estimate: what is read, and what is made of it.
    in_sql: the same figure for the view `daily_measures`, where it can be averaged.
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
    contacts_behind: ContactsBehind
    counts: Counts
    estimate: Estimator
    in_sql: InSql | None = None

    @property
    def kind(self) -> Kind:
        """What the figure is, and so which methods fit it; its estimator knows."""
        return self.estimate.kind

    @property
    def is_of_answers(self) -> bool:
        """Whether it is made of answers, which may weigh differently."""
        return self.counts.columns.keys() >= sums_of_answers().keys()

    @property
    def limits(self) -> tuple[float, float]:
        """The lowest and the highest value that it can take."""
        if self.unit in _LIMITS:
            return _LIMITS[self.unit]
        return self.estimate.scale if isinstance(self.estimate, MeanEstimator) else _FROM_NOTHING
