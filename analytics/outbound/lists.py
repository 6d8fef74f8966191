"""The calls behind figures on outbound contact, by the names that links call them."""

from collections.abc import Mapping
from types import MappingProxyType

from analytics.measures.behind import ContactsBehind
from warehouse.words import Words

TRIED, REACHED, NOT_REACHED, ANSWERED = (
    f"outbound.{name}" for name in ("tried", "reached", "not_reached", "answered")
)


def _calls(condition: str, korean: str, english: str) -> ContactsBehind:
    ids = f"SELECT contact_id FROM outbound_facts WHERE {condition}"
    return ContactsBehind(f"contact_id IN ({ids})", Words(korean, english), facts="outbound_facts")


LISTS: Mapping[str, ContactsBehind] = MappingProxyType(
    {
        TRIED: _calls("true", "회사가 건 전화", "Calls that the company made"),
        REACHED: _calls("is_reached", "고객과 연결된 전화", "Calls that reached the customer"),
        NOT_REACHED: _calls("NOT is_reached", "연결되지 않은 전화", "Calls that did not reach the customer"),
        ANSWERED: _calls("is_answered", "고객이 응답한 전화", "Calls that were answered"),
    }
)
