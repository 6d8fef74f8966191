"""Refunds after failures: how much likelier, and what they cost beyond what is usual."""

from dataclasses import dataclass
from typing import Any

import duckdb
import polars as pl

from analytics.intervals import Estimate, proportion
from analytics.money.yearly import days_of, yearly_sum
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.statistics.common import Interval
from analytics.statistics.lifetime import product
from analytics.stored import read_stored
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

REFUND_DAYS = 60
"""What was bought so long ago is seldom given back; later refunds count, but no later days."""
AFTER_FAILURE_DAYS = 30
"""A month: as long as exposures of the model of leaving."""
_SCHEMA: dict[str, pl.DataType] = {
    "is_after_failure": pl.Boolean(),
    "days": pl.Float64(),
    "refunds": pl.Int64(),
    "amount": pl.Float64(),
    "squares": pl.Float64(),
}


@dataclass(frozen=True)
class Refunds:
    """frame: is_after_failure, days (purchase-days on which something could be given back), refunds, amount
    and squares. ratio: of the refunds per day after a failure to those on other days. a_year: what all
    refunds of a year of days like these come to; after_failures: what goes beyond the usual of those after
    failures. note: why there are no figures.
    """

    frame: pl.DataFrame
    ratio: Interval | None
    a_year: Interval | None
    after_failures: Interval | None
    note: str | None


def refunds_after_failures(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> Refunds:
    """Refunds within 30 days after a failure that was not recovered, against those on all other days.

    A purchase can be given back on the 60 days after it; each of these days either follows such a failure
    of the customer or does not. Both numbers of refunds are Poisson, so that of their sum those after
    failures are a share (Przyborowski and Wilenski 1940, Biometrika 31); its Wilson interval gives that of
    the ratio. The view's days count, what it picks does not.
    """
    days = days_of(connection, settings, view)
    if days is None:
        return Refunds(pl.DataFrame(schema=_SCHEMA), None, None, None, NOT_IN_DATA)
    values: dict[str, Any] = {
        "since": days[0],
        "until": days[1],
        "refund_days": REFUND_DAYS,
        "after_failure_days": AFTER_FAILURE_DAYS,
    }
    frame = read_stored(connection, read_sql("analytics.money", "refunds"), values, _SCHEMA)
    if frame["days"].sum() <= 0 and frame["refunds"].sum() == 0:
        return Refunds(frame, None, None, None, NOT_IN_DATA)
    if frame["refunds"].sum() < settings.definitions.small_n:
        return Refunds(frame, None, None, None, TOO_FEW)
    length = (days[1] - days[0]).days + 1
    a_year = yearly_sum(float(frame["amount"].sum()), float(frame["squares"].sum()), length)
    ratio = _ratio(frame)
    return Refunds(frame, ratio, a_year, _beyond(frame, ratio, length), None)


def _ratio(frame: pl.DataFrame) -> Interval | None:
    other, after = frame.sort("is_after_failure").to_dicts()
    if after["days"] <= 0 or other["days"] <= 0 or other["refunds"] == 0:
        return None
    among = proportion(pl.lit(after["refunds"]), pl.lit(after["refunds"] + other["refunds"]))
    odds = Estimate(*(end / (1 - end) * other["days"] / after["days"] for end in among))
    return Interval(*pl.select(**odds._asdict()).row(0))


def _beyond(frame: pl.DataFrame, ratio: Interval | None, length: int) -> Interval | None:
    """The part of a risk that goes with an exposure is (ratio - 1) / ratio among the exposed."""
    if ratio is None or ratio.low <= 0:
        return None
    after = frame.row(by_predicate=pl.col("is_after_failure"), named=True)
    part = Interval(*(1 - 1 / end for end in ratio))
    sums = yearly_sum(after["amount"], after["squares"], length)
    return None if sums is None else product(part, sums)
