"""The first contacts of all episodes: when, why, with whom and where people come, before they could leave."""

import numpy as np
import polars as pl

from sample_data.draws import Floats, by, uniform
from sample_data.season import Window, opening_day, time_of_day
from sample_data.service import ONBOARDING, REASONS, lanes, shares
from sample_data.truths import Truths


def first_contacts(
    people: pl.DataFrame, window: Window, truths: Truths, rng: np.random.Generator
) -> pl.DataFrame:
    """One row per first contact of an episode, as if nobody ever left.

    Columns: person, day, department, channel, delivery_mode, reason, stage, at (local time). Contacts on a
    closed day move to the next; onboarding may go on after the window.
    """
    everyday = _everyday(people, window, truths, rng)
    onboarding = _onboarding(people, window, truths, rng)
    return timed(pl.concat([everyday, onboarding], how="diagonal"), rng)


def timed(contacts: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """The contacts with `at`: a time on their day within the hours of the channel."""
    return contacts.with_columns(opening_day(pl.col("day")).alias("day")).with_columns(
        at=pl.col("day").cast(pl.Datetime("us")) + time_of_day(contacts["channel"], rng)
    )


def _everyday(people: pl.DataFrame, window: Window, truths: Truths, rng: np.random.Generator) -> pl.DataFrame:
    """Contacts that arise at any time in the relationship."""
    busy_until = np.concatenate([[0.0], np.cumsum(window.day_weights())])
    first_day = pl.col("joined_on").fill_null(window.first_day).clip(window.first_day, window.last_day)
    start = busy_until[people.select((first_day - window.first_day).dt.total_days()).to_series().to_numpy()]
    rate = truths.arrival.first_contacts_per_30_days / 30 * people["activity"].to_numpy()
    count = rng.poisson(rate * (busy_until[-1] - start))
    day = np.searchsorted(
        busy_until, rng.uniform(np.repeat(start, count), busy_until[-1]), side="right"
    ).clip(1, window.days)
    contacts = pl.DataFrame({"person": np.repeat(people["person"].to_numpy(), count), "days": day - 1})
    return (
        contacts.with_columns(day=pl.lit(window.first_day) + pl.duration(days="days"))
        .drop("days")
        .pipe(_with_lanes, rng)
        .pipe(_moved_to_chatbot, window, truths, rng)
        .pipe(_moved_to_phone, window, truths, rng)
        .pipe(_with_reasons, rng)
    )


def _with_lanes(contacts: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """A department, channel and delivery mode for each contact, by their share of all contacts."""
    table = lanes()
    edges = table["share"].cum_sum().to_numpy()
    index = np.searchsorted(edges / edges[-1], rng.random(contacts.height), side="right")
    return contacts.hstack(table.drop("share")[index])


def _moved_to_chatbot(
    contacts: pl.DataFrame, window: Window, truths: Truths, rng: np.random.Generator
) -> pl.DataFrame:
    """Contact reduction: a share of the phone contacts, growing over the window, goes to the chatbot."""
    elapsed = (pl.col("day") - window.first_day).dt.total_days() / window.days
    moves = (pl.col("channel") == "phone") & (
        uniform(rng, contacts) < truths.arrival.moved_to_chatbot * elapsed
    )
    return contacts.with_columns(
        channel=pl.when(moves).then(pl.lit("chatbot")).otherwise("channel"),
        delivery_mode=pl.when(moves).then(pl.lit("digital")).otherwise("delivery_mode"),
    )


def _moved_to_phone(
    contacts: pl.DataFrame, window: Window, truths: Truths, rng: np.random.Generator
) -> pl.DataFrame:
    """Contact enhancement, where truths name departments: a growing share of app contacts is phoned in."""
    if not truths.arrival.moved_to_phone:
        return contacts
    elapsed = (pl.col("day") - window.first_day).dt.total_days() / window.days
    share = by("department", truths.arrival.moved_to_phone) * elapsed
    moves = (pl.col("channel") == "app") & (uniform(rng, contacts) < share)
    return contacts.with_columns(
        channel=pl.when(moves).then(pl.lit("phone")).otherwise("channel"),
        delivery_mode=pl.when(moves).then(pl.lit("phone")).otherwise("delivery_mode"),
    )


def _with_reasons(contacts: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """A reason and its stage, by the department's shares: one search over all departments laid end to end."""
    reasons = [reason for table in REASONS.values() for reason in table]
    offset = {department: float(number) for number, department in enumerate(REASONS)}
    edges: Floats = np.concatenate([offset[name] + np.cumsum(shares(REASONS[name])) for name in REASONS])
    place = contacts["department"].replace_strict(offset, return_dtype=pl.Float64) + uniform(rng, contacts)
    index = np.searchsorted(edges + 1e-9, place, side="right").clip(0, len(reasons) - 1)
    table = pl.DataFrame(reasons, schema=["reason", "stage", "share"], orient="row")
    return contacts.hstack(table.select("reason", "stage")[index])


def _onboarding(
    people: pl.DataFrame, window: Window, truths: Truths, rng: np.random.Generator
) -> pl.DataFrame:
    """The way of those who join from reservation to after-service, one contact per stage and days between."""
    joiners = people.filter(pl.col("joined_on") >= window.first_day)
    contacts = joiners.select("person", day="joined_on")
    stages = []
    for stage, department, reason, stage_lanes in ONBOARDING:
        gap_days = truths.arrival.onboarding_gap_days.get(stage, 0.0)
        gap = pl.Series(rng.exponential(gap_days, joiners.height).round()) + (1 if gap_days else 0)
        lane = rng.integers(0, len(stage_lanes), joiners.height)
        contacts = contacts.with_columns(
            pl.lit(department).alias("department"),
            pl.Series("channel", [channel for channel, _ in stage_lanes]).gather(lane),
            pl.Series("delivery_mode", [mode for _, mode in stage_lanes]).gather(lane),
            pl.lit(reason).alias("reason"),
            pl.lit(stage).alias("stage"),
            day=pl.col("day") + pl.duration(days=pl.lit(gap)),
        ).with_columns(day=opening_day(pl.col("day")))
        stages.append(contacts)
    return pl.concat(stages)
