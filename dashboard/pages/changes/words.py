"""What the page of changes says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

NOTHING = Words("등록된 변화가 없습니다.", "No change is in the register yet.")
HOW_TO_ADD = Words(
    "아래 양식이나 'touchpoints changes add'로 문제, 계획, 담당, 날짜와 지표를 적으면 그 뒤의 효과를 "
    "견줍니다.",
    "The form below, or 'touchpoints changes add', takes the problem, the plan, the owner, the day and "
    "the measure; "
    "what followed is then compared here.",
)
NAMED = Words(
    "{place}: ‘{plan}’ 뒤 {measure} {size} — 바뀌지 않은 부서에 견주어 {verdict}.",
    "{place}: after “{plan}” {measure} moved by {size} against departments that did not change: {verdict}.",
)
NOT_CLEAR = Words("{place}: ‘{plan}’ — {verdict}.", "{place}: “{plan}”: {verdict}.")
SURE = Words(
    "95 % 구간 {interval} · 등록된 변화를 모두 보아도 우연으로 이만큼 벌어질 확률 {p}",
    "95 % interval {interval} · probability of so much by chance, counting every registered change: {p}",
)
FOUND = Words("차이 {size} (95 % 구간 {interval})", "Difference {size} (95 % interval {interval})")
TOO_EARLY = Words(
    "지금까지 {weeks}주로는 {detectable}부터 가려낼 수 있고, 알고 싶은 크기는 {relevant}입니다. {more}",
    "The {weeks} weeks so far can tell differences from {detectable} on; the size that matters is "
    "{relevant}. {more}",
)
MORE_WEEKS = Words("약 {more}주가 더 필요합니다.", "It takes about {more} weeks more.")
NEVER = Words("한 해를 더 기다려도 가려내기 어렵습니다.", "Another year would not be enough.")
TOLD = Words(
    "{relevant}만큼의 효과가 있었다면 가려냈을 것입니다 (가려낼 수 있는 크기 {detectable}).",
    "An effect of {relevant} would have been seen (the least that can be told is {detectable}).",
)
WANTED = Words("바라던 크기 {wanted}", "Wanted {wanted}")
COUNTED = Words(
    "등록된 변화 {count}개 · 효과가 뚜렷함 {named} · 아직 알 수 없음 {early} · 알 수 없음 {cannot} · 시작 "
    "전 {planned}",
    "{count} registered changes · clear effect {named} · too early {early} · cannot tell {cannot} · not "
    "begun {planned}",
)
EFFECT = Words("차이의 차이", "Difference in differences")
SYNTHETIC = Words("합성 대조와의 차이", "Against a synthetic control")
OWN = Words("바뀐 부서", "Changed")
CONTROL = Words("견준 부서", "Control")
DETECTABLE = Words("가려낼 수 있는 크기", "Smallest effect that can be told")
BEFORE = Words("바뀌기 전 {before}", "{before} before")
EFFECT_METHOD = Words(
    "바뀐 부서가 움직인 만큼에서, 같은 접촉도의 바뀌지 않은 부서가 같은 동안 움직인 만큼을 뺀 값입니다. "
    "주마다의 차이에서 오차를 얻고, 이웃한 주가 닮은 만큼 넓힙니다.",
    "How far the changed department moved, less how far departments of the same tier that did not change "
    "moved "
    "meanwhile. Errors come from the gap's ups and downs by week, widened as far as neighbouring weeks "
    "resemble each "
    "other.",
)
SYNTHETIC_METHOD = Words(
    "바뀌지 않은 부서들을 0 이상이고 합이 1인 무게로 섞어, 바뀌기 전의 오르내림이 가장 닮게 만든 대조와 "
    "견준 값입니다. "
    "순위 확률은 바뀌지 않은 부서마다 같은 계산을 해 얻습니다. 부서가 적으면 작아질 수 없습니다.",
    "Against a mix of the departments that did not change, with weights from 0 that sum to 1, chosen to "
    "resemble it best "
    "before the change. The rank's p comes from the same estimate at each of those departments; of few "
    "departments it "
    "cannot be small.",
)
DETECTABLE_METHOD = Words(
    "지금까지의 주로, 이만큼의 참된 효과가 있었다면 다섯 번에 네 번은 0과 가려낼 수 있는 크기입니다. "
    "이것이 알고 싶은 크기보다 "
    "크면 아직 알 수 없다고 합니다.",
    "With the weeks there are so far, a true effect of this size would be told from none four times in "
    "five. While it is "
    "larger than the size that matters, it is too early to tell.",
)
WEEKS = Words("전 {before}주, 후 {after}주", "{before} weeks before, {after} after")
RANK = Words(
    "다른 부서를 바뀐 것으로 볼 때의 순위 확률 {p}", "rank among departments that did not change: p {p}"
)
CONTROLS = Words("대조: {names}", "Control: {names}")
MATTERS = Words("알고 싶은 크기 {size}", "The size that matters: {size}")
BY_RULE = Words("(전의 10분의 1, 점수는 0.1점, 지수는 5점)", "(a tenth of before; 0.1 of a score, 5 points)")
SEE = Words("그 뒤의 접점", "Contacts since")
COURSE = Words("{place}: {measure}, 주마다, 대조와 함께", "{measure} in {place} by week, beside its control")
COURSE_CAPTION = Words(
    "실선: 바뀐 부서와 95 % 띠 · 점선: 바뀌지 않은 부서({controls}), 전의 높이로 옮김 · 가는 점선: 합성 "
    "대조 · "
    "세로선: 바뀐 날. 전에 두 선이 나란하지 않으면 견줄 수 없습니다. 빠진 부서: {left}",
    "Line with band: the changed department with 95 % · dashed: departments that did not change "
    "({controls}), moved to "
    "its level before · dotted: synthetic control · upright: the day of the change. Unless the lines run "
    "together before "
    "it, there is nothing to compare. Left out: {left}",
)
OF_COUNTS = Words(
    "주마다의 수입니다. 다른 부서의 수는 바뀌기 전의 평균이 같아지도록 곱했으므로, 함께 오르내리는 비율로 "
    "견줍니다.",
    "Numbers a week. Those of the others are multiplied by what makes their mean before the day the same, so "
    "that they are compared as moving in proportion.",
)
NONE_LEFT_OUT = Words("없음", "none")
CHANGED_TOO = Words("{names} (그동안 바뀜)", "{names} (changed meanwhile)")
TOO_THIN = Words("{names} (빈 주가 있음)", "{names} (weeks without records)")
NO_COURSE = Words("그릴 것이 없습니다: {why}", "There is nothing to draw: {why}")
PLACEBOS = Words(
    "같은 계산을 바뀌지 않은 날과 부서에 해 보면", "The same estimate where and when nothing was changed"
)
PLACEBOS_CAPTION = Words(
    "굵은 점: 실제 변화 · 흐린 점: 바뀌기 전의 날들과 바뀌지 않은 부서들. 이들이 0에서 벗어난다면 실제 "
    "차이도 믿기 어렵습니다. "
    "0에서 벗어난 것: {outside}/{count}",
    "Strong dot: the change itself · pale dots: days before it, and departments that did not change. If "
    "these lie off "
    "nothing, the difference itself is doubtful. Off nothing: {outside} of {count}",
)
THE_CHANGE = Words("이 변화", "This change")
AT = Words("{day}", "{day}")
LIST = Words("개선의 순환: 문제에서 효과까지", "The improvement cycle: from problem to effect")
LIST_CAPTION = Words(
    "효과는 같은 접촉도에서 그동안 바뀌지 않은 부서와 견준 차이의 차이입니다. 부서가 하나뿐이므로 "
    "부서끼리의 오차 대신 "
    "주마다의 오르내림에서 오차를 얻습니다.",
    "Effects are differences in differences against departments of the same tier that did not change "
    "meanwhile. As one "
    "department was changed, errors come from its ups and downs by week, not from clusters of departments.",
)
COLUMNS: tuple[Words, ...] = (
    Words("번호", "No."),
    Words("언제부터", "Since"),
    Words("어디", "Where"),
    Words("종류", "Kind"),
    Words("문제", "Problem"),
    Words("계획", "Plan"),
    Words("담당", "Owner"),
    Words("기한", "Due"),
    Words("완료일", "Done on"),
    Words("상태", "State"),
    Words("지표", "Measure"),
    Words("효과", "Effect"),
    Words("판단", "Verdict"),
    Words("뒤의 건수", "n since"),
)
LATE = Words("{day} (지남)", "{day} (overdue)")
PICK = Words("변화", "Change")
NEW = Words("새 변화", "A new change")
OPTION = Words("{number}. {plan}", "{number}. {plan}")
FORM = Words("기록", "The record")
FORM_CAPTION = Words(
    "위에서 고른 변화를 고치거나 새로 적습니다 · 지표의 바라던 크기는 비율이면 %p, 시간이면 초, 접점과 "
    "구매는 주마다의 수 · 늘면 +, 줄면 −",
    "Edits the change picked above, or takes a new one · the wanted size is in percentage points of a "
    "share, in seconds "
    "of a time, a week of contacts and purchases; plus is more, minus is less",
)
READ_ONLY = Words(
    "여기서는 바꿀 수 없습니다. 이 컴퓨터에서 연 서버이거나 설정의 [server] writing이 "
    "‘always’일 때 바꿀 수 있습니다.",
    "Nothing can be changed here: only where the server listens on this machine alone, or where the "
    "settings say writing = “always” under [server].",
)
FIELDS: Mapping[str, Words] = MappingProxyType(
    {
        "begins_on": Words("언제부터", "Acts from"),
        "departments": Words("부서 (없으면 모두)", "Departments (none: all)"),
        "contact_tier": Words("접촉도", "Tier"),
        "kind": Words("종류", "Kind"),
        "measure": Words("지표", "Measure"),
        "wanted": Words("바라던 크기", "Wanted size"),
        "problem": Words("문제", "Problem"),
        "plan": Words("계획", "Plan"),
        "owner": Words("담당", "Owner"),
        "due": Words("기한", "Due"),
        "done_on": Words("완료일", "Done on"),
        "state": Words("상태", "State"),
    }
)
EVERY_TIER = Words("모든 접촉도", "All tiers")
ADD = Words("새로 등록", "Add as new")
SAVE = Words("고친 것 저장", "Save what was edited")
DONE = Words("오늘 완료로 표시", "Mark as done today")
ADDED = Words("변화 {number}번을 등록했습니다.", "Change {number} is in the register.")
SAVED = Words("변화 {number}번을 저장했습니다.", "Change {number} was saved.")
NOT_SAVED = Words("저장하지 못했습니다: {problem}", "Not saved: {problem}")
PICK_FIRST = Words("먼저 고칠 변화를 고르세요.", "First pick the change to edit.")
NO_DAY = Words("‘언제부터’에 날짜가 필요합니다.", "It takes the day from which the change acts.")
NO_NUMBER = Words("‘바라던 크기’가 숫자가 아닙니다.", "The wanted size is no number.")
EVERYWHERE = Words("모든 부서", "All departments")
