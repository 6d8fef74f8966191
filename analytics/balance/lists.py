"""The contacts behind the figures of the three sides, by the names that links call them."""

from collections.abc import Mapping
from types import MappingProxyType

from analytics.balance.leading import LEADERS, LED_BY
from analytics.measures import behind
from analytics.measures.behind import ContactsBehind
from warehouse.words import Words

_ANSWERED = "balance.answered."
_LED = {
    "firm": Words("회사가 이끄는 접점", "Contacts that the firm leads"),
    "staff": Words("직원이 이끄는 접점", "Contacts that the staff leads"),
    "customer": Words("고객이 이끄는 접점", "Contacts that the customer leads"),
}


def _led(leader: str) -> ContactsBehind:
    chosen = f"SELECT contact_id FROM contact_facts WHERE ({LED_BY}) = '{leader}'"
    return ContactsBehind(f"contact_id IN ({chosen})", _LED[leader])


def led_by(leader: str) -> str:
    """The name of the contacts that one of LEADERS leads."""
    return f"balance.led.{leader}"


SERVED_BY_STAFF = ContactsBehind(
    "agent_id IS NOT NULL AND service_seconds IS NOT NULL",
    Words("직원이 응대한 접점", "Contacts that staff served"),
)
LISTS: Mapping[str, ContactsBehind] = MappingProxyType(
    {
        "balance.cost": behind.WITH_COST,
        "balance.served": SERVED_BY_STAFF,
        "balance.staff": ContactsBehind(
            "agent_id IS NOT NULL", Words("직원이 맡은 접점", "Contacts that staff took")
        ),
        "balance.unresolved": ContactsBehind(
            "outcome NOT IN ('resolved', 'abandoned')",
            Words("해결되지 않은 접점(포기 제외)", "Contacts not resolved, those given up aside"),
        ),
        "balance.unsettled": behind.NOT_SETTLED,
        "balance.rated": behind.WITH_CSAT,
        "balance.promise_broken": behind.PROMISE_BROKEN,
        **{led_by(leader): _led(leader) for leader in LEADERS},
    }
)


def answered(name: str) -> ContactsBehind | None:
    """The contacts with an answer to the item that such a name names; None for another name."""
    if not name.startswith(_ANSWERED):
        return None
    item = name.removeprefix(_ANSWERED)
    label = Words(f"항목 {item}에 응답한 접점", f"Contacts with an answer to {item}")
    return ContactsBehind(
        "contact_id IN (SELECT contact_id FROM customer_answers WHERE item = $balance_item)",
        label,
        lambda _: {"balance_item": item},
    )
