"""Who left, as analyses of leaving count them."""

from collections.abc import Mapping
from types import MappingProxyType

from analytics.dimensions import DIMENSIONS, Dimension
from analytics.reading import Counts
from analytics.view import View
from warehouse.contract import LEAVE_CAUSES
from warehouse.words import Words

STATED = LEAVE_CAUSES
OTHER, UNKNOWN = "other", "unknown"
# Those of the company's own are not told apart here, and take the longer way.
_OF_CUSTOMERS = frozenset(name for name, found in DIMENSIONS.items() if found.of == "customers")
_LISTED = ", ".join(f"'{cause}'" for cause in STATED)


CAUSE_LABELS: Mapping[str, Words] = MappingProxyType(
    {
        "price": Words("가격", "Price"),
        "inconvenience": Words("불편", "Inconvenience"),
        "core_failure": Words("서비스 실패", "Service failure"),
        "encounter_failure": Words("응대 실패", "Treatment"),
        "response_to_failure": Words("실패 뒤의 대응", "Response to a failure"),
        "competition": Words("경쟁사", "Competitor"),
        "ethics": Words("윤리 문제", "Ethics"),
        "involuntary": Words("어쩔 수 없는 사정", "No choice"),
        OTHER: Words("그 밖의 이유", "Other"),
        UNKNOWN: Words("이유를 모름", "Not known"),
    }
)


def names_cause(cause: str) -> str:
    """Whether a leaver names it, as SQL over `leaver_facts`: one of Keaveney's causes, another, or none."""
    if cause == UNKNOWN:
        return "len(causes) = 0"
    if cause == OTHER:
        return f"len(list_filter(causes, lambda cause: cause NOT IN ({_LISTED}))) > 0"
    return f"list_contains(causes, '{cause}')"


def sum_of(cause: str) -> str:
    """How many leavers name it, as SQL."""
    return f"count_if({names_cause(cause)})::BIGINT"


def of_leavers(columns: Mapping[str, str], where: str = "true") -> Counts:
    """Aggregates over the rows of `leaver_facts`, whose day is that of leaving.

    Where nothing is asked of the last contact, it need not be looked for: `leavers` has the rest.
    """
    light = Counts("leavers", columns, where=where, present_in=("leavers",))

    def without_contacts(by: Mapping[str, Dimension], view: View) -> Counts | None:
        is_light = all(dimension.of != "contacts" for dimension in by.values())
        return light if is_light and set(view.picked) <= _OF_CUSTOMERS else None

    return Counts(
        "leaver_facts", columns, where=where, present_in=("leaver_facts",), shortcut=without_contacts
    )
