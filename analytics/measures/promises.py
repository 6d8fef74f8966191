"""Promised waits: how many were kept, and how far waits lay over or under the promise.

Over and under are two terms, not one difference: a minute too long and a minute less than promised do not
undo each other.
"""

import polars as pl

from analytics.estimators import mean_of_sums, share
from analytics.measures import behind
from analytics.measures.measure import Measure, ratio_in_sql
from analytics.measures.methods import STUDENT_OF_CONTACTS, STUDENT_SOURCE, WILSON, WILSON_SOURCE
from analytics.reading import Counts, sums
from warehouse.words import Words

_PROMISES = Words(
    "대기 시간(wait_seconds)과 약속한 시간(promised_wait_seconds)이 있는 접점",
    "contacts with a wait (wait_seconds) and a promised wait (promised_wait_seconds)",
)
_BY_HOUR = {"hour": "contact_hourly"}

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
    needs=_PROMISES,
    interval=WILSON,
    source=WILSON_SOURCE,
    contacts_behind=behind.PROMISE_BROKEN,
    counts=Counts("contact_daily", sums("promise_kept", "promise_known"), finer=_BY_HOUR),
    in_sql=ratio_in_sql("promise_kept", "promise_known"),
    estimate=share(pl.col("promise_kept"), pl.col("promise_known")),
)

OVER_PROMISE = Measure(
    name="over_promise",
    label=Words("약속보다 더 기다린 시간", "Waited beyond the promise"),
    meaning=Words(
        "약속한 시간을 넘겨 기다린 평균 시간입니다. 약속을 지킨 접점은 0으로 셉니다.",
        "How much longer than promised customers waited on average. A promise that was kept counts as 0.",
    ),
    formula=Words(
        "max(대기 − 약속, 0)의 합 ÷ 두 시간을 모두 아는 접점",
        "sum of max(wait − promise, 0) ÷ contacts with both known",
    ),
    unit="seconds",
    direction="lower",
    needs=_PROMISES,
    interval=STUDENT_OF_CONTACTS,
    source=STUDENT_SOURCE,
    contacts_behind=behind.PROMISE_BROKEN,
    counts=Counts(
        "contact_daily",
        sums("promise_known")
        | {name: f"sum({name})" for name in ("over_promise_seconds", "over_promise_squares")},
        finer=_BY_HOUR,
    ),
    in_sql=ratio_in_sql("over_promise_seconds", "promise_known"),
    estimate=mean_of_sums(
        pl.col("over_promise_seconds"), pl.col("over_promise_squares"), pl.col("promise_known")
    ),
)

UNDER_PROMISE = Measure(
    name="under_promise",
    label=Words("약속보다 덜 기다린 시간", "Waited less than promised"),
    meaning=Words(
        "약속한 시간보다 덜 기다린 평균 시간입니다. 약속을 어긴 접점은 0으로 셉니다. "
        "길면 약속이 너무 조심스럽다는 뜻일 수 있어 좋은 방향을 정하지 않습니다.",
        "How much less than promised customers waited on average. A broken promise counts as 0. "
        "Much of it can mean that promises are too careful, so neither way is better.",
    ),
    formula=Words(
        "max(약속 − 대기, 0)의 합 ÷ 두 시간을 모두 아는 접점",
        "sum of max(promise − wait, 0) ÷ contacts with both known",
    ),
    unit="seconds",
    direction=None,
    needs=_PROMISES,
    interval=STUDENT_OF_CONTACTS,
    source=STUDENT_SOURCE,
    contacts_behind=behind.SOONER_THAN_PROMISED,
    counts=Counts(
        "contact_daily",
        sums("promise_known")
        | {name: f"sum({name})" for name in ("under_promise_seconds", "under_promise_squares")},
        finer=_BY_HOUR,
    ),
    in_sql=ratio_in_sql("under_promise_seconds", "promise_known"),
    estimate=mean_of_sums(
        pl.col("under_promise_seconds"), pl.col("under_promise_squares"), pl.col("promise_known")
    ),
)

MEASURES = (PROMISE_KEPT, OVER_PROMISE, UNDER_PROMISE)
