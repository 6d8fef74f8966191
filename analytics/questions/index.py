"""The index of a question set and its dimensions, with intervals."""

from collections.abc import Sequence

import duckdb
import polars as pl
import scipy

from analytics.dimensions import find_dimensions
from analytics.intervals import Estimate, change
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.questions.moments import others, read_moments, summed
from analytics.questions.sets import find_set, parts_of
from analytics.standing_out import clear_distance, distance
from analytics.view import View
from warehouse.question_settings import INDEX
from warehouse.settings import Settings

_UPPER_TAIL = 0.975
_CELL = ("department", "contact_tier")
# Of two nobody can say which is the odd one.
_FEWEST_TO_SET_ASIDE_FROM = 3
_ENDS = ("", "_low", "_high")
_DIFFERENCE = tuple(f"difference{end}" for end in _ENDS)
FIGURES = ("value", "low", "high", "n", "gap", "gap_low", "gap_high", "gap_n")


def question_index(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    name: str,
    by: tuple[str, ...] = (),
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """The index of a set and each of its dimensions, by dimensions of contacts or customers, or by time.

    Returns by, part ("index", or the dimension of the set), value, low, high (0 to 100, 95 %), n (answers to
    the item of the part that fewest answered), gap, gap_low, gap_high (what was perceived less what was
    expected, in points of 0 to 100, of answers that have both), gap_n, and note: why there is no value.

    A mean of items' means is linear in its answers up to terms that vanish with their number (delta method:
    Cochran 1977, Sampling Techniques, section 6.4); its variance is that of the linear form over circles of
    customers (`analytics.questions.moments`), so that all answers of one customer count as one unit;
    Student's t of the circles.

    Raises QueryError for an unknown set or dimension.
    """
    moments = read_moments(connection, settings, name, by, view)
    shown = figures_of(moments, settings, name, by)
    order = [
        pl.col(key).cast(pl.Enum(found.order), strict=False) if found.order else pl.col(key)
        for key, found in find_dimensions(settings, by).items()
    ]
    return shown.sort(*order, "order", nulls_last=True).drop("order")


def figures_of(moments: pl.DataFrame, settings: Settings, name: str, by: Sequence[str] = ()) -> pl.DataFrame:
    """The columns of `question_index`, and order, from sums that may be by more dimensions than `by`."""
    parts = parts_of(find_set(settings, name))
    sums = summed(moments, by)
    combinations = sums.select(by).unique() if by else pl.DataFrame({"": [None]})
    rows = combinations.join(parts.select("part", "order").unique(), how="cross").select(*by, "part", "order")
    least = settings.definitions.small_n
    figures = rows
    for kind, names, lowest in (("perceived", ("value", "low", "high", "n"), 0), ("gap", FIGURES[4:], -100)):
        made = estimates(sums.filter(pl.col("kind") == kind), parts, by, lowest, least)
        figures = figures.join(
            made.drop("error").rename(dict(zip(("value", "low", "high", "n"), names, strict=True))),
            on=[*by, "part"],
            how="left",
            nulls_equal=True,
        )
    note = (
        pl.when(pl.col("n") == 0)
        .then(pl.lit(NOT_IN_DATA))
        .when(pl.col("value").is_null())
        .then(pl.lit(TOO_FEW))
    )
    known = figures.with_columns(pl.col("n", "gap_n").fill_null(0))
    return known.select(*by, "part", *FIGURES, note.alias("note"), "order")


def cells_beside_others(moments: pl.DataFrame, settings: Settings, name: str) -> pl.DataFrame:
    """The index of each department in each tier beside that of all others of the tier together.

    One that stands far out would draw the others' with it: the one that stands out most is set aside from the
    others of the rest, and again until none is left, as in `analytics.satisfaction.peers`.

    moments: by department and contact_tier at least. Returns department, contact_tier, value, low, high, n,
    others (theirs), difference, difference_low, difference_high (MOVER, 95 %), far (that in units of its own
    interval) and is_clear: whether it goes beyond chance among all that are looked at (Bonferroni); the one
    most surely below first. Rows with too few answers on either side are left out.
    """
    aside = moments.select(_CELL).clear()
    compared = _compared(moments, aside, settings, name)
    while (odd := _most_odd(compared, aside)) is not None:
        aside = pl.concat([aside, odd])
        compared = _compared(moments, aside, settings, name)
    return compared


def _compared(moments: pl.DataFrame, aside: pl.DataFrame, settings: Settings, name: str) -> pl.DataFrame:
    """Each cell beside all others of its tier but those that are set aside."""
    own = _index(moments, settings, name)
    usual = moments.join(aside, on=list(_CELL), how="anti")
    rest = _index(others(moments, usual, _CELL, _CELL[1:]), settings, name)
    beside = own.join(
        rest.select(*_CELL, others="value", others_low="low", others_high="high"), on=list(_CELL)
    ).drop_nulls(["value", "others"])
    difference = change(
        Estimate(*(pl.col(name) for name in ("value", "low", "high"))),
        Estimate(*(pl.col(f"others{end}") for end in _ENDS)),
    )
    told = beside.with_columns(**dict(zip(_DIFFERENCE, difference, strict=True)))
    far = distance(*(pl.col(name) for name in _DIFFERENCE))
    ranked = told.with_columns(far=far).sort("far", *_CELL)
    is_clear = pl.col("far").abs() > clear_distance(told.height)
    return ranked.select(
        *_CELL, "value", "low", "high", "n", "others", *_DIFFERENCE, "far", is_clear=is_clear
    )


def _most_odd(compared: pl.DataFrame, aside: pl.DataFrame) -> pl.DataFrame | None:
    """The clear one that is furthest off and not set aside; none where too few are left in its tier."""
    left = compared.join(aside, on=list(_CELL), how="anti")
    usual = left.with_columns(usual=pl.len().over("contact_tier"))
    is_odd = pl.col("is_clear") & (pl.col("usual") >= _FEWEST_TO_SET_ASIDE_FROM)
    odd = usual.filter(is_odd).sort(pl.col("far").abs(), descending=True)
    return None if odd.is_empty() else odd.select(_CELL).head(1)


def _index(moments: pl.DataFrame, settings: Settings, name: str) -> pl.DataFrame:
    figures = figures_of(moments, settings, name, _CELL)
    return figures.filter(pl.col("part") == INDEX).drop_nulls(_CELL)


def estimates(
    sums: pl.DataFrame, parts: pl.DataFrame, by: Sequence[str], lowest: float, least: int
) -> pl.DataFrame:
    """Sums of one kind as by, part, value, low, high, error (standard) and n.

    parts: as of `parts_of`. No figures where an item of the part has fewer answers than `least`, or none.
    """
    items = (
        sums.group_by(*by, "place")
        .agg(pl.col("n", "total_weight", "total").sum())
        .with_columns(mean=pl.col("total") / pl.col("total_weight"))
        .join(parts, on="place")
    )
    sizes = parts.group_by("part").agg(items=pl.len())
    values = (
        items.group_by(*by, "part")
        .agg(value=(pl.col("mean") * pl.col("weight")).sum(), n=pl.col("n").min(), answered=pl.len())
        .join(sizes, on="part")
    )
    made = values.join(_variances(sums, items, by), on=[*by, "part"], how="left", nulls_equal=True)
    is_whole = pl.col("answered") == pl.col("items")
    n = pl.when(is_whole).then("n").otherwise(0)
    error = (pl.col("variance") * pl.col("units") / (pl.col("units") - 1)).sqrt()
    half = reach(pl.col("units")) * error
    known = pl.when(is_whole & (pl.col("n") >= max(least, 2)) & (pl.col("units") >= 2))
    return made.select(
        *by,
        "part",
        value=known.then("value"),
        low=known.then((pl.col("value") - half).clip(lower_bound=lowest)),
        high=known.then((pl.col("value") + half).clip(upper_bound=100)),
        error=known.then(error),
        n=n.cast(pl.Int64),
    )


def _variances(sums: pl.DataFrame, items: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """by, part, variance (of the linear form) and units: circles of customers in which anybody answered."""
    means = items.select(*by, "place", "part", "weight", "mean", whole="total_weight")
    residual = (
        pl.col("weight") * (pl.col("total") - pl.col("mean") * pl.col("total_weight")) / pl.col("whole")
    )
    return (
        sums.join(means, on=[*by, "place"], nulls_equal=True)
        .group_by(*by, "part", "circle")
        .agg(own=residual.sum())
        .group_by(*by, "part")
        .agg(variance=(pl.col("own") ** 2).sum(), units=pl.len())
    )


def reach(n: pl.Expr) -> pl.Expr:
    """So many standard errors to each side hold 95 % of Student's distribution of n values."""
    return (
        (n - 1)
        .cast(pl.Float64)
        .map_batches(
            lambda freedom: pl.Series(scipy.special.stdtrit(freedom.to_numpy(), _UPPER_TAIL)).fill_nan(None),
            return_dtype=pl.Float64,
            is_elementwise=True,
        )
    )
