"""What else is recorded of contacts: drawn after them, it changes nothing of how they came and ended."""

import numpy as np
import polars as pl

from sample_data.draws import by, chosen_by, uniform
from sample_data.endings import has_failed, is_recovered
from sample_data.service import DEPARTMENT_SHARE, KIND_OF_CHANNEL, desk_channel
from sample_data.truths import Truths
from sample_data.truths_of_contacts import Booking, Failing, HandingOver, Recovering

APPOINTMENTS_EVERY = "5m"
SHORTEST_RECOVERY_SECONDS = 3600
"""What is mended faster pleases no more."""


def with_particulars(contacts: pl.DataFrame, truths: Truths, rng: np.random.Generator) -> pl.DataFrame:
    """The contacts with what else is recorded, and with moved_csat_points.

    Recorded are direction, handed_to, asked_again, failure_origin, recovery_kind, appointment_at and no_show.
    The points are by how much these move the mean CSAT of a contact, 0 on average.
    """
    handing, failing, recovering, booking = rng.spawn(4)
    return (
        contacts.with_columns(direction=pl.when(pl.col("channel") == "phone").then(pl.lit("inbound")))
        .pipe(_with_hand_overs, truths.handing_over, handing)
        .pipe(_with_origins, truths.failing, failing)
        .pipe(_with_recovery_kinds, truths.recovering, recovering)
        .pipe(_with_appointments, truths.booking, booking)
        .with_columns(moved_csat_points=_asked_again_points(truths) + _recovery_points(truths.recovering))
    )


def _with_hand_overs(contacts: pl.DataFrame, handing: HandingOver, rng: np.random.Generator) -> pl.DataFrame:
    """Where the transferred were sent: the call centre says the department, the machines say the desk.

    A hand-over goes to the desk of its department; the few that were sent elsewhere arrived at the wrong one.
    """
    departments = list(DEPARTMENT_SHARE)
    place = pl.col("department").replace_strict({name: at for at, name in enumerate(departments)})
    another = (place + pl.Series(rng.integers(1, len(departments), contacts.height))) % len(departments)
    desk = pl.col("department").replace_strict({name: desk_channel(name) for name in departments})
    sent = (
        pl.when(uniform(rng, contacts) >= handing.arrival_rate)
        .then(pl.lit(pl.Series(departments)).gather(another))
        .when(pl.col("channel") == "phone")
        .then("department")
        .otherwise(desk)
    )
    repeats = uniform(rng, contacts) < by("handed_from", handing.asked_again_rate)
    is_recorded = (pl.col("channel") == "phone") & (pl.col("outcome") != "abandoned")
    return contacts.with_columns(
        handed_to=pl.when(pl.col("outcome") == "transferred").then(sent),
        asked_again=pl.when(is_recorded).then(repeats),
    )


def _with_origins(contacts: pl.DataFrame, failing: Failing, rng: np.random.Generator) -> pl.DataFrame:
    kind = pl.col("channel").replace_strict(KIND_OF_CHANNEL)
    origin = chosen_by(kind, failing.origin_share, uniform(rng, contacts))
    return contacts.with_columns(failure_origin=pl.when(has_failed()).then(origin))


def _with_recovery_kinds(
    contacts: pl.DataFrame, recovering: Recovering, rng: np.random.Generator
) -> pl.DataFrame:
    kind = chosen_by(pl.col("failure_origin"), recovering.kind_share, uniform(rng, contacts))
    is_sorry = uniform(rng, contacts) < recovering.apology_rate
    apology = pl.when(is_sorry & (kind != "apology")).then(pl.lit("apology"))
    return contacts.with_columns(
        recovery_kind=pl.when(pl.col("recovery").is_in(["attempted", "recovered"])).then(
            pl.concat_str(apology, kind, separator="|", ignore_nulls=True)
        )
    )


def _with_appointments(contacts: pl.DataFrame, booking: Booking, rng: np.random.Generator) -> pl.DataFrame:
    """The appointments of those who booked; one to which nobody came is recorded at its own time."""
    chance = pl.Series(rng.normal(0, 1, contacts.height))
    late = by("channel", booking.late_minutes) + chance * by("channel", booking.late_spread_minutes)
    appointment = (pl.col("occurred_at") - pl.duration(seconds=late * 60)).dt.round(APPOINTMENTS_EVERY)
    no_show = pl.col("outcome") == "abandoned"
    is_booked = pl.col("is_booked").fill_null(False)
    return contacts.with_columns(
        appointment_at=pl.when(is_booked & no_show).then("occurred_at").when(is_booked).then(appointment),
        no_show=pl.when(is_booked).then(no_show),
    )


def _asked_again_points(truths: Truths) -> pl.Expr:
    """Centred on the chance to be asked again, so that the contacts after a hand-over please as before."""
    handing = truths.handing_over
    surprise = pl.col("asked_again").cast(pl.Float64) - by("handed_from", handing.asked_again_rate)
    return (handing.asked_again_csat_points * surprise).fill_null(0.0)


def _recovery_points(recovering: Recovering) -> pl.Expr:
    """Centred over all recovered failures, so that these please as before."""
    hours = pl.max_horizontal("recovery_seconds", pl.lit(SHORTEST_RECOVERY_SECONDS)) / 3600
    by_kind = [
        pl.col("recovery_kind").str.contains(kind, literal=True).cast(pl.Float64) * points
        for kind, points in recovering.kind_csat_points.items()
    ]
    points = pl.sum_horizontal(by_kind, ignore_nulls=False) + recovering.csat_per_hours_doubling * hours.log(
        2
    )
    recovered = pl.when(is_recovered()).then(points)
    return (recovered - recovered.mean()).fill_null(0.0)
