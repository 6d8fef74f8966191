"""The contacts behind figures on stages, by the names that links call them."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from analytics.measures.behind import ContactsBehind
from analytics.stages.queries import journeys, process_of
from warehouse.settings import Settings
from warehouse.words import Words

What = Literal["customers", "moved", "left", "now", "beyond"]
STAGE_LABELS: Mapping[str, Words] = MappingProxyType(
    {
        "reservation": Words("예약", "Reservation"),
        "order": Words("신청", "Order"),
        "processing": Words("처리", "Processing"),
        "delivery": Words("제공", "Delivery"),
        "after_service": Words("사후 서비스", "After-service"),
    }
)
_WAY = Words("진행 중", "on the way")
# In place of a stage: all but the last, in which nothing is waited for.
ON_THE_WAY = ""
# A stage may be called anything, so its name comes last.
_NAME = re.compile(r"stages\.([a-z]+)\.(\d{4}-\d\d-\d\d)\.(\d{1,7})\.(.*)", re.DOTALL)
_QUARTERS_PER_DAY = 96
_IN_THE_STAGE = "stage_number = list_position($process_stages, $stage)"
_ON_THE_WAY = "stage_number < len($process_stages)"
_IS_THERE = "event IS NULL"
# Told to the same quarter of an hour as spells.
_IS_LONG = "round(date_diff('second', entered_at, ended_at) / 900) > $stage_quarters"
_CONDITIONS: Mapping[str, str] = {
    "customers": "true",
    "moved": "event = 'moved'",
    "left": "event = 'left'",
    "now": _IS_THERE,
    "beyond": f"{_IS_THERE} AND {_IS_LONG}",
}
_LABELS: Mapping[str, Words] = {
    "customers": Words("'{stage}' 단계에 있던 고객의 접점", "Contacts of customers who were in “{stage}”"),
    "moved": Words("'{stage}' 단계를 마친 고객의 접점", "Contacts of customers who moved on from “{stage}”"),
    "left": Words("'{stage}' 단계에서 떠난 고객의 접점", "Contacts of customers who left in “{stage}”"),
    "now": Words("지금 '{stage}' 단계에 있는 고객의 접점", "Contacts of customers now in “{stage}”"),
    "beyond": Words(
        "'{stage}' 단계에 {days}일 넘게 있는 고객의 접점",
        "Contacts of customers in “{stage}” for more than {days} days",
    ),
}


def name_of(what: What, stage: str, since: date, longer_than_days: float = 0.0) -> str:
    """The name of the contacts of those in a stage since a day: all of them, or what became of them.

    Who is there now, and for longer than so many days, is told by the end of the view's last day.
    """
    return f"stages.{what}.{since}.{round(longer_than_days * _QUARTERS_PER_DAY)}.{stage}"


def stage_list(name: str) -> ContactsBehind | None:
    """The contacts that a name stands for; None for one that is no such name."""
    found = _NAME.fullmatch(name)
    if found is None or found[1] not in _CONDITIONS or not _is_day(found[2]):
        return None
    what, since, quarters, stage = found.groups()
    shown = _WAY if stage == ON_THE_WAY else STAGE_LABELS.get(stage, Words(stage, stage))
    days = f"{int(quarters) / _QUARTERS_PER_DAY:.0f}"
    label = Words(
        *(text.format(stage=own, days=days) for text, own in zip(_LABELS[what], shown, strict=True))
    )

    def values(settings: Settings) -> dict[str, Any]:
        given = {"stage_since": date.fromisoformat(since), "ahead": 1, **process_of(settings)}
        place = {} if stage == ON_THE_WAY else {"stage": stage}
        return {**given, **place, **({"stage_quarters": int(quarters)} if what == "beyond" else {})}

    return ContactsBehind(
        f"""customer_id IN (
            WITH {journeys()}
            SELECT customer_id FROM journeys
            WHERE {_ON_THE_WAY if stage == ON_THE_WAY else _IN_THE_STAGE}
                AND ended_at >= $stage_since AND {_CONDITIONS[what]}
        )""",
        label,
        values,
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
