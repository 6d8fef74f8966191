"""Whether 95 % intervals hold the truth in 95 % of small worlds, and how often something is named without a
reason; `make coverage` keeps the tables in docs.

A quantity's own share over 200 worlds is itself uncertain by 3 points, so that 93-97 % is asked of all
quantities of a subject together, and of each alone what chance leaves possible.
"""

from collections.abc import Callable
from functools import partial
from itertools import chain
from pathlib import Path

import polars as pl
import pytest
from scipy.stats import binom

from tests.coverage import (
    balance,
    capacity,
    causes,
    changes,
    channels,
    design,
    drivers,
    efforts,
    focus,
    incidents,
    journeys,
    key_drivers,
    outbound,
    questions,
    recovery,
    relationship,
    repeats,
    stages,
    survival,
    value,
)

WORLDS = 200
TABLE = Path(__file__).parents[2] / "docs" / "coverage.md"
Trial = Callable[[int], list[dict[str, object]]]
TRIALS: dict[str, Trial] = {
    "balance of the three sides": balance.trial,
    "capacity of recovery": capacity.trial,
    "causes of leaving": causes.trial,
    "channels": channels.trial,
    "churn drivers": drivers.trial,
    "design matrix": design.trial,
    "effects of changes": changes.trial,
    "efforts of recovery": efforts.trial,
    "incidents": incidents.trial,
    "journeys": journeys.trial,
    "operating focus": focus.trial,
    "outbound calls": outbound.trial,
    "question sets and monitoring": questions.trial,
    "recovery effect": recovery.trial,
    "relationship and contact level": relationship.trial,
    "repeats for the same reason": repeats.trial,
    "satisfaction drivers": key_drivers.trial,
    "survival": survival.trial,
    "lifetime value": value.trial,
    "time in stages": stages.trial,
}
# Whether something is named in a world in which there is nothing to name.
ALARMS: dict[str, Callable[[int], bool]] = {
    "balance: a side that gives way": balance.is_named_without_reason,
    "capacity: not enough of it": capacity.is_named_without_reason,
    "changes: an effect": changes.names_an_effect,
    "channels: a difference": channels.names_something,
    "contact level: more who rose or fell": relationship.alarms,
    "design matrix: a department off the line": design.names_something,
    "incidents: a kind or a reason": incidents.names_something,
    "journeys: a touchpoint that spoils": journeys.names_something,
    "journeys: another rule over the true one": journeys.names_the_wrong_rule,
    "operating focus: a department's way": focus.names_something,
    "outbound calls: an effect on staying": outbound.alarms,
    "question sets: a department in a tier": partial(questions.names, "a department in a tier"),
    "monitoring: monitors against customers": partial(questions.names, "monitors against customers"),
    "monitoring: the gap of a department": partial(questions.names, "the gap of a department"),
}
MOST_NAMED = 0.05
SHARE, SHARES = "share of ", "attributable share"
SUBJECTS = (*TRIALS, SHARES)
INTRO = """\
# How often the intervals hold the truth

In {worlds} small worlds of the sample generator, each drawn with another seed, the truth is known. A 95 %
interval should hold it in 95 of 100 worlds; with {worlds} worlds, one quantity's share is itself known to
about ±3 points. *Bias* is the mean of estimate less truth, *spread* the standard deviation of the estimates.

This page is written by `make coverage`.

| subject | quantity | truth | bias | spread | worlds | covered |
| --- | --- | ---: | ---: | ---: | ---: | ---: |
"""
ALARMS_INTRO = """
## How often something is named where there is nothing

In {worlds} worlds in which what a page looks for is not there, the share in which it is named all the same;
with 5 % in truth chance leaves up to {most:.0f} % possible.

| what is named | worlds | named |
| --- | ---: | ---: |
"""


@pytest.fixture(scope="module")
def alarms() -> dict[str, float]:
    """The share of worlds in which something is named."""
    return {look: sum(map(named, range(1, WORLDS + 1))) / WORLDS for look, named in ALARMS.items()}


@pytest.fixture(scope="module")
def trials(alarms: dict[str, float]) -> pl.DataFrame:
    # One after the other: processes forked from one that has used polars can wait for each other for ever.
    found = pl.concat(_found(subject, trial) for subject, trial in TRIALS.items())
    text = INTRO.format(worlds=WORLDS) + _rows(found)
    text += ALARMS_INTRO.format(worlds=WORLDS, most=100 * _most_named())
    text += "".join(f"| {look} | {WORLDS} | {100 * share:.1f} % |\n" for look, share in alarms.items())
    TABLE.write_text(text, encoding="utf-8")
    return found


@pytest.mark.coverage
@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_intervals_of_a_subject_hold_the_truth_in_93_to_97_of_100_worlds(
    trials: pl.DataFrame, subject: str
) -> None:
    covered = trials.filter(pl.col("subject") == subject)["is_covered"].mean()
    assert isinstance(covered, float)
    assert 0.93 <= covered <= 0.97


@pytest.mark.coverage
def test_no_quantity_is_covered_less_often_than_chance_leaves_possible(trials: pl.DataFrame) -> None:
    least = binom.ppf(0.0005, WORLDS, 0.95) / WORLDS
    by_quantity = trials.group_by("subject", "name").agg(pl.col("is_covered").mean())
    assert by_quantity.filter(pl.col("is_covered") < least).rows() == []


@pytest.mark.coverage
@pytest.mark.parametrize("look", ALARMS)
def test_where_there_is_nothing_hardly_anything_is_named(alarms: dict[str, float], look: str) -> None:
    assert alarms[look] <= _most_named()


def _most_named() -> float:
    """As many as chance leaves possible where 5 of 100 are right."""
    return float(binom.ppf(0.995, WORLDS, MOST_NAMED) / WORLDS)


def _found(subject: str, trial: Trial) -> pl.DataFrame:
    rows = chain.from_iterable(map(trial, range(1, WORLDS + 1)))
    numbers = pl.col("estimate", "low", "high", "truth").cast(pl.Float64)
    frame = pl.DataFrame(list(rows)).select(_subject(subject), "name", numbers)
    return frame.with_columns(is_covered=pl.col("truth").is_between("low", "high"))


def _subject(subject: str) -> pl.Expr:
    is_share = pl.col("name").str.starts_with(SHARE)
    return pl.when(is_share).then(pl.lit(SHARES)).otherwise(pl.lit(subject)).alias("subject")


def _rows(found: pl.DataFrame) -> str:
    error = pl.col("estimate") - pl.col("truth")
    figures = (
        pl.col("truth").mean(),
        error.mean().alias("bias"),
        pl.col("estimate").std().alias("spread"),
        pl.len().alias("worlds"),
        pl.col("is_covered").mean().alias("covered"),
    )
    by_quantity = found.group_by("subject", "name", maintain_order=True).agg(figures)
    together = found.group_by("subject", maintain_order=True).agg(
        pl.lit(None, pl.Float64).alias("truth"),
        pl.lit(None, pl.Float64).alias("bias"),
        pl.lit(None, pl.Float64).alias("spread"),
        pl.len().alias("worlds"),
        pl.col("is_covered").mean().alias("covered"),
    )
    every = pl.concat([by_quantity, together.insert_column(1, pl.lit("**together**").alias("name"))])
    return "".join(_row(*row) for row in every.sort("subject", maintain_order=True).iter_rows())


def _row(subject: str, name: str, *figures: float | None) -> str:
    *means, worlds, covered = figures
    shown = ["" if mean is None else f"{mean:.4f}" for mean in means]
    return f"| {subject} | {name} | {' | '.join(shown)} | {worlds:.0f} | {100 * (covered or 0):.1f} % |\n"
