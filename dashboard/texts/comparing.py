"""What the page of fair comparison says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

STEP_WORSE = Words(
    "{place} {measure}: {since}부터 {before} → {after}, 나빠졌습니다.",
    "{measure} in {place} got worse in {since}: {before} → {after}.",
)
STEP_BETTER = Words(
    "{place} {measure}: {since}부터 {before} → {after}, 나아졌습니다.",
    "{measure} in {place} got better in {since}: {before} → {after}.",
)
DRIFT_WORSE = Words(
    "{place} {measure}: {since}부터 점점 나빠졌습니다, {before} → {after}.",
    "{measure} in {place} has been getting worse since {since}: {before} → {after}.",
)
DRIFT_BETTER = Words(
    "{place} {measure}: {since}부터 점점 나아졌습니다, {before} → {after}.",
    "{measure} in {place} has been getting better since {since}: {before} → {after}.",
)
MOVED = Words(
    "{place} {measure}: {since}부터 {before} → {after}.",
    "{measure} in {place}: {before} → {after} from {since}.",
)
WEEK_OF = Words("{day} 주", "the week of {day}")
WEEKS_BETWEEN = Words("{first} 주–{last} 주", "the weeks of {first} to {last}")
CERTAINTY = Words(
    "시작은 {between}(95 % 구간). 부서 × 접촉도 × 지표 {count}가지를 함께 보아도 우연만으로 이만큼 달라질 "
    "확률은 {chance}입니다. {period}의 꽉 찬 주를 보았습니다. "
    "신호 {signals}개 가운데 가장 최근에 시작했습니다.",
    "It began in {between} (95 % interval). Among {count} departments × tiers × measures, chance alone would "
    "give a change this clear with a probability of {chance}. Complete weeks of {period}; the latest to "
    "begin of {signals} signals.",
)
NO_SIGNAL = Words("우연을 넘는 신호가 없습니다.", "No signal beyond chance.")
NO_SIGNAL_DETAIL = Words(
    "부서 × 접촉도 × 지표 {count}가지를 {period}의 꽉 찬 주에 걸쳐 함께 보았습니다.",
    "{count} departments × tiers × measures looked at together over the complete weeks of {period}.",
)
TOO_SHORT = Words("신호를 찾기에는 자료가 짧습니다.", "The data are too short to look for signals.")
TOO_SHORT_DETAIL = Words(
    "한 부서와 접촉도에 꽉 찬 주가 {least}주는 있어야 합니다. {period}.",
    "A department and tier needs {least} complete weeks at least. {period}.",
)
LESS_THAN = Words("{share} 미만", "under {share}")

FUNNEL = Words("{tier} 부서의 {measure}: {finding}", "{measure} of departments, {tier}: {finding}")
ONE_OUTSIDE = Words("{names}만 한계 밖", "{names} outside the limits")
SOME_OUTSIDE = Words("{names} 한계 밖", "{names} outside the limits")
MANY_OUTSIDE = Words("{count}개 부서 한계 밖", "{count} departments outside the limits")
NONE_OUTSIDE = Words("모두 한계 안", "all within the limits")
NOT_COMPARED = Words("견주지 않음", "not compared")
FUNNEL_READING = Words(
    "● 부서 · 가운데 선은 이 접촉도의 보통 수준 · 실선은 95 %와 99.8 % 한계 · 점선은 우연만 본 99.8 % 한계",
    "● department · middle line: the usual of this tier · solid: 95 % and 99.8 % limits · dotted: 99.8 % by "
    "chance alone",
)
RECORDS_AXIS = Words("건수", "Records")
USUAL_LINE = Words("보통", "usual")
ONLY_ONE = Words("이 접촉도에는 견줄 다른 부서가 없습니다.", "There is no other department in this tier.")

RANKING = Words("{tier}: 순위를 말할 수 있는 만큼", "{tier}: ranks, as far as they can be told")
RANKING_READING = Words(
    "● 건수가 적을수록 보통 수준 쪽으로 당긴 값과 95 % 구간 · ○ 그대로의 값 · 오른쪽은 순위의 95 % 구간",
    "● drawn towards the usual the fewer the records, with 95 % interval · ○ as it is · right: 95 % interval "
    "of the rank",
)
RANK = Words("{rank}위", "{rank}")
RANKS = Words("{low}–{high}위", "{low}–{high}")
SHRUNK = Words("당긴 값 {value}", "drawn {value}")
RAW = Words("그대로 {value}", "as it is {value}")
EXPECTED = Words("보통 {value}", "usual {value}")
LIMITS = Words("99.8 % 한계 {limits}", "99.8 % limits {limits}")

CONTROL = Words("{place} {measure}, 주마다: {finding}", "{measure} in {place} by week: {finding}")
BEYOND_SINCE = Words("{since}부터 한계 밖", "beyond the limits from {since}")
RUN_SINCE = Words("{since}부터 한쪽에 {steps}주", "{steps} weeks on one side from {since}")
IN_CONTROL = Words("한계 안에서 오르내림", "varies within its limits")
NO_LIMITS = Words("한계를 정하려면 꽉 찬 주가 {least}주 필요", "{least} complete weeks needed for limits")
CONTROL_READING = Words(
    "가는 선은 가운데와 3σ 한계 · 칠한 자리는 그것을 정한 주 · 찬 점은 신호(한계 밖이거나 한쪽에 8주 이상) · "
    "끊은 선은 아직 다 차지 않은 주",
    "Thin lines: centre and 3σ limits · shaded: the weeks that set them · filled points: signals (beyond the "
    "limits, or 8 weeks or more on one side) · dashes: weeks not yet complete",
)
BASELINE = Words("기준 {count}주", "baseline, {count} weeks")
CONTROL_LIMITS = Words("한계 {limits}", "limits {limits}")
CENTRE_LINE = Words("가운데", "centre")
UPPER_LINE = Words("위 한계", "upper")
LOWER_LINE = Words("아래 한계", "lower")
PICK_DEPARTMENT = Words("관리도로 볼 부서", "Department of the control chart")
LATEST_SIGNAL = Words("최근 신호", "Latest signal")

TABLE = Words("신호 {count}개", "{count} signals")
ONE_SIGNAL = Words("신호 1개", "1 signal")
TABLE_EMPTY = Words("신호 없음", "No signals")
COLUMNS = (
    Words("부서", "Department"),
    Words("접촉도", "Contact tier"),
    Words("지표", "Measure"),
    Words("어떻게", "How"),
    Words("언제부터 (95 % 구간)", "Since (95 % interval)"),
    Words("전 (건수)", "Before (n)"),
    Words("후 (건수)", "After (n)"),
    Words("우연만의 확률", "By chance alone"),
)
SHAPES: Mapping[tuple[str, bool | None], Words] = MappingProxyType(
    {
        ("step", False): Words("한 번에 나빠짐", "worse at once"),
        ("step", True): Words("한 번에 나아짐", "better at once"),
        ("step", None): Words("한 번에 달라짐", "moved at once"),
        ("drift", False): Words("점점 나빠짐", "worse and worse"),
        ("drift", True): Words("점점 나아짐", "better and better"),
        ("drift", None): Words("점점 달라짐", "moving"),
    }
)
TABLE_READING = Words(
    "날짜는 월요일에 시작하는 주입니다. 같은 접촉도의 다른 부서들이 함께 움직인 만큼은 뺐습니다. "
    "본 것 모두에서 헛신호가 하나라도 날 확률은 5 % 아래입니다(Holm 1979). "
    "부서를 누르면 그 부서로, 날짜를 누르면 관리도로 갑니다.",
    "Dates are weeks that begin on Monday. What the other departments of the tier moved along is taken out. "
    "The chance of even one false signal among all looks is under 5 % (Holm 1979). A department leads to its "
    "page, a date to its control chart.",
)
