"""Touchpoints where a person served beside those without one: the same figures of both."""

from collections.abc import Sequence

import duckdb
import polars as pl

from analytics.dimensions import HANDLED_BY, find_dimensions
from analytics.estimators import mean_of_sums
from analytics.intervals import Estimate, change
from analytics.measuring import measure
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import Counts, read_counts
from analytics.standing_out import clear_distance, distance
from analytics.view import View
from warehouse.settings import Settings

COST = "cost"
FIGURES = ("contacts", "customers", "csat", "failure", "wait_p50", "repeat_contact", COST)
"""How many, how they please, fail, have customers wait and come back, and what they cost."""
_COUNTED = ("contacts", "customers")
_FIGURE = ("value", "low", "high", "n", "note")
_COSTS = Counts(
    "contact_facts",
    {
        "known": "count(cost)::BIGINT",
        "total": "coalesce(sum(cost), 0)::DOUBLE",
        "squares": "coalesce(sum(cost ** 2), 0)::DOUBLE",
    },
    present_in=("contact_facts",),
    instant="occurred_local",
)
_MEAN_COST = mean_of_sums(pl.col("total"), pl.col("squares"), pl.col("known"))


def person_and_others(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: Sequence[str] = (),
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """The figures of FIGURES for contacts with a person (an agent is on record) and for those without one.

    Returns the columns of `by`, measure ("cost": mean of the contacts that say theirs, in the company's
    currency), person and no_person, each with …_low, …_high (95 %), …_n and …_note as `measure` gives them;
    difference (person less no person, MOVER, 95 %: difference_low, difference_high; none of counts) and
    is_clear, whether that is beyond chance for so many looked at together. The two are as they come: people
    are asked other things. Sorted by `by`, then as in FIGURES.

    Raises QueryError for an unknown dimension, or one that some of the measures cannot be split by.
    """
    keys = [*by, "handled_by"]
    rows = pl.concat(
        [
            _figure(connection, settings, name, keys, view).with_columns(measure=pl.lit(name))
            for name in FIGURES
        ]
    )
    person, others = (
        rows.filter(handled_by=one).select(
            *by, "measure", *(pl.col(part).alias(_named(one, part)) for part in _FIGURE)
        )
        for one in HANDLED_BY
    )
    both = person.join(others, on=[*by, "measure"], how="full", coalesce=True, nulls_equal=True)
    return _compared(both).sort(*by, pl.col("measure").cast(pl.Enum(FIGURES)), nulls_last=True)


def _named(handled_by: str, part: str) -> str:
    return handled_by if part == "value" else f"{handled_by}_{part}"


def _figure(
    connection: duckdb.DuckDBPyConnection, settings: Settings, name: str, keys: Sequence[str], view: View
) -> pl.DataFrame:
    if name != COST:
        return measure(connection, settings, name, keys, view).select(*keys, *_FIGURE)
    counts = read_counts(connection, settings, _COSTS, find_dimensions(settings, keys), view)
    figures = _MEAN_COST(counts, keys, settings.definitions)
    is_few = pl.col("n") < settings.definitions.small_n
    note = pl.when(pl.col("n") == 0).then(pl.lit(NOT_IN_DATA)).when(is_few).then(pl.lit(TOO_FEW))
    told = figures.with_columns(pl.col("n").cast(pl.Int64), note=note)
    shown = [pl.when(pl.col("note").is_null()).then(name).alias(name) for name in ("value", "low", "high")]
    return told.with_columns(shown).select(*keys, *_FIGURE)


def _compared(both: pl.DataFrame) -> pl.DataFrame:
    person, others = (Estimate(*(pl.col(_named(one, part)) for part in _FIGURE[:3])) for one in HANDLED_BY)
    difference = change(person, others)
    is_counted = pl.col("measure").is_in(_COUNTED)
    names = ("difference", "difference_low", "difference_high")
    found = both.with_columns(
        pl.when(~is_counted).then(part).alias(name) for name, part in zip(names, difference, strict=True)
    )
    looks = found.height - found["difference"].null_count()
    return found.with_columns(is_clear=distance(*map(pl.col, names)).abs() > clear_distance(looks))
