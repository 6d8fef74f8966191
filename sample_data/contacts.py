"""What happens at each contact, and the contacts that follow from it."""

import numpy as np
import polars as pl

from sample_data.arrivals import timed
from sample_data.draws import by, uniform
from sample_data.endings import with_endings
from sample_data.season import Window, end_of
from sample_data.service import (
    AGENTS_PER_DESK,
    COST_PER_CONTACT,
    COST_PER_STAFF_MINUTE,
    DEPARTMENT_CODE,
    DEPARTMENT_SHARE,
    MACHINE_CHANNELS,
    MODE_OF_CHANNEL,
    SERVICE_SECONDS,
    TIER_OF_MODE,
    desk_channel,
)
from sample_data.truths import Truths
from sample_data.waits import with_waits

LONGEST_EPISODE = 6
LATEST_REPEAT_DAYS = 5
"""So that a repeat after a closed Sunday is still within 7 days."""
CARRIED = (
    "person",
    "department",
    "channel",
    "delivery_mode",
    "reason",
    "stage",
    "contact_number",
    "handed_from",
)


def live_through(
    first: pl.DataFrame, people: pl.DataFrame, window: Window, truths: Truths, rng: np.random.Generator
) -> pl.DataFrame:
    """All contacts of the episodes that begin with the given ones, up to the end of the window."""
    contacts = first.with_columns(contact_number=pl.lit(1, pl.Int64), handed_from=pl.lit(None, pl.String))
    episodes = []
    for _ in range(LONGEST_EPISODE):
        happened = happen(contacts.filter(pl.col("at") < end_of(window)), people, window, truths, rng)
        episodes.append(happened)
        contacts = follow_ups(happened, truths, rng)
    return pl.concat(episodes)


def happen(
    contacts: pl.DataFrame, people: pl.DataFrame, window: Window, truths: Truths, rng: np.random.Generator
) -> pl.DataFrame:
    """Fill in everything about these contacts that does not depend on later ones."""
    known = people.select("joined_on", "segment")[contacts["person"]]
    return (
        contacts.select(*CARRIED, "day", "at")
        .hstack(known)
        .with_columns(contact_tier=pl.col("delivery_mode").replace_strict(TIER_OF_MODE))
        .pipe(_with_cells, truths)
        .pipe(with_waits, truths, rng)
        .pipe(with_endings, window, truths, rng)
        .pipe(_with_service, rng)
        .drop("joined_on", "segment", "failure_log_odds", "wait_factor", "is_abandoned")
    )


def follow_ups(contacts: pl.DataFrame, truths: Truths, rng: np.random.Generator) -> pl.DataFrame:
    """The next contacts of the same episodes: handed over within minutes, or come again within days."""
    later = contacts.with_columns(
        contact_number=pl.col("contact_number") + 1, handed_from=pl.lit(None, pl.String)
    )
    return pl.concat([_handed_over(later, rng), _repeated(later, truths, rng)], how="diagonal")


def _handed_over(contacts: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    handed = contacts.filter(pl.col("outcome") == "transferred").with_columns(handed_from="channel")
    minutes = pl.Series(rng.integers(1, 10, handed.height))
    at = pl.col("at") + pl.duration(seconds="service_seconds") + pl.duration(minutes=pl.lit(minutes))
    return _at_desk(handed, pl.lit(True)).with_columns(at=at)


def _repeated(contacts: pl.DataFrame, truths: Truths, rng: np.random.Generator) -> pl.DataFrame:
    comes_again = uniform(rng, contacts) < by("outcome", truths.failing.repeat_rate)
    again = contacts.filter(comes_again)
    days = pl.Series(rng.geometric(0.4, again.height).clip(1, LATEST_REPEAT_DAYS))
    is_escalated = (pl.col("contact_tier") == "low") & (uniform(rng, again) < truths.failing.escalation_rate)
    return (
        _at_desk(again, is_escalated)
        .with_columns(day=pl.col("day") + pl.duration(days=pl.lit(days)))
        .pipe(timed, rng)
    )


def _at_desk(contacts: pl.DataFrame, moves: pl.Expr) -> pl.DataFrame:
    """Send the contacts that move to the desk of their department."""
    desks = {department: desk_channel(department) for department in DEPARTMENT_SHARE}
    channel = pl.col("department").replace_strict(desks)
    return contacts.with_columns(
        channel=pl.when(moves).then(channel).otherwise("channel"),
        delivery_mode=pl.when(moves).then(channel.replace_strict(MODE_OF_CHANNEL)).otherwise("delivery_mode"),
    )


def _with_cells(contacts: pl.DataFrame, truths: Truths) -> pl.DataFrame:
    """Add what is particular to the department in the contact tier."""
    cells = pl.DataFrame(
        truths.cells,
        schema={
            "department": pl.String,
            "contact_tier": pl.String,
            "failure_log_odds": pl.Float64,
            "csat_points": pl.Float64,
            "wait_factor": pl.Float64,
        },
    )
    return contacts.join(
        cells, on=["department", "contact_tier"], how="left", maintain_order="left"
    ).with_columns(
        pl.col("failure_log_odds", "csat_points").fill_null(0.0),
        pl.col("wait_factor").fill_null(1.0),
    )


def _with_service(contacts: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """The agent, the time of service and the cost in won; nobody serves an abandoned contact."""
    count = contacts.height
    has_staff = ~pl.col("channel").is_in(MACHINE_CHANNELS)
    took_place = pl.col("outcome") != "abandoned"
    seconds = (by("channel", SERVICE_SECONDS) * pl.Series(rng.lognormal(0, 0.5, count))).ceil()
    number = pl.Series(rng.integers(1, AGENTS_PER_DESK + 1, count))
    agent = pl.concat_str(
        pl.col("department").replace_strict(DEPARTMENT_CODE),
        pl.col("channel").str.slice(0, 1).str.to_uppercase(),
        number.cast(pl.String).str.zfill(2),
    )
    staff_cost = (
        pl.when(has_staff).then(pl.col("service_seconds") / 60 * COST_PER_STAFF_MINUTE).otherwise(0.0)
    )
    return contacts.with_columns(
        service_seconds=pl.when(took_place).then(seconds),
        agent_id=pl.when(took_place & has_staff).then(agent),
    ).with_columns(cost=(by("channel", COST_PER_CONTACT) + staff_cost.fill_null(0.0)).round())
