"""What a customer may do after a rating, and how many days it is waited for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from analytics.nearest import unknown_name
from warehouse.settings import Definitions
from warehouse.words import Words


@dataclass(frozen=True)
class Outcome:
    """label: the share of customers who did so. did: the same as a verb of the past, which ends a clause in
    Korean. meaning: takes {days}. days: for how long it is waited."""

    name: str
    label: Words
    did: Words
    meaning: Words
    days: Callable[[Definitions], int]


OUTCOMES: Mapping[str, Outcome] = MappingProxyType(
    {
        outcome.name: outcome
        for outcome in (
            Outcome(
                "stayed",
                Words("남음", "Stayed"),
                Words("남았고", "stayed"),
                Words("응답하고 {days}일 뒤에도 고객", "still a customer {days} days after the answer"),
                lambda definitions: definitions.inactivity_days,
            ),
            Outcome(
                "came_again",
                Words("다시 옴", "Came again"),
                Words("다시 왔고", "came again"),
                Words(
                    "응답하고 {days}일 안에 다른 접점이 있음",
                    "another contact within {days} days after the answer",
                ),
                lambda definitions: definitions.inactivity_days,
            ),
            Outcome(
                "bought_again",
                Words("다시 삼", "Bought again"),
                Words("다시 샀고", "bought again"),
                Words(
                    "응답하고 {days}일 안에 또 삼 (환불 제외)",
                    "another purchase within {days} days after the answer, refunds aside",
                ),
                lambda definitions: definitions.inactivity_days,
            ),
            Outcome(
                "repeated",
                Words("같은 이유로 다시 옴", "Came again for the same reason"),
                Words("같은 이유로 다시 왔고", "came again for the same reason"),
                Words(
                    "접점 뒤 {days}일 안에 같은 이유로 다시 옴",
                    "came again for the same reason within {days} days after the contact",
                ),
                lambda definitions: definitions.first_contact_days,
            ),
        )
    }
)


def find_outcome(name: str) -> Outcome:
    """The outcome of that name. Raises QueryError naming the nearest right one."""
    if name not in OUTCOMES:
        raise unknown_name("outcome", name, list(OUTCOMES))
    return OUTCOMES[name]
