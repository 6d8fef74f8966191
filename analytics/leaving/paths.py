"""From failure to complaint, to recovery, to staying or leaving: how many customers went each way."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

import duckdb
import polars as pl

from analytics.intervals import proportion
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import WHOLE, Counts, read_counts
from analytics.recovery.reactions import FOLLOWED
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

FAILURE = "failed"
FAILURES = "failures"
STEPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "complaint_step": ("complained", "no_complaint"),
        "recovery_step": ("recovered", "attempted", "none", "unknown"),
        "end_step": ("stayed", "left", "no_record"),
    }
)
"""What may come after the failure, in this order."""
PATHS = read_sql("analytics.leaving", "failure_paths").format(followed=FOLLOWED)
"""Failures and the steps after them; stands where a mart's name does."""
_COUNTS = Counts("contact_facts", {**{step: step for step in STEPS}, "failures": "count(*)"}, rows=PATHS)


@dataclass(frozen=True)
class FailurePaths:
    """paths: complaint_step, recovery_step, end_step, failures; a row each way that was gone.

    links: step (the later one), source, target, failures, value, low, high (share of the failures at the
    source, 95 %), name (of the list of their contacts, `analytics/leaving/lists.py`). failures: all of them.
    note: null, "not_in_data" or "too_few".
    """

    paths: pl.DataFrame
    links: pl.DataFrame
    failures: int
    note: str | None


def failure_paths(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> FailurePaths:
    """Failures of known customers by whether they complained, how far recovery came and who left.

    As in `analytics.recovery.reactions`: left by the end of the calendar month after the failure, as the
    customer record says; failures of which that is not known yet are left out. Where no record says that
    anybody left, nobody has a record.
    """
    read = read_counts(connection, settings, _COUNTS, {}, view).drop(WHOLE)
    paths = read.with_columns(pl.col(STEPS.keys()).cast(pl.String), pl.col("failures").cast(pl.Int64))
    paths = paths.group_by(*STEPS).agg(pl.col("failures").sum()).sort(_in_order())
    failures = int(paths["failures"].sum())
    too_few = TOO_FEW if failures < settings.definitions.small_n else None
    return FailurePaths(paths, _links(paths), failures, too_few if failures else NOT_IN_DATA)


def _in_order() -> list[pl.Expr]:
    return [pl.col(step).cast(pl.Enum(options)) for step, options in STEPS.items()]


def _links(paths: pl.DataFrame) -> pl.DataFrame:
    """A link for every two steps that follow each other."""
    whole = paths.with_columns(failure=pl.lit(FAILURE))
    names = ("failure", *STEPS)
    links = [
        whole.group_by(source=pl.col(before), target=pl.col(after), maintain_order=True)
        .agg(pl.col("failures").sum())
        .with_columns(step=pl.lit(after))
        for before, after in pairwise(names)
    ]
    share = proportion(pl.col("failures"), pl.col("failures").sum().over("step", "source"))
    return (
        pl.concat(links)
        .with_columns(**share._asdict())
        .with_columns(name=pl.concat_str(pl.lit(FAILURES), "source", "target", separator="."))
        .select("step", "source", "target", "failures", "value", "low", "high", "name")
    )
