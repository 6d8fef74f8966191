"""What which customers complain about: complaints by reason and group."""

from collections.abc import Sequence

import duckdb
import polars as pl

from analytics.complaints.who import COUNTS
from analytics.dimensions import find_dimensions
from analytics.intervals import change, proportion
from analytics.notes import TOO_FEW
from analytics.reading import read_counts
from analytics.reasons.over_represented import beside_all_others
from analytics.standing_out import clear_distance, distance
from analytics.view import View
from warehouse.settings import Settings

CROSSED = ("age_band", "gender", "region")
_DIFFERENCE = ("difference", "difference_low", "difference_high")
_FIGURES = ("value", "low", "high", "others", *_DIFFERENCE)


def complaints_about(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    across: str = "age_band",
    of: str = "reason",
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """How often each group complains when it comes for a reason, beside all others who come for it.

    across: the dimension whose values are the groups; of: that of the reasons. Columns: of, across,
    complaints, n (contacts that say whether the customer complained), value, low, high (Wilson, 95 %), others
    (of all other known groups for the same reason), difference, difference_low, difference_high (MOVER,
    95 %), is_clear (beyond chance among all that are looked at, Bonferroni), note ("too_few" under
    settings.definitions.small_n on either side; figures are withheld then). The reason with most complaints
    first, groups in their order.

    Raises QueryError for an unknown dimension.
    """
    counts = _read(connection, settings, (of, across), view)
    told = _beside_others(counts, [of], settings)
    order = find_dimensions(settings, (across,))[across].order
    placed = pl.col(across).replace_strict(list(order), list(range(len(order))), default=len(order))
    return told.sort(-pl.col("complaints").sum().over(of), of, placed, across).select(
        of, across, "complaints", "n", *_FIGURES, "is_clear", "note"
    )


def complaints_crossed(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: Sequence[str] = CROSSED,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """How often each combination of traits complains, beside all other customers.

    The columns of `complaints_about` by these dimensions, whatever contacts are about; in the order of their
    values. Contacts of customers of whom one is not known are left out.

    Raises QueryError for an unknown dimension.
    """
    dimensions = find_dimensions(settings, by)
    counts = _read(connection, settings, by, view)
    placed = [
        pl.col(name).replace_strict(
            list(found.order), list(range(len(found.order))), default=len(found.order)
        )
        for name, found in dimensions.items()
    ]
    told = _beside_others(counts, [], settings).sort(*placed, *by)
    return told.select(*by, "complaints", "n", *_FIGURES, "is_clear", "note")


def reasons_of_complaints(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    across: str = "age_band",
    of: str = "reason",
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """The share of each reason among the complaints of each group beside that among all other complaints.

    Columns as of `analytics.reasons.over_represented`, of complaints instead of matters: what is furthest off
    first.

    Raises QueryError for an unknown dimension.
    """
    counts = _read(connection, settings, (of, across), view)
    complaints = counts.select(of, across, matters="complaints")
    return beside_all_others(complaints, of, across, settings.definitions.small_n)


def _read(
    connection: duckdb.DuckDBPyConnection, settings: Settings, by: Sequence[str], view: View
) -> pl.DataFrame:
    dimensions = find_dimensions(settings, by)
    counts = COUNTS.split_by(settings, dimensions, view)
    read = read_counts(connection, settings, counts, dimensions, view).drop_nulls(by)
    return read.select(
        *by, complaints=pl.col("complaints").cast(pl.Int64), n=pl.col("contacts").cast(pl.Int64)
    )


def _beside_others(counts: pl.DataFrame, within: Sequence[str], settings: Settings) -> pl.DataFrame:
    """Each row's rate beside that of all others, of those alike in `within`."""
    alike = [pl.col(name) for name in within] or [pl.lit(1)]
    rest = counts.with_columns(
        (pl.col(name).sum().over(alike) - pl.col(name)).alias(f"other_{name}") for name in ("complaints", "n")
    )
    own = proportion(pl.col("complaints"), pl.col("n"))
    others = proportion(pl.col("other_complaints"), pl.col("other_n"))
    is_few = pl.min_horizontal("n", "other_n") < settings.definitions.small_n
    compared = rest.with_columns(
        **own._asdict(),
        others=others.value,
        **dict(zip(_DIFFERENCE, change(own, others), strict=True)),
        note=pl.when(is_few).then(pl.lit(TOO_FEW)),
    )
    told = compared.with_columns(pl.when(pl.col("note").is_null()).then(pl.col(_FIGURES)))
    far = distance(*(pl.col(name) for name in _DIFFERENCE)).abs()
    looks = told.height - told["difference"].null_count()
    return told.with_columns(is_clear=(far > clear_distance(looks)).fill_null(False))
