"""What follows a failure, and how soon."""

import polars as pl

from analytics.estimators import share
from analytics.measures import behind
from analytics.measures.measure import Measure, ratio_in_sql
from analytics.measures.methods import WILSON
from analytics.reading import Counts, sums
from analytics.recovery.reactions import FOLLOWED
from analytics.recovery.time_to_recover import BEGUN, recovered_by
from warehouse.words import Words

_SOURCE = "Interval: Wilson (1927), Journal of the American Statistical Association 22"
_CURVE = Words(
    "카플란·마이어 곡선의 그린우드 분산과 log-log 변환으로 구한 구간, 95 %. 회복에 걸린 시간을 보관하는 4 % "
    "단위만큼 거칠며, 각 실패가 서로 독립이라고 봅니다.",
    "Log-log interval of the Kaplan-Meier curve with Greenwood's variance, 95 %. As coarse as the steps of "
    "4 % in which times are kept; takes the failures as independent of each other.",
)
_CURVE_SOURCE = (
    "Kaplan and Meier (1958), Journal of the American Statistical Association 53; interval: Brookmeyer and "
    "Crowley (1982), Biometrics 38"
)
_NEEDS_TIME = Words(
    "회복(recovery)을 시도했거나 마친 실패 접점과 걸린 시간(recovery_seconds)",
    "failed contacts whose recovery was attempted or done (recovery), with its time (recovery_seconds)",
)
_COUNTED_IN = Words(
    " 회복을 시도했으나 마치지 못한 실패는 자료의 끝까지 기다린 것으로 봅니다. 아무것도 하지 않은 실패는 "
    "세지 않으며, 회복률에 나타납니다.",
    " Failures on which recovery was tried without success so far count as waiting until the end of the "
    "data. Those about which nothing was done are left to the recovery rate.",
)

RECOVERY_RATE = Measure(
    name="recovery_rate",
    label=Words("회복률", "Recovery rate"),
    meaning=Words(
        "실패한 접점 가운데 회복된 비율입니다. 무엇을 했는지 적힌 실패만 셉니다.",
        "The share of failed contacts that were recovered, of those that say what was done.",
    ),
    formula=Words(
        "회복된 실패 ÷ 회복 여부를 아는 실패", "recovered failures ÷ failures that say what was done"
    ),
    unit="share",
    direction="higher",
    needs=Words(
        "회복(recovery)이 적힌 실패 접점", "failed contacts that say what was done about it (recovery)"
    ),
    interval=WILSON,
    source=_SOURCE,
    contacts_behind=behind.NOT_RECOVERED,
    counts=Counts(
        "contact_daily", sums("failed_recovered", "failed_recovery_known"), finer={"hour": "contact_hourly"}
    ),
    in_sql=ratio_in_sql("failed_recovered", "failed_recovery_known"),
    estimate=share(pl.col("failed_recovered"), pl.col("failed_recovery_known")),
)

COMPLAINT_AFTER_FAILURE = Measure(
    name="complaint_after_failure",
    label=Words("실패 뒤 불평률", "Complaints about failures"),
    meaning=Words(
        "실패한 접점 가운데 고객이 불평한 비율입니다. 낮다고 좋은 것만은 아닙니다. 불평하지 않고 떠나는 "
        "고객도 "
        "있습니다.",
        "The share of failed contacts in which the customer complained. Low is not simply good: some leave "
        "without a word.",
    ),
    formula=Words(
        "불평이 있은 실패 ÷ 불평 여부를 아는 실패",
        "failures with a complaint ÷ failures known to have one or not",
    ),
    unit="share",
    direction=None,
    needs=Words(
        "불평 여부(is_complaint)가 있는 실패 접점",
        "failed contacts that say whether there was a complaint (is_complaint)",
    ),
    interval=WILSON,
    source=_SOURCE,
    contacts_behind=behind.FAILED_WITH_COMPLAINT,
    counts=Counts(
        "contact_daily",
        sums("failed_with_complaint", "failed_complaint_known"),
        finer={"hour": "contact_hourly"},
    ),
    in_sql=ratio_in_sql("failed_with_complaint", "failed_complaint_known"),
    estimate=share(pl.col("failed_with_complaint"), pl.col("failed_complaint_known")),
)

LEFT_WITHOUT_WORD = Measure(
    name="left_without_word",
    label=Words("실패 뒤 말도 접점도 없이 떠난 비율", "Left without word or contact"),
    meaning=Words(
        "실패한 뒤 다음 달 말까지 고객이 떠난 실패 가운데, 그 접점에서 불평하지도 않고 정해진 기간"
        "(definitions.first_contact_days) 안에 다시 찾지도 않은 비율입니다. 뒤따르는 기간이 아직 다 지나지 "
        "않은 "
        "실패는 뺍니다. 접점 기록에서 직접 세므로 다른 지표보다 느립니다.",
        "Of the failures after which the customer left by the end of the next month, the share in which the "
        "customer neither complained nor came again within the set days (definitions.first_contact_days). "
        "Failures for which that time has not passed are left out. It is counted from the contacts "
        "themselves, "
        "slower than the rest.",
    ),
    formula=Words(
        "불평도 재접촉도 없던 실패 ÷ 다음 달 말까지 고객이 떠난 실패",
        "those of them without a complaint and another contact ÷ failures whose customer left by the end "
        "of the "
        "next month",
    ),
    unit="share",
    direction="lower",
    needs=Words(
        "이탈일(left_on)이 있는 고객 기록과 그 고객의 실패 접점",
        "customer records with left_on, and failed contacts of these customers",
    ),
    interval=WILSON,
    source=f"Hirschman (1970), Exit, Voice, and Loyalty. {_SOURCE}",
    contacts_behind=behind.FAILED_OF_LEAVERS,
    counts=Counts(
        "contact_facts",
        {
            "silent": "count_if(has_left AND NOT has_complained AND NOT has_come_again)::BIGINT",
            "left_failures": "count_if(has_left)::BIGINT",
        },
        rows=FOLLOWED,
    ),
    estimate=share(pl.col("silent"), pl.col("left_failures")),
)

TIME_TO_RECOVER_P50 = Measure(
    name="time_to_recover_p50",
    label=Words("회복 시간 중앙값", "Median time to recover"),
    meaning=Words(
        "회복에 나선 실패의 절반이 회복되기까지 걸린 시간입니다." + _COUNTED_IN.ko,
        "The time by which half of the failures on which recovery was begun were recovered." + _COUNTED_IN.en,
    ),
    formula=Words(
        "회복을 사건, 자료의 끝을 절단으로 본 카플란·마이어 곡선이 처음 50 % 이하가 되는 시간",
        "first time at which the Kaplan-Meier curve (recovered = event, end of the data = censored) is at "
        "most 50 %",
    ),
    unit="seconds",
    direction="lower",
    needs=_NEEDS_TIME,
    interval=_CURVE,
    source=_CURVE_SOURCE,
    contacts_behind=behind.TAKEN_UP,
    counts=BEGUN,
    estimate=recovered_by(0.5),
)

TIME_TO_RECOVER_P90 = Measure(
    name="time_to_recover_p90",
    label=Words("회복 시간 90백분위수", "Time to recover, 90th percentile"),
    meaning=Words(
        "회복에 나선 실패 열에 아홉이 회복되기까지 걸린 시간입니다. 열에 하나 넘게 회복되지 않으면 값이 "
        "없습니다." + _COUNTED_IN.ko,
        "The time by which nine in ten of the failures on which recovery was begun were recovered. No figure "
        "if more than one in ten are not." + _COUNTED_IN.en,
    ),
    formula=Words(
        "회복을 사건, 자료의 끝을 절단으로 본 카플란·마이어 곡선이 처음 10 % 이하가 되는 시간",
        "first time at which the Kaplan-Meier curve (recovered = event, end of the data = censored) is at "
        "most 10 %",
    ),
    unit="seconds",
    direction="lower",
    needs=_NEEDS_TIME,
    interval=_CURVE,
    source=_CURVE_SOURCE,
    contacts_behind=behind.TAKEN_UP,
    counts=BEGUN,
    estimate=recovered_by(0.9),
)

MEASURES = (
    RECOVERY_RATE,
    COMPLAINT_AFTER_FAILURE,
    LEFT_WITHOUT_WORD,
    TIME_TO_RECOVER_P50,
    TIME_TO_RECOVER_P90,
)
