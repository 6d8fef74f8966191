"""How many failures recovery can take, how many come, and when what is open is gone."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import duckdb
import numpy as np
import polars as pl

from analytics.calendar import calendar_of
from analytics.comparing.frames import in_schema
from analytics.dimensions import find_dimensions
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import WHOLE, Counts, read_counts
from analytics.recovery.backlog import flows_by_day
from analytics.recovery.stated_capacity import stated_capacity
from analytics.standing_out import clear_distance
from analytics.statistics.backlog_flow import days_until_gone, mean_of_days, quantile_of_days, ratio_of
from analytics.statistics.common import Floats, Interval
from analytics.statistics.ratio import ratio_of_totals
from analytics.view import View
from warehouse.errors import QueryError
from warehouse.settings import Settings

# Of fewer working days neither the pace nor a high quantile can be told.
FEWEST_DAYS = 20
PARTS = ("department", "contact_tier")
EXCEEDED, ENOUGH, UNSURE = "exceeded", "enough", "unsure"
GONE, PERHAPS, NEVER, NOTHING_OPEN = "gone", "perhaps", "never", "nothing_open"
_FLOWS = ("inflow", "recovered", "given_up", "contacts")
_CONTACTS = Counts("contact_daily", {"at": "day", "contacts": "sum(contacts)::BIGINT"})
_FIGURES = ("inflow", "recovered", "capacity", "utilisation", "full_at", "contacts")
_SCHEMA = {
    **dict.fromkeys(PARTS, pl.String()),
    **dict.fromkeys(("days", "failures"), pl.Int64()),
    **{f"{name}{end}": pl.Float64() for name in _FIGURES for end in ("", "_low", "_high")},
    "is_stated": pl.Boolean(),
    "verdict": pl.String(),
    "open": pl.Int64(),
    **{f"{name}{end}": pl.Float64() for name in ("gone", "gone_full") for end in ("", "_low", "_high")},
    **dict.fromkeys(("pace", "pace_full"), pl.String()),
    "days_above": pl.Int64(),
    "note": pl.String(),
}

Row = dict[str, Any]


@dataclass(frozen=True)
class _Place:
    """What is known of a combination: its working days in the view and ever, and what is open at the end."""

    keys: Mapping[str, str | None]
    days: pl.DataFrame
    ever: pl.DataFrame
    open: int


def recovery_capacity(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: tuple[str, ...] = (),
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Recovery against what fails, per working day of the calendar, by department, tier or both.

    What comes on closed days counts on the working day after them. Returns by, days (working days in the
    view), failures (in the view, that say what was done about them), and each with …_low and …_high (95 %):
    inflow (of these, a day), recovered (a day), contacts (a day), capacity (a day: as the settings state it,
    is_stated, then without an interval; else what was not exceeded on settings.recovery.capacity_share of
    all working days of the data), utilisation (inflow ÷ capacity), full_at (contacts a day at which recovery
    is full, at the present failure rate); verdict (EXCEEDED where the inflow is above the capacity beyond
    chance for so many looks, ENOUGH where it is below, else UNSURE); open (failures when the last day ends);
    gone (working days until they are gone as things go, recoveries and given up against inflow) with its
    ends, which hold the day itself, and pace (GONE; PERHAPS: it may never be, then without an upper end;
    NEVER; NOTHING_OPEN); gone_full and pace_full, the same if recovery always worked at capacity; days_above
    (working days in the view with more contacts than full_at); note: "not_in_data" where no failure says
    what was done about it, "too_few" of fewer than 20 working days or settings.definitions.small_n failures.

    Raises QueryError for something else to split by.
    """
    if senseless := [name for name in by if name not in PARTS]:
        raise QueryError(
            f"The capacity of recovery is not split by '{senseless[0]}'.", f"Known are {', '.join(PARTS)}."
        )
    places = _places(connection, settings, by, view)
    shared = [place for place in places if _note(place, settings) is None]
    stated = stated_capacity(settings, view, [place.keys for place in places])
    rows = [_row(place, stated[number], settings) for number, place in enumerate(places)]
    frame = in_schema(pl.DataFrame(rows, infer_schema_length=None), _SCHEMA)
    return frame.with_columns(verdict=_verdict(len(shared))).select(
        *by, *(name for name in _SCHEMA if name not in PARTS)
    )


def _places(
    connection: duckdb.DuckDBPyConnection, settings: Settings, by: tuple[str, ...], view: View
) -> list[_Place]:
    keys = list(by) or [WHOLE]
    flows = flows_by_day(connection, settings, by, view)
    if flows.is_empty():
        return []
    contacts = read_counts(
        connection, settings, _CONTACTS, find_dimensions(settings, by), replace(view, since=None)
    ).rename({"at": "day"})
    days = flows.join(contacts, on=[*keys, "day"], how="left", nulls_equal=True).with_columns(
        pl.col("contacts").fill_null(0), inflow=pl.col("failures") - pl.col("unknown")
    )
    worked = _by_working_day(days, keys, settings)
    since = view.since or date.min
    return [
        _Place(
            dict(zip(keys, values, strict=True)),
            frame.filter(pl.col("day") >= since),
            frame,
            int(days.filter(_is(keys, values)).sort("day")["backlog"][-1]),
        )
        for values, frame in worked.group_by(keys, maintain_order=True)
    ]


def _is(keys: Sequence[str], values: Sequence[Any]) -> pl.Expr:
    return pl.all_horizontal(
        pl.col(key).eq_missing(pl.lit(value)) for key, value in zip(keys, values, strict=True)
    )


def _by_working_day(days: pl.DataFrame, keys: Sequence[str], settings: Settings) -> pl.DataFrame:
    """The flows of each working day and the closed days before it; those after the last are left out."""
    calendar = calendar_of(settings)
    every = days["day"].unique().sort().to_list()
    working = [day for day in every if calendar.kind(day) == "working_day"]
    open_days = pl.DataFrame({"worked": working}, schema={"worked": pl.Date}).with_columns(day="worked")
    return (
        days.sort("day")
        .join_asof(open_days, on="day", strategy="forward")
        .drop_nulls("worked")
        .group_by(*keys, day="worked")
        .agg(pl.col(_FLOWS).sum())
        .sort(*keys, "day", nulls_last=True)
    )


def _note(place: _Place, settings: Settings) -> str | None:
    failures = int(place.days["inflow"].sum())
    if not place.ever["inflow"].sum():
        return NOT_IN_DATA
    is_few = place.days.height < FEWEST_DAYS or failures < settings.definitions.small_n
    return TOO_FEW if is_few else None


def _row(place: _Place, stated: float | None, settings: Settings) -> Row:
    note, days = _note(place, settings), place.days
    row: Row = {**place.keys, "days": days.height, "failures": int(days["inflow"].sum())}
    row |= {"open": place.open if note != NOT_IN_DATA else None, "note": note}
    if note is not None:
        return row
    inflow, recovered, contacts = (_floats(days, name) for name in ("inflow", "recovered", "contacts"))
    capacity = (
        quantile_of_days(place.ever["recovered"], settings.recovery.capacity_share)
        if stated is None
        else Interval(stated, stated, stated)
    )
    row |= _ends("inflow", mean_of_days(inflow)) | _ends("recovered", mean_of_days(recovered))
    row |= _ends("contacts", mean_of_days(contacts)) | _ends("capacity", capacity)
    row |= {"is_stated": stated is not None}
    row |= _until("gone", "pace", place.open, recovered + _floats(days, "given_up") - inflow)
    if capacity.value <= 0:
        return row
    row |= _ends("utilisation", ratio_of(mean_of_days(inflow), capacity))
    row |= _until("gone_full", "pace_full", place.open, capacity.value - inflow)
    full = ratio_of(capacity, _failing(days))
    return row | _ends("full_at", full) | {"days_above": int((contacts > full.value).sum())}


def _failing(days: pl.DataFrame) -> Interval:
    """The share of contacts that fail and say what was done, from how much working days differ."""
    found = ratio_of_totals(days, (), "inflow", "contacts").row(0, named=True)
    return Interval(found["value"], found["low"], found["high"])


def _until(name: str, pace: str, backlog: int, less_a_day: Floats) -> Row:
    found = days_until_gone(backlog, less_a_day)
    if found is None:
        return {pace: NEVER}
    kind = NOTHING_OPEN if backlog <= 0 else GONE if math.isfinite(found.high) else PERHAPS
    return {pace: kind} | (_ends(name, found) if backlog > 0 else {})


def _ends(name: str, found: Interval) -> Row:
    """The figure and its ends; null where one is infinite."""
    ends = zip(("", "_low", "_high"), found, strict=True)
    return {f"{name}{end}": value if math.isfinite(value) else None for end, value in ends}


def _floats(days: pl.DataFrame, name: str) -> Floats:
    return np.asarray(days[name].cast(pl.Float64).to_numpy())


def _verdict(looks: int) -> pl.Expr:
    """Where utilisation lies beside 1, for so many looked at together (Bonferroni)."""
    value, low = pl.col("utilisation"), pl.col("utilisation_low")
    high, far = pl.col("utilisation_high").fill_null(float("inf")), clear_distance(looks)
    return (
        pl.when(value.is_null())
        .then(None)
        .when(value - 1 > far * (value - low))
        .then(pl.lit(EXCEEDED))
        .when(1 - value > far * (high - value))
        .then(pl.lit(ENOUGH))
        .otherwise(pl.lit(UNSURE))
    )
