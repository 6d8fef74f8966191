"""Where failures arise: with people, systems, physical evidence or rules; and how each is recovered."""

from collections.abc import Sequence

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.intervals import change, proportion
from analytics.measuring import measure
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import WHOLE, Counts, read_counts
from analytics.standing_out import clear_distance, distance
from analytics.view import View
from warehouse.contract import FAILURE_ORIGINS
from warehouse.settings import Settings

_ORIGIN = "failure_origin"
_COUNTS = Counts(
    "failed_contacts",
    {"origin": _ORIGIN, "failures": "count(*)"},
    where=f"{_ORIGIN} IS NOT NULL",
    instant="occurred_local",
)
RECOVERED = ("recovery_rate", "time_to_recover_p50")
"""The measures told of each origin."""


def failure_origins(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: Sequence[str] = (),
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """How many failures arise where, of those that say so.

    Columns: those of `by`, failure_origin (of warehouse.contract.FAILURE_ORIGINS), failures, n (of the
    combination), value, low, high (its share; 95 % for all origins of a combination together: Goodman 1965,
    Technometrics 7), note ("not_in_data", or "too_few" under settings.definitions.small_n; shares withheld
    then). Sorted by `by`, then as in the contract.

    Raises QueryError for an unknown dimension.
    """
    dimensions = find_dimensions(settings, by)
    read = read_counts(connection, settings, _COUNTS, dimensions, view)
    counts = read.with_columns(pl.col("origin").cast(pl.String), pl.col("failures").cast(pl.Int64))
    keys = list(by) or [WHOLE]
    every = pl.DataFrame({"origin": FAILURE_ORIGINS})
    combinations = counts.select(keys).unique() if by else pl.DataFrame({WHOLE: [None]}, {WHOLE: pl.String})
    share = proportion(pl.col("failures"), pl.col("n"), looks=len(FAILURE_ORIGINS))._asdict()
    is_few = pl.col("n") < settings.definitions.small_n
    return (
        combinations.join(every, how="cross")
        .join(counts, on=[*keys, "origin"], how="left", nulls_equal=True)
        .with_columns(pl.col("failures").fill_null(0))
        .with_columns(n=pl.col("failures").sum().over(keys))
        .with_columns(
            note=pl.when(pl.col("n") == 0).then(pl.lit(NOT_IN_DATA)).when(is_few).then(pl.lit(TOO_FEW))
        )
        .with_columns(
            pl.when(pl.col("note").is_null()).then(part).alias(name) for name, part in share.items()
        )
        .sort(*keys, pl.col("origin").cast(pl.Enum(FAILURE_ORIGINS)), nulls_last=True)
        .select(*by, pl.col("origin").alias(_ORIGIN), "failures", "n", "value", "low", "high", "note")
    )


def origins_beside_others(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: str,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Where the failures of each part arise beside those of all others.

    The rows of `failure_origins` by one dimension, of known parts alone, with others (the share among all
    other failures), difference, difference_low, difference_high (MOVER, 95 %) and is_clear: whether the
    difference goes beyond chance, of so many looked at together (Bonferroni).
    """
    found = failure_origins(connection, settings, (by,), view).drop_nulls(by)
    totals = found.with_columns(
        (pl.col(name).sum().over(_ORIGIN) - pl.col(name)).alias(f"other_{name}") for name in ("failures", "n")
    )
    own = proportion(pl.col("failures"), pl.col("n"))
    beside = proportion(pl.col("other_failures"), pl.col("other_n"))
    is_known = pl.col("note").is_null() & (pl.col("other_n") >= settings.definitions.small_n)
    names = ("difference", "difference_low", "difference_high")
    compared = totals.with_columns(
        pl.when(is_known).then(beside.value).alias("others"),
        *(
            pl.when(is_known).then(part).alias(name)
            for name, part in zip(names, change(own, beside), strict=True)
        ),
    )
    looks = compared.height - compared["difference"].null_count()
    far = distance(*(pl.col(name) for name in names)).abs()
    return compared.with_columns(is_clear=(far > clear_distance(looks)).fill_null(False)).select(
        *found.columns, "others", *names, "is_clear"
    )


def recovery_by_origin(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """The rows of `failure_origins` with how each is recovered.

    Adds the measures of RECOVERED under their names, each with …_low, …_high and …_n.
    """
    found = failure_origins(connection, settings, (), view)
    for name in RECOVERED:
        figures = measure(connection, settings, name, (_ORIGIN,), view)
        ends = {"value": name, "low": f"{name}_low", "high": f"{name}_high", "n": f"{name}_n"}
        named = figures.drop_nulls(_ORIGIN).select(
            _ORIGIN, *(pl.col(column).alias(alias) for column, alias in ends.items())
        )
        found = found.join(named, on=_ORIGIN, how="left", maintain_order="left")
    return found
