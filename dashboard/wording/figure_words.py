"""What stands on key figures, charts and tables of figures."""

from warehouse.words import Words

BETTER = Words("나아짐", "better")
WORSE = Words("나빠짐", "worse")
UP = Words("늘어남", "up")
DOWN = Words("줄어듦", "down")
NO_CLEAR_CHANGE = Words("뚜렷한 변화 없음", "No clear change")
NOTHING_BEFORE = Words("비교할 이전 기간 없음", "No earlier period")
INTERVAL = Words("95 % 구간 {interval}", "95 % interval {interval}")
# In tables and files of figures.
INTERVAL_OF = Words("95 % 구간", "95 % interval")
INTERVAL_LOW = Words("{name}, 95 % 구간 시작", "{name}, 95 % from")
INTERVAL_HIGH = Words("{name}, 95 % 구간 끝", "{name}, 95 % to")
COUNT = Words("건수", "n")
COUNT_OF = Words("{measure}, 건수", "{measure}, n")
# Of values as files have them.
EXACT_UNITS = {
    "count": Words("수", "count"),
    "share": Words("비율 (0–1)", "share (0–1)"),
    "seconds": Words("초", "seconds"),
    "score": Words("점수", "score"),
    "points": Words("점 (−100 ~ 100)", "points (−100 to 100)"),
    "money": Words("금액", "money"),
}
SINCE = Words("시작일", "From")
UNTIL = Words("종료일", "To")
COMPARED = Words("대상", "Of")
IS_COMPLETE = Words("온전한 기간", "Complete")
SINCE_BEFORE = Words("직전 기간 시작일", "Period before, from")
BEFORE_OF = Words("직전 기간의 {measure}", "{measure}, period before")
TARGET_OF = Words("{measure} 목표", "{measure}, target")
OUT_OF = Words("{n}건", "n {n}")
TARGET = Words("목표 {target}", "Target {target}")
TARGET_MISSED = Words("목표 {target} 미달성", "Target {target} missed")
SEE_CONTACTS = Words("접점 보기", "Contacts")
SEE_CONTACTS_OF = Words("{measure}의 접점 보기", "Contacts behind {measure}")
NOT_IN_DATA = Words("자료에 없음. 필요한 기록: {needs}", "Not in the data. Needed: {needs}")
TOO_FEW = Words("{n}건뿐이라 표시하지 않음 (최소 {least}건)", "Not shown: only {n}, {least} needed")
NOT_REACHED = Words(
    "자료가 끝날 때까지 곡선이 그만큼 내려오지 않음", "The curve does not get that far before the data end"
)
NOT_REACHED_SHORT = Words("미도달", "not reached")
COURSE = Words("기간 중 추이", "Trend over the period")

MEANING = Words("뜻", "Meaning")
FORMULA = Words("계산", "Formula")
UNIT = Words("단위", "Unit")
HOW_SURE = Words("구간", "Interval")
ORIGIN = Words("출처", "Source")
BETTER_WHEN = Words("좋은 방향", "Better when")
HIGHER = Words("높을수록", "higher")
LOWER = Words("낮을수록", "lower")
NEITHER = Words("정해지지 않음", "neither")
CHANGE_RULE = Words("변화", "Change")
CHANGE_METHOD = Words(
    "변화의 95 % 구간이 0을 포함하지 않을 때만 화살표를 표시합니다. 건수는 길이가 같은 기간끼리만 "
    "비교합니다.",
    "An arrow appears only if the 95 % interval of the change excludes 0. Counts are compared only between "
    "periods of equal length.",
)
DEFINITION_OF = Words("{measure}의 정의", "Definition of {measure}")
UNITS = {
    "count": Words("수", "count"),
    "share": Words("비율 (%)", "share (%)"),
    "seconds": Words("시간", "time"),
    "score": Words("점수", "score"),
    "points": Words("점 (−100 ~ 100)", "points (−100 to 100)"),
    "money": Words("금액 (기록의 통화)", "money, as records have it"),
}

PICK_MEASURE = Words("지표", "Measure")
CLEAREST = Words("가장 뚜렷한 변화", "Clearest change")
TREND_OF_ALL = Words("{measure}, {step}", "{measure} {step}")
TREND = Words("{place} {measure}, {step}", "{measure} in {place} {step}")
OVER_THE_PERIOD = Words(" (기간 전체 {value})", " ({value} over the whole period)")
TOO_FEW_PER_STEP = Words("추이를 그리기에는 건수가 적습니다.", "Too few records to draw a trend.")
STEPS = {
    "day": Words("일별", "by day"),
    "week": Words("주별", "by week"),
    "month": Words("월별", "by month"),
}
THIS_PERIOD = Words("이번", "now")
TARGET_LINE = Words("목표", "target")
TODAY = Words("오늘", "today")
HOLIDAY_BANDS = Words("회색 바탕은 공휴일", "grey background: public holidays")
WORKING_DAYS = Words("근무일 {days}일", "{days} working days")
TREND_CAPTION = Words(
    "띠는 95 % 구간 · 옅은 점선은 비교 기간 · 파선은 아직 끝나지 않은 기간",
    "Band: 95 % interval · light dotted line: the period compared with · dashes: periods not yet complete",
)

MATRIX = Words("{measure}, 부서와 접촉도별", "{measure} by department and contact tier")
SHADES = Words(
    "같은 접촉도의 평균과 비교합니다. 95 % 구간이 평균을 포함하지 않을 때만 칠하고, 멀리 벗어날수록 "
    "짙게 칠합니다.",
    "Compared with the average of the same tier. Shaded only where the 95 % interval excludes that "
    "average; darker where it is far off.",
)
BETTER_OFF = Words("더 나음", "better")
WORSE_OFF = Words("더 나쁨", "worse")
FEW = Words("{least}건 미만", "fewer than {least}")
MISSED = Words("목표 미달성", "target missed")
MISSED_MEANS = Words(
    "'목표 미달성'은 95 % 구간이 그 칸에 적용되는 목표에 모두 못 미칠 때만 표시합니다.",
    "“Target missed” appears only where all of the 95 % interval is on the wrong side of the target that "
    "applies to the cell.",
)
TIER_AVERAGE = Words("접촉도 평균", "Tier average")
OPEN_CELL = Words("{department}, {tier}: {value}", "{department}, {tier}: {value}")
SAMPLE = Words("고객 {share} 표본", "a sample of {share} of customers")
