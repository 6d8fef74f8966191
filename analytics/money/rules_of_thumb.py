"""The trade's rules of thumb beside the company's own figures."""

from typing import Any

import duckdb
import polars as pl

from analytics.intervals import proportion
from analytics.money.lifetime_value import lifetime_value
from analytics.money.prospects import prospects_of
from analytics.money.serving import serving
from analytics.money.values import read_valued
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.statistics.common import Interval
from analytics.statistics.lifetime import interval_of_draws
from analytics.stored import read_stored
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

ACQUISITION, RETENTION, TOLD = "acquisition", "retention", "told"
SCHEMA = {
    "rule": pl.String(),
    "says": pl.Float64(),
    **dict.fromkeys(("value", "low", "high"), pl.Float64()),
    "n": pl.Int64(),
    "note": pl.String(),
}
_TOLD = {"asked": pl.Int64(), "told": pl.Int64()}


def rules_of_thumb(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """A row per rule: what it says (of settings.money, editable) and, beside it, what the company's own
    data say.

    "acquisition": winning a customer costs so many times what keeping one for a year does; own: the
    acquisition_cost of the settings over the mean cost to serve a customer a year. "retention": so much
    more profit when so many more customers stay each year (retention_gain); own: how much more the
    customers who are there will bring then. "told": so many people hear of a bad experience; own: of
    customers who were asked after a failure, the share that told others something bad. value, low, high (95
    %), n, note.

    The figures are not of the same thing: own value is before fixed costs, and a share of customers is no
    number of listeners. They stand beside each other so that nobody takes the rule for the company's own.
    """
    rows = [
        _acquisition(connection, settings, view),
        _retention(connection, settings, view),
        _told(connection, settings, view),
    ]
    return pl.DataFrame(rows, schema=SCHEMA)


def _acquisition(connection: duckdb.DuckDBPyConnection, settings: Settings, view: View) -> dict[str, Any]:
    row: dict[str, Any] = {"rule": ACQUISITION, "says": settings.money.acquisition_factor}
    served = serving(connection, settings, view).filter(pl.col("value_group").is_null())
    cost = settings.money.acquisition_cost
    if cost is None or served.is_empty() or not served["cost"][0]:
        return row | {"n": 0, "note": NOT_IN_DATA}
    ends = [cost / end if end else None for end in served.select("cost", "cost_high", "cost_low").row(0)]
    return row | dict(zip(("value", "low", "high"), ends, strict=True)) | {"n": served["cost_n"][0]}


def _retention(connection: duckdb.DuckDBPyConnection, settings: Settings, view: View) -> dict[str, Any]:
    row: dict[str, Any] = {"rule": RETENTION, "says": settings.money.profit_gain}
    now = lifetime_value(connection, settings, view)
    if now.prospects is None or now.day is None or now.whole["value"][0] is None:
        return row | {"n": 0, "note": now.whole["note"][0]}
    found = now.prospects
    longer = prospects_of(
        found.cells, found.months, found.definition, settings, settings.money.retention_gain
    )
    valued = read_valued(connection, settings, read_sql("analytics.money", "present"), view, {"day": now.day})
    before, after = (valued.worth(prospects).sum(axis=1) for prospects in (found, longer))
    more = after / before - 1
    figure = interval_of_draws(float(more[0]), more[1:])
    return row | figure._asdict() | {"n": now.whole["n"][0]}


def _told(connection: duckdb.DuckDBPyConnection, settings: Settings, view: View) -> dict[str, Any]:
    row: dict[str, Any] = {"rule": TOLD, "says": settings.money.people_told}
    days = {"since": view.since, "until": view.until}
    read = read_stored(connection, read_sql("analytics.money", "told"), days, _TOLD)
    asked, told = read.row(0) if read.height else (0, 0)
    if asked < settings.definitions.small_n:
        return row | {"n": asked, "note": TOO_FEW if asked else NOT_IN_DATA}
    share = Interval(*pl.select(**proportion(pl.lit(told), pl.lit(asked))._asdict()).row(0))
    return row | share._asdict() | {"n": asked}
