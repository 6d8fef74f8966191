"""The contacts behind figures on the capacity of recovery, by the names that links call them."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from analytics.measures.behind import ContactsBehind
from warehouse.settings import Settings
from warehouse.words import Words

COMING = "capacity.coming"
_NAME = re.compile(r"capacity\.(open|recovered)\.(\d{4}-\d\d-\d\d)\.(\d{4}-\d\d-\d\d)")
# As `analytics.recovery.backlog` has it: a recovery without its time counts on the day of the failure.
_FAILED_ON = "occurred_local::DATE"
_RECOVERED_ON = "(occurred_local + to_microseconds((coalesce(recovery_seconds, 0) * 1e6)::BIGINT))::DATE"
_CONDITIONS: Mapping[str, str] = {
    "open": f"""outcome = 'failed' AND recovery IS NOT NULL AND {_FAILED_ON} <= $flow_until AND CASE
        WHEN recovery = 'recovered' THEN {_RECOVERED_ON} > $flow_until
        ELSE coalesce({_FAILED_ON} + $given_up_days::INTEGER > $flow_until, true)
    END""",
    "recovered": f"""outcome = 'failed' AND recovery = 'recovered'
        AND {_RECOVERED_ON} BETWEEN $flow_since AND $flow_until""",
}
_LABELS: Mapping[str, Words] = {
    "open": Words("{until} 끝에 열린 실패", "Failures open when {until} ends"),
    "recovered": Words(
        "{since}부터 {until}까지 회복한 실패", "Failures that were recovered from {since} to {until}"
    ),
}
_COMING = ContactsBehind(
    "outcome = 'failed' AND recovery IS NOT NULL",
    Words("무엇을 했는지 적힌 실패", "Failures that say what was done about them"),
)


def open_at(until: date) -> str:
    """The name of the failures that are open when a day ends, whenever they were."""
    return f"capacity.open.{until}.{until}"


def recovered_within(since: date, until: date) -> str:
    """The name of the failures that were recovered on these days, whenever they were."""
    return f"capacity.recovered.{since}.{until}"


def flow_list(name: str) -> ContactsBehind | None:
    """The contacts of such a name; None where the name is of something else."""
    if name == COMING:
        return _COMING
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    what, since, until = found.groups()
    try:
        days = {"flow_since": date.fromisoformat(since), "flow_until": date.fromisoformat(until)}
    except ValueError:
        return None
    label = Words(*(text.format(since=since, until=until) for text in _LABELS[what]))

    def values(settings: Settings) -> dict[str, Any]:
        if what == "recovered":
            return days
        return {
            "flow_until": days["flow_until"],
            "given_up_days": settings.definitions.failure_given_up_days,
        }

    chosen = f"SELECT contact_id FROM contact_facts WHERE {_CONDITIONS[what]}"
    return ContactsBehind(f"contact_id IN ({chosen})", label, values)
