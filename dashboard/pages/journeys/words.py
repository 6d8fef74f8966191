"""What the page on journeys says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

RULES: Mapping[str, Words] = MappingProxyType(
    {
        "product": Words("곱", "Product"),
        "mean": Words("평균", "Mean"),
        "worst": Words("가장 나쁜 접점", "Worst touchpoint"),
        "last": Words("마지막 접점", "Last touchpoint"),
        "peak_end": Words("절정과 끝", "Peak and end"),
    }
)
OUTCOMES: Mapping[str, Words] = MappingProxyType(
    {
        "satisfaction": Words("끝의 만족도", "satisfaction at the end"),
        "staying": Words("머무름", "staying"),
    }
)
VERDICTS: Mapping[str, Words] = MappingProxyType(
    {
        "product": Words(
            "{outcome}: 곱셈의 법칙이 맞습니다. 접점의 곱이 평균, 가장 나쁜 접점, 마지막 접점, 절정과 "
            "끝보다 잘 말해 줍니다.",
            "The multiplication rule holds: the product of touchpoints tells {outcome} better than their "
            "mean, the worst, the last, and peak and end.",
        ),
        "other": Words(
            "{outcome}: 모든 접점의 곱보다 {rule} 쪽이 더 잘 말해 줍니다.",
            "The {rule} tells {outcome} better than the product of all touchpoints.",
        ),
        "unsure": Words(
            "{outcome}: 곱이 더 잘 말해 주는지 가릴 수 없습니다 (구별되지 않음: {rules}).",
            "Whether the product tells {outcome} better cannot be distinguished (from: {rules}).",
        ),
    }
)
NO_VERDICT = Words(
    "{outcome}: 곱셈의 법칙을 따질 수 없습니다, {why}.",
    "The multiplication rule cannot be tested by {outcome}: {why}.",
)
SPOILED = Words(
    "여정을 가장 망치는 접점은 {touchpoint}입니다: 같은 채널의 다른 부서보다 점수가 {less} 낮습니다 "
    "({interval}).",
    "{touchpoint} spoils journeys most: scores there are {less} lower than in the same channel elsewhere "
    "({interval}).",
)
NOTHING_SPOILS = Words(
    "같은 채널의 다른 부서보다 우연을 넘어 여정을 망치는 접점은 없습니다.",
    "No touchpoint spoils journeys beyond chance, beside the same channel in other departments.",
)
DEFINED = Words(
    "여정: 한 고객의 접점을 앞 접점에서 {gap}일 안에 온 것끼리 이은 것{reason}. 포기하거나 이관된 접점도 "
    "그대로 셉니다. {period}에 시작한 여정 {journeys}개, 접점 {contacts}건.",
    "A journey is the contacts of a customer of which each comes within {gap} days of the one "
    "before{reason}; given up and handed over as they come. {journeys} journeys begun in {period}, "
    "{contacts} contacts.",
)
SAME_REASON = Words(" (같은 이유끼리)", ", for the same reason")
SCORED = Words(
    "접점 점수 x = (점수 − ½) / 5. 점수는 고객이 그 접점에 준 만족도(전체의 {own}), 없으면 같은 식으로 "
    "끝난 접점(결과, 회복, 약속보다 긴 대기, 불평)이 앞 기간에 받은 평균, 그런 답이 {least}건이 안 되면 "
    "어림값입니다(해결·회복 4, 이관 3, 미해결·포기·회복 시도 2, 실패 1, 늦거나 불평이면 1씩 뺌). {end}",
    "A touchpoint's part is x = (score − ½) / 5. The score is the satisfaction that its customer gave "
    "it ({own} of all); else the mean that contacts which went alike (outcome, recovery, wait beyond the "
    "promise, complaint) were given in the earlier days; of fewer than {least} such answers a rule of "
    "thumb (resolved or recovered 4, transferred 3, unresolved, given up or recovery tried 2, failed 1, "
    "and 1 less for being late and for a complaint). {end}",
)
END_ANSWER = Words(
    "끝의 만족도는 마지막 접점에 준 답이며, 그 답 자체는 예측에 쓰지 않습니다.",
    "Satisfaction at the end is what was answered about the last contact; that answer is none of what it "
    "is told from.",
)
END_WHOLE = Words(
    "끝의 만족도는 여정 전체를 물은 답입니다.",
    "Satisfaction at the end is what was answered about the whole journey.",
)
NOBODY = Words("이 기간에 시작한 여정이 없습니다.", "No journey began in this period.")
NEEDED = Words(
    "고객을 아는 접점(customer_id)이 필요합니다. 만족도 답(csat)과 고객의 가입·이탈 기록이 있으면 결과도 "
    "말합니다.",
    "Contacts of known customers (customer_id) are needed; with satisfaction answers (csat) and customer "
    "records, what became of them is told too.",
)
JOURNEYS = Words("여정", "Journeys")
JOURNEYS_NOTE = Words("접점이 둘 이상: {several} ({share})", "of two contacts or more: {several} ({share})")
STILL_OPEN = Words("아직 이어질 수 있음: {open}", "may still go on: {open}")
LENGTH = Words("여정의 접점 수", "Contacts a journey")
LENGTH_NOTE = Words("이은 간격 {gap}일", "joined within {gap} days")
BY_SATISFACTION = Words("끝의 만족도를 가장 잘 말하는 것", "What tells satisfaction at the end best")
BY_STAYING = Words("머무름을 가장 잘 말하는 것", "What tells staying best")
NOT_TOLD = Words("구별되지 않음", "cannot be distinguished")
JUDGED = Words("뒤 기간의 여정 {n}개로 판정", "judged by {n} later journeys")
NO_FIGURE = Words("–", "–")
WHY: Mapping[str, Words] = MappingProxyType(
    {
        "not_in_data": Words("그 기록이 자료에 없음", "it is not in the data"),
        "too_few": Words("그런 여정이 적음", "there are too few such journeys"),
    }
)
SPOILER = Words("여정을 망치는 접점", "What spoils journeys")
AGAINST = Words("곱이 앞선 만큼, {rule}에 견주어", "the product is ahead of the {rule} by")
SPOILER_NOTE = Words("같은 채널의 다른 부서보다 {less} 낮음", "{less} lower than the same channel elsewhere")
RULE_TITLE = Words("{outcome}: 곱이 다른 규칙보다 잘 말하나", "Does the product tell {outcome} better?")
RULE_AXIS = Words(
    "곱이 앞선 만큼 (뒤 기간 로그 가능도)", "Product ahead by (log-likelihood of later journeys)"
)
RULE_TIP = Words(
    "앞 {earlier}개로 맞추고 뒤 {later}개로 판정", "fitted to {earlier} earlier, judged by {later} later"
)
RULE_CAPTION = Words(
    "0보다 오른쪽이면 곱이 낫습니다 · 막대는 네 비교를 함께 담는 95 % 구간이며 0을 지나면 구별되지 않음 "
    "· 앞 2/3 기간의 여정에 맞춘 식을 뒤 1/3에 시험 · 여정이 {enough}개가 안 되면 곱과 평균은 거의 "
    "구별되지 않습니다",
    "To the right of 0 the product is better · whiskers hold all four comparisons together with 95 %; "
    "across 0 they cannot be distinguished · fitted to journeys of the first two thirds of the days, "
    "tested on the rest · under about {enough} journeys product and mean can hardly be told apart",
)
STAYING_CAPTION = Words(
    "머무름: 여정이 끝난 뒤 {days}일 동안 떠나지 않음 · 그만큼 지켜본 여정만 셈",
    "Staying: not leaving within {days} days after the journey's end · only journeys watched for as long",
)
NO_RULES = Words("이 결과를 아는 여정이 적습니다.", "Too few journeys tell this outcome.")
RULE, AHEAD = Words("규칙", "Rule"), Words("곱이 앞선 만큼", "Product ahead by")
LOG_LIKELIHOOD = Words("여정마다의 로그 가능도", "Log-likelihood per journey")
EARLIER, LATER = Words("앞 기간 여정", "Earlier journeys"), Words("뒤 기간 여정", "Later journeys")
SPOILERS = Words(
    "어느 접점이 같은 채널의 다른 부서보다 여정을 망치나",
    "Which touchpoints spoil journeys, beside the same channel elsewhere",
)
SPOILERS_AXIS = Words(
    "같은 채널의 다른 부서에 견준 접점 점수", "Touchpoint score against the same channel elsewhere"
)
SPOILERS_CAPTION = Words(
    "1보다 왼쪽이면 그곳에서 여정이 더 잃습니다 · 진한 색: 모든 접점을 함께 보고도 우연을 넘음 · 막대는 "
    "95 % 구간 · 접점이 둘 이상인 여정 · 누르면 그 접점들",
    "To the left of 1 journeys lose more there · in colour: beyond chance, corrected for all touchpoints "
    "· whiskers: 95 % · journeys of two contacts or more · click for the contacts",
)
NO_SPOILERS = Words("견줄 만큼의 여정이 없습니다.", "There are too few journeys to compare.")
TOUCHPOINT = Words("접점", "Touchpoint")
TOUCHPOINTS = Words("접점마다 여정이 잃는 몫", "What journeys lose at each touchpoint")
TOUCHPOINT_COLUMNS = (
    TOUCHPOINT,
    JOURNEYS,
    Words("잃는 것의 몫", "Share of what is lost"),
    Words("여정에서 차지하는 몫", "Share of journeys"),
    Words("점수(1–5)", "Score (1–5)"),
    Words("다른 부서의 같은 채널", "Same channel elsewhere"),
)
TOUCHPOINTS_CAPTION = Words(
    "잃는 것의 몫: 곱의 로그에서 그 접점이 깎는 몫(섀플리 값: 로그에서는 접점마다 더해지므로 차례와 "
    "무관), 95 % 구간 · 여정에서 차지하는 몫보다 크면 그만큼 더 잃음 · 점수는 기하평균",
    "Share of what is lost: what the touchpoint takes off the logarithm of the product (Shapley value: "
    "there touchpoints add up, whatever their order), 95 % · more than its share of journeys is more "
    "than its part · scores are geometric means",
)
PATHS = Words("자주 가는 경로 ({step})", "Frequent paths (by {step})")
PICK_STEP = Words("경로를 나누는 기준", "What paths are made of")
STEPS: Mapping[str, Words] = MappingProxyType(
    {
        "channel": Words("채널", "channel"),
        "department": Words("부서", "department"),
        "touchpoint": Words("부서와 채널", "department and channel"),
        "stage": Words("단계", "stage"),
    }
)
PATH_COLUMNS = (
    Words("경로", "Path"),
    JOURNEYS,
    Words("전체의 몫", "Share of all"),
    Words("처음에서 끝까지(중앙값)", "Start to end (median)"),
    Words("끝의 만족도", "Satisfaction at the end"),
    Words("답", "Answers"),
    Words("머무름", "Stayed"),
    Words("지켜본 여정", "Watched"),
)
PATHS_CAPTION = Words(
    "끝난 여정만 · 여정 수를 누르면 그 고객들의 접점, 경로를 누르면 아래에 처음부터 끝까지 · 괄호는 95 % "
    "구간 · –: {least}개 미만 · 여섯 단계를 넘으면 …",
    "Journeys that have ended · a number leads to the contacts of its customers, a path to its course "
    "below · in brackets 95 % · –: fewer than {least} · … : longer than six steps",
)
FUNNEL = Words("처음부터 끝까지: {path}", "From start to end: {path}")
FUNNEL_COLUMNS = (
    Words("단계", "Step"),
    Words("여기까지 온 여정", "Came so far"),
    Words("다음 단계로", "On to the next"),
    Words("다른 곳으로", "Elsewhere"),
    Words("여기서 끝남", "Ended here"),
    Words("다음까지(중앙값)", "Until the next (median)"),
    Words("아직 진행 중", "Still going on"),
)
FUNNEL_CAPTION = Words(
    "그 단계 뒤 {gap}일 안에 · 자료가 끝날 때 아직 진행 중인 여정은 거기까지만 셈 (알렌–요한센) · "
    "괄호는 95 % 구간",
    "Within {gap} days after the step · journeys still going on when the data end count up to there "
    "(Aalen and Johansen) · in brackets 95 %",
)
NO_PATH = Words("따라갈 경로가 없습니다.", "There is no path to follow.")
NO_STEP = Words("(없음)", "(none)")
DAYS = Words("{days}일", "{days} days")
HOURS = Words("{hours}시간", "{hours} hours")
OF_JOURNEYS = Words("여정 {n}개", "{n} journeys")
