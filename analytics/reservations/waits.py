"""Whether who booked waits less than who walked in, at equal department, channel and hour."""

from math import log

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.quantiles import BUCKET_RATIO
from analytics.reading import Counts, read_counts
from analytics.statistics.stratified import stratified_difference
from analytics.view import View
from analytics.waiting.giving_up import waiting_curves
from warehouse.settings import Settings

STRATA = ("department", "channel", "hour")
# Contacts that were served stand for those who would have been, had they not given up; for this many at most.
_MOST_WEIGHT = 20.0
_WAITS = Counts(
    "contact_facts",
    {
        "is_booked": "is_booked",
        # As in wait_daily.
        "wait_bucket": "floor(ln(greatest(wait_seconds, 0.01)) / ln(1.04))::INTEGER",
        "served": "count(*) FILTER (outcome <> 'abandoned')",
        "abandoned": "count(*) FILTER (outcome = 'abandoned')",
    },
    where="is_booked IS NOT NULL AND wait_seconds IS NOT NULL AND NOT is_no_show",
    instant="occurred_local",
)


def booked_waits(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: str | None = None,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """How many times as long as walk-ins the booked wait, at equal department, channel and hour.

    by: department, channel or hour; else of all. Who gave up would have waited longer: contacts that were
    served are weighted by the inverse of the chance to be still waiting then, by channel and booking (Robins
    and Finkelstein 2000). Figures are ratios of geometric means, waits under a second counting as one, over
    the hours that have both sides; normal intervals on the scale of logarithms.

    Returns by, ratio, low, high (95 %), plain, plain_low, plain_high (of all, hours regardless), booked,
    walk_in (contacts used), booked_seconds and walk_in_seconds (geometric means of all). Figures are null
    where a side has fewer than settings.definitions.small_n contacts.
    """
    counts = read_counts(connection, settings, _WAITS, find_dimensions(settings, STRATA), view)
    cells = weighted_waits(counts)
    keys = [by] if by else ["all"]
    cells = cells if by else cells.with_columns(all=pl.lit("all"))
    strata = [name for name in STRATA if name != by]
    found = stratified_difference(cells, strata, keys)
    sides = _typical(cells, keys)
    is_enough = pl.min_horizontal("exposed", "unexposed") >= settings.definitions.small_n
    ratios = {"difference": "ratio", "low": "low", "high": "high"} | {
        name: name for name in ("plain", "plain_low", "plain_high")
    }
    return (
        found.join(sides, on=keys, how="left")
        .with_columns(pl.when(is_enough).then(pl.col(name).exp()).alias(new) for name, new in ratios.items())
        .select(
            *([by] if by else []),
            *ratios.values(),
            booked="exposed",
            walk_in="unexposed",
            booked_seconds="booked_seconds",
            walk_in_seconds="walk_in_seconds",
        )
        .sort(by or "ratio")
    )


def weighted_waits(counts: pl.DataFrame) -> pl.DataFrame:
    """Sums of the logarithms of waits that were served, each with the inverse of its chance to be served.

    counts: STRATA, is_booked, wait_bucket (as in the mart wait_daily), served and abandoned. Returns what
    `stratified_difference` takes: the strata, is_exposed (booked), n, weight, weight_squares, total, squares.
    """
    sides = ["channel", "is_booked"]
    curves = waiting_curves(
        counts.group_by(*sides, "wait_bucket").agg(pl.col("served", "abandoned").sum()), sides
    )
    before = curves.select(
        *sides,
        wait_bucket=(pl.col("time").log(BUCKET_RATIO).round() - 1),
        still_waiting=pl.col("survival").shift(1, fill_value=1.0).over(sides),
    ).filter(pl.col("wait_bucket").is_finite())
    weight = (1 / pl.col("still_waiting")).clip(upper_bound=_MOST_WEIGHT)
    middle = ((pl.col("wait_bucket") + 0.5) * log(BUCKET_RATIO)).clip(lower_bound=0)
    weighted = (
        counts.with_columns(pl.col("wait_bucket").cast(pl.Float64))
        .join(before, on=[*sides, "wait_bucket"], how="left", nulls_equal=True)
        .with_columns(w=weight.fill_null(1.0), x=middle)
    )
    served = pl.col("served")
    return weighted.group_by(*STRATA, is_exposed="is_booked").agg(
        n=served.sum(),
        weight=(served * pl.col("w")).sum(),
        weight_squares=(served * pl.col("w") ** 2).sum(),
        total=(served * pl.col("w") * pl.col("x")).sum(),
        squares=(served * pl.col("w") * pl.col("x") ** 2).sum(),
    )


def _typical(cells: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Geometric means of each side."""

    def of(name: str, *, is_booked: bool) -> pl.Expr:
        total, weight = (
            pl.col(column).filter(pl.col("is_exposed") == is_booked).sum() for column in ("total", "weight")
        )
        return pl.when(weight > 0).then((total / weight).exp()).alias(name)

    return cells.group_by(keys).agg(
        of("booked_seconds", is_booked=True), of("walk_in_seconds", is_booked=False)
    )
