"""Whether calling helped: who stayed among those called, against others of the same risk who were not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import polars as pl

from analytics.by_dimension import by_dimension
from analytics.drivers.at_risk import PROFILED, no_contact_tier, scored_profiles
from analytics.drivers.cells import read_month_cells
from analytics.drivers.declared import COVARIATES
from analytics.drivers.model import DriverModel
from analytics.drivers.months import month_after, month_before, month_of
from analytics.finished import last_finished, read_span
from analytics.notes import TOO_FEW
from analytics.reading import narrowed, prepare
from analytics.statistics.stratified import stratified_difference
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

NO_CALLS, NOT_OVER, NO_MODEL = "no_calls", "not_over", "no_model"
# So many groups of equal risk take out nine tenths of what risk itself does (Cochran 1968).
STRATA = 5
_QUERY = read_sql("analytics.calls", "followed").replace("{profiled}", PROFILED)


@dataclass(frozen=True)
class Helped:
    """Shares who stayed through the month after the month of their call.

    difference: of those called less of the others, at equal risk and month, with low and high (95 %); called
    and others: how many it rests on; stayed and others_stayed: the plain shares. note: null, or why there is
    no figure: no_calls, not_over (no month after a month of calls is over), no_model, or too_few (under
    settings.definitions.small_n called).
    """

    called: int = 0
    others: int = 0
    stayed: float | None = None
    others_stayed: float | None = None
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    note: str | None = None


def helped(
    connection: duckdb.DuckDBPyConnection, settings: Settings, model: DriverModel, calls: pl.DataFrame
) -> Helped:
    """Of the calls that the records can tell of: those of months after which another one is over.

    calls: customer_id and called_on; rows without a day were not called. model: of all places. Compared are
    customers who were still there when the month of the call ended, as whoever left before could not be
    called any more (a landmark: Anderson, Cain and Gelber 1983), in fifths of the risk that they had before.
    """
    made = calls.drop_nulls("called_on").with_columns(month=pl.col("called_on").dt.truncate("1mo"))
    if made.is_empty():
        return Helped(note=NO_CALLS)
    if model.fitted is None or model.definition.kind != "records":
        return Helped(note=NO_MODEL)
    span = read_span(connection, settings)
    if span is None:
        return Helped(note=NO_MODEL)
    cells = list(_of_months(connection, settings, model, made, (span[0], last_finished(span))))
    if not cells:
        return Helped(called=made["customer_id"].n_unique(), note=NOT_OVER)
    return helped_of(pl.concat(cells), settings.definitions.small_n)


def helped_of(cells: pl.DataFrame, small_n: int) -> Helped:
    """The same of cells at hand: stratum, is_called, customers, stayed."""
    n, stayed = pl.col("customers").cast(pl.Float64), pl.col("stayed").cast(pl.Float64)
    sums = cells.select(
        pl.lit("all").alias("all"),
        "stratum",
        is_exposed="is_called",
        n="customers",
        weight=n,
        weight_squares=n,
        total=stayed,
        squares=stayed,
    )
    found = stratified_difference(sums, ["stratum"], ["all"]).row(0, named=True)
    shares = {side: _share(cells.filter(is_called=side)) for side in (True, False)}
    called, others = int(found["exposed"]), int(found["unexposed"])
    if called < small_n or found["difference"] is None:
        return Helped(called, others, note=TOO_FEW)
    ends = (found[name] for name in ("difference", "low", "high"))
    return Helped(called, others, shares[True], shares[False], *ends)


def in_fifths(profiles: pl.DataFrame) -> pl.DataFrame:
    """Cells put together by fifths of the risk of those called: stratum, is_called, customers, stayed.

    profiles: hazard, is_called, customers, stayed.
    """
    called = profiles.filter("is_called").sort("hazard")
    reached = called["customers"].cum_sum() / called["customers"].sum()
    edges = [called["hazard"][int((reached < part / STRATA).sum())] for part in range(1, STRATA)]
    place = sum((pl.col("hazard") > edge).cast(pl.Int64) for edge in sorted(set(edges)))
    return (
        profiles.with_columns(stratum=place)
        .group_by("stratum", "is_called")
        .agg(pl.col("customers", "stayed").sum())
        .sort("stratum", "is_called")
    )


def _of_months(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    model: DriverModel,
    made: pl.DataFrame,
    days: tuple[date, date],
) -> Iterator[pl.DataFrame]:
    for month in made["month"].unique().sort():
        # What the model knows of a customer is of the month before.
        is_told = month_before(month) >= month_of(days[0]) and _last_day_after(month) <= days[1]
        if is_told:
            called = made.filter(month=month).select("customer_id").unique()
            cells = _of_month(connection, settings, model, called, month)
            if cells["is_called"].any():
                fifths = in_fifths(cells)
                yield fifths.with_columns(stratum=pl.format("{} {}", pl.lit(f"{month:%Y-%m}"), "stratum"))


def _of_month(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    model: DriverModel,
    called: pl.DataFrame,
    month: date,
) -> pl.DataFrame:
    assert model.fitted is not None
    tier = no_contact_tier(model.fitted)
    view = View()
    risk_cells = read_month_cells(
        connection, settings, (month, month), view, model.definition, no_contact_tier=tier
    )
    scored = scored_profiles(model.fitted, risk_cells)
    query = narrowed(_QUERY, view, settings)
    query = by_dimension(query, "customer_month", [], (month_before(month), month_before(month)), settings)
    prepare(connection, settings, [], query)
    after = month_after(month)
    values: dict[str, Any] = {
        "month": month,
        "exposure_month": month_before(month),
        "no_contact_tier": tier,
        "by_records": True,
        "customer": None,
        "there_on": after,
        "known_until": month_after(after),
    }
    connection.register("scored", scored.select(*COVARIATES, "profile"))
    connection.register("called", called)
    try:
        found = connection.sql(query, params=values).pl()
    finally:
        connection.unregister("scored")
        connection.unregister("called")
    return found.join(scored.select("profile", "hazard"), on="profile").drop("profile")


def _last_day_after(month: date) -> date:
    """The last day of the month after it."""
    following = month_after(month_after(month))
    return date.fromordinal(following.toordinal() - 1)


def _share(cells: pl.DataFrame) -> float | None:
    customers, stayed = (int(cells[name].sum()) for name in ("customers", "stayed"))
    return stayed / customers if customers else None
