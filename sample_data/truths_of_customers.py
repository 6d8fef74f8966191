"""What is true of customers: what pleases them, what makes them leave, who answers. Units as in truths.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Rates: TypeAlias = Mapping[str, float]


@dataclass(frozen=True)
class Satisfaction:
    """The mean CSAT score (1 to 5) of a contact is the sum of these; the abandoned are not asked."""

    tier_points: Rates = field(default_factory=lambda: {"low": 4.20, "medium": 4.25, "high": 4.30})
    """A resolved first contact without any wait."""
    per_wait_doubling: float = -0.20
    """Per unit of log2(1 + wait / usual wait of the channel, booked or not)."""
    broken_promise: float = -0.40
    """Waited longer than promised, at equal wait."""
    ending: Rates = field(
        default_factory=lambda: {
            "resolved": 0.0,
            "transferred": -0.20,
            "unresolved": -0.60,
            "failed_none": -1.40,
            "failed_attempted": -0.90,
            "failed_recovered": 0.10,
        }
    )
    """Against a resolved contact. A recovered failure pleases slightly more: a paradox of satisfaction."""
    mood_spread: float = 0.15
    """Standard deviation between customers."""
    agent_spread: float = 0.10
    """Standard deviation between the agents of a department and channel, centred on 0 within them."""


@dataclass(frozen=True)
class Leaving:
    """The monthly leaving hazard: logit P(leave in month m) = intercept + sum of log-odds.

    Exposures are those of the calendar month m - 1 only. The join month counts as a full month at risk.
    """

    intercept: float = -3.6
    """Segment 일반, joined less than 12 calendar months before, nothing lived through."""
    exposure_log_odds: Rates = field(
        default_factory=lambda: {
            "broken_promise": 0.45,
            "failure_unrecovered": 0.90,
            "failure_recovered": 0.0,
            "complaint": 0.35,
        }
    )
    """Each at least once in the month before. Recovery undoes the harm of a failure and no more."""
    tenure_log_odds: Rates = field(
        default_factory=lambda: {"under_1_year": 0.0, "1_to_3_years": -0.70, "over_3_years": -1.50}
    )
    """By calendar months since the join month: 0 to 11, 12 to 35, 36 and more."""
    segment_log_odds: Rates = field(
        default_factory=lambda: {"일반": 0.0, "소상공인": 0.10, "우수": -0.60, "최우수": -1.40}
    )
    cancelling_contact_rate: float = 0.5
    """Leavers who contact 해지방어 on their last day; the rest leave in silence."""


@dataclass(frozen=True)
class Causes:
    """The causes a leaver names, after Keaveney, each independently: the base rate plus what applies.

    An involuntary leaver names nothing else. A leaver who names nothing has no cause recorded.
    """

    involuntary_rate: float = 0.08
    base_rate: Rates = field(
        default_factory=lambda: {
            "price": 0.32,
            "inconvenience": 0.06,
            "core_failure": 0.03,
            "encounter_failure": 0.04,
            "response_to_failure": 0.02,
            "competition": 0.24,
            "ethics": 0.02,
        }
    )
    added_by_exposure: Mapping[tuple[str, str], float] = field(
        default_factory=lambda: {
            ("inconvenience", "broken_promise"): 0.50,
            ("core_failure", "failure_unrecovered"): 0.45,
            ("response_to_failure", "failure_unrecovered"): 0.45,
            ("core_failure", "failure_recovered"): 0.20,
            ("encounter_failure", "complaint"): 0.40,
        }
    )
    """(cause, exposure of the month before leaving)."""
    added_by_type: Mapping[tuple[str, str], float] = field(
        default_factory=lambda: {
            ("price", "economic"): 0.20,
            ("inconvenience", "convenience"): 0.15,
            ("encounter_failure", "personalising"): 0.12,
            ("ethics", "ethical"): 0.12,
        }
    )
    """(cause, customer type). The type changes the causes named, never the hazard or the satisfaction."""


@dataclass(frozen=True)
class Survey:
    """Who answers, and how the other scores hang on the CSAT score."""

    response_rate: Rates = field(default_factory=lambda: {"low": 0.10, "medium": 0.14, "high": 0.20})
    """Of contacts that took place, at an expected CSAT of 4."""
    response_log_odds_per_point: float = 0.50
    """Per point of the CSAT expected from the contact record: the content answer more, so the plain mean is
    too good. Given the record, the answers are missing at random: weighting by outcome mends about half."""
    linked_rate: float = 0.94
    """Surveys that carry the contact id."""
    nps_at_csat_4: float = 7.8
    nps_per_csat_point: float = 1.3
    """Mean recommendation (0 to 10) given the CSAT score."""
    ces_at_csat_4: float = 5.2
    ces_per_csat_point: float = 0.5
    ces_per_earlier_contact: float = -0.5
    """Mean ease (1 to 7, 7 is easy)."""
    item_missing_rate: float = 0.03
    """NPS and CES left blank."""
    servqual_rate: float = 0.20
    """Surveys in the long form, with the five SERVQUAL items, perceived and expected, 1 to 7."""
    servqual_expected: Rates = field(
        default_factory=lambda: {
            "reliability": 6.2,
            "assurance": 5.9,
            "tangibles": 5.2,
            "responsiveness": 6.1,
            "empathy": 5.6,
        }
    )
    servqual_gap: Rates = field(
        default_factory=lambda: {
            "reliability": -0.8,
            "assurance": -0.3,
            "tangibles": 0.2,
            "responsiveness": -1.1,
            "empathy": -0.4,
        }
    )
    """Perceived minus expected at a CSAT score of 4."""
    servqual_per_csat_point: float = 0.5
    """Perception moves with the CSAT score, expectation does not."""
    comment_rate: float = 0.25
    """Surveys with a comment."""
    word_of_mouth_rate: float = 0.4
    """Surveys that ask whether the customer has told others something bad about the company."""
    told_badly_rate: Rates = field(
        default_factory=lambda: {"no_failure": 0.03, "failure_recovered": 0.10, "failure_unrecovered": 0.35}
    )
    """Those asked who have, by the contact that the survey is about."""


@dataclass(frozen=True)
class Demography:
    """Who the customers are. Ages are those on the middle day of the window."""

    age_share: Rates = field(
        default_factory=lambda: {"under_30": 0.2, "30_to_44": 0.3, "45_to_59": 0.3, "60_and_over": 0.2}
    )
    complaint_odds_factor: Rates = field(
        default_factory=lambda: {"under_30": 0.7, "30_to_44": 0.9, "45_to_59": 1.1, "60_and_over": 1.4}
    )
    """On the odds of a complaint at equal outcome, divided by its mean over all ages."""
    reason_factor: float = 2.0
    """How many times as often as others those of 60 and over come to 기술지원 for 비밀번호·설정."""
    female_share: float = 0.51
    male_share: float = 0.46
    """The rest has not said. Gender and region change nothing."""
