"""How contacts end: failed, handed over, unresolved, resolved; complaint and recovery."""

import numpy as np
import polars as pl

from sample_data.customers import tenure_band
from sample_data.draws import by, expit, logit, uniform
from sample_data.season import Window, end_of, is_office_open, month_number
from sample_data.truths import Decline, Improvement, Truths


def with_endings(
    contacts: pl.DataFrame, window: Window, truths: Truths, rng: np.random.Generator
) -> pl.DataFrame:
    """The contacts with outcome, is_complaint, recovery and recovery_seconds."""
    return (
        contacts.with_columns(outcome=_outcome(contacts, window, truths, rng))
        .with_columns(
            is_complaint=uniform(rng, contacts) < by("outcome", truths.failing.complaint_rate),
        )
        .pipe(_with_recovery, window, truths, rng)
    )


def has_failed() -> pl.Expr:
    """Whether the contact failed."""
    return pl.col("outcome") == "failed"


def is_recovered() -> pl.Expr:
    """Whether the contact failed and was recovered."""
    return (pl.col("recovery") == "recovered").fill_null(False)


def decline_so_far(decline: Decline, window: Window) -> pl.Expr:
    """How much of the decline applies to a contact: 0 outside it, rising to 1 on the last day."""
    days = max((window.last_day - decline.starts_on).days, 1)
    progress = ((pl.col("day") - decline.starts_on).dt.total_days() / days).clip(0, 1)
    is_there = (pl.col("department") == decline.department) & (pl.col("contact_tier") == decline.contact_tier)
    return pl.when(is_there).then(progress).otherwise(0.0)


def _outcome(contacts: pl.DataFrame, window: Window, truths: Truths, rng: np.random.Generator) -> pl.Expr:
    failing = truths.failing
    fails = uniform(rng, contacts) < _failure_rate(window, truths)
    is_handed_over = is_office_open(pl.col("at")) & (
        uniform(rng, contacts) < by("channel", failing.handover_rate)
    )
    return (
        pl.when("is_abandoned")
        .then(pl.lit("abandoned"))
        .when(fails)
        .then(pl.lit("failed"))
        .when(is_handed_over)
        .then(pl.lit("transferred"))
        .when(uniform(rng, contacts) < failing.unresolved_rate)
        .then(pl.lit("unresolved"))
        .otherwise(pl.lit("resolved"))
    )


def _failure_rate(window: Window, truths: Truths) -> pl.Expr:
    earlier_contacts = pl.col("contact_number") - 1
    return expit(
        logit(by("contact_tier", truths.failing.rate))
        + truths.failing.log_odds_per_earlier_contact * earlier_contacts
        + pl.col("failure_log_odds")
        + truths.decline.failure_log_odds * decline_so_far(truths.decline, window)
        + truths.improvement.failure_log_odds * _is_improved(truths.improvement)
    )


def _is_improved(improvement: Improvement) -> pl.Expr:
    is_there = (pl.col("department") == improvement.department) & (
        pl.col("contact_tier") == improvement.contact_tier
    )
    return (is_there & (pl.col("day") >= improvement.starts_on)).cast(pl.Float64)


def _with_recovery(
    contacts: pl.DataFrame, window: Window, truths: Truths, rng: np.random.Generator
) -> pl.DataFrame:
    """Recovery of failed contacts; one that would end after the window has only been attempted so far."""
    recovering = truths.recovering
    seconds = pl.Series(rng.exponential(recovering.mean_hours * 60, contacts.height)).ceil() * 60
    is_in_time = pl.col("at") + pl.duration(seconds=pl.lit(seconds)) < end_of(window)
    succeeds = (uniform(rng, contacts) < recovering.success_rate) & is_in_time
    return (
        contacts.with_columns(is_offered=uniform(rng, contacts) < _offer_rate(truths))
        .with_columns(
            recovery=pl.when(pl.col("outcome") == "failed").then(
                pl.when("is_offered")
                .then(pl.when(succeeds).then(pl.lit("recovered")).otherwise(pl.lit("attempted")))
                .otherwise(pl.lit("none"))
            )
        )
        .with_columns(recovery_seconds=pl.when(pl.col("recovery") == "recovered").then(seconds))
        .drop("is_offered")
    )


def _offer_rate(truths: Truths) -> pl.Expr:
    recovering = truths.recovering
    band = tenure_band(month_number(pl.col("at")), pl.col("joined_on"))
    tenure = band.replace_strict(dict(recovering.tenure_log_odds), default=0.0)
    return expit(
        recovering.intercept
        + tenure
        + by("segment", recovering.segment_log_odds)
        + recovering.complaint_log_odds * pl.col("is_complaint")
    )
