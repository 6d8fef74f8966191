"""How often journeys hold the planted truth, and how often a touchpoint is named without any."""

from dataclasses import replace
from functools import cache, lru_cache

import numpy as np

from analytics.journeys.found import Journeys, journeys
from analytics.journeys.rules import verdict_of
from sample_data import DEFAULT, simulate
from sample_data.truths import Decline, Truths
from sample_data.truths_of_journeys import JourneySurvey
from tests.coverage.world_marts import SETTINGS, customer_marts, rate_contacts

CUSTOMERS, DAYS = 2_000, 180
_MARTS = ("contact_hourly", "contact_daily")
SPOILER = ("가입", "phone")
# Departments are alike within a channel and tier, and get no better or worse.
ALIKE = replace(
    DEFAULT,
    cells=(),
    routing=replace(DEFAULT.routing, wait_factor=1.0),
    decline=Decline(failure_log_odds=0.0, csat_points=0.0),
)
PRODUCT = replace(ALIKE, journey_survey=JourneySurvey(response_rate=1.0))

Row = dict[str, object]


def trial(seed: int, customers: int = CUSTOMERS) -> list[Row]:
    """Name, estimate, low, high and truth: of the spoiling touchpoint, how many times the others' parts."""
    found = _of_product(seed, customers)
    told = found.touchpoints.filter(department=SPOILER[0], channel=SPOILER[1]).row(0, named=True)
    figures = {"estimate": told["times"], "low": told["times_low"], "high": told["times_high"]}
    return [{"name": "times of the spoiling touchpoint", **figures, "truth": spoiled_times()}]


def names_something(seed: int, customers: int = CUSTOMERS) -> bool:
    """Whether a touchpoint is named in a world in which all are alike."""
    return bool(journeys_of(seed, ALIKE, customers).touchpoints["spoils"].any())


def names_the_wrong_rule(seed: int, customers: int = CUSTOMERS) -> bool:
    """Whether another rule is held to be better in a world in which the product is true."""
    verdict = verdict_of(_of_product(seed, customers).rules, "satisfaction")
    return verdict is not None and verdict[0] == "other"


@lru_cache(maxsize=1)
def _of_product(seed: int, customers: int) -> Journeys:
    return journeys_of(seed, PRODUCT, customers)


def journeys_of(seed: int, truths: Truths, customers: int) -> Journeys:
    """The journeys of a small world."""
    world = simulate(customers, DAYS, seed, truths)
    with customer_marts(world, marts=_MARTS) as connection:
        rate_contacts(connection, world)
        return journeys(connection, SETTINGS)


@cache
def spoiled_times() -> float:
    """By how scores are drawn: exp of the mean logarithm there less that elsewhere."""
    means = 1 + 4 * (np.arange(100_000) + 0.5) / 100_000
    points = DEFAULT.journey_survey.spoiler_points[SPOILER]
    there, elsewhere = (_log_part(np.clip(means + added, 1, 5)) for added in (points, 0.0))
    return float(np.exp(there - elsewhere))


def _log_part(means: np.ndarray) -> float:
    """The mean of ln((score - 1/2) / 5) over scores of 1 + binomial(4)."""
    share = (means - 1) / 4
    chances = [1, 4, 6, 4, 1]
    logs = sum(
        chances[steps] * share**steps * (1 - share) ** (4 - steps) * np.log((steps + 0.5) / 5)
        for steps in range(5)
    )
    return float(np.mean(logs))
