"""How long customers wait for service and are served, and who gives up."""

import polars as pl

from analytics.estimators import as_set, mean_of_sums, share, wait_quantile
from analytics.measures import behind
from analytics.measures.measure import Measure, ratio_in_sql
from analytics.measures.methods import (
    ORDER_STATISTICS,
    STUDENT_OF_CONTACTS,
    STUDENT_SOURCE,
    WILSON,
    WILSON_SOURCE,
)
from analytics.reading import Counts, sums
from warehouse.sql import read_sql
from warehouse.words import Words

_ANSWERED_WAITS = Words(
    "대기 시간(wait_seconds)이 있고 응대를 받은 접점", "answered contacts with a wait (wait_seconds)"
)
_RANKS_SOURCE = "Thompson (1936), On confidence ranges for the median, Annals of Mathematical Statistics 7"
_ANSWERED = Counts("wait_daily", sums("contacts"), level="wait_bucket", where="NOT is_abandoned")
_BY_HOUR = {"hour": "contact_hourly"}

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
    contacts_behind=behind.WAITED,
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
    contacts_behind=behind.WAITED,
    counts=_ANSWERED,
    estimate=wait_quantile(0.9),
)

WAIT_MEAN = Measure(
    name="wait_mean",
    label=Words("평균 대기 시간", "Mean wait"),
    meaning=Words(
        "응대를 받은 고객이 평균으로 기다린 시간입니다(ASA). 아주 긴 대기 몇 건에 크게 끌립니다. "
        "기다리다 포기한 접점은 뺍니다.",
        "How long the answered waited on average (average speed of answer). A few very long waits pull it "
        "up. Those who gave up are left out.",
    ),
    formula=Words(
        "응대받은 접점의 대기 시간 합 ÷ 대기 시간을 아는 응대받은 접점",
        "sum of answered contacts' waits ÷ answered contacts whose wait is known",
    ),
    unit="seconds",
    direction="lower",
    needs=_ANSWERED_WAITS,
    interval=STUDENT_OF_CONTACTS,
    source=f"Average speed of answer, as call centres define it; interval: {STUDENT_SOURCE}",
    contacts_behind=behind.WAITED,
    counts=Counts(
        "contact_daily",
        sums("answered_in_time", "answered_late")
        | {name: f"sum({name})" for name in ("answered_wait_seconds", "answered_wait_squares")},
        finer=_BY_HOUR,
    ),
    in_sql=ratio_in_sql("answered_wait_seconds", "answered_in_time + answered_late"),
    estimate=mean_of_sums(
        pl.col("answered_wait_seconds"),
        pl.col("answered_wait_squares"),
        pl.col("answered_in_time") + pl.col("answered_late"),
    ),
)

SERVICE_MEAN = Measure(
    name="service_mean",
    label=Words("평균 처리 시간", "Mean service time"),
    meaning=Words(
        "한 접점을 처리하는 데 걸린 평균 시간입니다. 짧다고 늘 좋은 것은 아니어서 좋은 방향을 "
        "정하지 않습니다.",
        "How long it took to serve a contact on average. Shorter is not always better, so neither way is.",
    ),
    formula=Words(
        "처리 시간 합 ÷ 처리 시간을 아는 접점. 0초로 기록된 접점도 셉니다.",
        "sum of service times ÷ contacts whose service time is known. Those recorded as 0 s count too.",
    ),
    unit="seconds",
    direction=None,
    needs=Words("처리 시간(service_seconds)이 있는 접점", "contacts with a service time (service_seconds)"),
    interval=STUDENT_OF_CONTACTS,
    source=STUDENT_SOURCE,
    contacts_behind=behind.SERVED,
    counts=Counts(
        "contact_daily",
        sums("service_known") | {name: f"sum({name})" for name in ("service_seconds", "service_squares")},
        finer=_BY_HOUR,
    ),
    in_sql=ratio_in_sql("service_seconds", "service_known"),
    estimate=mean_of_sums(pl.col("service_seconds"), pl.col("service_squares"), pl.col("service_known")),
)

ABANDONMENT = Measure(
    name="abandonment",
    label=Words("포기율", "Abandonment"),
    meaning=Words(
        "고객이 응대를 받기 전에 포기한 접점의 비율입니다. 오지 않은 예약(노쇼)은 기다린 것이 아니므로 "
        "분자에서도 "
        "분모에서도 뺍니다.",
        "The share of contacts that the customer gave up before being served. Bookings that nobody came to "
        "(no-shows) were not waited for: they count neither as given up nor among the contacts.",
    ),
    formula=Words(
        "(포기(abandoned) − 노쇼) ÷ (접점 − 노쇼)", "(abandoned − no-shows) ÷ (contacts − no-shows)"
    ),
    unit="share",
    direction="lower",
    needs=Words("접점 기록", "contact records"),
    interval=WILSON,
    source=WILSON_SOURCE,
    contacts_behind=behind.GIVEN_UP,
    counts=Counts("contact_daily", sums("abandoned", "no_shows", "contacts"), finer=_BY_HOUR),
    in_sql=ratio_in_sql("abandoned - no_shows", "contacts - no_shows"),
    estimate=share(pl.col("abandoned") - pl.col("no_shows"), pl.col("contacts") - pl.col("no_shows")),
)

NO_SHOW = Measure(
    name="no_show",
    label=Words("예약 부도율(노쇼)", "No-shows"),
    meaning=Words(
        "예약한 접점 가운데 고객이 오지 않은 비율입니다. 예약한 접점이 기다린 기록 없이 포기로 끝나면 오지 "
        "않은 것으로 보고, 와서 기다리다 포기했으면 포기로 셉니다.",
        "The share of booked contacts that nobody came to: booked, and ended abandoned without a wait. Who "
        "came, waited and gave up counts as abandonment instead.",
    ),
    formula=Words(
        "대기가 없거나 0초인 예약 접점의 포기 ÷ 예약 접점(is_booked)",
        "booked, abandoned and without a wait or with one of 0 s ÷ booked contacts (is_booked)",
    ),
    unit="share",
    direction="lower",
    needs=Words("예약한 접점(is_booked)", "contacts that were booked (is_booked)"),
    interval=WILSON,
    source=WILSON_SOURCE,
    contacts_behind=behind.NO_SHOWS,
    counts=Counts("contact_daily", sums("no_shows", "booked"), finer=_BY_HOUR),
    in_sql=ratio_in_sql("no_shows", "booked"),
    estimate=share(pl.col("no_shows"), pl.col("booked")),
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
    needs=Words("대기 시간(wait_seconds)이 있는 접점", "contacts with a wait (wait_seconds)"),
    interval=WILSON,
    source=WILSON_SOURCE,
    contacts_behind=behind.GIVEN_UP_WAITING,
    counts=Counts("contact_daily", sums("waited_abandoned", "waited"), finer=_BY_HOUR),
    in_sql=ratio_in_sql("waited_abandoned", "waited"),
    estimate=share(pl.col("waited_abandoned"), pl.col("waited")),
)

APPOINTMENT_KEPT = Measure(
    name="appointment_kept",
    label=Words("예약 시각 준수", "Appointments kept by the company"),
    meaning=Words(
        "예약하고 온 고객 가운데 정해진 시간(definitions.appointment_grace_minutes) 안에 응대가 시작된 "
        "비율입니다. 예약 시각부터 재고, 고객이 늦게 왔으면 온 때부터 잽니다.",
        "The share of customers who came to an appointment and were served within the set minutes "
        "(definitions.appointment_grace_minutes) of it, or of their coming if they came late.",
    ),
    formula=Words(
        "예약 시각과 온 때 가운데 늦은 쪽부터 응대 시작까지가 정해진 시간 이내인 접점 ÷ 예약 시각과 대기를 "
        "아는, 응대를 받은 접점",
        "contacts served within the set minutes of the later of appointment and coming ÷ those served whose "
        "appointment and wait are known",
    ),
    unit="share",
    direction="higher",
    needs=Words(
        "예약 시각(appointment_at)과 대기(wait_seconds)가 있는 접점",
        "contacts with an appointment (appointment_at) and a wait (wait_seconds)",
    ),
    interval=WILSON,
    source=WILSON_SOURCE,
    contacts_behind=behind.APPOINTMENTS_MISSED,
    counts=Counts(
        "contact_facts",
        {"appointments": "count(*)", "kept_late_minutes": "ceil(kept_late_seconds / 60)::BIGINT"},
        where="kept_late_seconds IS NOT NULL",
        rows=read_sql("analytics.reservations", "appointments"),
        present_in=("contact_facts",),
        instant="occurred_local",
    ),
    estimate=as_set(
        "share",
        lambda definitions: share(
            pl.when(pl.col("kept_late_minutes") <= definitions.appointment_grace_minutes)
            .then(pl.col("appointments"))
            .otherwise(0),
            pl.col("appointments"),
        ),
    ),
)

MEASURES = (
    WAIT_P50,
    WAIT_P90,
    WAIT_MEAN,
    SERVICE_MEAN,
    ABANDONMENT,
    NO_SHOW,
    APPOINTMENT_KEPT,
    QUEUE_ABANDONMENT,
)
