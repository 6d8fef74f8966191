"""The contacts of customers behind figures on the relationship, by the names that links call them."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from analytics.measures.behind import ContactsBehind
from analytics.relationship.queries import LEFT, NEW, STAGES, STATES, Sign, relations, rules_of, stage_on
from warehouse.settings import Settings
from warehouse.words import Words

STAGE_NAMES: Mapping[str, Words] = MappingProxyType(
    {
        "acquired": Words("획득", "Acquired"),
        "developing": Words("발전", "Developing"),
        "retained": Words("유지", "Retained"),
        LEFT: Words("떠남", "Left"),
        NEW: Words("새로 가입", "Joined since"),
    }
)
_SIGNS: tuple[Sign, ...] = ("purchases", "contacts")
_NAME = re.compile(r"relationship\.(\w+)\.(\w+)\.(\w+)\.(\d{4}-\d\d-\d\d)\.(\d{4}-\d\d-\d\d)")
_ANY = "any"


def name_of(sign: Sign, to: str, since: date, until: date, start: str = _ANY) -> str:
    """The name of the contacts of those in a stage when a day ends, or of those who came there from another
    before a day began. sign: what counts as the sign of more (`sign_of`).
    """
    return f"relationship.{sign}.{start}.{to}.{since}.{until}"


def relationship_list(name: str) -> ContactsBehind | None:
    """The contacts that a name stands for; None for one that is no such name."""
    found = _NAME.fullmatch(name)
    if found is None or found[1] not in _SIGNS or found[3] not in STATES:
        return None
    sign: Sign = "purchases" if found[1] == "purchases" else "contacts"
    start, to = found[2], found[3]
    try:
        since, until = date.fromisoformat(found[4]), date.fromisoformat(found[5])
    except ValueError:
        return None
    there = stage_on(f"(DATE '{until}')")
    conditions = [f"{there} = '{to}'"]
    if start == NEW:
        conditions.append(f"joined_on BETWEEN DATE '{since}' AND DATE '{until}'")
    elif start in STAGES:
        before = stage_on(f"(DATE '{since - timedelta(days=1)}')")
        conditions.append(f"{before} = '{start}'")
    elif start != _ANY:
        return None
    chosen = f"SELECT customer_id FROM ({relations(sign)}) WHERE {' AND '.join(conditions)}"
    return ContactsBehind(f"customer_id IN ({chosen})", _label(start, to), lambda own: _values(own, sign))


def _values(settings: Settings, sign: Sign) -> Mapping[str, int]:
    return rules_of(settings, sign)


def _label(start: str, to: str) -> Words:
    there = STAGE_NAMES[to]
    if start == _ANY:
        return Words(f"'{there.ko}' 단계 고객의 접점", f"Contacts of customers in “{there.en}”")
    here = STAGE_NAMES[start]
    return Words(
        f"'{here.ko}'에서 '{there.ko}'로 간 고객의 접점",
        f"Contacts of customers who went from “{here.en}” to “{there.en}”",
    )
