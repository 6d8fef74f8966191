"""What is true in the sample world: every planted number, and nothing else.

Rates are between 0 and 1. Effects on a rate are log-odds. Effects on satisfaction are points of the mean
score on the scale of 1 to 5; scores are drawn so that this mean is exact. Units of time are in the names.
"""

from dataclasses import dataclass, field
from datetime import date

from sample_data.truths_of_balance import RecoveryQueue, Strain
from sample_data.truths_of_contacts import Arrival, Booking, Failing, HandingOver, Recovering, Waiting
from sample_data.truths_of_customers import Causes, Demography, Leaving, Satisfaction, Survey
from sample_data.truths_of_journeys import JourneySurvey
from sample_data.truths_of_monitoring import Monitoring
from sample_data.truths_of_outbound import Outbound
from sample_data.truths_of_sales import Buying
from sample_data.truths_of_staff import Staffing, StaffSurvey


@dataclass(frozen=True)
class Cell:
    """How one department differs from the others in one contact tier; departments not named do not differ."""

    department: str
    contact_tier: str
    failure_log_odds: float
    csat_points: float
    wait_factor: float


@dataclass(frozen=True)
class Routing:
    """A dated change: new call routing in one department shortens its waits on the phone."""

    department: str = "기술지원"
    channel: str = "phone"
    starts_on: date = date(2026, 5, 4)
    wait_factor: float = 0.5


@dataclass(frozen=True)
class Improvement:
    """A dated change that has failures of one department and tier move at once; none in the usual world."""

    department: str = "해지방어"
    contact_tier: str = "medium"
    starts_on: date = date(2026, 6, 1)
    failure_log_odds: float = 0.0


@dataclass(frozen=True)
class Decline:
    """One department gets worse in one tier, evenly until the last day, which has the full effects."""

    department: str = "설치"
    contact_tier: str = "high"
    starts_on: date = date(2026, 9, 21)
    failure_log_odds: float = 1.2
    csat_points: float = -0.6


@dataclass(frozen=True)
class Truths:
    """Everything planted in a world. `dataclasses.replace` makes another world."""

    arrival: Arrival = field(default_factory=Arrival)
    waiting: Waiting = field(default_factory=Waiting)
    failing: Failing = field(default_factory=Failing)
    recovering: Recovering = field(default_factory=Recovering)
    handing_over: HandingOver = field(default_factory=HandingOver)
    booking: Booking = field(default_factory=Booking)
    satisfaction: Satisfaction = field(default_factory=Satisfaction)
    leaving: Leaving = field(default_factory=Leaving)
    causes: Causes = field(default_factory=Causes)
    survey: Survey = field(default_factory=Survey)
    demography: Demography = field(default_factory=Demography)
    buying: Buying = field(default_factory=Buying)
    staffing: Staffing = field(default_factory=Staffing)
    staff_survey: StaffSurvey = field(default_factory=StaffSurvey)
    journey_survey: JourneySurvey = field(default_factory=JourneySurvey)
    strain: Strain = field(default_factory=Strain)
    recovery_queue: RecoveryQueue = field(default_factory=RecoveryQueue)
    outbound: Outbound = field(default_factory=Outbound)
    monitoring: Monitoring = field(default_factory=Monitoring)
    cells: tuple[Cell, ...] = (
        Cell("기술지원", "medium", failure_log_odds=0.70, csat_points=-0.35, wait_factor=2.0),
        Cell("방문서비스", "high", failure_log_odds=-0.70, csat_points=0.20, wait_factor=0.7),
    )
    """The one department clearly worse and the one clearly better; all others are equal within a tier."""
    routing: Routing = Routing()
    decline: Decline = Decline()
    improvement: Improvement = Improvement()


DEFAULT = Truths()
