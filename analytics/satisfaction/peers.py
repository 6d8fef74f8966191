"""Departments beside all others of the same contact tier: never across tiers, which differ by nature."""

from dataclasses import replace
from statistics import NormalDist

import duckdb
import polars as pl

from analytics.intervals import CONFIDENCE, Estimate, change, proportion
from analytics.measuring import measure
from analytics.view import View
from warehouse.settings import Settings

_CELL = ("department", "contact_tier")
_USUAL = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


def beside_peers(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Satisfaction (CSAT) of each department in each tier beside the other departments of that tier.

    Returns department, contact_tier, value, low, high, n; peers_value, peers_low, peers_high, peers_n (all
    answers of the others together); difference, difference_low, difference_high (95 %); and is_clear: whether
    the difference goes beyond chance even after so many looks (Bonferroni 1936, 5 % over all rows). The one
    most surely below its peers comes first. Rows with too few answers on either side
    (settings.definitions.small_n) are left out. A view of some departments gives their rows alone; their
    peers are all others.
    """
    cells = measure(connection, settings, "csat", _CELL, view).drop_nulls((*_CELL, "value"))
    tiers = measure(connection, settings, "csat", ("contact_tier",), replace(view, departments=()))
    whole = tiers.select("contact_tier", tier_n="n", tier_satisfied=pl.col("value") * pl.col("n"))
    compared = (
        cells.join(whole, on="contact_tier", how="left")
        .with_columns(peers_n=pl.col("tier_n") - pl.col("n"))
        .filter(pl.col("peers_n") >= settings.definitions.small_n)
        .with_columns(**_peers())
        .with_columns(**_difference())
    )
    limit = NormalDist().inv_cdf(1 - (1 - CONFIDENCE) / 2 / max(compared.height, 1))
    ranked = compared.with_columns(distance=_USUAL * _distance()).sort("distance", *_CELL)
    return ranked.with_columns(is_clear=pl.col("distance").abs() > limit).select(
        *_CELL,
        *("value", "low", "high", "n", "peers_value", "peers_low", "peers_high", "peers_n"),
        *("difference", "difference_low", "difference_high", "is_clear"),
    )


def _peers() -> dict[str, pl.Expr]:
    satisfied = (pl.col("tier_satisfied") - pl.col("value") * pl.col("n")).round()
    peers = proportion(satisfied, pl.col("peers_n"))
    return {"peers_value": peers.value, "peers_low": peers.low, "peers_high": peers.high}


def _difference() -> dict[str, pl.Expr]:
    own = Estimate(pl.col("value"), pl.col("low"), pl.col("high"))
    peers = Estimate(pl.col("peers_value"), pl.col("peers_low"), pl.col("peers_high"))
    difference = change(own, peers)
    return {
        "difference": difference.value,
        "difference_low": difference.low,
        "difference_high": difference.high,
    }


def _distance() -> pl.Expr:
    """How many times its own interval reaches towards nothing; below 0 where worse."""
    difference = pl.col("difference")
    towards = (
        pl.when(difference > 0)
        .then(difference - pl.col("difference_low"))
        .otherwise(pl.col("difference_high") - difference)
    )
    return pl.when(towards > 0).then(difference / towards).otherwise(0.0)
