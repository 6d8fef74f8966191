"""The contacts behind a measure: those that speak against it, else all that it counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from warehouse.settings import Settings
from warehouse.sql import read_sql
from warehouse.words import Words


@dataclass(frozen=True)
class ContactsBehind:
    """A condition on contact_facts, there called `listed`; the settings it needs as parameters; its words.

    facts: the view of contacts that it is a condition on, where not on those that customers began.
    """

    sql: str
    label: Words
    parameters: Callable[[Settings], Mapping[str, Any]] = lambda _: {}
    facts: str = "contact_facts"


def _window(settings: Settings) -> Mapping[str, Any]:
    return {"first_contact_days": settings.definitions.first_contact_days}


def _for_the_same_reason(*conditions: str) -> str:
    """Whether the customer has another contact for the same reason that meets the conditions."""
    same = ("other.customer_id = listed.customer_id", "other.reason = listed.reason")
    return f"EXISTS (FROM contact_facts AS other WHERE {' AND '.join([*same, *conditions])})"


def answered(item: str, label: Words) -> ContactsBehind:
    """Those with an answer to an item of the questionnaire."""
    sql = f"contact_id IN (SELECT contact_id FROM customer_answers WHERE item = '{item}')"
    return ContactsBehind(sql, label)


_FOLLOWED = """EXISTS (
    FROM contact_facts AS later
    WHERE later.customer_id = listed.customer_id
        AND later.occurred_at > listed.occurred_at
        AND later.occurred_at <= listed.occurred_at + to_days($first_contact_days)
)"""
_FOLLOWED_FOR_THE_SAME_REASON = _for_the_same_reason(
    "other.occurred_at > listed.occurred_at",
    "other.occurred_at <= listed.occurred_at + to_days($first_contact_days)",
)
_TURNED_TO_A_PERSON = _for_the_same_reason(
    "other.agent_id IS NOT NULL",
    "other.occurred_at > listed.occurred_at",
    "other.occurred_at <= listed.occurred_at + to_days($first_contact_days)",
)
_REPEATING = _for_the_same_reason(
    "other.occurred_at < listed.occurred_at",
    "other.occurred_at >= listed.occurred_at - to_days($first_contact_days)",
)
_FELL_SILENT = """customer_id IS NOT NULL
    AND occurred_local < (SELECT max(day) + 1 FROM contact_daily) - to_days($inactivity_days)
    AND NOT EXISTS (
        FROM contact_facts AS later
        WHERE later.customer_id = listed.customer_id
            AND later.occurred_at > listed.occurred_at
            AND later.occurred_at <= listed.occurred_at + to_days($inactivity_days)
    )"""
OF_LEAVERS = ContactsBehind(
    "customer_id IN (SELECT customer_id FROM customers WHERE left_on IS NOT NULL)",
    Words("떠난 고객의 접점", "Contacts of customers who left"),
)
WAITED = ContactsBehind(
    "wait_seconds IS NOT NULL AND outcome <> 'abandoned'",
    Words("대기 시간이 있고 응대를 받은 접점", "Answered contacts with a wait"),
)
HAD_TO_WAIT = ContactsBehind("wait_seconds > 0", Words("기다려야 했던 접점", "Contacts that had to wait"))
TOO_LATE = ContactsBehind(
    "wait_seconds > $service_level_seconds",
    Words("정해진 시간보다 오래 기다린 접점", "Contacts that waited longer than the set time"),
    lambda settings: {"service_level_seconds": settings.definitions.service_level_seconds},
)
PROMISE_BROKEN = ContactsBehind(
    "wait_seconds > promised_wait_seconds",
    Words("약속보다 오래 기다린 접점", "Contacts that waited longer than promised"),
)
NOT_RECOVERED = ContactsBehind(
    "outcome = 'failed' AND recovery <> 'recovered'",
    Words("실패하고 회복되지 않은 접점", "Failed contacts that were not recovered"),
)
TAKEN_UP = ContactsBehind(
    "outcome = 'failed' AND recovery IN ('attempted', 'recovered')",
    Words("회복을 시도했거나 마친 실패 접점", "Failed contacts whose recovery was attempted or done"),
)

EVERYTHING = ContactsBehind("true", Words("모든 접점", "All contacts"))
OF_KNOWN_CUSTOMERS = ContactsBehind(
    "customer_id IS NOT NULL", Words("고객을 아는 접점", "Contacts of known customers")
)
WITH_CSAT = answered("csat", Words("만족도 응답이 있는 접점", "Contacts with a satisfaction answer"))
WITH_NPS = answered("nps", Words("추천 의향(NPS) 응답이 있는 접점", "Contacts with an NPS answer"))
WITH_CES = answered("ces", Words("이용 편의(CES) 응답이 있는 접점", "Contacts with a CES answer"))
WITH_ANSWERS = ContactsBehind(
    "contact_id IN (SELECT contact_id FROM customer_answers)",
    Words("설문 응답이 있는 접점", "Contacts with an answered questionnaire"),
)
WITH_COST = ContactsBehind("cost IS NOT NULL", Words("비용이 적힌 접점", "Contacts that say their cost"))
SOLD = ContactsBehind(
    "contact_id IN (SELECT contact_id FROM purchases WHERE kind IS DISTINCT FROM 'refund')",
    Words("무엇을 판 접점", "Contacts at which something was sold"),
)
OF_BUYERS = ContactsBehind(
    "customer_id IN (SELECT customer_id FROM purchases WHERE kind IS DISTINCT FROM 'refund')",
    Words("산 적이 있는 고객의 접점", "Contacts of customers who bought something"),
)
OF_REFUNDED = ContactsBehind(
    "customer_id IN (SELECT customer_id FROM purchases WHERE kind = 'refund')",
    Words("환불받은 고객의 접점", "Contacts of customers who gave something back"),
)
BOUGHT_AFTER = ContactsBehind(
    """EXISTS (
    FROM purchases
    WHERE purchases.customer_id = listed.customer_id
        AND kind IS DISTINCT FROM 'refund'
        AND purchased_at > listed.occurred_at
        AND purchased_at <= listed.occurred_at + to_days($repurchase_days)
)""",
    Words("고객이 뒤이어 산 접점", "Contacts after which the customer bought something"),
    lambda settings: {"repurchase_days": settings.definitions.repurchase_days},
)
SERVED = ContactsBehind(
    "service_seconds IS NOT NULL", Words("처리 시간이 있는 접점", "Contacts with a service time")
)
GIVEN_UP = ContactsBehind(
    "outcome = 'abandoned' AND NOT is_no_show", Words("포기한 접점", "Contacts that were given up")
)
APPOINTMENTS_MISSED = ContactsBehind(
    f"""contact_id IN (
        SELECT contact_id FROM ({read_sql("analytics.reservations", "appointments")})
        WHERE kept_late_seconds > $appointment_grace_minutes * 60
    )""",
    Words("예약 시각보다 늦게 응대한 접점", "Appointments that began late"),
    lambda settings: {"appointment_grace_minutes": settings.definitions.appointment_grace_minutes},
)
NO_SHOWS = ContactsBehind("is_no_show", Words("고객이 오지 않은 예약", "Bookings that nobody came to"))
GIVEN_UP_WAITING = ContactsBehind(
    "outcome = 'abandoned' AND wait_seconds > 0",
    Words("기다리다 포기한 접점", "Contacts abandoned while waiting"),
)
SOONER_THAN_PROMISED = ContactsBehind(
    "wait_seconds < promised_wait_seconds",
    Words("약속보다 덜 기다린 접점", "Contacts that waited less than promised"),
)
FAILED = ContactsBehind("outcome = 'failed'", Words("실패한 접점", "Failed contacts"))
WITH_COMPLAINT = ContactsBehind("is_complaint", Words("불평이 있었던 접점", "Contacts with a complaint"))
FAILED_WITH_COMPLAINT = ContactsBehind(
    "outcome = 'failed' AND is_complaint",
    Words("실패하고 불평이 있었던 접점", "Failed contacts with a complaint"),
)
NOT_RESOLVED = ContactsBehind(
    "outcome <> 'resolved'", Words("해결되지 않은 접점", "Contacts that were not resolved")
)
WITHOUT_PERSON = ContactsBehind(
    "agent_id IS NULL AND outcome <> 'abandoned'",
    Words("사람 없이 처리한 접점", "Contacts handled without a person"),
)
NOT_SETTLED = ContactsBehind(
    f"customer_id IS NOT NULL AND (outcome <> 'resolved' OR {_FOLLOWED})",
    Words("한 번에 해결되지 않은 접점", "Contacts that did not settle the matter at once"),
    _window,
)
FOLLOWED = ContactsBehind(
    _FOLLOWED,
    Words("같은 고객이 다시 찾은 접점", "Contacts after which the customer came back"),
    _window,
)
FOLLOWED_FOR_THE_SAME_REASON = ContactsBehind(
    _FOLLOWED_FOR_THE_SAME_REASON,
    Words(
        "같은 고객이 같은 이유로 다시 찾은 접점",
        "Contacts after which the customer came back for the same reason",
    ),
    _window,
)
NOT_SETTLED_FOR_THE_REASON = ContactsBehind(
    "customer_id IS NOT NULL AND reason IS NOT NULL"
    f" AND (outcome <> 'resolved' OR {_FOLLOWED_FOR_THE_SAME_REASON})",
    Words("같은 이유로는 한 번에 해결되지 않은 접점", "Contacts that did not settle their reason at once"),
    _window,
)
NOT_SETTLED_IN_ONE_STOP = ContactsBehind(
    f"{NOT_SETTLED_FOR_THE_REASON.sql} AND NOT {_REPEATING}",
    Words(
        "같은 이유의 첫 접점이면서 그 한 번으로 끝나지 않은 접점",
        "First contacts for a reason that did not settle it in one stop",
    ),
    _window,
)
TURNED_TO_A_PERSON = ContactsBehind(
    f"{WITHOUT_PERSON.sql} AND {_TURNED_TO_A_PERSON}",
    Words(
        "사람 없이 처리한 뒤 같은 이유로 사람을 찾은 접점",
        "Contacts without a person after which the customer turned to one for the same reason",
    ),
    _window,
)
ASKED_AGAIN = ContactsBehind(
    "asked_again",
    Words(
        "고객이 앞에서 한 말을 다시 해야 했던 접점",
        "Contacts in which the customer had to say again what was said before",
    ),
)
AVOIDABLE = ContactsBehind(
    f"(asked_again OR outcome IN ('transferred', 'failed') OR {_REPEATING})",
    Words(
        "다시 말해야 했거나 같은 이유로 다시 찾았거나 이관되었거나 실패한 접점",
        "Contacts in which something was asked again, that came again for the same reason, were handed "
        "over or failed",
    ),
    _window,
)
BEFORE_SILENCE = ContactsBehind(
    _FELL_SILENT,
    Words("고객이 다시 찾지 않은 접점", "Contacts after which the customer did not come back"),
    lambda settings: {"inactivity_days": settings.definitions.inactivity_days},
)
FAILED_OF_LEAVERS = ContactsBehind(
    f"outcome = 'failed' AND {OF_LEAVERS.sql}",
    Words("떠난 고객의 실패한 접점", "Failed contacts of customers who left"),
)
