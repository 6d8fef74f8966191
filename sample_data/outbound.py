"""Courtesy calls (해피콜): tried with some customers who made contact lately, week by week."""

from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import polars as pl

from sample_data.customers import TENURE_BAND_STARTS
from sample_data.draws import Floats, by
from sample_data.leaving import lived_through
from sample_data.season import TIME_ZONE, Window, month_number
from sample_data.truths_of_outbound import Outbound
from sample_data.words import AFTER_TROUBLE, COURTESY

FOLLOWED_DAYS = 30
"""After the week of the call."""
_DEPARTMENTS = ("가입", "방문서비스")
_AFTER_TROUBLE_BY = "기술지원"
_HOURS = {10: "morning", 11: "morning", 12: "morning", 18: "evening", 19: "evening"} | dict.fromkeys(
    range(13, 18), "afternoon"
)
_WEEK = timedelta(days=7)
# An attempt on each of the first days, so that all are made by Saturday.
_FIRST_DAYS = 4


def draw_calls(
    customers: pl.DataFrame,
    contacts: pl.DataFrame,
    window: Window,
    outbound: Outbound,
    rng: np.random.Generator,
) -> pl.DataFrame:
    """One row per attempt, in the form of the contract.

    Whether a customer is tried in a week hangs on what was lived through in the calendar month before, and,
    by `leaving_log_odds`, on whether the customer leaves within the days after the week: the odds ratio of
    leaving for those called is then exactly that, although nobody's leaving is drawn again.
    """
    lived = _lived_through(contacts)
    tried = [_tried(customers, lived, week, outbound, rng) for week in _weeks(window)]
    attempts = _attempts(pl.concat(tried), outbound, rng) if tried else pl.DataFrame()
    return _recorded(attempts, window, outbound, rng) if attempts.height else _recorded_nothing()


def _weeks(window: Window) -> list[date]:
    """Mondays before which a calendar month is known."""
    second = (window.first_day.replace(day=1) + timedelta(days=32)).replace(day=1)
    if window.first_day.day > 1:
        second = (second + timedelta(days=32)).replace(day=1)
    first = second + timedelta(days=-second.weekday() % 7)
    return [first + _WEEK * number for number in range((window.last_day - first).days // 7 + 1)]


def _lived_through(contacts: pl.DataFrame) -> pl.DataFrame:
    """Per customer and calendar month with a contact: whether each exposure was lived through."""
    return (
        contacts.drop_nulls("customer_id")
        .group_by("customer_id", month=month_number(pl.col("day")))
        .agg(exposure.any().alias(name) for name, exposure in lived_through().items())
        .sort("customer_id", "month")
    )


def _tried(
    customers: pl.DataFrame, lived: pl.DataFrame, week: date, outbound: Outbound, rng: np.random.Generator
) -> pl.DataFrame:
    month = week.year * 12 + week.month
    could = lived.filter(pl.col("month") == month - 1).join(
        customers.select("customer_id", "joined_on", "left_on"), on="customer_id", maintain_order="left"
    )
    could = could.filter(
        pl.col("joined_on") < week, pl.col("left_on").is_null() | (pl.col("left_on") >= week)
    )
    after = week + _WEEK
    leaves = could["left_on"].is_between(after, after + timedelta(days=FOLLOWED_DAYS - 1)).fill_null(False)
    log_odds = np.log(outbound.tried_rate / (1 - outbound.tried_rate)) + outbound.leaving_log_odds * _flags(
        leaves
    )
    for name, effect in outbound.tried_log_odds.items():
        log_odds = log_odds + effect * _flags(could[name])
    is_tried = rng.random(could.height) < 1 / (1 + np.exp(-log_odds))
    return could.filter(pl.Series(is_tried, dtype=pl.Boolean)).select(
        "customer_id",
        "left_on",
        week=pl.lit(week),
        had_trouble=pl.any_horizontal(*outbound.tried_log_odds),
        is_over_3_years=month - month_number(pl.col("joined_on")) >= TENURE_BAND_STARTS[1],
    )


def _flags(values: pl.Series) -> Floats:
    flags: npt.NDArray[np.float64] = values.cast(pl.Float64).to_numpy()
    return flags


def _attempts(tried: pl.DataFrame, outbound: Outbound, rng: np.random.Generator) -> pl.DataFrame:
    """A row per attempt until the customer is reached, or none is left."""
    day = pl.Series(rng.integers(0, _FIRST_DAYS, tried.height))
    numbered = tried.with_columns(first_day=pl.col("week") + pl.duration(days=pl.lit(day))).with_columns(
        place=pl.int_range(pl.len())
    )
    rows = numbered.join(pl.DataFrame({"attempt": range(outbound.attempts)}), how="cross").sort(
        "place", "attempt"
    )
    hour = pl.Series(rng.integers(min(_HOURS), max(_HOURS) + 1, rows.height))
    rate = hour.replace_strict(_HOURS).to_frame("part").select(by("part", outbound.reached_rate)).to_series()
    share = rate.to_numpy()
    odds = np.log(share / (1 - share)) + outbound.reached_log_odds_over_3_years * _flags(
        rows["is_over_3_years"]
    )
    is_reached = pl.Series(rng.random(rows.height) < 1 / (1 + np.exp(-odds)), dtype=pl.Boolean)
    minutes = pl.Series(rng.integers(0, 60 * 60, rows.height))
    made = rows.with_columns(
        at=(pl.col("first_day") + pl.duration(days="attempt")).cast(pl.Datetime("us"))
        + pl.duration(hours=pl.lit(hour), seconds=pl.lit(minutes)),
        is_reached=is_reached,
    )
    reached_before = pl.col("is_reached").cast(pl.Int64).cum_sum().over("place") - pl.col("is_reached")
    return made.filter(reached_before == 0)


def _recorded(
    attempts: pl.DataFrame, window: Window, outbound: Outbound, rng: np.random.Generator
) -> pl.DataFrame:
    """As the dialler writes them: nobody is called after leaving, or after the window."""
    answers = pl.Series(rng.random(attempts.height) < outbound.answered_rate, dtype=pl.Boolean)
    seconds = pl.Series(np.round(rng.lognormal(np.log(90), 0.5, attempts.height)))
    desk = pl.Series(list(_DEPARTMENTS)).gather(rng.integers(0, len(_DEPARTMENTS), attempts.height))
    day = pl.col("at").dt.date()
    made = attempts.with_columns(answers=answers, seconds=seconds, desk=desk).filter(
        day <= window.last_day, pl.col("left_on").is_null() | (day <= pl.col("left_on"))
    )
    had_trouble, is_reached = pl.col("had_trouble"), pl.col("is_reached")
    return (
        made.sort("at", "customer_id")
        .with_columns(number=pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(7))
        .select(
            contact_id=pl.lit("OB") + pl.col("number"),
            customer_id="customer_id",
            occurred_at=pl.col("at").dt.replace_time_zone(TIME_ZONE).dt.convert_time_zone("UTC"),
            department=pl.when(had_trouble).then(pl.lit(_AFTER_TROUBLE_BY)).otherwise("desk"),
            channel=pl.lit("phone"),
            delivery_mode=pl.lit("phone"),
            contact_tier=pl.lit("medium"),
            reason=pl.when(had_trouble).then(pl.lit(AFTER_TROUBLE.ko)).otherwise(pl.lit(COURTESY.ko)),
            direction=pl.lit("outbound"),
            service_seconds=pl.when(is_reached).then("seconds"),
            outcome=pl.when(~is_reached)
            .then(pl.lit("abandoned"))
            .when("answers")
            .then(pl.lit("resolved"))
            .otherwise(pl.lit("unresolved")),
        )
    )


def _recorded_nothing() -> pl.DataFrame:
    texts = ("contact_id", "customer_id", "department", "channel", "delivery_mode", "contact_tier", "reason")
    schema: dict[str, pl.DataType] = dict.fromkeys((*texts, "direction", "outcome"), pl.String())
    return pl.DataFrame(
        schema=schema | {"occurred_at": pl.Datetime("us", "UTC"), "service_seconds": pl.Float64()}
    )
