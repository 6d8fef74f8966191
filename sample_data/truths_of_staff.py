"""What is true of the staff. Units as in truths.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Rates: TypeAlias = Mapping[str, float]


@dataclass(frozen=True)
class Staffing:
    """Who the agents are. They are drawn so that they fit the CSAT points that agents have anyway."""

    tenure_years: Rates = field(default_factory=lambda: {"low": 1.5, "medium": 2.5, "high": 4.0})
    """Mean of the gamma years of work before the window, by contact tier of the usual mode of the channel."""
    tenure_shape: float = 2.0
    csat_per_tenure_year: float = 0.04
    """Within a department and channel, per year up to the last day."""
    tenure_years_counted: float = 5.0
    """Later years add nothing."""
    trained_rate: float = 0.5
    """Agents who are trained again before a year is over; that of the others is older, or never was."""
    trained_csat_points: float = 0.06
    """Trained within a year, at equal tenure."""
    senior_after_years: float = 3.0
    """Then an agent is called senior; the one longest there leads the desk."""
    team_change_rate: float = 0.05
    """Agents who change to the other team of their desk, on the first day of some month."""


@dataclass(frozen=True)
class StaffSurvey:
    """What the staff say, on the scale of 1 to 5."""

    response_rate: float = 0.8
    """Of the agents, in each wave."""
    satisfaction_at_average: float = 3.4
    """Mean of an agent who pleases customers as much as the others of the desk."""
    satisfaction_per_csat_point: float = 6.0
    """Per point of CSAT by which the agent pleases more."""
    motivation_at_average: float = 3.5
    motivation_per_satisfaction_point: float = 0.5
    load_at_median: float = 3.0
    """Mean of an agent who is as busy as the median of all."""
    load_per_busy_doubling: float = 0.4
    """Per doubling of the time in service over the half year before."""
