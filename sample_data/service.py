"""The service: home internet and appliance rental, its departments, channels and reasons for contact."""

from collections.abc import Sequence

import polars as pl

TIER_OF_MODE = {
    "mail": "low",
    "digital": "low",
    "phone": "medium",
    "face_to_face_tight": "medium",
    "face_to_face_loose": "high",
    "face_to_face_customised": "high",
}
MODE_OF_CHANNEL = {
    "phone": "phone",
    "web": "digital",
    "app": "digital",
    "chatbot": "digital",
    "kiosk": "digital",
    "email": "mail",
    "branch": "face_to_face_tight",
    "visit": "face_to_face_loose",
}
SYSTEM_OF_CHANNEL = {
    "phone": "call_centre",
    "web": "digital",
    "app": "digital",
    "chatbot": "digital",
    "email": "digital",
    "branch": "branch",
    "kiosk": "branch",
    "visit": "branch",
}
KIND_OF_CHANNEL = {
    "phone": "phone",
    "web": "digital",
    "app": "digital",
    "chatbot": "digital",
    "email": "digital",
    "kiosk": "digital",
    "branch": "face_to_face",
    "visit": "face_to_face",
}
"""By what can fail in it."""
CONTACT_ID_PREFIX = {"call_centre": "CC", "digital": "WA", "branch": "BR"}

MACHINE_CHANNELS = ("web", "app", "chatbot", "kiosk")
"""Without staff."""
ALWAYS_OPEN_CHANNELS = ("web", "app", "chatbot", "email")
"""Day and night, Sundays too; the others keep office hours, Monday to Saturday."""

DEPARTMENT_SHARE = {
    "요금": 0.25,
    "기술지원": 0.22,
    "가입": 0.11,
    "설치": 0.12,
    "해지방어": 0.09,
    "지점창구": 0.08,
    "방문서비스": 0.13,
}
DEPARTMENT_CODE = {
    "요금": "YG",
    "기술지원": "GS",
    "가입": "GI",
    "설치": "SC",
    "해지방어": "HB",
    "지점창구": "JJ",
    "방문서비스": "VS",
}

LANES: dict[str, tuple[tuple[str, str, float], ...]] = {
    "요금": (
        ("web", "digital", 0.24),
        ("app", "digital", 0.26),
        ("chatbot", "digital", 0.14),
        ("email", "mail", 0.05),
        ("kiosk", "digital", 0.03),
        ("phone", "phone", 0.23),
        ("branch", "face_to_face_tight", 0.05),
    ),
    "기술지원": (
        ("web", "digital", 0.14),
        ("app", "digital", 0.19),
        ("chatbot", "digital", 0.14),
        ("email", "mail", 0.04),
        ("phone", "phone", 0.42),
        ("visit", "face_to_face_customised", 0.07),
    ),
    "가입": (
        ("web", "digital", 0.29),
        ("app", "digital", 0.19),
        ("chatbot", "digital", 0.10),
        ("email", "mail", 0.04),
        ("phone", "phone", 0.32),
        ("branch", "face_to_face_tight", 0.06),
    ),
    "설치": (
        ("web", "digital", 0.12),
        ("app", "digital", 0.26),
        ("chatbot", "digital", 0.10),
        ("email", "mail", 0.03),
        ("phone", "phone", 0.34),
        ("visit", "face_to_face_loose", 0.15),
    ),
    "해지방어": (
        ("web", "digital", 0.14),
        ("app", "digital", 0.12),
        ("chatbot", "digital", 0.12),
        ("email", "mail", 0.05),
        ("phone", "phone", 0.48),
        ("branch", "face_to_face_loose", 0.09),
    ),
    "지점창구": (
        ("kiosk", "digital", 0.42),
        ("branch", "face_to_face_tight", 0.42),
        ("branch", "face_to_face_loose", 0.16),
    ),
    "방문서비스": (
        ("web", "digital", 0.10),
        ("app", "digital", 0.28),
        ("chatbot", "digital", 0.08),
        ("email", "mail", 0.03),
        ("phone", "phone", 0.27),
        ("visit", "face_to_face_loose", 0.18),
        ("visit", "face_to_face_customised", 0.06),
    ),
}
"""Department: (channel, delivery mode, share of its first contacts)."""

REASONS: dict[str, tuple[tuple[str, str, float], ...]] = {
    "요금": (
        ("요금 문의", "after_service", 0.45),
        ("납부·자동이체", "processing", 0.30),
        ("환불", "after_service", 0.15),
        ("요금제 변경", "order", 0.10),
    ),
    "기술지원": (
        ("인터넷 끊김", "after_service", 0.35),
        ("속도 저하", "after_service", 0.25),
        ("기기 고장", "after_service", 0.30),
        ("비밀번호·설정", "after_service", 0.10),
    ),
    "가입": (
        ("상품 문의", "reservation", 0.60),
        ("추가 상품 신청", "order", 0.40),
    ),
    "설치": (
        ("이전 설치", "delivery", 0.50),
        ("설치 일정 변경", "reservation", 0.30),
        ("설치 불량", "after_service", 0.20),
    ),
    "해지방어": (
        ("약정 문의", "after_service", 0.45),
        ("재약정", "order", 0.35),
        ("위약금 문의", "after_service", 0.20),
    ),
    "지점창구": (
        ("명의 변경", "processing", 0.40),
        ("기기 교환", "delivery", 0.35),
        ("서류 접수", "processing", 0.25),
    ),
    "방문서비스": (
        ("정기 점검", "delivery", 0.50),
        ("필터 교체", "delivery", 0.30),
        ("수리", "after_service", 0.20),
    ),
}
"""Department: (reason, stage, share)."""

CANCELLING = {"department": "해지방어", "reason": "해지 신청", "stage": "after_service"}

ONBOARDING = (
    ("reservation", "가입", "가입 상담", (("web", "digital"), ("phone", "phone"))),
    ("order", "가입", "가입 신청", (("phone", "phone"), ("branch", "face_to_face_tight"))),
    ("processing", "설치", "개통 처리", (("app", "digital"), ("phone", "phone"))),
    ("delivery", "설치", "설치 방문", (("visit", "face_to_face_loose"),)),
    ("after_service", "설치", "설치 후 확인", (("app", "digital"), ("phone", "phone"))),
)
"""What those who join live through: stage, department, reason, lanes to choose from with equal chance."""

SEGMENT_SHARE = {"일반": 0.59, "우수": 0.25, "최우수": 0.11, "소상공인": 0.05}
SEGMENT_ANNUAL_VALUE = {"일반": 420_000, "우수": 720_000, "최우수": 1_300_000, "소상공인": 900_000}
CUSTOMER_TYPE_SHARE = {"economic": 0.35, "convenience": 0.32, "personalising": 0.18, "ethical": 0.10}
"""Customer types after Stone; the rest is not known."""

SERVICE_SECONDS = {
    "phone": 300,
    "web": 240,
    "app": 150,
    "chatbot": 180,
    "kiosk": 120,
    "email": 420,
    "branch": 600,
    "visit": 2400,
}
"""Median time of service."""
COST_PER_CONTACT = {
    "phone": 900,
    "web": 60,
    "app": 50,
    "chatbot": 120,
    "kiosk": 250,
    "email": 700,
    "branch": 2500,
    "visit": 15000,
}
COST_PER_STAFF_MINUTE = 420
"""Won; machine channels cost no staff time."""

AGENTS_PER_DESK = 12
"""Agents of one department on one channel with staff."""


def lanes() -> pl.DataFrame:
    """Every lane: department, channel, delivery_mode and its share of all first contacts."""
    return pl.DataFrame(
        [
            (department, channel, mode, DEPARTMENT_SHARE[department] * share)
            for department, its_lanes in LANES.items()
            for channel, mode, share in its_lanes
        ],
        schema=["department", "channel", "delivery_mode", "share"],
        orient="row",
    )


def desk_channel(department: str) -> str:
    """Where contacts are handed over to: the phone, or the branch where there is none."""
    channels = [channel for channel, _, _ in LANES[department]]
    return "phone" if "phone" in channels else "branch"


def shares(table: Sequence[tuple[str, str, float]]) -> list[float]:
    """The last column of a lane or reason table."""
    return [share for _, _, share in table]
