"""What is true of the calls that the company makes. Units as in truths.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Rates: TypeAlias = Mapping[str, float]


@dataclass(frozen=True)
class Outbound:
    """Courtesy calls (해피콜): whom they are tried with, who is reached, who answers, and what they
    change.
    """

    tried_rate: float = 0.004
    """Customers with a contact in the calendar month before who are tried in a week, if nothing went
    wrong.
    """
    tried_log_odds: Rates = field(default_factory=lambda: {"failure_unrecovered": 1.6, "complaint": 1.0})
    """Lived through in that month: whoever leaves more anyway is called more."""
    leaving_log_odds: float = 0.0
    """Of those tried against others alike, on leaving within the 30 days after the week of the call."""
    attempts: int = 3
    """At most, a day apart, until the customer is reached."""
    reached_rate: Rates = field(default_factory=lambda: {"morning": 0.35, "afternoon": 0.45, "evening": 0.6})
    """Of the attempts, by time of day: 10 to 12, 13 to 17, 18 to 19; each hour is as likely as any other."""
    reached_log_odds_over_3_years: float = 0.5
    """On that rate, of customers who have been there for over 3 years."""
    answered_rate: float = 0.7
    """Of those reached; the others decline."""
