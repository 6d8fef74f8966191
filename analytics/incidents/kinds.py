"""What makes a contact an incident: what was lived through in it, as conditions on contact_facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Side = Literal["damage", "delight"]
Place = Literal["department", "reason"]
SIDES: tuple[Side, ...] = ("damage", "delight")
PLACES: tuple[Place, ...] = ("department", "reason")


@dataclass(frozen=True)
class Kind:
    """sql: a condition on a contact, with `csat`, what its customer gave it. is_score: whether it is told
    from that."""

    side: Side
    sql: str
    is_score: bool = False


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "failure_unrecovered": Kind("damage", "outcome = 'failed' AND recovery IS DISTINCT FROM 'recovered'"),
        "failure_recovered": Kind("delight", "outcome = 'failed' AND recovery = 'recovered'"),
        "broken_promise": Kind("damage", "wait_seconds > promised_wait_seconds"),
        "unresolved": Kind("damage", "outcome = 'unresolved'"),
        "given_up": Kind("damage", "outcome = 'abandoned' AND NOT is_no_show"),
        "handed_over": Kind("damage", "outcome = 'transferred'"),
        "asked_again": Kind("damage", "asked_again"),
        "complaint": Kind("damage", "is_complaint"),
        "lowest_score": Kind("damage", "csat < 1.5", is_score=True),
        "highest_score": Kind("delight", "csat >= 4.5", is_score=True),
    }
)
NAMES = tuple(KINDS)
# A kind is a bit of the number that says all that a contact was.
BITS: Mapping[str, int] = MappingProxyType({name: 1 << place for place, name in enumerate(NAMES)})
LIVED = " + ".join(f"CASE WHEN {kind.sql} THEN {BITS[name]} ELSE 0 END" for name, kind in KINDS.items())


def bits_of(side: Side) -> int:
    """Those of a side."""
    return sum(BITS[name] for name, kind in KINDS.items() if kind.side == side)


SCORES = sum(BITS[name] for name, kind in KINDS.items() if kind.is_score)
