"""How often the intervals of lifetime value hold what the planted hazards give."""

import duckdb
import polars as pl

from analytics.drivers.cells import read_risk_cells
from analytics.money.lifetime_value import LifetimeValue, lifetime_value, worth_of
from analytics.money.prospects import Prospects, prospects_of
from analytics.money.values import read_valued
from analytics.view import View
from sample_data import simulate
from tests.coverage.drivers import true_log_odds
from tests.coverage.world_marts import SETTINGS, customer_marts
from warehouse.sql import read_sql

CUSTOMERS, DAYS = 4_000, 365
# As many at risk as make a planted hazard out of a share of whole customers.
_CERTAIN = 10_000_000_000
_MILLION = 1_000_000
_SHOWN = (("일반", "under_1_year"), ("일반", "over_3_years"), ("최우수", "over_3_years"))

Row = dict[str, object]


def trial(seed: int, customers: int = CUSTOMERS) -> list[Row]:
    """Value of a customer, of all and of three groups, and the mean years ahead, beside the truth."""
    connection = customer_marts(simulate(customers, DAYS, seed))
    found = lifetime_value(connection, SETTINGS)
    return rows_of(found, true_value(connection, found))


def rows_of(found: LifetimeValue, truth: LifetimeValue) -> list[Row]:
    """Name, estimate, low, high and truth of each figure."""
    rows = [_row("a customer's value, millions", "value", found.whole, truth.whole)]
    rows.append(_row("years ahead", "years", found.whole, truth.whole))
    for segment, tenure in _SHOWN:
        own = [frame.filter(segment=segment, tenure=tenure) for frame in (found.groups, truth.groups)]
        rows.append(_row(f"value of {segment}, {tenure}, millions", "value", *own))
    return [row for row in rows if row["estimate"] is not None]


def true_value(connection: duckdb.DuckDBPyConnection, found: LifetimeValue) -> LifetimeValue:
    """The same customers with the generator's own hazards, at what those at risk lived through."""
    assert found.prospects is not None and found.day is not None
    valued = read_valued(
        connection, SETTINGS, read_sql("analytics.money", "present"), View(), {"day": found.day}
    )
    return worth_of(valued, _true_prospects(connection, found.prospects), SETTINGS, found.day)


def _true_prospects(connection: duckdb.DuckDBPyConnection, found: Prospects) -> Prospects:
    cells = read_risk_cells(connection, SETTINGS, View()).within(*found.months).frame
    hazard = 1 / (1 + (-true_log_odds()).exp())
    planted = (
        cells.with_columns(expected=pl.col("at_risk") * hazard)
        .group_by("segment", "tenure")
        .agg(pl.col("at_risk", "expected").sum())
        .select(
            "segment",
            "tenure",
            at_risk=pl.lit(_CERTAIN),
            events=(pl.col("expected") / pl.col("at_risk") * _CERTAIN).round().cast(pl.Int64),
        )
    )
    return prospects_of(planted, found.months, found.definition, SETTINGS)


def _row(name: str, figure: str, found: pl.DataFrame, truth: pl.DataFrame) -> Row:
    size = _MILLION if figure == "value" else 1
    ends = found.select(figure, f"{figure}_low", f"{figure}_high").row(0)
    shown = [None if end is None else end / size for end in (*ends, truth[figure][0])]
    return {"name": name, **dict(zip(("estimate", "low", "high", "truth"), shown, strict=True))}
