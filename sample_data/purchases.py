"""Purchases and refunds: on joining, later, out of contacts, and given back."""

from datetime import timedelta

import numpy as np
import polars as pl

from sample_data.draws import by, choose, uniform
from sample_data.endings import has_failed, is_recovered
from sample_data.season import TIME_ZONE, Window, end_of, time_of_day
from sample_data.service import CANCELLING
from sample_data.truths_of_sales import Buying

SHOPS = ("web", "app")
"""Where people buy without a contact; always open."""
PURCHASE_COLUMNS = (
    "purchase_id",
    "customer_id",
    "purchased_at",
    "amount",
    "kind",
    "contact_id",
    "department",
    "channel",
)
SELLER = "가입"
"""The department that runs the shops."""


def draw_purchases(
    customers: pl.DataFrame,
    contacts: pl.DataFrame,
    answers: pl.DataFrame,
    window: Window,
    buying: Buying,
    rng: np.random.Generator,
) -> pl.DataFrame:
    """One row per purchase or refund, in contract form and in order of time.

    What was sold at a contact leaves department and channel to the contact.
    """
    first, later, sold, priced, refunded = rng.spawn(5)
    bought = pl.concat(
        [
            _first_purchases(customers, window, first),
            _later_purchases(customers, answers, window, buying, later),
            _sold_at_contacts(customers, contacts, buying, sold),
        ],
        how="diagonal",
    )
    bought = bought.with_columns(amount=_amount(bought, buying, priced))
    refunds = _refunds(bought, contacts, buying, refunded)
    everything = pl.concat([bought, refunds], how="diagonal").filter(
        pl.col("at") < end_of(window), (pl.col("at").dt.date() <= pl.col("left_on")).fill_null(True)
    )
    return (
        everything.sort("at", "customer_id", "kind", "amount")
        .with_columns(
            purchase_id="P" + pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(7),
            purchased_at=pl.col("at").dt.replace_time_zone(TIME_ZONE).dt.convert_time_zone("UTC"),
        )
        .select(PURCHASE_COLUMNS)
    )


def _first_purchases(customers: pl.DataFrame, window: Window, rng: np.random.Generator) -> pl.DataFrame:
    """What those bought who joined in the window, on the day on which they joined."""
    joiners = customers.filter(pl.col("joined_on") >= window.first_day)
    return (
        joiners.select("customer_id", "left_on", day="joined_on")
        .pipe(_in_a_shop, rng)
        .with_columns(kind=pl.lit("first"))
    )


def _later_purchases(
    customers: pl.DataFrame,
    answers: pl.DataFrame,
    window: Window,
    buying: Buying,
    rng: np.random.Generator,
) -> pl.DataFrame:
    """What comes of no contact: a Poisson process whose rate hangs on segment and latest CSAT score.

    It is drawn at the highest rate, then thinned.
    """
    highest = max(buying.csat_factor.values())
    present = customers.select(
        "customer_id",
        "left_on",
        from_day=pl.col("joined_on").clip(lower_bound=window.first_day),
        rate=by("segment", buying.per_30_days) / 30 * highest,
    ).with_columns(
        days=(pl.col("left_on").fill_null(window.last_day) - pl.col("from_day")).dt.total_days() + 1
    )
    count = rng.poisson((present["rate"] * present["days"]).to_numpy())
    candidates = present[np.repeat(np.arange(present.height), count)]
    elapsed = (uniform(rng, candidates) * candidates["days"]).floor()
    candidates = candidates.select(
        "customer_id", "left_on", day=pl.col("from_day") + pl.duration(days=pl.lit(elapsed))
    ).pipe(_in_a_shop, rng)
    buys = uniform(rng, candidates) * highest < _csat_factor(candidates, answers, buying)
    kinds = choose(rng, list(buying.kind_share), list(buying.kind_share.values()), candidates.height)
    return candidates.with_columns(kind=kinds).filter(buys)


def _in_a_shop(purchases: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """The purchases of a day with channel, department and time."""
    channel = pl.Series("channel", SHOPS).gather(rng.integers(0, len(SHOPS), purchases.height))
    return purchases.with_columns(
        channel,
        department=pl.lit(SELLER),
        at=pl.col("day").cast(pl.Datetime("us")) + time_of_day(channel, rng),
    ).drop("day")


def _csat_factor(purchases: pl.DataFrame, answers: pl.DataFrame, buying: Buying) -> pl.Series:
    """The factor of each purchase by the score that its customer gave last, if not too long before."""
    scores = (
        answers.filter(pl.col("item") == "csat")
        .drop_nulls("customer_id")
        .select("customer_id", "score", at=_local("answered_at"))
        .sort("at")
    )
    factors = {float(score): factor for score, factor in buying.csat_factor.items()}
    return (
        _latest_before(purchases, scores, buying.csat_days)
        .select(pl.col("score").replace_strict(factors, default=1.0, return_dtype=pl.Float64))
        .to_series()
    )


def _latest_before(purchases: pl.DataFrame, events: pl.DataFrame, days: int) -> pl.DataFrame:
    """The purchases with what the customer's latest event of so many days before says, in the same order."""
    return (
        purchases.with_row_index("place")
        .sort("at")
        .join_asof(events, on="at", by="customer_id", tolerance=timedelta(days=days), check_sortedness=False)
        .sort("place")
    )


def _local(column: str) -> pl.Expr:
    return pl.col(column).dt.convert_time_zone(TIME_ZONE).dt.replace_time_zone(None)


def _sold_at_contacts(
    customers: pl.DataFrame, contacts: pl.DataFrame, buying: Buying, rng: np.random.Generator
) -> pl.DataFrame:
    """What was sold at the end of resolved contacts, but for those that end the relationship."""
    factor = by("department", buying.sold_department_factor, default=1.0)
    sells = uniform(rng, contacts) < by("channel", buying.sold_rate) * factor
    sold = contacts.filter(
        sells, pl.col("outcome") == "resolved", pl.col("reason") != CANCELLING["reason"]
    ).select("customer_id", "contact_id", at=(pl.col("at") + pl.duration(seconds="service_seconds")))
    sold = sold.join(customers.select("customer_id", "left_on"), on="customer_id", maintain_order="left")
    kinds = choose(rng, list(buying.sold_kind_share), list(buying.sold_kind_share.values()), sold.height)
    return sold.with_columns(kind=kinds)


def _amount(purchases: pl.DataFrame, buying: Buying, rng: np.random.Generator) -> pl.Expr:
    """In won, to the nearest hundred."""
    factor = pl.Series(rng.lognormal(0, buying.log_spread, purchases.height))
    return (by("kind", buying.median_won) * factor / 100).round() * 100


def _refunds(
    bought: pl.DataFrame, contacts: pl.DataFrame, buying: Buying, rng: np.random.Generator
) -> pl.DataFrame:
    """What is given back, in whole: drawn at the chance after a failure, then thinned on other days."""
    failures = (
        contacts.filter(has_failed() & ~is_recovered())
        .drop_nulls("customer_id")
        .select("customer_id", "at", after_failure=pl.lit(True))
        .sort("at")
    )
    highest = buying.refund_rate * buying.refund_failure_factor
    candidates = bought.filter(uniform(rng, bought) < highest)
    days = pl.Series(rng.integers(1, buying.refund_days + 1, candidates.height))
    candidates = candidates.with_columns(
        at=pl.col("at") + pl.duration(days=pl.lit(days)),
        kind=pl.lit("refund"),
        contact_id=pl.lit(None, pl.String),
        department=pl.lit(SELLER),
        channel=pl.col("channel").fill_null(SHOPS[0]),
    )
    after_failure = _latest_before(candidates, failures, buying.refund_failure_days)["after_failure"]
    is_usual_day = uniform(rng, candidates) * buying.refund_failure_factor < 1
    return candidates.filter(after_failure.fill_null(False) | is_usual_day)
