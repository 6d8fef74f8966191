"""Which customers complain more often than others, and which no more than what happens to them explains."""

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.intervals import proportion
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import Counts, read_counts
from analytics.standing_out import clear_distance
from analytics.statistics.common import Z
from analytics.statistics.mantel_haenszel import common_odds_ratio
from analytics.view import View
from warehouse.settings import Settings

WHO = ("age_band", "gender", "region", "segment")
"""What is known of customers, and what they are told apart by."""
_CIRCUMSTANCES = ("department", "contact_tier", "channel", "outcome")
COUNTS = Counts(
    "contact_facts",
    {"contacts": "count(*)", "complaints": "count_if(is_complaint)"},
    where="is_complaint IS NOT NULL",
    instant="occurred_local",
)
"""Contacts that say whether the customer complained."""


def complainers(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Each group of WHO, and how often it complains beside all other customers.

    Columns: dimension, part, complaints, n (contacts that say whether the customer complained), value (their
    share), low, high (Wilson, 95 % for all groups of a dimension together: Goodman 1965), others (the share
    of all other known groups), odds_ratio with odds_low and odds_high (odds of a complaint against those of
    all other groups, at equal department, tier, channel, outcome and at equal other dimensions of WHO; 95 %
    for all groups of all dimensions together, Bonferroni), is_clear (whether that excludes 1), note. What is
    told of contacts without a known group is left out. Sorted by dimension, then in its order.
    """
    dimensions = find_dimensions(settings, (*WHO, *_CIRCUMSTANCES))
    cells = read_counts(connection, settings, COUNTS, dimensions, view).with_columns(
        pl.col("contacts", "complaints").cast(pl.Int64)
    )
    looks = sum(cells[name].drop_nulls().n_unique() for name in WHO)
    found = [_beside_others(cells, name, looks, settings) for name in WHO]
    order = [value for name in WHO for value in dimensions[name].order]
    placed = pl.col("part").replace_strict(order, list(range(len(order))), default=len(order))
    return pl.concat(found).sort(pl.col("dimension").cast(pl.Enum(WHO)), placed, "part")


def _beside_others(cells: pl.DataFrame, name: str, looks: int, settings: Settings) -> pl.DataFrame:
    known = cells.drop_nulls(name).with_columns(pl.col(name).alias("part"))
    sums = known.group_by("part").agg(complaints=pl.col("complaints").sum(), n=pl.col("contacts").sum())
    share = proportion(pl.col("complaints"), pl.col("n"), looks=max(sums.height, 1))._asdict()
    rest, rest_n = (pl.col(column).sum() - pl.col(column) for column in ("complaints", "n"))
    least = settings.definitions.small_n
    is_few = (pl.col("n") < least) | (rest_n < least)
    told = sums.with_columns(
        **share,
        others=rest / pl.when(rest_n > 0).then(rest_n),
        note=pl.when(pl.col("n") == 0).then(pl.lit(NOT_IN_DATA)).when(is_few).then(pl.lit(TOO_FEW)),
    )
    figures = ("value", "low", "high", "others", "odds_ratio", "odds_low", "odds_high")
    return (
        told.join(_alike(known, name, looks), on="part", how="left")
        .with_columns(pl.when(pl.col("note").is_null()).then(pl.col(figures)))
        .with_columns(is_clear=((pl.col("odds_low") > 1) | (pl.col("odds_high") < 1)).fill_null(False))
        .select(pl.lit(name).alias("dimension"), "part", "complaints", "n", *figures, "is_clear", "note")
    )


def _alike(known: pl.DataFrame, name: str, looks: int) -> pl.DataFrame:
    """Each part beside all others of the dimension, at equal circumstances and equal other dimensions."""
    strata = [*_CIRCUMSTANCES, *(other for other in WHO if other != name)]
    cells = known.group_by("part", *strata).agg(n=pl.col("contacts").sum(), events=pl.col("complaints").sum())
    # Strata without a complaint tell nothing of odds.
    telling = cells.filter(pl.col("events").sum().over(strata) > 0).rename({"part": "of_part"})
    parts = known.select("part").unique()
    pairs = telling.join(parts, how="cross").with_columns(is_exposed=pl.col("of_part") == pl.col("part"))
    found = common_odds_ratio(pairs, strata, ["part"], clear_distance(looks) * Z)
    return found.rename({"low": "odds_low", "high": "odds_high"})
