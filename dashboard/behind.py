"""Which contacts stand behind a measure: those that speak against it, else all that it counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from warehouse.settings import Settings
from warehouse.words import Words


@dataclass(frozen=True)
class Behind:
    """A condition on contact_facts, the settings it needs as parameters, and its words."""

    sql: str
    label: Words
    parameters: Callable[[Settings], Mapping[str, Any]] = lambda _: {}


def _answered(item: str, label: Words) -> Behind:
    sql = f"contact_id IN (SELECT contact_id FROM answers WHERE item = '{item}')"
    return Behind(sql, label)


_FOLLOWED = """EXISTS (
    FROM contacts AS later
    WHERE later.customer_id = listed.customer_id
        AND (later.occurred_at, later.contact_id) > (listed.occurred_at, listed.contact_id)
        AND later.occurred_at <= listed.occurred_at + to_days($first_contact_days)
)"""
_WAITED = Behind(
    "wait_seconds IS NOT NULL AND outcome <> 'abandoned'",
    Words("대기 시간이 있고 응대를 받은 접점", "Answered contacts with a wait"),
)
_CES = _answered("ces", Words("이용 편의(CES) 응답이 있는 접점", "Contacts with a CES answer"))

EVERYTHING = Behind("true", Words("모든 접점", "All contacts"))
BEHIND: Mapping[str, Behind] = MappingProxyType(
    {
        "customers": Behind(
            "customer_id IS NOT NULL", Words("고객을 아는 접점", "Contacts of known customers")
        ),
        "csat": _answered("csat", Words("만족도 응답이 있는 접점", "Contacts with a satisfaction answer")),
        "nps": _answered("nps", Words("추천 의향(NPS) 응답이 있는 접점", "Contacts with an NPS answer")),
        "ces": _CES,
        "ces_index": _CES,
        "wait_p50": _WAITED,
        "wait_p90": _WAITED,
        "service_level": Behind(
            "wait_seconds > $service_level_seconds",
            Words("정해진 시간보다 오래 기다린 접점", "Contacts that waited longer than the set time"),
            lambda settings: {"service_level_seconds": settings.definitions.service_level_seconds},
        ),
        "abandonment": Behind("outcome = 'abandoned'", Words("포기한 접점", "Abandoned contacts")),
        "queue_abandonment": Behind(
            "outcome = 'abandoned' AND wait_seconds > 0",
            Words("기다리다 포기한 접점", "Contacts abandoned while waiting"),
        ),
        "promise_kept": Behind(
            "wait_seconds > promised_wait_seconds",
            Words("약속보다 오래 기다린 접점", "Contacts that waited longer than promised"),
        ),
        "failure": Behind("outcome = 'failed'", Words("실패한 접점", "Failed contacts")),
        "complaint": Behind("is_complaint", Words("불평이 있었던 접점", "Contacts with a complaint")),
        "repeat_contact": Behind(
            _FOLLOWED,
            Words("같은 고객이 다시 찾은 접점", "Contacts after which the customer came back"),
            lambda settings: {"first_contact_days": settings.definitions.first_contact_days},
        ),
    }
)


def find_behind(measure: str | None) -> Behind:
    """The contacts behind the measure; all of them for one that is not listed here."""
    return BEHIND.get(measure or "", EVERYTHING)
