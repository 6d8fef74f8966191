"""The users' own words for what records hold."""

from collections.abc import Mapping
from types import MappingProxyType

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
    }
)

YES_NO: Mapping[str, Words] = MappingProxyType({"true": Words("예", "Yes"), "false": Words("아니오", "No")})

DEPARTMENT = Words("부서", "Department")
TIER = Words("접촉도", "Contact tier")
CHANNEL = Words("채널", "Channel")
EVERY_DEPARTMENT = Words("모든 부서", "All departments")
EVERY_TIER = Words("모든 접촉도", "All tiers")
EVERY_CHANNEL = Words("모든 채널", "All channels")
UNKNOWN_TIER = Words("접촉도 모름", "Tier unknown")


def tier_name(tier: str | None, language: Language) -> str:
    """The tier in the user's words."""
    return TIERS.get(tier or "", UNKNOWN_TIER).text(language)
