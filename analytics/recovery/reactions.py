"""What customers do after a failure: complain, come again, fall silent; and who of them leaves."""

from dataclasses import dataclass

import duckdb
import polars as pl

from analytics.intervals import proportion
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import WHOLE, Counts, read_counts
from analytics.retention.definition import find_definition
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

REACTIONS = ("complained", "came_again", "silent")
FOLLOWED = read_sql("analytics.recovery", "failures_followed")
"""Failures and what the customer did after them; stands where a mart's name does."""
_COUNTED = ("failures", "recorded", "left_failures")
_FAILURES = Counts(
    "contact_facts",
    {
        "reaction": """CASE
            WHEN has_complained THEN 'complained'
            WHEN has_come_again THEN 'came_again'
            ELSE 'silent'
        END""",
        "failures": "count(*)",
        "recorded": "count_if(has_record)::BIGINT",
        "left_failures": "count_if(has_left)::BIGINT",
    },
    rows=FOLLOWED,
)


@dataclass(frozen=True)
class Reactions:
    """shares: reaction (of REACTIONS), failures, value, low, high (of all failures), left_failures (whose
    customer left), left_value, left_low, left_high (their share of those with the reaction and a customer
    record); one row each.

    left_without_word: value, low, high, n: of the failures whose customer left, those that were silent; a
    row. Without any leaving date in the customer records, what is said of leaving is null. note: null,
    "not_in_data" or "too_few".
    """

    shares: pl.DataFrame
    left_without_word: pl.DataFrame
    failures: int
    note: str | None


def reactions(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> Reactions:
    """Failures of known customers, by what the customer did.

    Complained: in the failed contact. Came again: no complaint, but another contact within
    settings.definitions.first_contact_days. Silent: neither. Left: by the end of the calendar month after the
    failure, as the customer record says. Failures at the end of the data, for which that cannot be known yet,
    are left out. What customers tell others is in surveys, if anywhere: `analytics.recovery.word_of_mouth`.
    """
    read = read_counts(connection, settings, _FAILURES, {}, view).drop(WHOLE)
    counts = read.with_columns(pl.col("reaction").cast(pl.String), pl.col(_COUNTED).cast(pl.Int64))
    known = (
        pl.DataFrame({"reaction": REACTIONS})
        .join(counts, on="reaction", how="left", maintain_order="left")
        .with_columns(pl.col(_COUNTED).fill_null(0))
    )
    if find_definition(connection, settings).kind != "records":
        known = known.with_columns(recorded=0, left_failures=0)
    failures = int(known["failures"].sum())
    too_few = TOO_FEW if failures < settings.definitions.small_n else None
    return Reactions(
        _shares(known), _left_without_word(known), failures, too_few if failures else NOT_IN_DATA
    )


def _shares(known: pl.DataFrame) -> pl.DataFrame:
    left = proportion(pl.col("left_failures"), pl.col("recorded"))._asdict()
    return known.select(
        "reaction",
        "failures",
        "left_failures",
        **proportion(pl.col("failures"), pl.col("failures").sum())._asdict(),
        **{f"left_{name}": part for name, part in left.items()},
    )


def _left_without_word(known: pl.DataFrame) -> pl.DataFrame:
    is_silent = pl.col("reaction") == "silent"
    sums = known.select(
        silent=pl.col("left_failures").filter(is_silent).sum(), n=pl.col("left_failures").sum()
    )
    return sums.select(**proportion(pl.col("silent"), pl.col("n"))._asdict(), n="n")
