"""What is tried: intervals against truths that are known, and looks at worlds in which there is nothing."""

from collections.abc import Callable
from functools import cache, partial

from tests.coverage import (
    balance,
    capacity,
    causes,
    changes,
    channels,
    design,
    drivers,
    efforts,
    focus,
    incidents,
    journeys,
    key_drivers,
    outbound,
    questions,
    recovery,
    relationship,
    repeats,
    stages,
    survival,
    value,
)

Row = dict[str, object]
# Name, estimate, low, high and truth of each quantity in the world of a seed.
Trial = Callable[[int], list[Row]]


@cache
def _drivers(seed: int) -> list[Row]:
    return drivers.trial(seed)


def _of_drivers(seed: int, *, is_share: bool) -> list[Row]:
    """The drivers' shares, or their odds: two subjects over the same worlds."""
    return [row for row in _drivers(seed) if str(row["name"]).startswith("share of ") == is_share]


TRIALS: dict[str, Trial] = {
    "attributable share": partial(_of_drivers, is_share=True),
    "balance of the three sides": balance.trial,
    "capacity of recovery": capacity.trial,
    "causes of leaving": causes.trial,
    "channels": channels.trial,
    "churn drivers": partial(_of_drivers, is_share=False),
    "design matrix": design.trial,
    "effects of changes": changes.trial,
    "efforts of recovery": efforts.trial,
    "incidents": incidents.trial,
    "journeys": journeys.trial,
    "operating focus": focus.trial,
    "outbound calls": outbound.trial,
    "question sets and monitoring": questions.trial,
    "recovery effect": recovery.trial,
    "relationship and contact level": relationship.trial,
    "repeats for the same reason": repeats.trial,
    "satisfaction drivers": key_drivers.trial,
    "survival": survival.trial,
    "lifetime value": value.trial,
    "time in stages": stages.trial,
}
# Whether something is named in a world in which there is nothing to name.
ALARMS: dict[str, Callable[[int], bool]] = {
    "balance: a side that gives way": balance.is_named_without_reason,
    "capacity: not enough of it": capacity.is_named_without_reason,
    "changes: an effect": changes.names_an_effect,
    "channels: a difference": channels.names_something,
    "contact level: more who rose or fell": relationship.alarms,
    "design matrix: a department off the line": design.names_something,
    "incidents: a kind or a reason": incidents.names_something,
    "journeys: a touchpoint that spoils": journeys.names_something,
    "journeys: another rule over the true one": journeys.names_the_wrong_rule,
    "operating focus: a department's way": focus.names_something,
    "outbound calls: an effect on staying": outbound.alarms,
    "question sets: a department in a tier": partial(questions.names, "a department in a tier"),
    "monitoring: monitors against customers": partial(questions.names, "monitors against customers"),
    "monitoring: the gap of a department": partial(questions.names, "the gap of a department"),
}
