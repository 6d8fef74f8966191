"""What the customers at risk would take with them."""

from dataclasses import dataclass

import duckdb
import polars as pl

from analytics.drivers.at_risk import CustomersAtRisk, customers_at_risk
from analytics.money.lifetime_value import LifetimeValue, lifetime_value
from analytics.statistics.common import Interval
from analytics.view import View
from warehouse.settings import Settings


@dataclass(frozen=True)
class AtStake:
    """customers: how many are looked at; n: of whom a yearly value is known. worth: what these will bring
    if they stay as others do, all together (95 %). expected: what of it is expected to go in the coming
    month, each customer's chance to leave times the worth. None where it is not known.
    """

    customers: int
    n: int
    worth: Interval | None
    expected: Interval | None


def at_stake(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    limit: int = 200,
    view: View = View(),  # noqa: B008 - a View never changes
) -> AtStake:
    """The value of the customers likeliest to leave in the coming month (`atrisk`), as far as it is recorded.

    A customer's worth is the yearly value times the years that customers of the segment and tenure will
    stay. The ends of the intervals take all chances and all years at the same end: they are wide rather
    than narrow.
    """
    risky = customers_at_risk(connection, settings, limit, view)
    return stake_of(risky, lifetime_value(connection, settings, view), settings)


def stake_of(risky: CustomersAtRisk, value: LifetimeValue, settings: Settings) -> AtStake:
    """The same of customers and lifetime values at hand."""
    known = risky.customers.drop_nulls("annual_value").join(
        value.groups.select("segment", "tenure", "years", "years_low", "years_high"),
        on=["segment", "tenure"],
        nulls_equal=True,
    )
    known = known.drop_nulls("years")
    if known.height < settings.definitions.small_n:
        return AtStake(risky.customers.height, known.height, None, None)
    annual = pl.col("annual_value") * (settings.money.margin or 1.0)
    ends = (("years", "hazard"), ("years_low", "low"), ("years_high", "high"))
    worth, expected = [], []
    for years, hazard in ends:
        worth.append(known.select((annual * pl.col(years)).sum()).item())
        expected.append(known.select((annual * pl.col(years) * pl.col(hazard)).sum()).item())
    return AtStake(risky.customers.height, known.height, Interval(*worth), Interval(*expected))
