"""The causes that leavers name, several each, after Keaveney (1995), Journal of Marketing 59."""

from collections.abc import Sequence

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.intervals import change, proportion
from analytics.leaving.leavers import OTHER, STATED, UNKNOWN, of_leavers, sum_of
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import WHOLE, read_counts
from analytics.standing_out import clear_distance, distance
from analytics.view import View
from warehouse.settings import Settings

NAMED = (*STATED, OTHER, UNKNOWN)
_COUNTS = of_leavers({"n": "count(*)::BIGINT", **{cause: sum_of(cause) for cause in NAMED}})


def causes(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: Sequence[str] = (),
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """How many of those who left name each cause; shares add up to more than 1, as a leaver may name several.

    view: the days are those of leaving; what it picks of contacts is true of the last one until then.
    Columns: those of `by`, cause (one of NAMED: "other" for what is none of Keaveney's, "unknown" where none
    is named), named, n (customers who left), value, low, high (95 % for all causes of a row of `by`
    together: Goodman 1965, Technometrics 7), note ("not_in_data", "too_few"). Sorted by `by`, then as in
    NAMED.

    Raises QueryError for an unknown dimension or one that leavers do not have.
    """
    return _told(_read(connection, settings, by, view), by, settings)


def causes_beside_others(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: str,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """The causes of each part beside those of all other leavers.

    The rows of `causes` by one dimension, those of known parts alone, with others (the share among all other
    leavers), difference, difference_low, difference_high (MOVER, 95 %) and is_clear: whether the difference
    goes beyond chance, of so many looked at together. Withheld where either side has too few leavers.
    """
    counts = _read(connection, settings, (by,), view)
    found = _told(counts, (by,), settings).drop_nulls(by)
    others = found.with_columns(
        (pl.col(name).sum().over("cause") - pl.col(name)).alias(f"other_{name}") for name in ("named", "n")
    )
    own = proportion(pl.col("named"), pl.col("n"))
    beside = proportion(pl.col("other_named"), pl.col("other_n"))
    difference = change(own, beside)._asdict()
    is_known = pl.col("note").is_null() & (pl.col("other_n") >= settings.definitions.small_n)
    names = {"value": "difference", "low": "difference_low", "high": "difference_high"}
    compared = others.with_columns(
        pl.when(is_known).then(beside.value).alias("others"),
        *(pl.when(is_known).then(part).alias(names[name]) for name, part in difference.items()),
    )
    looks = compared.height - compared["difference"].null_count()
    far = distance(*(pl.col(name) for name in names.values())).abs()
    return compared.with_columns(is_clear=far > clear_distance(looks)).select(
        *found.columns, "others", *names.values(), "is_clear"
    )


def _read(
    connection: duckdb.DuckDBPyConnection, settings: Settings, by: Sequence[str], view: View
) -> pl.DataFrame:
    dimensions = find_dimensions(settings, by)
    return read_counts(connection, settings, _COUNTS.split_by(settings, dimensions, view), dimensions, view)


def _told(counts: pl.DataFrame, by: Sequence[str], settings: Settings) -> pl.DataFrame:
    keys = [name for name in counts.columns if name in by]
    rows = counts.unpivot(
        NAMED, index=[*(keys or [WHOLE]), "n"], variable_name="cause", value_name="named"
    ).with_columns(pl.col("cause").cast(pl.Enum(NAMED)), pl.col("named", "n").fill_null(0).cast(pl.Int64))
    is_few = pl.col("n") < settings.definitions.small_n
    note = pl.when(pl.col("n") == 0).then(pl.lit(NOT_IN_DATA)).when(is_few).then(pl.lit(TOO_FEW))
    estimate = proportion(pl.col("named"), pl.col("n"), looks=len(NAMED))._asdict()
    is_known = pl.col("note").is_null()
    return (
        rows.with_columns(note=note)
        .with_columns(pl.when(is_known).then(part).alias(name) for name, part in estimate.items())
        .sort(*keys, "cause", nulls_last=True)
        .select(*keys, pl.col("cause").cast(pl.String), "named", "n", "value", "low", "high", "note")
    )
