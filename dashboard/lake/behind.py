"""Which contacts stand behind a measure: those that speak against it, else all that it counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from analytics.measures.servqual import DIMENSIONS, gap_name, perceived_name
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
        AND later.occurred_at > listed.occurred_at
        AND later.occurred_at <= listed.occurred_at + to_days($first_contact_days)
)"""
_FELL_SILENT = """customer_id IS NOT NULL
    AND occurred_local < (SELECT max(day) + 1 FROM contact_daily) - to_days($inactivity_days)
    AND NOT EXISTS (
        FROM contacts AS later
        WHERE later.customer_id = listed.customer_id
            AND later.occurred_at > listed.occurred_at
            AND later.occurred_at <= listed.occurred_at + to_days($inactivity_days)
    )"""
_OF_LEAVERS = Behind(
    "customer_id IN (SELECT customer_id FROM customers WHERE left_on IS NOT NULL)",
    Words("떠난 고객의 접점", "Contacts of customers who left"),
)
_WAITED = Behind(
    "wait_seconds IS NOT NULL AND outcome <> 'abandoned'",
    Words("대기 시간이 있고 응대를 받은 접점", "Answered contacts with a wait"),
)
_CSAT = _answered("csat", Words("만족도 응답이 있는 접점", "Contacts with a satisfaction answer"))
_CES = _answered("ces", Words("이용 편의(CES) 응답이 있는 접점", "Contacts with a CES answer"))
_QUALITY: Mapping[str, Behind] = MappingProxyType(
    {
        name(dimension): _answered(
            f"servqual.{dimension}",
            Words(f"{words.ko} 응답이 있는 접점", f"Contacts with an answer on {words.en.lower()}"),
        )
        for dimension, words in DIMENSIONS.items()
        for name in (gap_name, perceived_name)
    }
)

_HAD_TO_WAIT = Behind("wait_seconds > 0", Words("기다려야 했던 접점", "Contacts that had to wait"))
_TOO_LATE = Behind(
    "wait_seconds > $service_level_seconds",
    Words("정해진 시간보다 오래 기다린 접점", "Contacts that waited longer than the set time"),
    lambda settings: {"service_level_seconds": settings.definitions.service_level_seconds},
)
_PROMISE_BROKEN = Behind(
    "wait_seconds > promised_wait_seconds",
    Words("약속보다 오래 기다린 접점", "Contacts that waited longer than promised"),
)
_NOT_RECOVERED = Behind(
    "outcome = 'failed' AND recovery <> 'recovered'",
    Words("실패하고 회복되지 않은 접점", "Failed contacts that were not recovered"),
)
_TAKEN_UP = Behind(
    "outcome = 'failed' AND recovery IN ('attempted', 'recovered')",
    Words("회복을 시도했거나 마친 실패 접점", "Failed contacts whose recovery was attempted or done"),
)

EVERYTHING = Behind("true", Words("모든 접점", "All contacts"))
BEHIND: Mapping[str, Behind] = MappingProxyType(
    {
        "customers": Behind(
            "customer_id IS NOT NULL", Words("고객을 아는 접점", "Contacts of known customers")
        ),
        "csat": _CSAT,
        "csat_mean": _CSAT,
        "nps": _answered("nps", Words("추천 의향(NPS) 응답이 있는 접점", "Contacts with an NPS answer")),
        "ces": _CES,
        "ces_index": _CES,
        "ces_easy": _CES,
        **_QUALITY,
        "response_rate": Behind(
            "contact_id IN (SELECT contact_id FROM answers)",
            Words("설문 응답이 있는 접점", "Contacts with an answered questionnaire"),
        ),
        "wait_p50": _WAITED,
        "wait_p90": _WAITED,
        "wait_mean": _WAITED,
        "service_mean": Behind(
            "service_seconds IS NOT NULL",
            Words("처리 시간이 있는 접점", "Contacts with a service time"),
        ),
        "patience_p50": _HAD_TO_WAIT,
        "patience_60s": _HAD_TO_WAIT,
        **dict.fromkeys(
            ("service_level", "service_level_ignored", "service_level_negative", "service_level_positive"),
            _TOO_LATE,
        ),
        "abandonment": Behind(
            "outcome = 'abandoned' AND NOT is_no_show", Words("포기한 접점", "Contacts that were given up")
        ),
        "no_show": Behind("is_no_show", Words("고객이 오지 않은 예약", "Bookings that nobody came to")),
        "queue_abandonment": Behind(
            "outcome = 'abandoned' AND wait_seconds > 0",
            Words("기다리다 포기한 접점", "Contacts abandoned while waiting"),
        ),
        "promise_kept": _PROMISE_BROKEN,
        "over_promise": _PROMISE_BROKEN,
        "under_promise": Behind(
            "wait_seconds < promised_wait_seconds",
            Words("약속보다 덜 기다린 접점", "Contacts that waited less than promised"),
        ),
        "failure": Behind("outcome = 'failed'", Words("실패한 접점", "Failed contacts")),
        "complaint": Behind("is_complaint", Words("불평이 있었던 접점", "Contacts with a complaint")),
        "complaint_after_failure": Behind(
            "outcome = 'failed' AND is_complaint",
            Words("실패하고 불평이 있었던 접점", "Failed contacts with a complaint"),
        ),
        "recovery_rate": _NOT_RECOVERED,
        "time_to_recover_p50": _TAKEN_UP,
        "time_to_recover_p90": _TAKEN_UP,
        "first_contact_resolution": Behind(
            f"customer_id IS NOT NULL AND (outcome <> 'resolved' OR {_FOLLOWED})",
            Words("한 번에 해결되지 않은 접점", "Contacts that did not settle the matter at once"),
            lambda settings: {"first_contact_days": settings.definitions.first_contact_days},
        ),
        "churn_rate": _OF_LEAVERS,
        "left_without_complaint": _OF_LEAVERS,
        "left_without_word": Behind(
            f"outcome = 'failed' AND {_OF_LEAVERS.sql}",
            Words("떠난 고객의 실패한 접점", "Failed contacts of customers who left"),
        ),
        "inactivity_rate": Behind(
            _FELL_SILENT,
            Words("고객이 다시 찾지 않은 접점", "Contacts after which the customer did not come back"),
            lambda settings: {"inactivity_days": settings.definitions.inactivity_days},
        ),
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
