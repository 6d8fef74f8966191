"""Which channel goes with what for each reason: like for like, since channels meet different customers."""

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.notes import TOO_FEW
from analytics.reading import read_counts
from analytics.reasons.same_reason import same_reason
from analytics.standing_out import clear_distance, distance
from analytics.statistics.stratified import stratified_difference
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

OUTCOMES = ("settled", "csat", "cost")
_KEYS = ("reason", "channel")
_STRATA = ("segment", "is_repeat")
_COUNTS = same_reason(
    {
        "is_repeat": "is_repeat",
        "settled_n": "count(*)",
        "settled_total": "count_if(outcome = 'resolved' AND NOT is_followed)::DOUBLE",
        "csat_n": "count(score)",
        "csat_weight": "sum(weight)::DOUBLE",
        "csat_weight_squares": "sum(weight ** 2)::DOUBLE",
        "csat_total": "sum(weight * score)::DOUBLE",
        "csat_squares": "sum(weight * score ** 2)::DOUBLE",
        "cost_n": "count(cost)",
        "cost_total": "sum(cost)::DOUBLE",
        "cost_squares": "sum(cost ** 2)::DOUBLE",
    },
    "is_traced AND is_window_over AND channel IS NOT NULL",
    around=read_sql("analytics.reasons", "rated"),
)
_SUMS = ("n", "weight", "weight_squares", "total", "squares")


def best_channel(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Each channel beside all other channels of the same reason, at equal segment and number of the contact.

    Outcomes: settled (resolved, and not followed by another contact of the customer for the same reason
    within settings.definitions.first_contact_days), csat (mean from 1 to 5) and cost (as records have it).
    Compared are contacts of known customers whose window is over, within strata of segment and of whether the
    customer had come for the same reason within the window before.

    Columns: reason, channel, outcome, n (of the channel), value (its plain mean), difference, low, high
    (95 %: from the other channels, like for like), plain (the difference of the plain means), overlap
    (share of the channel's contacts in strata that other channels have too), is_clear (beyond chance among
    all differences of the outcome, Bonferroni), is_best: whether of the reason's channels that are clearly
    better than the others this is the one furthest above (of cost: below). note: null, or "too_few" where a
    side has fewer than settings.definitions.small_n contacts with the outcome in common strata; its figures
    are null then.
    """
    keys = find_dimensions(settings, (*_KEYS, "segment"))
    counts = _COUNTS.split_by(settings, keys, view)
    cells = read_counts(connection, settings, counts, keys, view).with_columns(
        pl.col("is_repeat").cast(pl.Boolean),
        pl.col("^(settled|csat|cost)_.*$").cast(pl.Float64).fill_null(0.0),
    )
    found = pl.concat([_compared(_of(cells, outcome), outcome, settings) for outcome in OUTCOMES])
    return found.sort(*_KEYS, pl.col("outcome").cast(pl.Enum(OUTCOMES)))


def _of(cells: pl.DataFrame, outcome: str) -> pl.DataFrame:
    """The sums of an outcome: each record weighs 1 unless it says otherwise; a 0 or 1 is its own square."""
    n, total = pl.col(f"{outcome}_n"), pl.col(f"{outcome}_total")
    own = {name: pl.col(f"{outcome}_{name}") for name in _SUMS if f"{outcome}_{name}" in cells.columns}
    sums = {"n": n, "weight": n, "weight_squares": n, "total": total, "squares": total} | own
    return cells.select(*_KEYS, *_STRATA, **sums).filter(pl.col("n") > 0)


def _compared(cells: pl.DataFrame, outcome: str, settings: Settings) -> pl.DataFrame:
    found = stratified_difference(_beside_others(cells), _STRATA, _KEYS)
    means = cells.group_by(_KEYS).agg(
        n=pl.col("n").sum().cast(pl.Int64), value=pl.col("total").sum() / pl.col("weight").sum()
    )
    is_few = pl.min_horizontal("exposed", "unexposed") < settings.definitions.small_n
    known = means.join(found, on=_KEYS, how="left").with_columns(
        pl.lit(outcome).alias("outcome"),
        note=pl.when(is_few.fill_null(True) | pl.col("low").is_null()).then(pl.lit(TOO_FEW)),
        overlap=pl.col("exposed") / pl.col("all_exposed"),
    )
    figures = ("value", "difference", "low", "high", "plain", "overlap")
    told = known.with_columns(pl.when(pl.col("note").is_null()).then(pl.col(figures)))
    return _standing_out(told, outcome).select(
        *_KEYS, "outcome", "n", *figures, "is_clear", "is_best", "note"
    )


def _beside_others(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells of each reason once for each of its channels, with whether they are the channel's own."""
    channels = cells.select(*_KEYS).unique()
    others = cells.rename({"channel": "of_channel"}).join(channels, on="reason")
    return others.with_columns(is_exposed=pl.col("of_channel") == pl.col("channel"))


def _standing_out(found: pl.DataFrame, outcome: str) -> pl.DataFrame:
    looks = found.height - found["difference"].null_count()
    far = distance(pl.col("difference"), pl.col("low"), pl.col("high"))
    # Costs may be the same at every contact of a channel, and then differ without any doubt.
    is_certain = (pl.col("low") == pl.col("high")) & (pl.col("difference") != 0)
    is_clear = (is_certain | (far.abs() > clear_distance(looks))).fill_null(False)
    gain = pl.col("difference") * (-1 if outcome == "cost" else 1)
    is_better = pl.col("is_clear") & (gain > 0)
    best = pl.when(is_better).then(gain).max().over("reason")
    return found.with_columns(is_clear=is_clear).with_columns(
        is_best=(is_better & (gain == best)).fill_null(False)
    )
