"""What the waiting page says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

LOWER = Words(
    "약속한 대기를 넘긴 접점은 같은 시간을 기다린 다른 접점보다 만족도가 {size}점 낮습니다.",
    "At equal waits, satisfaction is {size} points lower after a broken promise than after a kept one.",
)
HIGHER = Words(
    "약속한 대기를 넘긴 접점은 같은 시간을 기다린 다른 접점보다 만족도가 {size}점 높습니다.",
    "At equal waits, satisfaction is {size} points higher after a broken promise than after a kept one.",
)
NO_DIFFERENCE = Words(
    "같은 시간을 기다렸다면, 약속을 어긴 접점과 지킨 접점의 만족도는 뚜렷이 다르지 않습니다.",
    "At equal waits, satisfaction does not clearly differ between broken and kept promises.",
)
DETAIL = Words(
    "차이의 95 % 구간 {interval} (5점 척도, 응답 {n}건). 약속한 대기의 {kept}가 지켜졌습니다. {period}.",
    "95 % interval of the difference: {interval} (on a scale of 1 to 5, {n} answers). {kept} of "
    "promised waits were kept. {period}.",
)

ENDED = Words("기다린 시간별 응대와 포기", "Answered and given up, by wait")
ENDED_AT = Words(
    "{wait} 안에 {answered} 응대, {gave_up} 포기 ({n}건)",
    "Within {wait}: {answered} answered, {gave_up} given up (n {n})",
)
ENDED_CAPTION = Words(
    "대기 시간을 아는 모든 접점 가운데 그 시간까지 응대받은 비율과 포기한 비율 · 세로선은 서비스 "
    "레벨의 기준 시간 · 띠는 95 % 구간",
    "Of all contacts with a known wait: share answered and share given up by that time · vertical "
    "line: time limit of the service level · bands: 95 % intervals",
)
WAIT = Words("대기", "Wait")
ANSWERED_BY_THEN = Words("그때까지 응대받은 비율", "Answered by then")
GAVE_UP_BY_THEN = Words("그때까지 포기한 비율", "Given up by then")
STILL_WAITING = Words("계속 기다릴 비율", "Would still be waiting")
LEFT_WAITING = Words("남은 접점", "Contacts left")
WEEKDAY = Words("요일", "Weekday")
HOUR = Words("시각", "Hour")
DIFFERENCE_AT_EQUAL_WAIT = Words("같은 대기에서의 차이", "Difference at equal wait")
DIFFERENCE_REGARDLESS = Words("대기와 상관없는 차이", "Difference regardless of the wait")
ANSWERS_USED = Words("같은 대기에서 비교한 응답", "Answers compared at equal wait")
BROKEN = Words("어긴 약속의 응답", "Answers after broken promises")
KEPT = Words("지킨 약속의 응답", "Answers after kept promises")
CHANNELS_CUT = Words(
    "채널 {count}개 가운데 포기가 많은 {most}개를 그렸습니다. 나머지는 '표로 보기'와 파일에 있습니다.",
    "Showing {most} of {count} channels, those with most given up. The others are in “As table” and "
    "the files.",
)
ANSWERED = Words("응대", "answered")
GAVE_UP = Words("포기", "given up")
BY_WAIT = Words("{wait}까지", "by {wait}")
NO_WAITS = Words(
    "자료에 없음. 필요한 기록: 대기 시간(wait_seconds)이 있는 접점",
    "Not in the data. Needed: contacts with a wait (wait_seconds)",
)

PATIENCE = Words("계속 기다릴 고객의 비율", "Share who would still be waiting")
PATIENCE_OF = Words(
    "계속 기다릴 고객의 비율 ({n}건, 포기 {abandoned}건)",
    "Share who would still be waiting (n {n}, {abandoned} gave up)",
)
PATIENCE_CAPTION = Words(
    "아무도 응대하지 않을 때 (카플란–마이어: 응대받은 고객은 그때까지 기다린 것으로 봄, 대기 0초 "
    "제외) · 띠는 95 % 구간 · 남은 접점이 {least}건보다 적으면 그리지 않음 · 접촉도 하나를 고르면 "
    "채널별로 봅니다.",
    "If nobody were served (Kaplan–Meier: those served are known to have waited that long; waits of 0 "
    "s are left out) · bands: 95 % intervals · not drawn once fewer than {least} contacts remain · "
    "pick one tier to see its channels.",
)
PATIENCE_TOOLTIP = Words(
    "{share} 아직 기다림\n{interval}\n{wait} · 남은 접점 {left}건\n{group} {n}건, 포기 {abandoned}건",
    "{share} would still wait\n{interval}\n{wait} · {left} contacts left\n"
    "{group}: n {n}, {abandoned} gave up",
)
TOO_FEW_WAITED = Words(
    "기다린 접점이 {least}건 미만이어서 그리지 않습니다.",
    "Fewer than {least} contacts had to wait: too few to draw.",
)

HOURS = Words("요일과 시각별 {measure}", "{measure} by hour of the week")
HOURS_CAPTION = Words(
    "파랄수록 나쁨 · 시각은 업무 시간대 기준 · ×는 {least}건 미만 · 빈칸은 접점 없음",
    "Bluer is worse · hours in the business time zone · ×: fewer than {least} · blank: no contacts",
)
CLOCK = Words("{hour}시", "{hour}:00")
HOURS_TOOLTIP = Words(
    "{value}\n{interval}\n{n}건 · {weekday} {hour}시",
    "{value}\n{interval}\nn {n} · {weekday} {hour}:00",
)
PICK_HOURS = Words("지도에 표시할 지표", "Measure on the map")
WEEKDAYS: Mapping[str, Words] = MappingProxyType(
    {
        "monday": Words("월", "Mon"),
        "tuesday": Words("화", "Tue"),
        "wednesday": Words("수", "Wed"),
        "thursday": Words("목", "Thu"),
        "friday": Words("금", "Fri"),
        "saturday": Words("토", "Sat"),
        "sunday": Words("일", "Sun"),
    }
)

EFFECT = Words(
    "약속을 어겼을 때의 만족도 차이", "Satisfaction after a broken promise, compared with a kept one"
)
EFFECT_OF = Words(
    "약속을 어겼을 때의 만족도 차이 (응답 {n}건)",
    "Satisfaction after a broken promise, compared with a kept one ({n} answers)",
)
EFFECT_CAPTION = Words(
    "● 같은 대기에서: 부서·접촉도·채널·예약이 같고 대기가 비슷한(한 단계에 약 1.4배) 접점끼리 비교 · "
    "◇ 대기와 상관없이 · CSAT 평균 점수의 차이, 선은 95 % 구간",
    "● at equal wait: contacts of the same department, tier, channel and booking whose waits are "
    "within the same step of about ×1.4 · ◇ regardless of the wait · difference in mean CSAT scores; "
    "lines are 95 % intervals",
)
EFFECT_TOOLTIP = Words(
    "{value} {how}\n{interval}\n응답 {used}건 (약속이 있는 응답 {all}건 가운데)\n어긴 약속 {broken}건",
    "{value} {how}\n{interval}\n{used} answers (of {all} with a promise)\n{broken} broken promises",
)
AT_EQUAL_WAIT = Words("같은 대기에서", "at equal wait")
REGARDLESS = Words("대기와 상관없이", "regardless of the wait")
EVERYTHING = Words("모두", "All")
NO_PROMISES = Words(
    "자료에 없음. 필요한 기록: 약속한 대기가 있는 접점의 만족도 응답",
    "Not in the data. Needed: satisfaction answers about contacts with a promised wait",
)
TOO_FEW_PROMISES = Words(
    "어긴 약속이나 지킨 약속에 대한 응답이 {least}건 미만이어서 비교하지 않습니다.",
    "Fewer than {least} comparable answers after broken or kept promises: too few to compare.",
)

TABLE = Words("접촉도마다 부서의 대기", "Waiting by department, within each tier")
TABLE_CAPTION = Words(
    "접촉도마다 오래 기다린 부서부터. 접촉도가 다른 부서는 견주지 않습니다. 채널이 다르면 대기도 다르니 "
    "위의 조건으로 같은 채널끼리 견주세요.",
    "Longest waits first within each tier; departments of different tiers are not compared. Channels differ "
    "in their waits: compare within one by the filters above.",
)
