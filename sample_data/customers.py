"""Who there is: the customers, and people who are none."""

import numpy as np
import polars as pl

from sample_data.draws import choose
from sample_data.season import Window, month_number
from sample_data.service import CUSTOMER_TYPE_SHARE, SEGMENT_ANNUAL_VALUE, SEGMENT_SHARE
from sample_data.truths import Truths

MEAN_TENURE_DAYS = 1_100
LONGEST_TENURE_DAYS = 4_000
OLD_SYSTEM_SHARE = 0.3
"""Non-customers that carry an id of an older system, which the customer master does not have."""


TENURE_BANDS = ["under_1_year", "1_to_3_years", "over_3_years"]
TENURE_BAND_STARTS = [12, 36]
"""Calendar months at which the second and the third band begin."""


def draw_people(customers: int, window: Window, truths: Truths, rng: np.random.Generator) -> pl.DataFrame:
    """One row per person, customers first.

    Columns: person (0, 1, …), customer_id, is_customer, joined_on (null for others), segment, customer_type,
    annual_value (won), activity (factor on the contact rate, mean 1), mood (points of CSAT, mean 0).
    """
    others = round(customers * truths.arrival.anonymous_share)
    people = customers + others
    shape = truths.arrival.activity_shape
    return pl.concat(
        [_customers(customers, window, truths, rng), _others(others, rng)], how="diagonal"
    ).with_columns(
        pl.Series("person", np.arange(people)),
        pl.Series("activity", rng.gamma(shape, 1 / shape, people)),
        pl.Series("mood", rng.normal(0, truths.satisfaction.mood_spread, people)),
    )


def _customers(count: int, window: Window, truths: Truths, rng: np.random.Generator) -> pl.DataFrame:
    segment = choose(rng, list(SEGMENT_SHARE), list(SEGMENT_SHARE.values()), count)
    value = segment.replace_strict(SEGMENT_ANNUAL_VALUE, return_dtype=pl.Float64) * rng.lognormal(
        0, 0.3, count
    )
    return pl.DataFrame(
        {
            "customer_id": _numbered("C", count),
            "is_customer": pl.repeat(True, count, eager=True),
            "joined_on": _joined_on(count, window, truths, rng),
            "segment": segment,
            "customer_type": choose(
                rng, list(CUSTOMER_TYPE_SHARE), list(CUSTOMER_TYPE_SHARE.values()), count
            ),
            "annual_value": (value / 1000).round() * 1000,
        }
    )


def _others(count: int, rng: np.random.Generator) -> pl.DataFrame:
    has_old_id = pl.Series(rng.random(count) < OLD_SYSTEM_SHARE)
    return pl.DataFrame(
        {
            "customer_id": _numbered("OLD", count),
            "is_customer": pl.repeat(False, count, eager=True),
        }
    ).with_columns(pl.when(has_old_id).then("customer_id"))


def _numbered(prefix: str, count: int) -> pl.Series:
    return prefix + pl.Series(np.arange(1, count + 1)).cast(pl.String).str.zfill(7)


def _joined_on(count: int, window: Window, truths: Truths, rng: np.random.Generator) -> pl.Series:
    is_new = rng.random(count) < truths.arrival.joined_per_year * window.days / 365
    tenure_days = rng.exponential(MEAN_TENURE_DAYS, count).astype(int) % LONGEST_TENURE_DAYS
    days = np.where(is_new, rng.integers(0, window.days, count), -1 - tenure_days)
    return (
        pl.Series(days)
        .to_frame("days")
        .select(joined_on=pl.lit(window.first_day) + pl.duration(days="days"))["joined_on"]
    )


def tenure_band(month: pl.Expr, joined_on: pl.Expr) -> pl.Expr:
    """The tenure band of a calendar month (see month_number), by calendar months since the join month."""
    months = month - month_number(joined_on)
    new, settled, old = (pl.lit(band) for band in TENURE_BANDS)
    second, third = TENURE_BAND_STARTS
    band = pl.when(months < second).then(new).when(months < third).then(settled).otherwise(old)
    return pl.when(months.is_not_null()).then(band)
