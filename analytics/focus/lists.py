"""The contacts behind what moved, by the names that links call them."""

import json
from datetime import date
from typing import NamedTuple

from analytics.customer_sample import highest_hash
from analytics.measures.behind import ContactsBehind
from warehouse.words import Words

_NAME = "moved."
_FIRST = "arg_min({'channel': channel, 'contact_tier': contact_tier}, (occurred_at, contact_id))"
_MOVED = f"""listed.reason = $reason AND listed.customer_id IN (
    SELECT customer_id
    FROM contact_facts
    WHERE reason = $reason
        AND customer_id IS NOT NULL
        AND channel IS NOT NULL
        AND contact_tier IS NOT NULL
        AND day BETWEEN $first::DATE AND $last::DATE
        AND hash(customer_id) <= $highest_hash::UBIGINT
    GROUP BY customer_id
    HAVING {_FIRST} FILTER (day < $on::DATE) = {{'channel': $from_channel, 'contact_tier': $from_tier}}
        AND {_FIRST} FILTER (day >= $on::DATE) = {{'channel': $to_channel, 'contact_tier': $to_tier}}
)"""


class Way(NamedTuple):
    """Between which days customers moved for a reason, from the day `on`; from where to where.

    one_in: of how many customers one was looked at.
    """

    first: date
    on: date
    last: date
    reason: str
    from_channel: str
    from_tier: str
    to_channel: str
    to_tier: str
    one_in: int = 1


def moved_by(way: Way) -> str:
    """The name of the contacts for the reason of those who moved."""
    return _NAME + json.dumps([str(part) for part in way], ensure_ascii=False)


def moved_list(name: str) -> ContactsBehind | None:
    """The list of such a name; None where the name is of something else."""
    if not name.startswith(_NAME):
        return None
    try:
        way = _read(name.removeprefix(_NAME))
    except (ValueError, TypeError):
        return None
    return ContactsBehind(
        _MOVED,
        Words(
            f"'{way.reason}'(으)로 {way.on}부터 {way.from_channel} 대신 {way.to_channel}을(를) 찾은 "
            "고객의 접점",
            f"Contacts about “{way.reason}” of customers who from {way.on} on came through {way.to_channel} "
            f"instead of {way.from_channel}",
        ),
        lambda _: _values(way),
    )


def _read(text: str) -> Way:
    first, on, last, *rest = (str(part) for part in json.loads(text))
    reason, from_channel, from_tier, to_channel, to_tier, one_in = rest
    since, day, until = (date.fromisoformat(text) for text in (first, on, last))
    return Way(since, day, until, reason, from_channel, from_tier, to_channel, to_tier, max(int(one_in), 1))


def _values(way: Way) -> dict[str, object]:
    values = way._asdict()
    return values | {"highest_hash": highest_hash(1, values.pop("one_in"))}
