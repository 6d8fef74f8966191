"""What the page of service standards says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

KEPT = Words("{standard} {value} (95 % 구간 {interval})", "{standard}: {value} (95 % interval {interval})")
NO_FIGURE = Words("{standard}: 수치가 없습니다.", "{standard}: there is no figure.")
DRIFTS = Words(
    "흔들리는 곳 {count}곳 · 가장 뚜렷한 곳: {place}, {day} 무렵부터 {how}",
    "Places where it is kept otherwise than before: {count} · clearest: {place}, {how} since about {day}",
)
NO_DRIFTS = Words(
    "지난 한 해의 주마다를 보아 우연을 넘어 흔들린 곳은 없습니다.",
    "Nowhere is it kept otherwise than before beyond chance, by the weeks of the last year.",
)
MISSED = Words(
    "목표가 있는 칸 {count}개 가운데 미달성 {missed}개", "{missed} of {count} parts with a target miss it"
)
NO_TARGETS = Words("이 기준에는 목표가 없습니다.", "This standard has no target.")
PICK = Words("기준", "Standard")
BY_PART = Words("{standard}, 부서와 접촉도별", "{standard} by department and tier")
BY_PART_CAPTION = Words(
    "점과 95 % 구간 · 세로 눈금: 그 칸의 목표 · 나쁜 곳이 위 · {least}건 미만은 그리지 않음",
    "Dot with 95 % interval · upright stroke: the target there · worst on top · fewer than {least} "
    "records are not drawn",
)
TABLE = Words("{standard}: 지금과 지난 한 해", "{standard}: now and over the last year")
TABLE_CAPTION = Words(
    "주: 고른 기간의 마지막 날까지 한 해의 온전한 주 가운데 목표에 이른 주의 비율과 95 % 구간",
    "Weeks: of the whole weeks of the year up to the last day picked, the share that reached the target, "
    "with its 95 % "
    "interval",
)
COLUMNS: tuple[Words, ...] = (
    Words("부서", "Department"),
    Words("접촉도", "Tier"),
    Words("판정", "Verdict"),
    Words("값", "Value"),
    Words("95 % 구간", "95 % interval"),
    Words("목표", "Target"),
    Words("지킨 주", "Weeks kept"),
    Words("건수", "n"),
)
WEEKS = Words("{kept}/{weeks}주 ({share}, {interval})", "{kept} of {weeks} ({share}, {interval})")
DRIFT_TABLE = Words("흔들리는 곳", "Where it is drifting")
DRIFT_CAPTION = Words(
    "이 기준을 부서와 접촉도마다 한 해의 주로 살피고, 여럿을 함께 본 만큼 엄하게 가립니다(Holm). 부서 "
    "모두가 함께 움직인 것과 "
    "공휴일은 뺍니다. 모든 기준을 함께 보려면 'touchpoints standards --drifting'",
    "The standard in every department and tier by the weeks of a year, judged as strictly as so many "
    "looks ask for "
    "(Holm). What moves all departments, and public holidays, are left out. All standards together: "
    "'touchpoints standards --drifting'",
)
DRIFT_COLUMNS: tuple[Words, ...] = (
    Words("기준", "Standard"),
    Words("부서", "Department"),
    Words("접촉도", "Tier"),
    Words("어떻게", "How"),
    Words("언제부터", "Since"),
    Words("전", "Before"),
    Words("후", "After"),
    Words("뒤의 건수", "n since"),
)
BETWEEN = Words("{day} ({earliest} – {latest})", "{day} ({earliest} – {latest})")
HOW: Mapping[str, Words] = MappingProxyType(
    {
        "better": Words("나아짐", "better"),
        "worse": Words("나빠짐", "worse"),
        "moved": Words("달라짐", "moved"),
    }
)
SHAPES: Mapping[str, Words] = MappingProxyType(
    {"step": Words("한 번에", "at once"), "drift": Words("조금씩", "bit by bit")}
)
VERDICTS: Mapping[str, Words] = MappingProxyType(
    {
        "missed": Words("미달성", "missed"),
        "not_clear": Words("뚜렷하지 않음", "not clear"),
        "met": Words("달성", "met"),
    }
)
NO_TARGET = Words("목표 없음", "no target")
PLACE = Words("{department} · {tier}", "{department} · {tier}")
