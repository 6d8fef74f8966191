"""What is true of the calls that monitors rate. Units as in truths.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Rates: TypeAlias = Mapping[str, float]


@dataclass(frozen=True)
class Monitoring:
    """Monitors listen to recorded calls and rate them on the customers' scales."""

    calls_per_month: int = 50
    """Of each department that serves by phone."""
    rated_share: float = 0.6
    """Of them calls that their customers rated too, as far as there are so many."""
    rated_share_of: Rates = field(default_factory=lambda: {"해지방어": 0.0})
    """Where it is another: there monitors take only calls that no customer rated."""
    overlooked_rate: float = 0.4
    """Of what is wrong: instead of what customers find, such a share of scores is the best there is."""
    overlooked_rate_of: Rates = field(default_factory=lambda: {"기술지원": 0.6})
    """Where it is another."""
    same_view_rate: float = 0.5
    """Of the other scores the customer's own; the rest are as those of any caller of the department."""
