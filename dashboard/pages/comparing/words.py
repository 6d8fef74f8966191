"""What the page of fair comparison says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

STEP_WORSE = Words(
    "{place} {measure}: {since}부터 나빠졌습니다({before} → {after}).",
    "{measure} in {place} got worse in {since}: {before} → {after}.",
)
STEP_BETTER = Words(
    "{place} {measure}: {since}부터 나아졌습니다({before} → {after}).",
    "{measure} in {place} got better in {since}: {before} → {after}.",
)
DRIFT_WORSE = Words(
    "{place} {measure}: {since}부터 점점 나빠지고 있습니다({before} → {after}).",
    "{measure} in {place} has been getting worse since {since}: {before} → {after}.",
)
DRIFT_BETTER = Words(
    "{place} {measure}: {since}부터 점점 나아지고 있습니다({before} → {after}).",
    "{measure} in {place} has been getting better since {since}: {before} → {after}.",
)
MOVED = Words(
    "{place} {measure}: {since}부터 달라졌습니다({before} → {after}).",
    "{measure} in {place} changed in {since}: {before} → {after}.",
)
WEEK_OF = Words("{day} 주", "the week of {day}")
WEEKS_BETWEEN = Words("{first} 주–{last} 주", "the weeks of {first} to {last}")
CERTAINTY = Words(
    "변화가 시작된 때는 {between}입니다(95 % 구간). 부서·접촉도·지표 조합 {count}가지를 함께 살핀 "
    "것을 감안해도, 우연만으로 이만큼 달라질 확률은 {chance}입니다. {period}의 온전한 주만 보았으며, "
    "신호 {signals}개 가운데 가장 최근에 시작했습니다.",
    "The change began in {between} (95 % interval). Even with {count} combinations of department, "
    "tier and measure checked, the probability that chance alone would give a change this clear is "
    "{chance}. Based on the complete weeks of {period}; the most recent of {signals} signals.",
)
NO_SIGNAL = Words("우연으로 보기 어려운 신호는 없습니다.", "No signals beyond chance.")
NO_SIGNAL_DETAIL = Words(
    "{period}의 온전한 주를 대상으로 부서·접촉도·지표 조합 {count}가지를 함께 살폈습니다.",
    "{count} combinations of department, tier and measure were checked together over the complete "
    "weeks of {period}.",
)
TOO_SHORT = Words(
    "신호를 찾기에는 자료의 기간이 짧습니다.", "The data cover too few weeks to look for signals."
)
TOO_SHORT_DETAIL = Words(
    "한 부서의 한 접촉도에 온전한 주가 {least}주 이상 있어야 합니다. {period}.",
    "A department needs at least {least} complete weeks in a tier. {period}.",
)
LESS_THAN = Words("{share} 미만", "under {share}")

FUNNEL = Words("{tier} 부서별 {measure}: {finding}", "{measure} by department, {tier}: {finding}")
ONE_OUTSIDE = Words("{names}만 한계 밖", "only {names} outside the limits")
SOME_OUTSIDE = Words("{names} 한계 밖", "{names} outside the limits")
MANY_OUTSIDE = Words("{count}개 부서 한계 밖", "{count} departments outside the limits")
NONE_OUTSIDE = Words("모두 한계 안", "all within the limits")
NOT_COMPARED = Words("비교하지 않음", "not compared")
FUNNEL_CAPTION = Words(
    "● 부서 · 가운데 선은 이 접촉도의 보통 수준 · 실선은 95 %와 99.8 % 한계 · 점선은 우연만 고려한 "
    "99.8 % 한계",
    "● one department · middle line: usual level of this tier · solid lines: 95 % and 99.8 % limits · "
    "dotted lines: 99.8 % limits for chance alone",
)
RECORDS_AXIS = Words("건수", "Records")
EFFECTIVE_AXIS = Words("유효 건수 (가중치 반영)", "Effective n (answers are weighted)")
USUAL_LINE = Words("보통", "usual")
ONLY_ONE = Words(
    "이 접촉도에는 비교할 다른 부서가 없습니다.", "This tier has no other department to compare with."
)

RANKING = Words("{tier}: 순위와 그 불확실성", "{tier}: ranking, and how certain it is")
RANKING_CAPTION = Words(
    "● 건수가 적을수록 보통 수준 쪽으로 더 당긴 값과 95 % 구간 · ○ 당기기 전 값 · 오른쪽은 순위의 95 % 구간",
    "● shrunk towards the usual level, the more so the fewer the records, with 95 % interval · ○ not "
    "shrunk · right: 95 % interval of the rank",
)
RANK = Words("{rank}위", "{rank}")
RANKS = Words("{low}–{high}위", "{low}–{high}")
SHRUNK = Words("당긴 값 {value}", "shrunk {value}")
RAW = Words("당기기 전 {value}", "not shrunk {value}")
EXPECTED = Words("보통 {value}", "usual {value}")
LIMITS = Words("99.8 % 한계 {limits}", "99.8 % limits {limits}")

CONTROL = Words("{place} {measure}, 주별: {finding}", "{measure} in {place} by week: {finding}")
BEYOND_SINCE = Words("{since}부터 한계 밖", "outside the limits since {since}")
RUN_SINCE = Words("{since}부터 {steps}주 연속 한쪽", "{steps} weeks in a row on one side since {since}")
IN_CONTROL = Words("한계 안에서 오르내림", "stays within its limits")
NO_LIMITS = Words("한계를 정하려면 온전한 주가 {least}주 필요", "limits need {least} complete weeks")
CONTROL_CAPTION = Words(
    "가는 선은 중심선과 3σ 한계 · 음영은 한계를 정한 주 · 채운 점은 신호(한계 밖이거나 8주 이상 연속 "
    "한쪽) · 파선은 아직 끝나지 않은 주",
    "Thin lines: centre and 3σ limits · shaded: the weeks that set them · filled points: signals "
    "(outside the limits, or at least 8 weeks in a row on one side) · dashes: weeks not yet complete",
)
HOLIDAYS_LEFT_OUT = Words("공휴일의 접점은 뺐습니다.", "Contacts on public holidays are left out.")
HOLIDAYS = Words("공휴일 제외: {names} · 근무일 {days}일", "holidays left out: {names} · {days} working days")
BASELINE = Words("기준 {count}주", "baseline, {count} weeks")
CONTROL_LIMITS = Words("한계 {limits}", "limits {limits}")
SINCE_WEEK = Words("시작한 주", "Since the week of")
VALUE_BEFORE = Words("전", "Before")
COUNT_BEFORE = Words("전 건수", "n before")
VALUE_AFTER = Words("후", "After")
COUNT_AFTER = Words("후 건수", "n after")
IS_SIGNAL = Words("신호", "Signal")
IS_OUTSIDE = Words("한계 밖", "Outside the limits")
LIMIT_95 = Words("95 % 한계", "95 % limits")
LIMIT_998 = Words("99.8 % 한계", "99.8 % limits")
LOW_END = Words("{limit} 하한", "{limit}, lower")
HIGH_END = Words("{limit} 상한", "{limit}, upper")
SHRUNK_VALUE = Words("{measure}, 당긴 값", "{measure}, shrunk")
RANK_FROM = Words("순위 구간 시작", "Rank, from")
RANK_TO = Words("순위 구간 끝", "Rank, to")
CENTRE_LINE = Words("중심", "centre")
UPPER_LINE = Words("상한", "upper")
LOWER_LINE = Words("하한", "lower")
PICK_DEPARTMENT = Words("관리도에 표시할 부서", "Department in the control chart")
LATEST_SIGNAL = Words("최근 신호", "Latest signal")

TABLE = Words("신호 {count}개", "{count} signals")
ONE_SIGNAL = Words("신호 1개", "1 signal")
TABLE_EMPTY = Words("신호 없음", "No signals")
COLUMNS = (
    Words("부서", "Department"),
    Words("접촉도", "Contact tier"),
    Words("지표", "Measure"),
    Words("변화", "Change"),
    Words("시작 (95 % 구간)", "Since (95 % interval)"),
    Words("전 (건수)", "Before (n)"),
    Words("후 (건수)", "After (n)"),
    Words("우연일 때의 확률", "Probability by chance"),
)
SHAPES: Mapping[tuple[str, bool | None], Words] = MappingProxyType(
    {
        ("step", False): Words("갑자기 나빠짐", "sudden, worse"),
        ("step", True): Words("갑자기 나아짐", "sudden, better"),
        ("step", None): Words("갑자기 달라짐", "sudden"),
        ("drift", False): Words("점점 나빠짐", "gradual, worse"),
        ("drift", True): Words("점점 나아짐", "gradual, better"),
        ("drift", None): Words("점점 달라짐", "gradual"),
    }
)
TABLE_CAPTION = Words(
    "날짜는 월요일에 시작하는 주입니다. 같은 접촉도의 다른 부서와 함께 움직인 부분은 뺐습니다. 살펴본 "
    "모든 조합에서 거짓 신호가 하나라도 나올 확률은 5 % 미만입니다(Holm 1979). 부서를 누르면 그 "
    "부서의 페이지로, 날짜를 누르면 관리도로 갑니다.",
    "Dates are weeks that begin on Monday. Movement shared with the other departments of the tier is "
    "taken out. The probability of even one false signal across everything checked is under 5 % (Holm "
    "1979). Click a department to open its page, or a date for its control chart.",
)
