"""Who leaves, when and why: a monthly hazard that looks at the month before."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from sample_data.customers import TENURE_BAND_STARTS, TENURE_BANDS
from sample_data.draws import Floats
from sample_data.endings import has_failed, is_recovered
from sample_data.season import Window, month_number
from sample_data.truths import Truths
from sample_data.truths_of_customers import Causes, Leaving
from sample_data.waits import broke_promise

Flags = npt.NDArray[np.bool_]


def lived_through() -> dict[str, pl.Expr]:
    """The exposures, as a property of a contact."""
    return {
        "broken_promise": broke_promise(),
        "failure_unrecovered": has_failed() & ~is_recovered(),
        "failure_recovered": has_failed() & is_recovered(),
        "complaint": pl.col("is_complaint"),
    }


@dataclass(frozen=True)
class Departures:
    """The customers who leave, by position."""

    person: npt.NDArray[np.intp]
    left_on: pl.Series
    exposures: dict[str, Flags]
    """What they lived through in the month before."""


def departures(
    customers: pl.DataFrame, contacts: pl.DataFrame, window: Window, truths: Truths, rng: np.random.Generator
) -> Departures:
    """Draw the first month in which each customer leaves, if any, and the day.

    `contacts` are all contacts as if nobody left; a customer leaves only once, so later ones do not count.
    """
    exposed = _exposed_month_before(contacts, customers.height, window)
    leaves = rng.random((customers.height, len(window.months))) < _hazard(
        customers, exposed, window, truths.leaving
    )
    person = np.flatnonzero(leaves.any(axis=1))
    month = leaves[person].argmax(axis=1)
    left_on = _day_within(month, customers["joined_on"].gather(person), window, rng)
    return Departures(person, left_on, {name: flags[person, month] for name, flags in exposed.items()})


def _exposed_month_before(contacts: pl.DataFrame, customers: int, window: Window) -> dict[str, Flags]:
    """Per exposure a matrix of customers by months: lived through in the calendar month before."""
    first = window.months[0].year * 12 + window.months[0].month
    known = contacts.filter(pl.col("person") < customers).select(
        "person", month=month_number(pl.col("day")) - first, **lived_through()
    )
    exposed = {}
    for name in lived_through():
        matrix = np.zeros((customers, len(window.months) + 1), dtype=bool)
        hit = known.filter(name)
        matrix[hit["person"].to_numpy(), hit["month"].to_numpy() + 1] = True
        exposed[name] = matrix[:, :-1]
    return exposed


def _hazard(customers: pl.DataFrame, exposed: dict[str, Flags], window: Window, leaving: Leaving) -> Floats:
    """Chance to leave per customer and month; 0 before joining."""
    joined = customers.select(month_number(pl.col("joined_on"))).to_series().to_numpy()
    months = np.array([month.year * 12 + month.month for month in window.months])
    tenure = months[None, :] - joined[:, None]
    by_band = np.array([leaving.tenure_log_odds[band] for band in TENURE_BANDS])
    by_segment = customers["segment"].replace_strict(dict(leaving.segment_log_odds), return_dtype=pl.Float64)
    log_odds = (
        leaving.intercept + by_band[np.digitize(tenure, TENURE_BAND_STARTS)] + by_segment.to_numpy()[:, None]
    )
    for name, flags in exposed.items():
        log_odds = log_odds + leaving.exposure_log_odds[name] * flags
    hazard: Floats = np.where(tenure >= 0, 1 / (1 + np.exp(-log_odds)), 0.0)
    return hazard


def _day_within(
    month: npt.NDArray[np.intp], joined_on: pl.Series, window: Window, rng: np.random.Generator
) -> pl.Series:
    """A random day of the month that lies in the window and not before the joining."""
    days = pl.DataFrame(
        {
            "first": pl.Series(window.months, dtype=pl.Date).gather(month),
            "joined_on": joined_on,
            "draw": rng.random(len(month)),
        }
    ).with_columns(
        first=pl.max_horizontal("first", "joined_on", pl.lit(window.first_day)),
        last=pl.min_horizontal(pl.col("first").dt.month_end(), pl.lit(window.last_day)),
    )
    span = (pl.col("last") - pl.col("first")).dt.total_days() + 1
    return days.select(pl.col("first") + pl.duration(days=(pl.col("draw") * span).floor()))["first"]


def leave_causes(
    departures: Departures, customer_type: pl.Series, causes: Causes, rng: np.random.Generator
) -> pl.Series:
    """The causes each leaver names, joined by '|'; null when none is named."""
    count = len(departures.person)
    named = {
        cause: rng.random(count) < _naming_rate(cause, departures, customer_type, causes)
        for cause in causes.base_rate
    }
    is_involuntary = pl.Series(rng.random(count) < causes.involuntary_rate)
    voluntary = pl.concat_str(
        [pl.when(pl.Series(flags)).then(pl.lit(cause)) for cause, flags in named.items()],
        separator="|",
        ignore_nulls=True,
    )
    return pl.select(
        pl.when(is_involuntary).then(pl.lit("involuntary")).when(voluntary != "").then(voluntary)
    ).to_series()


def _naming_rate(cause: str, departures: Departures, customer_type: pl.Series, causes: Causes) -> Floats:
    rate = np.full(len(departures.person), causes.base_rate[cause])
    for (added_cause, exposure), added in causes.added_by_exposure.items():
        if added_cause == cause:
            rate += added * departures.exposures[exposure]
    for (added_cause, name), added in causes.added_by_type.items():
        if added_cause == cause:
            rate += added * (customer_type == name).fill_null(False).to_numpy()
    return rate
