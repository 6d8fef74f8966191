"""The contacts behind figures on money, by the names that links call them."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from analytics.measures.behind import OF_LEAVERS, ContactsBehind
from analytics.money.costs import CONDITIONS
from analytics.money.serving import GROUPS
from warehouse.settings import Settings
from warehouse.sql import read_sql
from warehouse.words import Words

AT_A_LOSS, LEFT = "money.at_a_loss", "money.left"
_GROUPS = read_sql("analytics.money", "value_groups")
_KINDS = {
    "failed": Words("실패한 접점", "Failed contacts"),
    "handed_over": Words("넘긴 접점", "Contacts that were handed over"),
    "asked_again": Words("다시 말해야 했던 접점", "Contacts in which something had to be said again"),
    "no_show": Words("고객이 오지 않은 예약", "Bookings that nobody came to"),
}


def of_kind(kind: str) -> str:
    """The name of the contacts of a kind of `costs.CONDITIONS`."""
    return f"money.{kind}"


def of_value_group(group: int) -> str:
    """The name of the contacts of the customers of a tenth by value."""
    return f"money.value_group.{group}"


def _margin(settings: Settings) -> Mapping[str, Any]:
    return {"margin": settings.money.margin or 1.0}


def _of_customers(condition: str, label: Words) -> ContactsBehind:
    chosen = f"SELECT customer_id FROM ({_GROUPS}) WHERE {condition}"
    return ContactsBehind(f"customer_id IN ({chosen})", label, _margin)


def _lists() -> Iterator[tuple[str, ContactsBehind]]:
    for kind, condition in CONDITIONS.items():
        chosen = f"SELECT contact_id FROM contact_facts WHERE {condition}"
        yield of_kind(kind), ContactsBehind(f"contact_id IN ({chosen})", _KINDS[kind])
    for group in range(1, GROUPS + 1):
        label = Words(
            f"가치로 나눈 열 무리 가운데 {group}번째 고객의 접점",
            f"Contacts of customers of tenth {group} by value",
        )
        yield of_value_group(group), _of_customers(f"value_group = {group}", label)
    losing = Words(
        "응대 비용이 가치보다 많은 고객의 접점",
        "Contacts of customers who cost more to serve than they bring",
    )
    yield AT_A_LOSS, _of_customers("is_at_a_loss", losing)
    yield LEFT, OF_LEAVERS


LISTS: Mapping[str, ContactsBehind] = MappingProxyType(dict(_lists()))
