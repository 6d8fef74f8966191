"""Which reasons a group of customers comes with more or less often than all others do."""

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.intervals import change, proportion
from analytics.reading import read_counts
from analytics.reasons.same_reason import same_reason
from analytics.standing_out import clear_distance, distance
from analytics.view import View
from warehouse.settings import Settings

# Repeats for the same reason would count one matter several times, and as if they were independent of it.
_COUNTS = same_reason({"matters": "count(*)"}, "NOT is_repeat")


def over_represented(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    across: str = "segment",
    of: str = "reason",
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """The share of each reason in each group beside its share in all others, what is furthest off first.

    across: the dimension whose values are the groups; of: that of the reasons. Contacts count once a matter:
    those that come again for the same reason within settings.definitions.first_contact_days are left out.
    Unknown reasons and groups are too.

    Columns: of, across, matters (of the reason in the group), n (of the group), value (share), elsewhere
    (share in all other groups), difference, low, high (95 %, from both Wilson intervals: Zou and Donner
    2008), is_clear: whether the difference is beyond chance among all that are looked at (Bonferroni).
    Only groups and others with settings.definitions.small_n matters each, and reasons with as many.

    Raises QueryError for an unknown dimension.
    """
    keys = find_dimensions(settings, (of, across))
    counts = _COUNTS.split_by(settings, keys, view)
    matters = read_counts(connection, settings, counts, keys, view).drop_nulls([of, across])
    counted = matters.with_columns(pl.col("matters").cast(pl.Int64))
    return beside_all_others(counted, of, across, settings.definitions.small_n)


def beside_all_others(matters: pl.DataFrame, of: str, across: str, least: int) -> pl.DataFrame:
    """The shares of `over_represented` from its counts: of, across and matters. least: the fewest of a
    side.
    """
    compared = (
        _every_pair(matters, of, across)
        .with_columns(
            n_elsewhere=pl.col("n").sum().over(of) - pl.col("n"), of_reason=pl.col("matters").sum().over(of)
        )
        .filter(pl.min_horizontal("n", "n_elsewhere", "of_reason") >= least)
    )
    figures = compared.select(of, across, "matters", "n", *_difference())
    far = distance(pl.col("difference"), pl.col("low"), pl.col("high")).abs()
    return (
        figures.with_columns(far=far)
        .sort("far", of, across, descending=[True, False, False])
        .with_columns(is_clear=pl.col("far") > clear_distance(figures.height))
        .drop("far")
    )


def _every_pair(matters: pl.DataFrame, of: str, across: str) -> pl.DataFrame:
    """Those that never came about too, as 0; n: of the group."""
    groups = matters.group_by(across).agg(n=pl.col("matters").sum())
    pairs = matters.select(of).unique().join(groups, how="cross")
    return pairs.join(matters, on=[of, across], how="left").with_columns(pl.col("matters").fill_null(0))


def _difference() -> list[pl.Expr]:
    here = proportion(pl.col("matters"), pl.col("n"))
    elsewhere = proportion(pl.col("of_reason") - pl.col("matters"), pl.col("n_elsewhere"))
    names = ("difference", "low", "high")
    parts = (part.alias(name) for name, part in zip(names, change(here, elsewhere), strict=True))
    return [here.value.alias("value"), elsewhere.value.alias("elsewhere"), *parts]
