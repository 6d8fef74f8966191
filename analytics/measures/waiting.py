"""How long customers wait, and who does not wait any longer."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import polars as pl

from analytics.estimators import Estimator, share, wait_quantile
from analytics.measures.measure import Measure
from analytics.measures.methods import ORDER_STATISTICS, WILSON
from analytics.reading import Counts, sums
from warehouse.settings import Definitions
from warehouse.words import Words

_WAITS = Words("대기 시간(wait_seconds)이 있는 접점", "contacts with a wait (wait_seconds)")
_ANSWERED_WAITS = Words(
    "대기 시간(wait_seconds)이 있고 응대를 받은 접점", "answered contacts with a wait (wait_seconds)"
)
_RANKS_SOURCE = "Thompson (1936), On confidence ranges for the median, Annals of Mathematical Statistics 7"
_WILSON_SOURCE = "Wilson (1927), Journal of the American Statistical Association 22"
_ANSWERED = Counts("wait_daily", sums("contacts"), level="wait_bucket", where="NOT is_abandoned")

_IN_TIME = pl.col("answered_in_time")
_ANSWERS = _IN_TIME + pl.col("answered_late")
_OFFERED = _ANSWERS + pl.col("abandoned_in_time") + pl.col("abandoned_late")
_SERVICE_LEVELS: Mapping[str, Estimator] = MappingProxyType(
    {
        "ignored": share(_IN_TIME, _ANSWERS),
        "negative": share(_IN_TIME, _OFFERED),
        "positive": share(_IN_TIME + pl.col("abandoned_in_time"), _OFFERED),
    }
)


def _service_level(counts: pl.DataFrame, keys: Sequence[str], definitions: Definitions) -> pl.DataFrame:
    return _SERVICE_LEVELS[definitions.abandons](counts, keys, definitions)


WAIT_P50 = Measure(
    name="wait_p50",
    label=Words("대기 시간 중앙값", "Median wait"),
    meaning=Words(
        "응대를 받은 고객의 절반은 이보다 오래 기다리지 않았습니다. 기다리다 포기한 접점은 뺍니다.",
        "Half of the answered customers waited no longer than this. Those who gave up are left out.",
    ),
    formula=Words(
        "응대받은 접점 대기 시간의 50 % 분위수 (2 % 이내)",
        "50 % quantile of answered contacts' waits, within 2 %",
    ),
    unit="seconds",
    direction="lower",
    needs=_ANSWERED_WAITS,
    interval=ORDER_STATISTICS,
    source=_RANKS_SOURCE,
    counts=_ANSWERED,
    estimate=wait_quantile(0.5),
)

WAIT_P90 = Measure(
    name="wait_p90",
    label=Words("대기 시간 90백분위수", "Wait, 90th percentile"),
    meaning=Words(
        "응대를 받은 고객 열에 아홉은 이보다 오래 기다리지 않았습니다. 기다리다 포기한 접점은 뺍니다.",
        "Nine in ten of the answered customers waited no longer than this. Those who gave up are left out.",
    ),
    formula=Words(
        "응대받은 접점 대기 시간의 90 % 분위수 (2 % 이내)",
        "90 % quantile of answered contacts' waits, within 2 %",
    ),
    unit="seconds",
    direction="lower",
    needs=_ANSWERED_WAITS,
    interval=ORDER_STATISTICS,
    source=_RANKS_SOURCE,
    counts=_ANSWERED,
    estimate=wait_quantile(0.9),
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
    source=f"Telephone service factor, as call centres define it; interval: {_WILSON_SOURCE}",
    counts=Counts(
        "contact_daily", sums("answered_in_time", "answered_late", "abandoned_in_time", "abandoned_late")
    ),
    estimate=_service_level,
)

ABANDONMENT = Measure(
    name="abandonment",
    label=Words("포기율", "Abandonment"),
    meaning=Words(
        "고객이 응대를 받기 전에 포기한 접점의 비율입니다.",
        "The share of contacts given up before they were served.",
    ),
    formula=Words("포기(abandoned) ÷ 접점", "abandoned ÷ contacts"),
    unit="share",
    direction="lower",
    needs=Words("접점 기록", "contact records"),
    interval=WILSON,
    source=_WILSON_SOURCE,
    counts=Counts("contact_daily", sums("abandoned", "contacts")),
    estimate=share(pl.col("abandoned"), pl.col("contacts")),
)

QUEUE_ABANDONMENT = Measure(
    name="queue_abandonment",
    label=Words("대기 중 포기율", "Abandonment while waiting"),
    meaning=Words(
        "기다려야 했던 고객 가운데 포기한 비율입니다.", "Of those who had to wait, the share who gave up."
    ),
    formula=Words(
        "대기가 0초보다 긴 포기 ÷ 대기가 0초보다 긴 접점",
        "abandoned with a wait over 0 s ÷ all with a wait over 0 s",
    ),
    unit="share",
    direction="lower",
    needs=_WAITS,
    interval=WILSON,
    source=_WILSON_SOURCE,
    counts=Counts("contact_daily", sums("waited_abandoned", "waited")),
    estimate=share(pl.col("waited_abandoned"), pl.col("waited")),
)

PROMISE_KEPT = Measure(
    name="promise_kept",
    label=Words("대기 약속 이행률", "Promised waits kept"),
    meaning=Words(
        "약속한 시간 안에 기다림이 끝난 접점의 비율입니다.",
        "The share of contacts whose wait was no longer than promised.",
    ),
    formula=Words(
        "대기 시간 ≤ 약속한 시간인 접점 ÷ 두 시간을 모두 아는 접점",
        "contacts with wait ≤ promised wait ÷ contacts with both known",
    ),
    unit="share",
    direction="higher",
    needs=Words(
        "대기 시간(wait_seconds)과 약속한 시간(promised_wait_seconds)이 있는 접점",
        "contacts with a wait (wait_seconds) and a promised wait (promised_wait_seconds)",
    ),
    interval=WILSON,
    source=_WILSON_SOURCE,
    counts=Counts("contact_daily", sums("promise_kept", "promise_known")),
    estimate=share(pl.col("promise_kept"), pl.col("promise_known")),
)

MEASURES = (WAIT_P50, WAIT_P90, SERVICE_LEVEL, ABANDONMENT, QUEUE_ABANDONMENT, PROMISE_KEPT)
