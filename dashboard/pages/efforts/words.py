"""What the page about efforts of recovery says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

WORKS = Words(
    "회복된 고객의 만족과 뚜렷이 함께 가는 것: {kinds}.",
    "What clearly goes with the satisfaction of recovered customers: {kinds}.",
)
NONE_WORKS = Words(
    "어느 회복 방법도 고객의 만족과 뚜렷이 함께 가지 않습니다.",
    "No way of recovery clearly goes with the satisfaction of customers.",
)
SPEED = Words(
    "회복에 걸린 시간이 두 배가 될 때마다 만족 {difference}.",
    "Each doubling of the time to recover goes with {difference} of satisfaction.",
)
OTHERS_CLEAR = Words(
    "회복의 성공이나 이탈과 뚜렷이 함께 가는 것: {kinds}.",
    "Clearly different in success or leaving: {kinds}.",
)
OTHERS_NOT_CLEAR = Words(
    "회복의 성공과 이탈은 방법에 따라 뚜렷이 다르지 않습니다.",
    "Whether a recovery succeeds and whether customers leave differs clearly by none of them.",
)
COUNTED = Words(
    "회복 방법이 적힌 실패 {tried}건 가운데 {recovered}건 회복, {rated}건에 만족도 응답. 날짜를 고르지 "
    "않으면 자료 전체입니다.",
    "Of {tried} failures that say how recovery was tried {recovered} were recovered and {rated} of these "
    "rated. All of the data are used unless dates are picked.",
)
NOT_SAID = Words("회복을 어떻게 했는지 적힌 실패가 없습니다.", "No failure says how its recovery was tried.")
NEEDED = Words(
    "실패 접점에 회복 방법(recovery_kind)을 적어 불러오세요: apology, explanation, compensation, repair, "
    "replacement.",
    "Load failed contacts that say it (recovery_kind): apology, explanation, compensation, repair, "
    "replacement.",
)
TOO_FEW = Words(
    "방법을 견주기에는 만족도 응답이 있는 회복이 적습니다 (하거나 하지 않은 쪽마다 최소 {least}건).",
    "Too few rated recoveries to compare ways of recovery (at least {least} with and without).",
)

OUTCOMES: Mapping[str, Words] = MappingProxyType(
    {
        "csat": Words("만족", "satisfaction"),
        "recovered": Words("회복 성공", "success"),
        "left": Words("이탈", "leaving"),
    }
)
CHART_TITLES: Mapping[str, Words] = MappingProxyType(
    {
        "csat": Words("회복된 고객의 만족과 방법", "Satisfaction of recovered customers, by what was done"),
        "left": Words(
            "다음 달 말까지의 이탈과 방법", "Leaving by the end of the next month, by what was done"
        ),
        "recovered": Words("회복의 성공과 방법", "Success of recovery, by what was done"),
    }
)
CHART_CAPTION = Words(
    "조건과 다른 방법이 같을 때, 그 방법이 있는 회복과 없는 회복의 차이. 선은 모든 방법을 함께 볼 때의 95 "
    "% 구간, 짙은 색은 0을 벗어남. 맞춘 조건: 부서와 접촉도, 채널, 고객군, 이용 기간, 실패가 난 곳",
    "Recoveries with it less those without it, circumstances and other ways equal. Lines: 95 % intervals "
    "that hold all of them together; full colour: beyond 0. Equal: department and tier, channel, segment, "
    "tenure, where it failed",
)
CSAT_CAPTION = Words(
    f"{CHART_CAPTION.ko}, 대기, 약속 어김, 회복까지 걸린 시간.",
    f"{CHART_CAPTION.en}, wait, broken promise and time to recover.",
)
LEFT_CAPTION = Words(
    f"{CHART_CAPTION.ko}, 불평, 회복까지 걸린 시간.", f"{CHART_CAPTION.en}, complaint and time to recover."
)
SUCCESS_CAPTION = Words(
    f"{CHART_CAPTION.ko}, 불평. 회복에 나선 실패 가운데 회복된 비율.",
    f"{CHART_CAPTION.en} and complaint. Recovered, of those tried.",
)
NO_CHART = Words("견줄 만큼 기록이 없습니다.", "Too few records to compare.")
KIND = Words("방법", "What was done")
DIFFERENCE = Words("차이", "Difference")
WITH_IT = Words("한 건수", "n with it")
WITHOUT_IT = Words("하지 않은 건수", "n without it")
IS_CLEAR = Words("뚜렷함", "Clear")
TIP = Words("있음 {n}건, 없음 {others}건", "n {n} with, {others} without")

SPEED_TITLE = Words(
    "걸린 시간이 두 배일 때 만족 {difference}", "Satisfaction {difference} per doubling of the time taken"
)
SPEED_TITLE_PLAIN = Words("회복까지 걸린 시간과 만족", "Satisfaction by the time to recover")
SPEED_CAPTION = Words(
    "회복된 고객의 만족도 평균, 조건과 방법이 모두와 같을 때. 선은 다섯 값을 함께 볼 때의 95 % 구간.",
    "Mean satisfaction of recovered customers at the circumstances and efforts of all. Lines: 95 % "
    "intervals that hold all steps together.",
)
STEP = Words("회복까지 걸린 시간", "Hours to recover")
STEPS: Mapping[str, Words] = MappingProxyType(
    {
        "under_4_h": Words("4 미만", "under 4"),
        "4_to_12_h": Words("4–12", "4–12"),
        "12_to_24_h": Words("12–24", "12–24"),
        "1_to_2_days": Words("24–48", "24–48"),
        "over_2_days": Words("48 이상", "48 or more"),
    }
)
STEP_AXIS = Words("회복까지 걸린 시간 (시간)", "Hours to recover")
SATISFACTION = Words("만족도 (1–5점)", "Satisfaction (1–5)")

SETS_TITLE = Words("한 방법과 여러 방법을 함께", "Ways alone and together")
SETS_COLUMNS = (
    Words("무엇을 했나", "What was done"),
    Words("회복에 나섬", "Tried"),
    Words("회복됨", "Recovered"),
    Words("만족도 (건수)", "Satisfaction (n)"),
    Words("모두와의 차이 (95 %)", "Beside all alike (95 %)"),
    Words("이탈 (건수)", "Left (n)"),
    Words("모두와의 차이 (95 %)", "Beside all alike (95 %)"),
)
SETS_CAPTION = Words(
    "차이는 조건이 같은 회복 모두와 견준 것이며, 구간은 모든 줄을 함께 담습니다. 진한 차이는 0을 "
    "벗어납니다. 건수를 누르면 그 접점을 봅니다. {least}건 미만은 견주지 않습니다.",
    "Differences are from all recoveries at equal circumstances; intervals hold all rows together. Bold "
    "differences are beyond 0. Click a number for the contacts. Fewer than {least} are not compared.",
)

ORIGINS_TITLE = Words("실패가 난 곳과 회복", "Where failures arise, and how they are recovered")
ORIGINS_COLUMNS = (
    Words("실패가 난 곳", "Where it failed"),
    Words("실패", "Failures"),
    Words("비율 (95 %)", "Share (95 %)"),
    Words("회복률 (95 %)", "Recovery rate (95 %)"),
    Words("절반이 회복되기까지 (95 %)", "Half recovered within (95 %)"),
)
ORIGINS_CAPTION = Words(
    "어디서 났는지 적힌 실패 {n}건. 사람: 직원의 응대, 시스템: 전산과 기기, 물리적 증거: 시설과 안내 "
    "자료, 규정: 정해진 절차.",
    "Of {n} failures that say where they arose. Staff: how people served; system: programs and devices; "
    "physical evidence: premises and material; policy: rules and procedures.",
)
NO_ORIGINS = Words(
    "실패가 어디서 났는지(failure_origin) 적혀 있지 않습니다.",
    "No failure says where it arose (failure_origin).",
)
SPLIT_TITLE = Words("{dimension}별 실패가 난 곳", "Where failures arise, by {dimension}")
SPLIT_CAPTION = Words(
    "그 부분의 실패 가운데 비율. 칠한 칸은 다른 모든 실패와 우연을 넘어 다름: ",
    "Shares of the failures of each row. Shaded: differs from all other failures beyond chance: ",
)
MORE_OFTEN = Words("더 많음 ", "more often ")
LESS_OFTEN = Words("더 적음", "less often")
PICK_SPLIT = Words("나눠 보기", "Split by")
BESIDE = Words("그 밖에서는 {others}", "{others} elsewhere")

WORKS_TITLE = Words(
    "실패가 난 곳마다 만족과 함께 가는 방법", "What goes with satisfaction, by where it failed"
)
WORKS_CAPTION = Words(
    "그 방법이 있는 회복과 없는 회복의 만족도 차이(점), 그곳에서 난 실패만으로. 괄호는 모든 칸을 함께 "
    "담는 95 % 구간, 진한 값은 0을 벗어남. –는 어느 한쪽이 {least}건 미만.",
    "Points of satisfaction with it less without it, of failures that arose there alone. In brackets 95 % "
    "intervals that hold all cells together; bold: beyond 0. –: fewer than {least} on either side.",
)
CLEAREST = Words("가장 뚜렷한 방법: {kind}", "Clearest effort: {kind}")
OF_SATISFACTION = Words("만족도 차이", "of satisfaction")
DOUBLING = Words("시간이 두 배일 때", "Per doubling of the time")
TOP_ORIGIN = Words("가장 흔한 곳: {origin}", "Arise most often: {origin}")
OF_FAILURES = Words("실패 {n}건 가운데", "of {n} failures")
OUT_OF_RATED = Words("평가된 회복 {n}건", "{n} rated recoveries")
