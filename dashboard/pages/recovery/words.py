"""What the page about failure and recovery says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

GROUPS: Mapping[str, Words] = MappingProxyType(
    {
        "recovered": Words("실패 후 회복", "Failed, recovered"),
        "never_failed": Words("실패 없음", "No failure"),
        "unrecovered": Words("실패, 회복 안 됨", "Failed, not recovered"),
    }
)
REACTIONS: Mapping[str, Words] = MappingProxyType(
    {
        "complained": Words("불평함", "Complained"),
        "came_again": Words("불평 없이 다시 찾음", "Came again without complaint"),
        "silent": Words("말도 접점도 없음", "Neither word nor contact"),
    }
)

DIFFERENCES = Words(
    "조건을 맞추어 실패가 없는 고객과 비교한 차이 (95 % 구간): {differences}.",
    "Compared like for like with customers without a failure (95 % interval): {differences}.",
)
WITHOUT_ADJUSTING = Words("조건을 맞추지 않으면 {differences}입니다.", "Without adjustment: {differences}.")
SATISFACTION_BY = Words("만족 {difference}", "satisfaction {difference}")
LEAVING_BY = Words("한 달 이탈 {difference}", "leaving in a month {difference}")
PERIODS = Words(
    "만족은 {days}의 접점, 이탈은 {months}의 달을 기준으로 합니다. 날짜를 고르지 않으면 자료 전체입니다.",
    "Satisfaction: contacts of {days}. Leaving: months {months}. All of the data are used unless "
    "dates are picked.",
)
NO_MONTHS = Words("온전한 달 없음", "no complete month")

GROUPS_TITLE = Words("세 집단의 만족과 이탈", "Satisfaction and leaving in three groups")
GROUPS_CAPTION = Words(
    "● 회복된 고객과 조건을 맞춘 값 · ○ 맞추기 전 값 · 선은 95 % 구간. 맞춘 조건: 부서와 접촉도, "
    "채널, 고객군, 이용 기간, 대기, 약속 어김. 이탈은 불평 여부도 맞춥니다.",
    "● adjusted to be like the recovered · ○ unadjusted · lines are 95 % intervals. Adjusted for "
    "department and tier, channel, segment, tenure, wait and broken promise; for leaving also for "
    "complaint.",
)
GROUP = Words("집단", "Group")
LIKE_FOR_LIKE = Words("{measure}, 조건을 맞춤", "{measure}, like for like")
SATISFACTION_AXIS = Words("만족도 평균 (1–5점)", "Mean satisfaction (1–5)")
LEAVING_AXIS = Words("다음 달에 떠난 비율", "Left in the following month")
NOT_COMPARABLE = Words(
    "비교하기에는 건수가 적습니다 (집단마다 최소 {least}건).",
    "Too few to compare (at least {least} in each group).",
)
NO_RECOVERED = Words("회복된 실패의 기록이 없습니다.", "There are no recovered failures on record.")

COMPARED_TITLE = Words(
    "회복된 고객과의 차이, 얼마나 비교할 만한가", "The differences, and how comparable the groups are"
)
NOTHING_COMPARED = Words("비교할 만한 집단이 없습니다.", "There are no groups to compare.")
OUTCOME = Words("비교한 것", "Outcome")
AGAINST = Words("비교 집단", "Compared with")
ADJUSTED = Words("조건을 맞춘 차이 (95 % 구간)", "Like for like (95 % interval)")
ADJUSTED_DIFFERENCE = Words("조건을 맞춘 차이", "Like for like")
EFFECTIVE = Words("가중 후 유효 건수", "Effective n after weighting")
NAIVE = Words("맞추기 전 차이", "Unadjusted")
SIZE = Words("건수 (가중 후 유효)", "n (effective after weighting)")
LEFT_OUT = Words("짝이 없어 제외한 회복 고객", "Recovered without a match")
SATISFACTION = Words("만족도", "Satisfaction")
LEAVING = Words("한 달 이탈", "Leaving in a month")
COMPARED_CAPTION = Words(
    "회복은 무작위로 제공되지 않으므로, 다른 집단이 회복된 고객과 같은 조건이 되도록 가중치를 줍니다. "
    "맞춘 조건 밖의 차이는 남습니다. 한 달에 회복된 실패와 회복 안 된 실패를 모두 겪은 고객은 "
    "제외합니다. {definition}",
    "Recovery is not given at random, so the other groups are weighted to be like the recovered. "
    "Differences beyond the listed conditions remain. Customers with failures of both kinds in the "
    "same month are left out. {definition}",
)

FAILURE_TITLE = Words("접촉도와 몇 번째 접점인지에 따른 실패율", "Failure by contact tier and contact number")
FAILURE_RISES = Words(
    "{days}일 안의 접점이 하나 늘 때마다 실패 오즈 {times}배 ({low} – {high})",
    "Each further contact within {days} days goes with {times} times the odds of failure ({low} – {high})",
)
FAILURE_FLAT = Words(
    "{days}일 안의 접점이 늘어도 실패율은 뚜렷이 달라지지 않음 (오즈 {times}배, {low} – {high})",
    "No clear change in failure with each further contact within {days} days (odds × {times}, {low} – "
    "{high})",
)
FAILURE_CAPTION = Words(
    "같은 고객이 {days}일 안에 한 몇 번째 접점인지에 따라 봅니다. 선은 95 % 구간. 오즈의 배수는 부서, "
    "접촉도, 채널이 같을 때의 값입니다.",
    "The number counts the contacts of one customer within {days} days. Lines are 95 % intervals. The "
    "odds compare contacts of the same department, tier and channel.",
)
FAILURE_SHARE = Words("실패율", "Failure")
PERIOD_START = Words("기간 시작", "Period from")
FAILURES_A_DAY = Words("하루 실패", "Failures a day")
RECOVERED_A_DAY = Words("하루 회복", "Recovered a day")
GIVEN_UP_A_DAY = Words("하루 포기로 봄", "Given up a day")
OPEN_MEAN = Words("열린 실패 (기간 평균)", "Open failures (mean of the period)")
AFTER_FAILURE = Words("실패 뒤", "After the failure")
RECOVERED_BY_THEN = Words("그때까지 회복된 비율", "Recovered by then")
NUMBER_AXIS = Words("몇 번째 접점", "Contact number")
NTH_CONTACT = Words("{number}번째 접점", "contact number {number}")
NO_FAILURE_RATES = Words(
    "고객 번호(customer_id)가 있는 접점이 적습니다.", "Too few contacts with a customer ID (customer_id)."
)

BACKLOG_TITLE = Words(
    "실패 하루 {failures}건, 회복 하루 {recovered}건, 마지막 날 열린 실패 {backlog}건",
    "{failures} failures and {recovered} recoveries a day, {backlog} failures open at the end",
)
BACKLOG_TITLE_PLAIN = Words("실패와 회복의 흐름", "Failures in, recoveries out")
BACKLOG_CAPTION = Words(
    "위는 하루 평균, 아래는 하루가 끝날 때 열린 실패. 끊은 선은 아직 다 차지 않은 기간.",
    "Above: per day; below: open when a day ends. Dashes: periods not yet complete.",
)
FAILURES = Words("실패", "failures")
RECOVERED = Words("회복", "recovered")
GIVEN_UP = Words("포기로 봄", "given up")
OPEN = Words("열림", "open")
NO_FAILURES = Words("선택한 범위에 실패가 없습니다.", "There are no failures in the selection.")

CURVE_TITLE = Words(
    "회복에 나선 실패의 {share}가 {time} 안에 회복됨",
    "{share} of failures taken up are recovered within {time}",
)
CURVE_TITLE_PLAIN = Words("회복까지 걸린 시간", "Time to recover")
CURVE_CAPTION = Words(
    "회복을 시도했거나 마친 실패 {n}건 가운데 시간이 지나며 회복된 비율. 띠는 95 % 구간. 아무것도 하지 "
    "않은 실패는 회복률에 나타납니다.",
    "Share recovered as time passes, of {n} failures whose recovery was attempted or done. Band: "
    "95 % interval. Failures about which nothing was done are in the recovery rate.",
)
NO_RECOVERIES = Words(
    "회복(recovery)을 시도하거나 마친 실패가 모자랍니다.",
    "Too few failures whose recovery was attempted or done.",
)
SINCE_FAILURE = Words("실패 뒤 {time}", "{time} after the failure")

REACTIONS_TITLE = Words("실패 뒤 고객의 반응", "What customers do after a failure")
REACTION = Words("반응", "Reaction")
SHARE_OF_FAILURES = Words("전체 실패 중 비율", "Share of failures")
SHARE = Words("전체 실패 중 비율 (95 % 구간)", "Share of failures (95 % interval)")
LEFT = Words("다음 달 말까지 떠남", "Left by the end of the next month")
NUMBER = Words("건수", "n")
REACTIONS_CAPTION = Words(
    "다시 찾음: {days}일 안의 다른 접점. 그 기간이 아직 다 지나지 않은 실패는 제외합니다.",
    "Came again: another contact within {days} days. Failures for which that time is not over yet are "
    "left out.",
)
NO_REACTIONS = Words(
    "뒤따르는 기간이 다 지난, 고객 번호가 있는 실패가 적습니다.",
    "Too few failures of known customers for which the follow-up time is over.",
)
MONEY_TITLE = Words("실패에 드는 돈, 한 해", "What failing comes to in a year")
MONEY_CAPTION = Words(
    "구간은 95 % · 고객 가치는 회복되지 않은 실패와 함께 나타난 이탈의 몫 · 서로 겹치므로 더하지 않음 · "
    "부서와 채널의 조건은 쓰지 않음 · 회복에 든 비용은 기록에 없음",
    "95 % intervals · customers' value: the part of the leaving that goes with unrecovered failures · they "
    "overlap and do not add up · filters by department and channel do not act here · what recovering costs "
    "is not on record",
)
