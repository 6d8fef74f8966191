"""How much higher monitors rate contacts than customers do."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import polars as pl

from analytics.monitoring.pairs import rated_by_both, scores_of_contacts
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.questions.index import estimates, reach
from analytics.questions.moments import read_moments, summed
from analytics.questions.sets import find_set, items_of
from analytics.standing_out import clear_distance
from analytics.statistics.common import Z
from analytics.view import View
from warehouse.settings import Settings

BY_CONTACT, BY_CELL = "contact", "cell"
# Within these who is monitored and who answers are alike.
_CELL = ("department", "contact_tier", "channel")
_FIGURES = ("monitored", "customers", "gap", "gap_low", "gap_high")
# Of two nobody can say which is the odd one.
_FEWEST_TO_SET_ASIDE_FROM = 3
_WHOLE = pl.lit("").alias("whole")


@dataclass(frozen=True)
class Ratings:
    """Of which gaps are made: contacts rated by both, and the sums of monitors and of customers by cell."""

    pairs: pl.DataFrame
    monitors: pl.DataFrame
    customers: pl.DataFrame


def monitored_gaps(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    name: str,
    by: tuple[str, ...] = (),
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """What monitors give less what customers give, on the items of a set that both rate, from 0 to 100.

    Returns by, monitored, customers (their means), gap, gap_low, gap_high (95 %), n (contacts that monitors
    rated), paired (those that their customers rated too), way and note ("not_in_data", "too_few"). way:
    "contact" where enough contacts were rated by both (settings.definitions.small_n): the mean of their
    differences (Student). Else "cell": within each department, tier and channel all that monitors rated
    against all that customers rated, cells weighted by how much monitors rated there, as who is monitored is
    no sample of who answers. With `by`, is_clear says whose gap differs from that of all others together
    beyond chance among all (Bonferroni).

    Raises QueryError for an unknown set or dimension.
    """
    return gaps_of(read_ratings(connection, settings, name, by, view), settings, name, by)


def read_ratings(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    name: str,
    by: tuple[str, ...] = (),
    view: View = View(),  # noqa: B008 - a View never changes
) -> Ratings:
    """What gaps by these dimensions, or by fewer, are made of. Raises as `monitored_gaps` does."""
    pairs = rated_by_both(connection, settings, name, by, view)
    monitors = _read(connection, settings, name, by, view, "monitor")
    if monitors.is_empty():
        return Ratings(pairs, monitors, monitors)
    return Ratings(pairs, monitors, _read(connection, settings, name, by, view, "customer"))


def gaps_of(ratings: Ratings, settings: Settings, name: str, by: tuple[str, ...] = ()) -> pl.DataFrame:
    """The same from ratings at hand, read by these dimensions or by more."""
    monitors, pairs = ratings.monitors, ratings.pairs
    figures = _counted(monitors, pairs, by).join(
        _by_contact(pairs, by, settings), on=_keys(by), how="left", nulls_equal=True
    )
    cells = _by_cell(monitors, ratings.customers, by, settings, name)
    both = figures.join(cells, on=_keys(by), how="left", nulls_equal=True, suffix="_cell")
    return _judged(_chosen(both), by)


def _cells(by: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*by, *_CELL)))


def _read(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    name: str,
    by: Sequence[str],
    view: View,
    respondent: str,
) -> pl.DataFrame:
    moments = read_moments(connection, settings, name, _cells(by), view, respondent)
    return moments.filter(pl.col("kind") == "perceived")


def _keys(by: Sequence[str]) -> list[str]:
    return list(by) or ["whole"]


def _counted(monitors: pl.DataFrame, pairs: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    """by, n and paired; without `by` always one row."""
    own = monitors.with_columns(_WHOLE)
    # Each contact is rated on some item that all have in common; the most answered says how many there are.
    items = own.group_by(*_keys(by), "place").agg(pl.col("n").sum())
    sizes = items.group_by(_keys(by)).agg(n=pl.col("n").max())
    if not by:
        sizes = pl.DataFrame({"whole": [""]}).join(sizes, on="whole", how="left")
    both = pairs.with_columns(_WHOLE).group_by(_keys(by)).agg(paired=pl.col("contact_id").n_unique())
    joined = sizes.join(both, on=_keys(by), how="left", nulls_equal=True)
    return joined.with_columns(pl.col("n", "paired").fill_null(0).cast(pl.Int64))


def _by_contact(pairs: pl.DataFrame, by: tuple[str, ...], settings: Settings) -> pl.DataFrame:
    difference = pl.col("monitored") - pl.col("said")
    rated = scores_of_contacts(pairs, by).with_columns(_WHOLE, gap=difference)
    sums = rated.group_by(_keys(by)).agg(
        pl.col("monitored").mean(),
        customers=pl.col("said").mean(),
        gap=pl.col("gap").mean(),
        error=pl.col("gap").std() / pl.len().sqrt(),
        size=pl.len(),
    )
    enough = sums.filter(pl.col("size") >= max(settings.definitions.small_n, 2))
    half = reach(pl.col("size")) * pl.col("error")
    ends = {"gap_low": pl.col("gap") - half, "gap_high": pl.col("gap") + half}
    return enough.with_columns(**ends).select(*_keys(by), *_FIGURES, "error")


def _by_cell(
    monitors: pl.DataFrame,
    customers: pl.DataFrame,
    by: tuple[str, ...],
    settings: Settings,
    name: str,
) -> pl.DataFrame:
    """Within the finest cells, each by its part of what monitors rated."""
    keys = _cells(by)
    common = set(monitors["place"]) & set(customers["place"])
    items = items_of(find_set(settings, name)).filter(pl.col("place").is_in(list(common)))
    parts = items.select(
        part=pl.lit("index"), place="place", weight=pl.col("weight") / pl.col("weight").sum()
    )
    own, other = (
        estimates(summed(side, keys), parts, keys, 0, 2).drop_nulls(["value", "error"]).drop("part")
        for side in (monitors, customers)
    )
    cells = own.join(other, on=list(keys), nulls_equal=True, suffix="_said").with_columns(_WHOLE)
    part = pl.col("n") / pl.col("n").sum()
    variance = pl.col("error") ** 2 + pl.col("error_said") ** 2
    figures = cells.group_by(_keys(by)).agg(
        monitored=(part * pl.col("value")).sum(),
        customers=(part * pl.col("value_said")).sum(),
        error=(part**2 * variance).sum().sqrt(),
        size=pl.min_horizontal(pl.col("n").sum(), pl.col("n_said").sum()),
    )
    enough = figures.filter(pl.col("size") >= max(settings.definitions.small_n, 2))
    gap = pl.col("monitored") - pl.col("customers")
    half = reach(pl.col("size")) * pl.col("error")
    made = enough.with_columns(gap=gap, gap_low=gap - half, gap_high=gap + half)
    return made.select(*_keys(by), *_FIGURES, "error")


def _chosen(both: pl.DataFrame) -> pl.DataFrame:
    """The figures by contact, else those by cell, and why there are neither."""
    names = (*_FIGURES, "error")
    has_pairs = pl.col("gap").is_not_null()
    way = pl.when(has_pairs).then(pl.lit(BY_CONTACT)).when(pl.col("gap_cell").is_not_null())
    chosen = both.with_columns(
        *(pl.coalesce(name, f"{name}_cell").alias(name) for name in names), way=way.then(pl.lit(BY_CELL))
    )
    is_withheld = pl.col("gap").is_null()
    note = pl.when(pl.col("n") == 0).then(pl.lit(NOT_IN_DATA)).when(is_withheld).then(pl.lit(TOO_FEW))
    return chosen.with_columns(note=note)


def _judged(told: pl.DataFrame, by: tuple[str, ...]) -> pl.DataFrame:
    """Whose gap differs from that of all others; whose differs most is set aside from the others' (peers)."""
    columns = (*_FIGURES, "n", "paired", "way", "note")
    if not by:
        return told.select(columns)
    judged = _beside_others(told.with_columns(is_usual=pl.col("gap").is_not_null()))
    while judged["is_usual"].sum() >= _FEWEST_TO_SET_ASIDE_FROM:
        odd = judged.filter("is_usual", "is_clear").sort("far", descending=True).head(1)
        if odd.is_empty():
            break
        is_odd = pl.all_horizontal(pl.col(key).eq_missing(odd[key][0]) for key in by)
        judged = _beside_others(judged.with_columns(is_usual=pl.col("is_usual") & ~is_odd))
    ordered = judged.sort("gap", *by, descending=[True, *(False for _ in by)], nulls_last=True)
    return ordered.select(*by, *columns[:5], "others", "is_clear", *columns[5:])


def _beside_others(told: pl.DataFrame) -> pl.DataFrame:
    """Each gap beside that of the usual ones but itself, each weighing by how much was rated."""
    known, weight = pl.col("gap").is_not_null(), pl.col("n")
    weights = pl.when("is_usual").then(weight).otherwise(0)
    rest = weights.sum() - weights
    gap, error = pl.col("gap").fill_null(0), pl.col("error").fill_null(0)
    others = ((weights * gap).sum() - weights * gap) / rest
    square = (weights * error) ** 2
    variance = (square.sum() - square) / rest**2
    far = (pl.col("gap") - others).abs() / (pl.col("error") ** 2 + variance).sqrt()
    looks = told["gap"].len() - told["gap"].null_count()
    is_clear = (known & (rest > 0) & (far > clear_distance(looks) * Z)).fill_null(False)
    return told.with_columns(is_clear=is_clear, others=pl.when(rest > 0).then(others), far=far)
