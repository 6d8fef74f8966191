"""Departments, or agents of a department, within one tier: who stands out, and in which order they stand."""

from collections.abc import Sequence
from dataclasses import asdict

import duckdb
import numpy as np
import polars as pl

from analytics.comparing.fitting import find_fitting, why_not_compared
from analytics.comparing.frames import Schema, in_schema
from analytics.comparing.sums import read_moments
from analytics.comparing.units import Units, limits, shrunk_ranks, usual
from analytics.measures.measure import Measure
from analytics.nearest import unknown_name
from analytics.notes import TOO_FEW
from analytics.view import View
from warehouse.contract import CONTACT_TIERS
from warehouse.errors import QueryError
from warehouse.settings import Settings

# What is compared, and what the units of one kind have in common.
_KINDS = {"department": ("contact_tier",), "agent_id": ("contact_tier", "department")}
_WITHHELD = ("value", "z", "is_outside")


def fair_comparison(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    measure_name: str,
    tier: str | None = None,
    view: View = View(),  # noqa: B008 - a View never changes
    by: str = "department",
) -> pl.DataFrame:
    """Departments, or agents within their department (by="agent_id"), within a tier, or each tier apart.

    Returns a row per unit with records:

    - contact_tier, department, agent_id (for agents), n, value
    - effective_n: how many answers that weigh alike say as much; n where all do
    - expected: the usual of the kind, pooled over its units but a tenth, at least one, at each end (over both
      of two); doubt: its standard error; z: how far the value is from it in standard errors
    - phi, tau: how much more units differ than chance (`analytics.statistics.funnel`); 1, 0 under five units
    - spread: the standard deviation of one record
    - low_95, high_95, low_998, high_998: limits with tau in them; chance_low_998, chance_high_998: without
    - is_outside: beyond low_998 or high_998; null for the only unit of its kind
    - shrunk, shrunk_low, shrunk_high: drawn towards the kind as far as the unit is small, 95 %
    - rank, rank_low, rank_high: of the shrunk figures, 95 %; 1 is best
    - units: how many of the kind; note: "too_few" where n is under settings.definitions.small_n, and value, z
      and is_outside are withheld

    Sorted by tier, kind and rank. Units without a tier or a name are left out.

    Raises QueryError for an unknown measure, tier or `by`, and a measure that is neither a share nor a mean.
    """
    measure = find_fitting(measure_name, why_not_compared)
    _check(tier, by)
    if tier is not None:
        view = view.pick(contact_tier=[tier])
    kind = _KINDS[by]
    known = _read_units(connection, settings, measure, view, by).drop_nulls([*kind, by]).sort(*kind, by)
    schema = _schema((*kind, by))
    kinds = known.partition_by(kind, maintain_order=True)
    compared = [in_schema(_compared(units, measure), schema) for units in kinds]
    frame = _withheld(pl.concat([pl.DataFrame(schema=schema), *compared]), settings.definitions.small_n)
    return frame.sort(pl.col("contact_tier").cast(pl.Enum(CONTACT_TIERS)), *kind[1:], "rank", by)


def _read_units(
    connection: duckdb.DuckDBPyConnection, settings: Settings, measure: Measure, view: View, by: str
) -> pl.DataFrame:
    return read_moments(connection, settings, measure, (*_KINDS[by], by), view)


def _check(tier: str | None, by: str) -> None:
    if by not in _KINDS:
        raise QueryError(f"Nothing is compared by '{by}'.", f"Known are {', '.join(_KINDS)}.")
    if tier is not None and tier not in CONTACT_TIERS:
        raise unknown_name("contact tier", tier, CONTACT_TIERS)


def _schema(names: Sequence[str]) -> Schema:
    numbers = (
        *("value", "expected", "doubt", "z", "phi", "tau", "spread"),
        *("low_95", "high_95", "low_998", "high_998", "chance_low_998", "chance_high_998"),
    )
    return {
        **dict.fromkeys(names, pl.String()),
        "n": pl.Int64(),
        "effective_n": pl.Float64(),
        **dict.fromkeys(numbers, pl.Float64()),
        "is_outside": pl.Boolean(),
        **dict.fromkeys(("shrunk", "shrunk_low", "shrunk_high", "rank"), pl.Float64()),
        **dict.fromkeys(("rank_low", "rank_high", "units"), pl.Int64()),
        "note": pl.String(),
    }


def _compared(frame: pl.DataFrame, measure: Measure) -> pl.DataFrame:
    """The units of one kind."""
    totals, squares, sizes = (
        frame[name].to_numpy().astype(np.float64) for name in ("total", "total_squares", "effective_n")
    )
    units = Units(totals, squares, sizes)
    against = usual(units, measure)
    errors = against.errors(sizes)
    columns = {
        "value": units.values,
        "z": (units.values - against.expected) / errors if against.spread else np.zeros(len(units)),
        **limits(measure, sizes, against),
        **shrunk_ranks(units, measure, against.spread),
    }
    constants = asdict(against) | {"units": len(units)}
    is_outside = (pl.col("value") < pl.col("low_998")) | (pl.col("value") > pl.col("high_998"))
    return frame.with_columns(
        *(pl.Series(name, column) for name, column in columns.items()),
        *(pl.lit(constant).alias(name) for name, constant in constants.items()),
    ).with_columns(is_outside=pl.when(pl.col("units") > 1).then(is_outside))


def _withheld(frame: pl.DataFrame, small_n: int) -> pl.DataFrame:
    is_few = pl.col("n") < small_n
    return frame.with_columns(
        *(pl.when(~is_few).then(name).alias(name) for name in _WITHHELD),
        note=pl.when(is_few).then(pl.lit(TOO_FEW)),
    )
