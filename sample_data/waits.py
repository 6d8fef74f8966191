"""Waiting: how long, what was promised, who gives up."""

import numpy as np
import polars as pl

from sample_data.draws import by, uniform
from sample_data.season import load
from sample_data.truths import Truths


def with_waits(contacts: pl.DataFrame, truths: Truths, rng: np.random.Generator) -> pl.DataFrame:
    """The contacts with is_booked, usual_wait_seconds, wait_seconds, promised_wait_seconds and is_abandoned.

    An abandoned contact waited until the customer gave up; a no-show has neither wait nor promise.
    """
    waiting = truths.waiting
    booked_rate = by("channel", waiting.booked_rate, default=None)
    return (
        contacts.with_columns(is_booked=uniform(rng, contacts) < booked_rate)
        .with_columns(usual_wait_seconds=_usual_wait(truths))
        .with_columns(wait=_wait(contacts, truths, rng), promise=_promise(contacts, truths, rng))
        .with_columns(
            patience=by("channel", waiting.patience_seconds, default=float("inf"))
            * pl.Series(rng.exponential(1, contacts.height))
        )
        .with_columns(is_no_show=_is_booked() & (uniform(rng, contacts) < waiting.no_show_rate))
        .with_columns(
            is_abandoned=pl.col("is_no_show") | (~_is_booked() & (pl.col("patience") < pl.col("wait")))
        )
        .with_columns(
            wait_seconds=_unless_no_show(
                pl.when(_is_booked()).then("wait").otherwise(pl.min_horizontal("wait", "patience")).round()
            ),
            promised_wait_seconds=_unless_no_show(pl.col("promise").round()),
        )
        .drop("wait", "promise", "patience", "is_no_show")
    )


def broke_promise() -> pl.Expr:
    """Whether the contact waited longer than promised; false where nothing was promised."""
    return (pl.col("wait_seconds") > pl.col("promised_wait_seconds")).fill_null(False)


def _is_booked() -> pl.Expr:
    return pl.col("is_booked").fill_null(False)


def _unless_no_show(seconds: pl.Expr) -> pl.Expr:
    return pl.when(~pl.col("is_no_show")).then(seconds)


def _usual_wait(truths: Truths) -> pl.Expr:
    booked = pl.when(_is_booked()).then(truths.waiting.booked_factor).otherwise(1.0)
    return by("channel", truths.waiting.usual_seconds) * booked


def _wait(contacts: pl.DataFrame, truths: Truths, rng: np.random.Generator) -> pl.Expr:
    routing = truths.routing
    is_rerouted = (
        (pl.col("department") == routing.department)
        & (pl.col("channel") == routing.channel)
        & (pl.col("day") >= routing.starts_on)
    )
    chance = rng.lognormal(0, truths.waiting.log_spread, contacts.height)
    rerouted = pl.when(is_rerouted).then(routing.wait_factor).otherwise(1.0)
    return (
        pl.col("usual_wait_seconds")
        * load(pl.col("at"))
        * pl.col("wait_factor")
        * rerouted
        * pl.Series(chance)
    )


def _promise(contacts: pl.DataFrame, truths: Truths, rng: np.random.Generator) -> pl.Expr:
    waiting = truths.waiting
    error = rng.lognormal(0, waiting.promise_log_spread, contacts.height)
    seconds = pl.col("usual_wait_seconds") * load(pl.col("at")) * waiting.promise_slack * pl.Series(error)
    return pl.when(uniform(rng, contacts) < by("channel", waiting.promise_rate)).then(seconds)
