"""What is true of purchases. Units as in truths.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Rates: TypeAlias = Mapping[str, float]


@dataclass(frozen=True)
class Buying:
    """Who buys, when and for how much. Nobody buys before joining or after leaving."""

    per_30_days: Rates = field(
        default_factory=lambda: {"일반": 0.04, "소상공인": 0.06, "우수": 0.055, "최우수": 0.08}
    )
    """Purchases per customer and 30 days that come of no contact, by segment."""
    csat_factor: Rates = field(default_factory=lambda: {"1": 1.0, "2": 1.0, "3": 1.0, "4": 1.3, "5": 2.0})
    """On that rate, by the score of the customer's latest survey: flat up to 3, then rising."""
    csat_days: int = 90
    """So long after the answer, or until the next one."""
    kind_share: Rates = field(default_factory=lambda: {"repeat": 0.5, "cross": 0.3, "up": 0.2})
    sold_rate: Rates = field(
        default_factory=lambda: {
            "web": 0.002,
            "app": 0.002,
            "chatbot": 0.001,
            "email": 0.003,
            "kiosk": 0.005,
            "phone": 0.012,
            "branch": 0.05,
            "visit": 0.06,
        }
    )
    """Resolved contacts of customers out of which something is sold, by channel."""
    sold_department_factor: Rates = field(default_factory=dict)
    """On that, by department; 1 where not named. In the demo nobody is: it is for worlds with a department
    off the line of the design matrix."""
    sold_kind_share: Rates = field(default_factory=lambda: {"cross": 0.6, "up": 0.4})
    median_won: Rates = field(
        default_factory=lambda: {"first": 180_000, "repeat": 60_000, "cross": 120_000, "up": 90_000}
    )
    log_spread: float = 0.5
    """Standard deviation of ln(amount)."""
    refund_rate: float = 0.05
    """Purchases given back within the refund days, without a failure; on any of them with equal chance."""
    refund_days: int = 60
    refund_failure_factor: float = 3.0
    """On the chance of a refund, on the days after a failure that was not recovered."""
    refund_failure_days: int = 30
    """So long after the failure."""
