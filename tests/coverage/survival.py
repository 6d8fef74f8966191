"""Survival in small worlds against the generator's hazard, one world at a time."""

from dataclasses import replace
from functools import cache
from typing import Any

import duckdb
import polars as pl

from analytics.dimensions import DIMENSIONS
from analytics.retention.definition import Definition
from analytics.retention.queries import query
from analytics.retention.still_there import still_there
from analytics.retention.survival import survival_of_spells
from analytics.view import View
from sample_data import DEFAULT, World, simulate
from sample_data.truths_of_customers import Leaving
from warehouse.settings import Settings

CUSTOMERS, DAYS = 3_000, 365
SEGMENT = "일반"
MONTHS = (6, 12)
_TRUE_WORLDS, _TRUE_CUSTOMERS, _TRUE_SEED = 3, 60_000, 1_000_000


def trial(seed: int) -> list[dict[str, Any]]:
    """Survival 6 and 12 months after joining, of everybody and of one segment, beside the truth."""
    truth = _true_shares()
    return [
        {"name": name, "estimate": row["value"], "low": row["low"], "high": row["high"], "truth": truth[name]}
        for name, row in _shares([simulate(CUSTOMERS, DAYS, seed)]).items()
    ]


def true_survival(months: int, segment: str, leaving: Leaving) -> float:
    """The share still there so many months after joining, where only segment and tenure make people leave.

    The join month counts as a full month at risk. A customer who joined in the middle of a month has lived
    through the join month, the months after it, and half of the last one. Holds up to 12 months.
    """
    first, later = (
        _hazard(leaving.intercept + leaving.segment_log_odds[segment] + leaving.tenure_log_odds[band])
        for band in ("under_1_year", "1_to_3_years")
    )
    last = first if months < 12 else later
    return float((1 - first) ** months * (1 - last / 2))


def without_exposures() -> Leaving:
    """The generator's leaving with nothing of what customers live through in it."""
    return replace(DEFAULT.leaving, exposure_log_odds=dict.fromkeys(DEFAULT.leaving.exposure_log_odds, 0.0))


def spells_of(worlds: list[World]) -> pl.DataFrame:
    """Counted spells since joining by segment, as the warehouse counts them."""
    customers = pl.concat([world.customers for world in worlds])
    parameters = {"first_day": worlds[0].first_day, "last_day": worlds[0].last_day}
    with duckdb.connect() as connection:
        connection.register("customer_facts", customers)
        text = query("since_joining", Settings(), "segment", View())
        return connection.sql(text, params=parameters).pl()


def _hazard(log_odds: float) -> float:
    return float(pl.select(1 / (1 + (-pl.lit(log_odds)).exp())).item())


def _shares(worlds: list[World]) -> dict[str, dict[str, Any]]:
    spells = spells_of(worlds)
    shares = {}
    for group, by in ((None, None), (SEGMENT, "segment")):
        chosen = spells if by else spells.with_columns(group=pl.lit(None, pl.String))
        split = DIMENSIONS[by] if by else None
        found = still_there(survival_of_spells(chosen, Definition("records"), "joining", split), 1, MONTHS)
        for row in found.filter(pl.col("group").eq_missing(group)).iter_rows(named=True):
            shares[f"survival of {group or 'all'} after {row['months']:.0f} months"] = row
    return shares


@cache
def _true_shares() -> dict[str, float]:
    """From many customers in other worlds: their error is an eighth of that of one small world."""
    worlds = [simulate(_TRUE_CUSTOMERS, DAYS, _TRUE_SEED + number) for number in range(_TRUE_WORLDS)]
    return {name: row["value"] for name, row in _shares(worlds).items()}
