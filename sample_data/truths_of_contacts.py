"""What is true of contacts: how often, how long, how they end. Units as in truths.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Rates: TypeAlias = Mapping[str, float]


@dataclass(frozen=True)
class Arrival:
    """How often people come."""

    first_contacts_per_30_days: float = 0.895
    """First contacts of an episode, per customer and 30 days of average season."""
    activity_shape: float = 2.0
    """Customers differ: the rate is multiplied by a gamma variable of mean 1 and this shape."""
    anonymous_share: float = 0.04
    """People who are not customers, per customer; their contacts carry no id or one the master lacks."""
    moved_to_chatbot: float = 0.20
    """Share of first phone contacts that has moved to the chatbot by the last day; grows evenly from 0."""
    moved_to_phone: Rates = field(default_factory=dict)
    """By department, the share of first app contacts that has moved to the phone by the last day; grows
    evenly from 0. In the demo none does: it is for worlds with a department that enhances contact."""
    joined_per_year: float = 0.18
    """Share of the customers that join within a year of the window."""
    onboarding_gap_days: Rates = field(
        default_factory=lambda: {"order": 2.0, "processing": 3.0, "delivery": 7.0, "after_service": 4.0}
    )
    """Mean days, beyond one, from the stage before to this one. The wait for delivery is the bottleneck."""


@dataclass(frozen=True)
class Waiting:
    """How long people wait, what they are told, when they give up."""

    usual_seconds: Rates = field(
        default_factory=lambda: {
            "phone": 20.0,
            "web": 3.0,
            "app": 3.0,
            "chatbot": 6.0,
            "kiosk": 45.0,
            "email": 14_400.0,
            "branch": 240.0,
            "visit": 1_800.0,
        }
    )
    """Median wait of a channel at average load, without a booking."""
    log_spread: float = 0.8
    """Standard deviation of ln(wait)."""
    booked_factor: float = 0.35
    """A booking multiplies the usual wait by this."""
    booked_rate: Rates = field(default_factory=lambda: {"branch": 0.35, "visit": 0.92})
    no_show_rate: float = 0.07
    """Booked contacts to which the customer does not come; outcome abandoned, no wait recorded."""
    patience_seconds: Rates = field(
        default_factory=lambda: {
            "phone": 400.0,
            "web": 60.0,
            "app": 60.0,
            "chatbot": 120.0,
            "kiosk": 900.0,
            "branch": 3_600.0,
        }
    )
    """Mean of the exponential patience without a booking; a channel not named is never abandoned."""
    promise_rate: Rates = field(
        default_factory=lambda: {"phone": 0.8, "branch": 0.8, "visit": 0.8, "email": 0.8}
    )
    """Share of contacts that are told a wait."""
    promise_slack: float = 2.2
    """The promise is the usual wait under the load of the hour, times this, times a log-normal error. It
    does not know of the department's own wait factor: a slow department breaks more promises."""
    promise_log_spread: float = 0.3


@dataclass(frozen=True)
class Failing:
    """How contacts end. Rates are of contacts that took place, that is, were not abandoned."""

    rate: Rates = field(default_factory=lambda: {"low": 0.03, "medium": 0.055, "high": 0.085})
    """Failure of the first contact of an episode, by contact tier."""
    log_odds_per_earlier_contact: float = 0.30
    """Each earlier contact of the same episode makes failure likelier."""
    handover_rate: Rates = field(
        default_factory=lambda: {"chatbot": 0.18, "web": 0.04, "app": 0.04, "phone": 0.04}
    )
    """Contacts not failed that are handed over to the desk (phone, else branch) while it is open."""
    unresolved_rate: float = 0.10
    """Of contacts neither failed nor handed over."""
    complaint_rate: Rates = field(
        default_factory=lambda: {
            "resolved": 0.006,
            "transferred": 0.01,
            "unresolved": 0.05,
            "failed": 0.30,
            "abandoned": 0.0,
        }
    )
    repeat_rate: Rates = field(default_factory=lambda: {"unresolved": 0.5, "failed": 0.5, "abandoned": 0.4})
    """Chance that the same customer comes again for the same reason within 7 days."""
    escalation_rate: float = 0.6
    """Repeats after a low-tier contact that go to the desk instead."""
    origin_share: Mapping[tuple[str, str], float] = field(
        default_factory=lambda: {
            ("digital", "system"): 0.70,
            ("digital", "policy"): 0.15,
            ("digital", "physical_evidence"): 0.10,
            ("digital", "staff"): 0.05,
            ("phone", "staff"): 0.45,
            ("phone", "policy"): 0.35,
            ("phone", "system"): 0.20,
            ("face_to_face", "staff"): 0.40,
            ("face_to_face", "physical_evidence"): 0.35,
            ("face_to_face", "policy"): 0.15,
            ("face_to_face", "system"): 0.10,
        }
    )
    """(kind of channel, origin): where a failure arose. E-mail and kiosks count as digital."""


@dataclass(frozen=True)
class Recovering:
    """Who is offered recovery after a failure: long-standing and valuable customers, and those who complain.

    This is what makes a naive comparison show a recovery paradox.
    """

    intercept: float = -4.0
    tenure_log_odds: Rates = field(
        default_factory=lambda: {"under_1_year": 0.0, "1_to_3_years": 1.5, "over_3_years": 3.5}
    )
    segment_log_odds: Rates = field(
        default_factory=lambda: {"일반": 0.0, "소상공인": 0.0, "우수": 2.0, "최우수": 3.5}
    )
    complaint_log_odds: float = 0.3
    success_rate: float = 0.85
    """Share of the recoveries tried that restore the service: recovered, else attempted."""
    mean_hours: float = 30.0
    """Mean of the exponential time to recover."""
    kind_share: Mapping[tuple[str, str], float] = field(
        default_factory=lambda: {
            ("staff", "apology"): 0.40,
            ("staff", "explanation"): 0.25,
            ("staff", "compensation"): 0.20,
            ("staff", "repair"): 0.05,
            ("staff", "replacement"): 0.10,
            ("system", "apology"): 0.20,
            ("system", "explanation"): 0.20,
            ("system", "compensation"): 0.15,
            ("system", "repair"): 0.35,
            ("system", "replacement"): 0.10,
            ("physical_evidence", "apology"): 0.20,
            ("physical_evidence", "explanation"): 0.10,
            ("physical_evidence", "compensation"): 0.20,
            ("physical_evidence", "repair"): 0.25,
            ("physical_evidence", "replacement"): 0.25,
            ("policy", "apology"): 0.30,
            ("policy", "explanation"): 0.40,
            ("policy", "compensation"): 0.25,
            ("policy", "replacement"): 0.05,
        }
    )
    """(origin of the failure, what was done about it)."""
    apology_rate: float = 0.5
    """Recoveries of another kind that come with an apology as well."""
    kind_csat_points: Rates = field(
        default_factory=lambda: {
            "apology": 0.0,
            "explanation": 0.35,
            "repair": 0.25,
            "replacement": 0.50,
            "compensation": 0.60,
        }
    )
    """What each kind adds to the CSAT of a recovered failure, less the mean over all of these. The kind
    changes neither whether the recovery succeeds nor who leaves."""
    csat_per_hours_doubling: float = -0.10
    """The same, per doubling of the hours to recover, counted from one hour."""


@dataclass(frozen=True)
class HandingOver:
    """Where contacts are handed to, and what customers then have to say again."""

    arrival_rate: float = 0.9
    """Hand-overs that arrive where they were sent; the rest was meant for another department."""
    asked_again_rate: Rates = field(
        default_factory=lambda: {"chatbot": 0.60, "web": 0.45, "app": 0.45, "phone": 0.30}
    )
    """Contacts after a hand-over from this channel in which the customer had to say it all again."""
    asked_again_csat_points: float = -0.30
    """Against a contact after a hand-over from the same channel in which nothing had to be said again;
    centred, so that the mean over the contacts after a hand-over stays."""


@dataclass(frozen=True)
class Booking:
    """How punctually those arrive who booked; negative is early."""

    late_minutes: Rates = field(default_factory=lambda: {"branch": -6.0, "visit": 2.0})
    """Mean of the normal time from the appointment to the arrival, on a visit until the home is ready."""
    late_spread_minutes: Rates = field(default_factory=lambda: {"branch": 9.0, "visit": 6.0})
    """Its standard deviation, before appointments are rounded to five minutes."""
