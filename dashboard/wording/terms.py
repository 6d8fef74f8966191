"""The users' own words for what records hold."""

from collections.abc import Mapping
from types import MappingProxyType

from analytics.stages.lists import STAGE_LABELS
from warehouse.words import Language, Words

TIERS: Mapping[str, Words] = MappingProxyType(
    {
        "high": Words("고접촉", "High contact"),
        "medium": Words("중접촉", "Medium contact"),
        "low": Words("저접촉", "Low contact"),
    }
)
OUTCOMES: Mapping[str, Words] = MappingProxyType(
    {
        "resolved": Words("해결", "Resolved"),
        "unresolved": Words("미해결", "Unresolved"),
        "failed": Words("실패", "Failed"),
        "abandoned": Words("포기", "Abandoned"),
        "transferred": Words("이관", "Transferred"),
    }
)
RECOVERIES: Mapping[str, Words] = MappingProxyType(
    {
        "none": Words("없음", "None"),
        "attempted": Words("시도", "Attempted"),
        "recovered": Words("회복", "Recovered"),
    }
)
RECORD_KINDS: Mapping[str, Words] = MappingProxyType(
    {
        "contacts": Words("접점", "Contacts"),
        "answers": Words("설문 응답", "Survey answers"),
        "customers": Words("고객", "Customers"),
        "purchases": Words("구매", "Purchases"),
        "staff": Words("직원", "Staff"),
    }
)

YES_NO: Mapping[str, Words] = MappingProxyType({"true": Words("예", "Yes"), "false": Words("아니오", "No")})

DEPARTMENT = Words("부서", "Department")
TIER = Words("접촉도", "Contact tier")
CHANNEL = Words("채널", "Channel")
EVERY_DEPARTMENT = Words("모든 부서", "All departments")
EVERY_TIER = Words("모든 접촉도", "All tiers")
EVERY_CHANNEL = Words("모든 채널", "All channels")
EVERY_SEGMENT = Words("모든 고객군", "All segments")
UNKNOWN_TIER = Words("접촉도 모름", "Tier unknown")


def tier_name(tier: str | None, language: Language) -> str:
    """The tier in the user's words."""
    return TIERS.get(tier or "", UNKNOWN_TIER).text(language)


_DELIVERY_MODES = {
    "mail": Words("우편·이메일", "Mail"),
    "digital": Words("디지털", "Digital"),
    "phone": Words("전화", "Phone"),
    "face_to_face_tight": Words("대면, 정해진 절차", "Face to face, by a script"),
    "face_to_face_loose": Words("대면, 느슨한 절차", "Face to face, loosely set"),
    "face_to_face_customised": Words("대면, 맞춤", "Face to face, made to measure"),
}
_HANDLED_BY = {"person": Words("사람이 응대", "A person"), "no_person": Words("사람 없이", "No person")}
_BOOKED = {"true": Words("예약함", "Booked"), "false": Words("예약 안 함", "Not booked")}
_TENURES = {
    "under_1_year": Words("1년 미만", "Under 1 year"),
    "1_to_3_years": Words("1~3년", "1 to 3 years"),
    "over_3_years": Words("3년 이상", "Over 3 years"),
}
_CUSTOMER_TYPES = {
    "economic": Words("경제형", "Economic"),
    "ethical": Words("윤리형", "Ethical"),
    "personalising": Words("관계형", "Personalising"),
    "convenience": Words("편의형", "Convenience"),
}
_DIRECTIONS = {"inbound": Words("수신", "Inbound"), "outbound": Words("발신", "Outbound")}
_ASKED_AGAIN = {
    "true": Words("다시 말함", "Asked again"),
    "false": Words("다시 말하지 않음", "Not asked again"),
}
_AGE_BANDS = {
    "under_30": Words("30세 미만", "Under 30"),
    "30_to_44": Words("30~44세", "30 to 44"),
    "45_to_59": Words("45~59세", "45 to 59"),
    "60_and_over": Words("60세 이상", "60 and over"),
}
FAILURE_ORIGINS: Mapping[str, Words] = MappingProxyType(
    {
        "staff": Words("사람", "Staff"),
        "system": Words("시스템", "System"),
        "physical_evidence": Words("물리적 증거", "Physical evidence"),
        "policy": Words("규정", "Policy"),
    }
)
# What the built-in dimensions' values are called; all others are the company's own words.
VALUES: Mapping[str, Mapping[str, Words]] = MappingProxyType(
    {
        "contact_tier": TIERS,
        "outcome": OUTCOMES,
        "delivery_mode": _DELIVERY_MODES,
        "handled_by": _HANDLED_BY,
        "is_booked": _BOOKED,
        "stage": STAGE_LABELS,
        "tenure": _TENURES,
        "customer_type": _CUSTOMER_TYPES,
        "direction": _DIRECTIONS,
        "asked_again": _ASKED_AGAIN,
        "failure_origin": FAILURE_ORIGINS,
        "age_band": _AGE_BANDS,
    }
)


def value_name(dimension: str, value: str, language: Language) -> str:
    """A value of a dimension in the user's words."""
    words = VALUES.get(dimension, {}).get(value)
    return words.text(language) if words else value
