"""Whether calling helped: who stayed among those called, against others of the same risk who were not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import duckdb
import numpy as np
import polars as pl

from analytics.by_dimension import by_dimension
from analytics.drivers.at_risk import PROFILED, no_contact_tier, scored_profiles
from analytics.drivers.cells import read_month_cells
from analytics.drivers.declared import COVARIATES
from analytics.drivers.model import DriverModel
from analytics.drivers.months import month_before, month_of
from analytics.finished import last_finished, read_span
from analytics.notes import TOO_FEW
from analytics.reading import narrowed, prepare
from analytics.statistics.stratified_shares import stratified_share_difference
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql

NO_CALLS, NOT_OVER, NO_MODEL = "no_calls", "not_over", "no_model"
# How long is looked at after the week of a call.
DAYS = 30
# So many groups of equal risk take out nine tenths of what risk itself does (Cochran 1968).
STRATA = 5
_QUERY = read_sql("analytics.calls", "followed").replace("{profiled}", PROFILED)


@dataclass(frozen=True)
class Helped:
    """Shares who stayed through the 30 days after the week of their call.

    difference: of those called less of the others, at equal risk and month, with low and high (95 %); called
    and others: how many it rests on; stayed and others_stayed: the plain shares. note: null, or why there is
    no figure: no_calls, not_over (of no call 30 days have passed), no_model, or too_few (under
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
    """Of the calls that the records can tell of: those after whose week DAYS have passed.

    calls: customer_id and called_on; rows without a day were not called. model: of all places. Compared are
    customers who were still there when the week of the call ended, as whoever left before could not be
    called any more (a landmark: Anderson, Cain and Gelber 1983), in fifths of the risk that they had before,
    with those whom nobody called in that month.
    """
    made = calls.drop_nulls("called_on").with_columns(
        month=pl.col("called_on").dt.truncate("1mo"), week=pl.col("called_on").dt.truncate("1w")
    )
    if made.is_empty():
        return Helped(note=NO_CALLS)
    if model.fitted is None or model.definition.kind != "records":
        return Helped(note=NO_MODEL)
    span = read_span(connection, settings)
    if span is None:
        return Helped(note=NO_MODEL)
    cells = list(_of_weeks(connection, settings, model, made, (span[0], last_finished(span))))
    if not cells:
        return Helped(called=made["customer_id"].n_unique(), note=NOT_OVER)
    return helped_of(pl.concat(cells), settings.definitions.small_n)


def helped_of(cells: pl.DataFrame, small_n: int) -> Helped:
    """The same of cells at hand: stratum, is_called, customers, stayed."""
    sides = {side: cells.filter(is_called=side) for side in (True, False)}
    strata = sides[True].join(sides[False], on="stratum", how="inner", suffix="_other")
    counts = (
        strata[name].to_numpy().astype(np.float64)
        for name in ("customers", "stayed", "customers_other", "stayed_other")
    )
    found = stratified_share_difference(*counts)
    called, others = (int(side["customers"].sum()) for side in sides.values())
    if called < small_n or found is None:
        return Helped(called, others, note=TOO_FEW)
    return Helped(called, others, _share(sides[True]), _share(sides[False]), *found)


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


def _of_weeks(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    model: DriverModel,
    made: pl.DataFrame,
    days: tuple[date, date],
) -> Iterator[pl.DataFrame]:
    for month, week in made.select("month", "week").unique().sort("month", "week").iter_rows():
        ended = week + timedelta(days=7)
        # What the model knows of a customer is of the month before.
        is_told = month_before(month) >= month_of(days[0]) and ended + timedelta(days=DAYS - 1) <= days[1]
        if is_told:
            called = made.filter(month=month).select("customer_id", is_now=pl.col("week") == week)
            cells = _of_week(connection, settings, model, called, month, ended)
            if cells["is_called"].any():
                fifths = in_fifths(cells)
                yield fifths.with_columns(
                    stratum=pl.format("{} {} {}", pl.lit(month), pl.lit(week), "stratum")
                )


def _of_week(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    model: DriverModel,
    called: pl.DataFrame,
    month: date,
    ended: date,
) -> pl.DataFrame:
    assert model.fitted is not None
    tier = no_contact_tier(model.fitted)
    view, before = View(), month_before(month)
    risk_cells = read_month_cells(
        connection, settings, (month, month), view, model.definition, no_contact_tier=tier
    )
    scored = scored_profiles(model.fitted, risk_cells)
    query = by_dimension(narrowed(_QUERY, view, settings), "customer_month", [], (before, before), settings)
    prepare(connection, settings, [], query)
    values: dict[str, Any] = {
        "month": month,
        "exposure_month": before,
        "no_contact_tier": tier,
        "by_records": True,
        "customer": None,
        "there_on": ended,
        "known_until": ended + timedelta(days=DAYS),
    }
    connection.register("scored", scored.select(*COVARIATES, "profile"))
    connection.register("called", called)
    try:
        found = connection.sql(query, params=values).pl()
    finally:
        connection.unregister("scored")
        connection.unregister("called")
    return found.join(scored.select("profile", "hazard"), on="profile").drop("profile")


def _share(cells: pl.DataFrame) -> float | None:
    customers, stayed = (int(cells[name].sum()) for name in ("customers", "stayed"))
    return stayed / customers if customers else None
