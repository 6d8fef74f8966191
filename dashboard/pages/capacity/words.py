"""What the page on the capacity of recovery says."""

from analytics.recovery.capacity import ENOUGH, EXCEEDED, GONE, NEVER, NOTHING_OPEN, PERHAPS, UNSURE
from warehouse.words import Words

EXCEEDED_ALL = Words(
    "회복 역량이 모자랍니다: 근무일마다 실패 {inflow}건이 오고 {capacity}건을 회복할 수 있습니다"
    "({utilisation}, {interval}).",
    "Recovery cannot keep up: {inflow} failures come on a working day, {capacity} can be recovered "
    "({utilisation}, {interval}).",
)
ENOUGH_ALL = Words(
    "회복 역량은 충분합니다: 근무일마다 실패 {inflow}건이 오고 {capacity}건을 회복할 수 있습니다"
    "({utilisation}, {interval}).",
    "Recovery has room: {inflow} failures come on a working day, {capacity} can be recovered ({utilisation}, "
    "{interval}).",
)
EXCEEDED_DONE = Words(
    "이제까지 해낸 회복보다 실패가 많습니다: 근무일마다 실패 {inflow}건이 오고, 바쁜 날에 회복한 것은 "
    "{capacity}건입니다"
    "({utilisation}, {interval}).",
    "More fails than was ever recovered: {inflow} failures come on a working day, {capacity} were recovered "
    "on a "
    "busy one ({utilisation}, {interval}).",
)
ENOUGH_DONE = Words(
    "실패가 이제까지 해낸 회복보다 적습니다: 근무일마다 실패 {inflow}건이 오고, 바쁜 날에 회복한 것은 "
    "{capacity}건입니다"
    "({utilisation}, {interval}).",
    "Less fails than was recovered before: {inflow} failures come on a working day, {capacity} were "
    "recovered on "
    "a busy one ({utilisation}, {interval}).",
)
UNSURE_ALL = Words(
    "회복 역량이 모자란지 확실하지 않습니다: 근무일마다 실패 {inflow}건, 역량 {capacity}건({utilisation}, "
    "{interval}).",
    "It cannot be told whether recovery keeps up: {inflow} failures on a working day, {capacity} can be "
    "recovered ({utilisation}, {interval}).",
)
NOT_KNOWN = Words("회복 역량을 헤아릴 수 없습니다.", "How much recovery can take cannot be told.")
NOT_IN_DATA = Words(
    "실패에 무엇을 했는지(recovery) 적혀 있지 않습니다. 내보내기에 이 열을 넣으세요.",
    "No failure says what was done about it (recovery). Map that column.",
)
TOO_FEW = Words(
    "근무일이 {days}일보다 적거나 실패가 {least}건보다 적습니다. 기간이나 조건을 넓히세요.",
    "There are fewer than {days} working days or {least} failures. Widen the dates or the filters.",
)
NOTHING_DONE = Words(
    "아직 아무것도 회복된 적이 없어, 설정(recovery.capacity) 없이는 역량을 알 수 없습니다.",
    "Nothing was ever recovered, so without recovery.capacity in the settings no capacity is known.",
)
WHERE = Words(
    "역량이 확실히 모자란 부서: {departments}.", "Departments that surely cannot keep up: {departments}."
)
NOWHERE = Words("역량이 확실히 모자란 부서는 없습니다.", "No department surely cannot keep up.")
LOOKED = Words(
    "부서 {looks}곳을 함께 보았고(본페로니), {period}의 근무일 {days}일입니다.",
    "{looks} departments were judged together (Bonferroni), {days} working days, {period}.",
)

UTILISATION = Words("역량에 대한 실패", "Failures of capacity")
INFLOW = Words("근무일의 실패", "Failures a working day")
CAPACITY = Words("근무일의 역량", "Capacity a working day")
RECOVERED = Words("근무일의 회복", "Recovered a working day")
OPEN = Words("열린 실패", "Open failures")
GONE_IN = Words("다 없어질 때까지", "Until they are gone")
FULL_AT = Words("역량이 차는 접점 수", "Contacts at which it is full")
STATED = Words("설정이 적은 값", "as the settings state it")
DONE = Words("근무일의 {share} %에서 넘지 않음", "not exceeded on {share} % of working days")
A_DAY = Words("근무일 하루에", "a working day")
NOW_AT = Words(
    "지금 {contacts}건, 넘은 날 {above}일 / {days}일", "now {contacts}; above it on {above} of {days} days"
)
AT_END = Words("{day} 끝", "end of {day}")
WORKING = Words("근무일로", "in working days")
AT_LEAST = Words("{days} 이상", "{days} or more")
PACES = {
    GONE: Words("이 속도로", "at this pace"),
    PERHAPS: Words("이 속도로는 없어지지 않을 수도 있음", "at this pace it may never be"),
    NEVER: Words("이 속도로는 없어지지 않음", "never at this pace"),
    NOTHING_OPEN: Words("열린 실패 없음", "nothing is open"),
}
PACES_FULL = {
    GONE: Words("늘 역량만큼 하면 {days}", "at full capacity {days}"),
    PERHAPS: Words("늘 역량만큼 해도 없어지지 않을 수도 있음", "even at full capacity it may never be"),
    NEVER: Words("늘 역량만큼 해도 없어지지 않음", "never, even at full capacity"),
}
NEVER_SHORT = Words("없어지지 않음", "never")
VERDICTS = {
    EXCEEDED: Words("모자람", "not enough"),
    ENOUGH: Words("충분함", "enough"),
    UNSURE: Words("알 수 없음", "cannot tell"),
}

CHART = Words("부서마다 역량에 대한 실패", "Failures of capacity, by department")
CHART_CAPTION = Words(
    "근무일에 오는 실패 ÷ 회복 역량과 95 % 구간 · 점선(100 %)을 넘으면 회복이 따라가지 못함 · 쉬는 날의 "
    "실패는 다음 "
    "근무일에 셈 · 누르면 그 실패로",
    "Failures that come on a working day ÷ capacity of recovery, 95 % intervals · beyond the dotted line "
    "(100 %) "
    "recovery cannot keep up · failures of closed days count on the working day after · click for those "
    "failures",
)
LEVELS = Words("접점이 몇 건일 때 회복이 꽉 차나", "At how many contacts recovery is full")
LEVELS_CAPTION = Words(
    "● 지금의 실패율에서 역량이 꽉 차는 근무일 접점 수, 95 % 구간 · ◇ 지금의 근무일 접점 수 · 마름모가 점의 "
    "오른쪽이면 "
    "실패가 역량보다 많이 생김",
    "● contacts a working day at which recovery is full, at the present rate of failure, 95 % intervals · ◇ "
    "contacts a working day now · a diamond to the right of the dot: more fails than can be recovered",
)
TIP = Words(
    "{department}: {utilisation} ({interval})\n실패 {inflow}건, 역량 {capacity}건",
    "{department}: {utilisation} ({interval})\n{inflow} failures, capacity {capacity}",
)
LEVEL_TIP = Words(
    "{department}: {full} ({interval})\n지금 {contacts} ({now})",
    "{department}: {full} ({interval})\nnow {contacts} ({now})",
)
NOTHING = Words(
    "헤아릴 만큼 실패와 근무일이 있는 부서가 없습니다.", "No department has enough failures and working days."
)
TABLE = Words("부서마다의 회복 역량", "Capacity of recovery, by department")
TIERS = Words("부서와 접촉도마다의 회복 역량", "Capacity of recovery, by department and tier")
COLUMNS = (
    Words("부서", "Department"),
    Words("접촉도", "Contact tier"),
    Words("실패 / 근무일", "Failures a day"),
    Words("회복 / 근무일", "Recovered a day"),
    Words("역량 / 근무일", "Capacity a day"),
    Words("역량에 대한 실패", "Failures of capacity"),
    Words("판단", "Verdict"),
    Words("열린 실패", "Open"),
    Words("다 없어질 때까지 (근무일)", "Working days until gone"),
    Words("늘 역량만큼 하면", "At full capacity"),
    Words("역량이 차는 접점 / 근무일", "Full at (contacts)"),
)
TABLE_CAPTION = Words(
    "95 % 구간. 없어질 때까지의 구간은 그 날 자체를 담음(앞으로의 날도 지난 날만큼 다르다고 봄) · 이 속도: "
    "회복과 "
    "포기에서 오는 실패를 뺌 · 하루 몇 건뿐인 곳의 역량은 한 건 단위로 거칢 · {least}건 또는 근무일 {days}일 "
    "미만이면 "
    "보이지 않음 · 누르면 접점으로",
    "95 % intervals; those of the days until gone hold the day itself (days to come differ as those before "
    "did) "
    "· pace: recovered and given up less what comes · where only a few are done a day, capacity is coarse by "
    "one "
    "· nothing of fewer than {least} failures or {days} working days · click for contacts",
)
CONTACTS = Words("접점 / 근무일", "Contacts a day")
ABOVE = Words("넘은 근무일", "Working days above it")
WORKED = Words("근무일", "Working days")
