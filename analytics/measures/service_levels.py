"""The share answered within the set time, with those who gave up counted in each usual way."""

from collections.abc import Mapping
from types import MappingProxyType

import polars as pl

from analytics.estimators import MeanEstimator, as_set, share
from analytics.measures import behind
from analytics.measures.measure import InSql, Measure, ratio_in_sql
from analytics.measures.methods import WILSON, WILSON_SOURCE
from analytics.reading import Counts, sums
from warehouse.words import Words

_IN_TIME = pl.col("answered_in_time")
_ANSWERS = _IN_TIME + pl.col("answered_late")
_OFFERED = _ANSWERS + pl.col("abandoned_in_time") + pl.col("abandoned_late")
_TREATMENTS: Mapping[str, MeanEstimator] = MappingProxyType(
    {
        "ignored": share(_IN_TIME, _ANSWERS),
        "negative": share(_IN_TIME, _OFFERED),
        "positive": share(_IN_TIME + pl.col("abandoned_in_time"), _OFFERED),
    }
)
_WAITS = Words("대기 시간(wait_seconds)이 있는 접점", "contacts with a wait (wait_seconds)")
_SOURCE = f"Telephone service factor, as call centres define it; interval: {WILSON_SOURCE}"
_COUNTS = Counts(
    "contact_daily",
    sums("answered_in_time", "answered_late", "abandoned_in_time", "abandoned_late"),
    finer={"hour": "contact_hourly"},
)

_IN_SQL: Mapping[str, InSql] = MappingProxyType(
    {
        "ignored": ratio_in_sql("answered_in_time", "answered_in_time + answered_late"),
        "negative": ratio_in_sql(
            "answered_in_time", "answered_in_time + answered_late + abandoned_in_time + abandoned_late"
        ),
        "positive": ratio_in_sql(
            "answered_in_time + abandoned_in_time",
            "answered_in_time + answered_late + abandoned_in_time + abandoned_late",
        ),
    }
)


def _service_level(treatment: str, label: Words, meaning: Words, formula: Words) -> Measure:
    """Service level under one treatment of those who gave up, whatever the settings say."""
    return Measure(
        name=f"service_level_{treatment}",
        label=label,
        meaning=meaning,
        formula=formula,
        unit="share",
        direction="higher",
        needs=_WAITS,
        interval=WILSON,
        source=_SOURCE,
        contacts_behind=behind.TOO_LATE,
        counts=_COUNTS,
        in_sql=_IN_SQL[treatment],
        estimate=_TREATMENTS[treatment],
    )


SERVICE_LEVEL = Measure(
    name="service_level",
    label=Words("서비스 레벨", "Service level"),
    meaning=Words(
        "정해진 시간(definitions.service_level_seconds) 안에 응대한 접점의 비율입니다. "
        "기다리다 포기한 접점을 어떻게 셀지는 설정(definitions.abandons)이 정합니다.",
        "The share answered within the set time (definitions.service_level_seconds). How those who gave up "
        "count is set by definitions.abandons.",
    ),
    formula=Words(
        "무시(ignored): 제때 응대 ÷ 응대 · 부정(negative): 제때 응대 ÷ (응대 + 포기) · "
        "긍정(positive): (제때 응대 + 그 시간 안에 포기) ÷ (응대 + 포기). 대기 시간을 아는 접점만 셉니다.",
        "ignored: answered in time ÷ answered · negative: answered in time ÷ (answered + abandoned) · "
        "positive: (answered in time + abandoned within that time) ÷ (answered + abandoned). "
        "Only contacts whose wait is known.",
    ),
    unit="share",
    direction="higher",
    needs=_WAITS,
    interval=WILSON,
    source=_SOURCE,
    contacts_behind=behind.TOO_LATE,
    counts=_COUNTS,
    estimate=as_set("share", lambda definitions: _TREATMENTS[definitions.abandons]),
)

SERVICE_LEVEL_IGNORED = _service_level(
    "ignored",
    Words("서비스 레벨 (포기 무시)", "Service level, abandons ignored"),
    Words(
        "응대받은 접점 가운데 정해진 시간(definitions.service_level_seconds) 안에 응대한 비율입니다. "
        "포기한 접점은 세지 않습니다.",
        "Of the answered, the share answered within the set time (definitions.service_level_seconds). "
        "Those who gave up do not count.",
    ),
    Words("제때 응대 ÷ 응대", "answered in time ÷ answered"),
)

SERVICE_LEVEL_NEGATIVE = _service_level(
    "negative",
    Words("서비스 레벨 (포기는 놓친 것)", "Service level, abandons missed"),
    Words(
        "기다린 접점 모두 가운데 정해진 시간(definitions.service_level_seconds) 안에 응대한 비율입니다. "
        "포기한 접점은 모두 놓친 것으로 셉니다.",
        "Of all who came, the share answered within the set time (definitions.service_level_seconds). "
        "Everybody who gave up counts as missed.",
    ),
    Words("제때 응대 ÷ (응대 + 포기)", "answered in time ÷ (answered + abandoned)"),
)

SERVICE_LEVEL_POSITIVE = _service_level(
    "positive",
    Words("서비스 레벨 (이른 포기는 제때)", "Service level, early abandons met"),
    Words(
        "기다린 접점 모두 가운데 정해진 시간(definitions.service_level_seconds) 안에 기다림이 끝난 "
        "비율입니다. 그 시간 안에 포기한 접점은 제때로 셉니다.",
        "Of all who came, the share whose wait ended within the set time "
        "(definitions.service_level_seconds). Those who gave up within it count as met.",
    ),
    Words(
        "(제때 응대 + 그 시간 안에 포기) ÷ (응대 + 포기)",
        "(answered in time + abandoned within that time) ÷ (answered + abandoned)",
    ),
)

MEASURES = (SERVICE_LEVEL, SERVICE_LEVEL_IGNORED, SERVICE_LEVEL_NEGATIVE, SERVICE_LEVEL_POSITIVE)
