"""The contacts of customers of each contact level, by the names that links call them."""

from collections.abc import Iterator, Mapping
from itertools import product
from types import MappingProxyType
from typing import Any

from analytics.contact_level.groups import LEFT, LEVELS, NEW, PACKAGE
from analytics.measures.behind import ContactsBehind
from warehouse.settings import Settings
from warehouse.sql import read_sql
from warehouse.words import Words

LEVEL_NAMES: Mapping[str, Words] = MappingProxyType(
    {
        "none": Words("접촉 없음", "No contact"),
        "rare_shallow": Words("드물고 얕음", "Rare, shallow"),
        "rare_deep": Words("드물고 깊음", "Rare, deep"),
        "often_shallow": Words("잦고 얕음", "Often, shallow"),
        "often_deep": Words("잦고 깊음", "Often, deep"),
        "left": Words("떠남", "Left"),
        "new": Words("새로 가입", "Joined since"),
    }
)
ROSE, FELL = "contact_level.rose", "contact_level.fell"
# The cuts of the settings as parameters, as the query of a list is made before settings are known.
_LEVELS = read_sql(PACKAGE, "levels").replace("{often}", "$often_per_month").replace("{deep}", "$deep_share")
_ORDER = ", ".join(f"'{level}'" for level in LEVELS)


def of_level(level: str) -> str:
    """The name of the contacts of the customers of a group."""
    return f"contact_level.{level}"


def of_move(start: str, to: str) -> str:
    """The name of the contacts of the customers who were in a group and came to another (or stayed)."""
    return f"contact_level.{start}.{to}"


def _cuts(settings: Settings) -> Mapping[str, Any]:
    cut = settings.contact_level
    return {"often_per_month": cut.often_per_month, "deep_share": cut.deep_share}


def _of_customers(condition: str, label: Words) -> ContactsBehind:
    chosen = f"SELECT customer_id FROM ({_LEVELS}) WHERE {condition}"
    return ContactsBehind(f"customer_id IN ({chosen})", label, _cuts)


def _moved(sign: str) -> str:
    """Both groups are levels, and one comes before the other."""
    place, before = (f"list_position([{_ORDER}], {name})" for name in ("level", "level_before"))
    return f"{place} {sign} {before}"


def _lists() -> Iterator[tuple[str, ContactsBehind]]:
    for level in LEVELS:
        names = LEVEL_NAMES[level]
        label = Words(f"접촉 수준이 '{names.ko}'인 고객의 접점", f"Contacts of customers of “{names.en}”")
        yield of_level(level), _of_customers(f"level = '{level}'", label)
    for start, to in product((*LEVELS, NEW), (*LEVELS, LEFT)):
        here, there = LEVEL_NAMES[start], LEVEL_NAMES[to]
        label = Words(
            f"접촉 수준이 '{here.ko}'에서 '{there.ko}'(으)로 간 고객의 접점",
            f"Contacts of customers from “{here.en}” to “{there.en}”",
        )
        yield of_move(start, to), _of_customers(f"level_before = '{start}' AND level = '{to}'", label)
    rose = Words("접촉 수준이 오른 고객의 접점", "Contacts of customers whose contact level rose")
    fell = Words("접촉 수준이 내린 고객의 접점", "Contacts of customers whose contact level fell")
    yield ROSE, _of_customers(_moved(">"), rose)
    yield FELL, _of_customers(_moved("<"), fell)


LISTS: Mapping[str, ContactsBehind] = MappingProxyType(dict(_lists()))
