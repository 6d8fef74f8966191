"""What the page on reservations says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

SHORTER = Words(
    "예약 고객은 같은 부서·채널·시각의 현장 고객이 기다린 시간의 {ratio}만 기다립니다 (95 % 구간 "
    "{interval}).",
    "At equal department, channel and hour the booked wait {ratio} as long as walk-ins (95 % "
    "interval {interval}).",
)
LONGER = Words(
    "예약 고객이 같은 부서·채널·시각의 현장 고객보다 오래 기다립니다: {ratio} (95 % 구간 {interval}).",
    "At equal department, channel and hour the booked wait longer than walk-ins: {ratio} (95 % "
    "interval {interval}).",
)
ALIKE = Words(
    "같은 부서·채널·시각에서 예약한 고객과 현장 고객의 기다림이 다르다고 할 수 없습니다: {ratio} (95 "
    "% 구간 {interval}).",
    "At equal department, channel and hour the waits of booked and walk-in are not clearly apart: {ratio} "
    "(95 % interval {interval}).",
)
NOT_COMPARED = Words(
    "예약과 현장을 견줄 만큼 기다림의 기록이 없습니다.",
    "There are too few waits to hold booked and walk-in together.",
)
LEVELS = Words(
    "예약은 시각별 몰림을 고르게 합니다: 변동이 현장의 {ratio} ({interval}).",
    "Bookings come more evenly over the hours: their variation is {ratio} of the walk-ins' ({interval}).",
)
LEVELS_NOT = Words(
    "예약이 시각별 몰림을 고르게 한다고 할 수 없습니다: 변동이 현장의 {ratio} ({interval}).",
    "Bookings do not clearly come more evenly over the hours: their variation is {ratio} of the "
    "walk-ins' ({interval}).",
)
NO_BOOKINGS = Words(
    "예약 여부(is_booked)가 적힌 접점이 없습니다.", "No contact says whether it was booked (is_booked)."
)
WIDEN = Words("기간이나 조건을 넓혀 보세요.", "Widen the dates or the filters.")

RATIO = Words("예약의 기다림 ÷ 현장의 기다림", "Wait booked ÷ walk-in")
AT_EQUAL = Words("같은 부서·채널·시각에서", "at equal department, channel, hour")
CAME = Words("고객이 온 때", "When customers come")
BEGAN = Words("응대를 시작한 때", "When service begins")
MIDDLE_HALF = Words("열에 여덟: {low} – {high}", "eight in ten: {low} – {high}")
VARIATION = Words("몰림의 변동, 예약 ÷ 현장", "Variation over hours, booked ÷ walk-in")
LEVEL_MEANS = Words("1보다 작으면 예약이 더 고름", "below 1: bookings are more even")
NOT_KNOWN = Words("자료에 없음", "not in the data")
EARLY = Words("{minutes}분 일찍", "{minutes} min early")
LATE = Words("{minutes}분 늦게", "{minutes} min late")
ON_TIME = Words("제시각", "on time")
OF = Words("{n}건", "n {n}")

WAITS = Words(
    "예약 고객이 기다린 시간, 현장 고객의 몇 %인가", "How long the booked wait, as a share of walk-ins' waits"
)
WAITS_CAPTION = Words(
    "같은 부서·채널·시각끼리 견준 기하평균의 비와 95 % 구간 · ◇ 시각을 맞추지 않은 값 · 100 %면 차이 없음",
    "Ratio of geometric means at equal department, channel and hour, 95 % intervals · ◇ hours regardless · "
    "100 %: no difference",
)
IN_ALL = Words("모두", "All")
WAIT_COLUMNS = (
    Words("비", "Ratio"),
    Words("시각을 맞추지 않은 비", "Ratio, hours regardless"),
    Words("예약 기하평균", "Booked, geometric mean"),
    Words("현장 기하평균", "Walk-in, geometric mean"),
    Words("예약 접점", "Booked"),
    Words("현장 접점", "Walk-in"),
)
LATENESS = Words("예약 시각에서 몇 분", "Minutes from the appointment")
LATENESS_CAPTION = Words(
    "1분마다의 비율 · 0보다 왼쪽은 예약보다 일찍 · 응대 시작은 기다린 뒤",
    "Shares by the minute · left of 0: before the appointment · service begins after the wait",
)
MINUTE = Words("예약 뒤 분", "Minutes after it")
SIDE = Words("누구", "Who")
SIDES: Mapping[str, Words] = MappingProxyType(
    {
        "customer": Words("고객이 옴", "customer comes"),
        "service": Words("응대 시작", "service begins"),
        "kept": Words("온 뒤 응대 시작", "service begins, from coming on"),
    }
)
SHARE = Words("비율", "Share")
MINUTES = Words("{minutes}분", "{minutes} min")
HOUR = Words("{hour}시", "{hour}:00")
LOAD = Words("하루의 어느 시각에 오나", "At which hours of the day they come")
LOAD_CAPTION = Words(
    "하루에 온 접점 가운데 그 시각의 비율 · 현장은 예약과 같은 부서·채널 구성으로 맞춤 · 점선: 고르게 온다면",
    "Share of the day's arrivals · walk-ins at the bookings' mix of departments and channels · "
    "dashes: if even",
)
NO_LOAD = Words(
    "시각별로 견줄 만큼 예약과 현장이 없습니다.", "Too few booked or walk-in arrivals to compare hours."
)
BOOKED = Words("예약", "Booked")
WALK_IN = Words("현장", "Walk-in")
NO_SHOWS = Words("{dimension}별 예약 부도", "No-shows by {dimension}")
NO_SHOWS_CAPTION = Words(
    "예약한 접점 가운데 아무도 오지 않은 비율과 95 % 구간 (윌슨) · {least}건 미만은 감춤 · 예약하고 "
    "며칠 뒤인지는 "
    "기록에 없어, 그 열이 있으면 설정의 차원으로 나눔",
    "Of booked contacts, 95 % intervals (Wilson) · fewer than {least} are withheld · how long ahead "
    "was booked is in no "
    "record: a column of your own that says so is offered here as a dimension",
)
NO_SHOW_COLUMNS = (
    Words("예약 부도율", "No-shows"),
    Words("95 % 구간", "95 % interval"),
    Words("예약", "Booked"),
)
PUNCTUAL = Words("{dimension}별 시간 지킴", "Punctuality by {dimension}")
PUNCTUAL_COLUMNS = (
    SIDE,
    Words("평균", "Mean"),
    Words("열에 하나는 이보다 일찍", "One in ten earlier than"),
    Words("가운데", "Median"),
    Words("열에 하나는 이보다 늦게", "One in ten later than"),
    Words("접점", "n"),
)
PUNCTUAL_CAPTION = Words(
    "예약 시각 뒤의 분, 95 % 구간 · ‘온 뒤 응대 시작’은 예약 시각과 온 때 가운데 늦은 쪽부터",
    "Minutes after the appointment, 95 % intervals · “from coming on” counts from the later of "
    "appointment and coming",
)
NO_APPOINTMENTS = Words(
    "예약 시각(appointment_at)이 적힌 접점이 없습니다.",
    "No contact says for when it was booked (appointment_at).",
)
PICK = Words("나누기", "Split by")
