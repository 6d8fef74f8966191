"""What the waiting page says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

LOWER = Words(
    "약속한 대기를 넘긴 접점은 같은 시간을 기다린 다른 접점보다 만족도가 {size}점 낮습니다.",
    "Where a promised wait was broken, satisfaction was {size} points lower than after equal waits.",
)
HIGHER = Words(
    "약속한 대기를 넘긴 접점은 같은 시간을 기다린 다른 접점보다 만족도가 {size}점 높습니다.",
    "Where a promised wait was broken, satisfaction was {size} points higher than after equal waits.",
)
NO_DIFFERENCE = Words(
    "같은 시간을 기다렸다면 약속을 어긴 접점과 지킨 접점의 만족도에 뚜렷한 차이가 없습니다.",
    "At equal waits, satisfaction after broken and after kept promises does not clearly differ.",
)
DETAIL = Words(
    "차이의 95 % 구간 {interval} (5점 척도, 응답 {n}건). 약속한 대기의 {kept}가 지켜졌습니다. {period}.",
    "95 % interval of the difference: {interval} (on the scale of 1 to 5, {n} answers). {kept} of promised "
    "waits were kept. {period}.",
)

ENDED = Words("기다린 시간별 응대와 포기", "Answered and given up, by wait")
ENDED_AT = Words(
    "{wait} 안에 {answered} 응대, {gave_up} 포기 ({n}건)",
    "Within {wait}: {answered} answered, {gave_up} given up (n {n})",
)
ENDED_READING = Words(
    "대기를 아는 모든 접점 가운데 그 시간까지 응대받은 비율과 포기한 비율 · 세로선은 서비스 레벨의 시간 · "
    "띠는 95 % 구간",
    "Of all contacts whose wait is known: share answered and share given up by then · vertical line: time of "
    "the service level · bands: 95 % intervals",
)
ANSWERED = Words("응대", "answered")
GAVE_UP = Words("포기", "given up")
BY_WAIT = Words("{wait}까지", "by {wait}")
NO_WAITS = Words(
    "자료에 없음. 필요한 기록: 대기 시간(wait_seconds)이 있는 접점",
    "Not in the data. Needed: contacts with a wait (wait_seconds)",
)

PATIENCE = Words("기다리는 고객이 아직 기다릴 비율", "Share who would still wait")
PATIENCE_OF = Words(
    "기다리는 고객이 아직 기다릴 비율 ({n}건, 포기 {abandoned}건)",
    "Share who would still wait (n {n}, {abandoned} gave up)",
)
PATIENCE_READING = Words(
    "아무도 응대하지 않는다면 (카플란·마이어: 응대받은 고객은 그때까지 기다린 것으로 봄, 대기 0초 제외) · "
    "띠는 95 % 구간 · 남은 접점이 {least}건보다 적으면 그리지 않음 · 접촉도 하나를 고르면 채널별로 봅니다.",
    "If nobody served them (Kaplan-Meier: those served are known to have waited so long; waits of 0 s left "
    "out) · bands: 95 % intervals · not drawn beyond the last {least} contacts · pick one tier to see "
    "its channels.",
)
PATIENCE_TOOLTIP = Words(
    "<b>{share}</b> 아직 기다림<br>{interval}<br>{wait} · 남은 접점 {left}건<br>"
    "{group} {n}건, 포기 {abandoned}건",
    "<b>{share}</b> would still wait<br>{interval}<br>{wait} · {left} contacts left<br>"
    "{group}: n {n}, {abandoned} gave up",
)
TOO_FEW_WAITED = Words(
    "기다려야 했던 접점이 {least}건이 안 되어 그리지 않습니다.",
    "Fewer than {least} contacts had to wait: too few to draw.",
)

HOURS = Words("요일과 시각별 {measure}", "{measure} by hour of the week")
HOURS_READING = Words(
    "파랄수록 나쁨 · 시각은 업무 시간대 · ×는 {least}건 미만 · 빈칸은 접점 없음",
    "The bluer the worse · hours of the business time zone · ×: fewer than {least} · blank: no contacts",
)
CLOCK = Words("{hour}시", "{hour}:00")
HOURS_TOOLTIP = Words(
    "<b>{value}</b><br>{interval}<br>{n}건 · {weekday} {hour}시",
    "<b>{value}</b><br>{interval}<br>n {n} · {weekday} {hour}:00",
)
PICK_HOURS = Words("지도가 보일 지표", "Measure on the map")
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

EFFECT = Words("약속을 어겼을 때의 만족도 차이", "Satisfaction after a broken promise, against a kept one")
EFFECT_OF = Words(
    "약속을 어겼을 때의 만족도 차이 (응답 {n}건)",
    "Satisfaction after a broken promise, against a kept one ({n} answers)",
)
EFFECT_READING = Words(
    "● 같은 대기에서: 부서·접촉도·채널·예약이 같고 대기가 비슷한(한 단계에 약 1.4배) 접점끼리 · "
    "◇ 대기와 상관없이 · CSAT 평균 점수의 차이, 선은 95 % 구간",
    "● at equal wait: same department, tier, channel and booking, waits in the same step of ×1.4 · "
    "◇ regardless of the wait · difference of mean CSAT scores, lines are 95 % intervals",
)
EFFECT_TOOLTIP = Words(
    "<b>{value}</b> {how}<br>{interval}<br>응답 {used}건 (약속이 있는 응답 {all}건 가운데)<br>"
    "어긴 약속 {broken}건",
    "<b>{value}</b> {how}<br>{interval}<br>{used} answers (of {all} with a promise)<br>"
    "{broken} broken promises",
)
AT_EQUAL_WAIT = Words("같은 대기에서", "at equal wait")
REGARDLESS = Words("대기와 상관없이", "regardless of the wait")
EVERYTHING = Words("모두", "All")
NO_PROMISES = Words(
    "자료에 없음. 필요한 기록: 약속한 대기가 있는 접점의 만족도 응답",
    "Not in the data. Needed: satisfaction answers about contacts with a promised wait",
)
TOO_FEW_PROMISES = Words(
    "어긴 약속이나 지킨 약속에 대한 응답이 {least}건이 안 되어 견주지 않습니다.",
    "Fewer than {least} comparable answers after broken or kept promises: too few to compare.",
)

TABLE = Words("접촉도마다 부서의 대기", "Waiting by department, within each tier")
TABLE_READING = Words(
    "접촉도마다 오래 기다린 부서부터. 접촉도가 다른 부서는 견주지 않습니다. 채널이 다르면 대기도 다르니 "
    "위의 조건으로 같은 채널끼리 견주세요.",
    "Longest waits first within each tier; departments of different tiers are not compared. Channels differ "
    "in their waits: compare within one by the filters above.",
)
