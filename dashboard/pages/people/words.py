"""What the page on the staff says."""

from warehouse.words import Words

DIFFER = Words(
    "같은 부서와 채널에서 일하는 직원끼리도 만족도가 우연을 넘어 다릅니다: {tier}에서 표준편차 {between}점.",
    "Agents of the same department and channel differ in satisfaction beyond chance: standard deviation "
    "{between} points in {tier}.",
)
DIFFER_NOT = Words(
    "같은 부서와 채널에서 일하는 직원의 만족도는 우연을 넘어 다르지 않습니다.",
    "Agents of the same department and channel do not differ in satisfaction beyond chance.",
)
SURE = Words(
    "95 % 구간 {interval} · {period}의 응답 {n}건, 직원 {agents}명.",
    "95 % interval {interval} · {n} answers about {agents} agents, {period}.",
)
LOOKS = Words(
    "값 {looks}개를 함께 보았고(본페로니), 우연을 넘어 눈에 띄는 것은 {count}개입니다.",
    "{looks} figures were looked at together (Bonferroni); {count} stand out beyond chance.",
)
FACTOR = Words(
    "{factor}: 고객 만족도가 {slope}점 {direction} ({interval}).",
    "{factor}: customers' satisfaction is {slope} points {direction} ({interval}).",
)
HIGHER = Words("높음", "higher")
LOWER = Words("낮음", "lower")
NOBODY = Words("담당자를 적은 접점이 없습니다.", "No contact says who served.")
NEEDED_COLUMN = Words(
    "기간이나 조건을 넓히거나, 내보내기의 담당자를 agent_id로 넣으세요.",
    "Widen the dates or the filters, or map who served to agent_id.",
)

AGENTS = Words("응대한 직원", "Agents who served")
PER_HOUR = Words("자리에 있는 한 시간의 접점", "Contacts per hour there")
OCCUPANCY = Words("점유율", "Occupancy")
OWN = Words("직원의 직무 만족", "Staff's own satisfaction")
LOAD = Words("직원이 느끼는 업무 부담", "Load, as staff feel it")
IN_DAYS = Words("접점 {n}건", "{n} contacts")
DAYS_OF = Words("직원-일 {n}", "{n} agent-days")
SAID_BY = Words("직원 {n}명, 1–5점", "{n} agents, 1 to 5")
NOT_ASKED = Words("직원 설문(staff.satisfaction) 없음", "no staff survey (staff.satisfaction)")

WHO = Words("팀 또는 직원", "Teams or agents")
TEAMS = Words("팀", "Teams")
SINGLE = Words("직원", "Agents")
FIGURE = Words("지표", "Figure")
TEAM = Words("팀", "Team")
AGENT = Words("직원", "Agent")
BESIDE = Words(
    "{measure}: 같은 접촉도·채널의 다른 팀과 견줌",
    "{measure}: teams beside others of their tier and channel",
)
BESIDE_AGENTS = Words(
    "{measure}: 같은 부서·채널의 다른 직원과 견줌",
    "{measure}: agents beside others of their department and channel",
)
BESIDE_CAPTION = Words(
    "점과 선: 기록이 적을수록 같은 자리의 보통 쪽으로 당긴 값과 95 % 구간 · 세로 눈금: 그곳에서 보통인 값 · "
    "마지막 날까지 1년(한 달은 직원마다 응답이 너무 적음) · 보통에서 가장 먼 {most}까지, {least}건 미만은 "
    "빼고 · 순위가 아님",
    "Dots and lines: drawn towards what is usual there, the more so the fewer the records, 95 % intervals · "
    "ticks: what is usual there · the year up to the last day (a month has too few answers for each) · up "
    "to {most}, the furthest from usual; nobody with fewer than {least} records · no ranking",
)
NOTHING_TO_COMPARE = Words(
    "견줄 만큼 기록이 있는 사람이 없습니다.", "Nobody has enough records to be compared."
)
SHRUNK = Words("당긴 값", "drawn together")
USUAL = Words("보통인 값", "Usual")
TIP = Words("보통 {expected} · {n}건", "usual {expected} · n {n}")
PLACE = Words("{name} · {department} {channel}", "{name} · {department} {channel}")

HOURS = Words("직원 한 명이 시간마다 응대한 시간", "Time in service per agent, by hour")
HOURS_CAPTION = Words(
    "그 시간에 접점을 시작한 직원 한 명당, 그 시간에 시작한 접점의 응대 시간(분) · 띠는 95 % 구간(날마다의 "
    "차이에서)",
    "Per agent who began a contact in the hour: minutes in service of the contacts begun in it · bands: 95 "
    "% intervals, from how much days differ",
)
MINUTES = Words("분", "min")
CLOCK = Words("{hour}시", "{hour}:00")
HOUR = Words("시각", "Hour")
PER_AGENT = Words("직원 한 명의 접점", "Contacts per agent")
BUSY = Words("직원 한 명의 응대 시간", "Time in service per agent")
AGENT_HOURS = Words("직원-시간", "Agent-hours")
HOUR_TIP = Words(
    "{tier} · {hour}\n{minutes}분 ({interval})\n접점 {contacts}건, 직원-시간 {n}",
    "{tier} · {hour}\n{minutes} min ({interval})\n{contacts} contacts in {n} agent-hours",
)
NO_TIMES = Words("응대한 시간을 적은 접점이 없습니다.", "No contact says how long service took.")

GOES_WITH = Words(
    "직원의 무엇과 고객 만족도가 함께 가나", "What about agents customers' satisfaction goes with"
)
GOES_WITH_CAPTION = Words(
    "● 같은 접촉도·부서·채널의 직원끼리 견준 고객 만족도(1–5점)의 차이와 95 % 구간, 경력과 교육은 서로를 "
    "고정 · ◇ 그런 구분 없이 · 마지막 날까지 1년 · 함께 나타날 뿐, 누가 어디에 배치되고 누가 남는지는 "
    "고정하지 않음",
    "● difference of customers' satisfaction (1 to 5) between agents of the same tier, department and "
    "channel, 95 % intervals; tenure and training each with the other held · ◇ regardless of where they "
    "serve · the year up to the last day · it goes with it; who is sent where, and who stays, is not held",
)
FACTORS = {
    "tenure_years": Words("경력 1년마다 (5년까지)", "per year of tenure (up to 5)"),
    "is_trained": Words("1년 안에 교육받음", "trained within a year"),
    "satisfaction": Words("직무 만족 1점마다", "per point of own satisfaction"),
    "motivation": Words("의욕 1점마다", "per point of motivation"),
    "load": Words("업무 부담 1점마다", "per point of felt load"),
}
FACTOR_NAME = Words("직원의 특성", "About agents")
WITHIN = Words("같은 자리에서의 차이", "Difference where alike")
PLAIN = Words("구분 없는 차이", "Difference regardless")
MEAN_OF = Words("평균", "Mean")
AGENT_COUNT = Words("직원 수", "Agents")
ANSWER_COUNT = Words("고객 응답", "Customers' answers")
FACTOR_TIP = Words(
    "{value}점 ({interval})\n직원 {agents}명, 응답 {n}건",
    "{value} points ({interval})\n{agents} agents, {n} answers",
)
NO_FACTORS = Words(
    "직원 기록(staff)이나 직원 설문이 없거나 너무 적습니다.",
    "There are no records of staff or staff surveys, or too few.",
)

NEEDED = Words(
    "{desk}: 필요한 인원과 있던 인원, {finding}", "{desk}: staff there against staff needed, {finding}"
)
ALWAYS_ENOUGH = Words("가장 빠듯한 때에도 {gap}명 남음", "{gap} to spare even when it is tightest")
JUST_ENOUGH = Words("가장 빠듯한 때에 꼭 맞음", "just enough when it is tightest")
SHORT_AT = Words("{when}에 {gap}명 모자람", "{gap} short on {when}")
WHEN = Words("{weekday}요일 {hour}시", "{weekday}s at {hour}:00")
NOT_KNOWN = Words("비교할 만큼 접점이 없음", "too few contacts")
NEEDED_CAPTION = Words(
    "칸의 수: 있던 인원 − 필요한 인원 · 필요한 인원은 목표({share})를 {seconds}초 안에 응대할 가장 적은 "
    "인원(얼랑 C: 고르게 무작위로 오고 아무도 포기하지 않으며 다른 일은 하지 않는다고 봄) · 있던 인원은 "
    "그날 그 자리의 첫 접점부터 마지막 접점까지 있었다고 보고 셈 · 마지막 날까지 13주 · × {least}건 미만",
    "In cells: staff there − staff needed · needed: the fewest who serve {share} within {seconds} s (Erlang "
    "C: contacts at random at an even rate, nobody gives up, no other work) · there: from the first to the "
    "last contact of the day at the desk · the 13 weeks up to the last day · × fewer than {least}",
)
NEEDED_TIP = Words(
    "{weekday} {hour}\n있던 {there}명 ({there_interval})\n필요한 {needed}명 ({low}–{high})\n시간당 접점 "
    "{arrivals}건",
    "{weekday} {hour}\n{there} there ({there_interval})\n{needed} needed ({low}–{high})\n{arrivals} "
    "contacts an hour",
)
FEW_TIP = Words("{weekday} {hour}\n접점 {n}건뿐", "{weekday} {hour}\nonly {n} contacts")
NO_QUEUES = Words(
    "기다리다 포기하는 사람이 있는 채널이 없습니다.", "No channel has people who give up waiting."
)
DESK = Words("자리", "Desk")
TIGHTEST = Words("가장 빠듯한 자리", "The tightest desk")
WEEKDAY = Words("요일", "Weekday")
DAYS = Words("날수", "Days")
ARRIVALS = Words("시간당 접점", "Contacts an hour")
STAFF_NEEDED = Words("필요한 인원", "Staff needed")
STAFF_THERE = Words("있던 인원", "Staff there")
GAP = Words("남는 인원", "To spare")
WEEKDAYS = {
    "monday": Words("월", "Monday"),
    "tuesday": Words("화", "Tuesday"),
    "wednesday": Words("수", "Wednesday"),
    "thursday": Words("목", "Thursday"),
    "friday": Words("금", "Friday"),
    "saturday": Words("토", "Saturday"),
    "sunday": Words("일", "Sunday"),
}

TIERS = Words(
    "접촉도마다 드는 것: 품질의 차이, 부하, 비용, 경력",
    "What each tier takes: variance, load, money, experience",
)
TIER_COLUMNS = (
    Words("접촉도", "Contact tier"),
    Words("응답 하나의 표준편차", "Spread of one answer"),
    Words("직원 사이의 표준편차", "Spread between agents"),
    Words("실패율의 표준편차 (직원 사이)", "Spread of failure between agents"),
    Words("시간당 접점", "Contacts per hour there"),
    Words("점유율", "Occupancy"),
    Words("접점 하나의 비용", "Cost per contact"),
    Words("경력 (년)", "Tenure (years)"),
    Words("1년 안에 교육", "Trained within a year"),
    Words("직급", "Roles"),
)
TIERS_CAPTION = Words(
    "마지막 날까지 1년, 95 % 구간 · 직원 사이: 같은 부서와 채널의 직원이 우연을 넘어 다른 만큼 · 비용은 "
    "사람이 응대하지 않은 접점도 셈 · 경력은 응대 시간이 가장 많은 접촉도에서 한 번만 셈",
    "The year up to the last day, 95 % intervals · between agents: beyond chance, within a department and "
    "channel · cost includes contacts that nobody served · each agent's tenure counts once, in the tier "
    "with most of their time",
)
TABLE = {
    "team": Words("팀마다의 품질과 부하", "Quality and load of each team"),
    "agent_id": Words("직원마다의 품질과 부하", "Quality and load of each agent"),
}
TABLE_CAPTION = Words(
    "마지막 날까지 1년 · 값은 당긴 값 · 짙은 칸은 같은 자리에서 우연을 넘어 다름 · 빗금은 {least}건 미만 · "
    "있던 시간은 하루의 첫 접점부터 마지막 접점까지로 어림(접점이 하나뿐인 날은 뺌) · 누르면 접점으로",
    "The year up to the last day · figures drawn together · shaded: differs from its kind beyond chance · "
    "hatched: fewer than {least} · time there is estimated, from the first to the last contact of a day "
    "(days with a single contact left out) · click for contacts",
)
SHOWN_OF = Words(
    "접촉도마다 보통에서 가장 먼 {most}까지 표시합니다. 전체 {count}의 값은 CSV와 엑셀 파일에 있습니다.",
    "Up to {most} of each tier are shown, the furthest from usual. All {count} are in the CSV and Excel "
    "files.",
)
LETTERS = Words(
    "이름은 설정(staff_names)에서 가려져 있고, 글자는 여기 보이는 자리만 가리켜 다른 곳에서는 다른 "
    "사람입니다.",
    "Names are hidden by the settings (staff_names); letters stand for places as shown here, elsewhere for "
    "somebody else.",
)
TIME = Words("부서의 응대 시간이 가는 곳", "What departments' time in service goes to")
TIME_COLUMNS = (
    Words("부서", "Department"),
    Words("고접촉", "High contact"),
    Words("중접촉", "Medium contact"),
    Words("저접촉", "Low contact"),
    Words("응대 시간", "Hours in service"),
    Words("점유율", "Occupancy"),
)
TIME_CAPTION = Words(
    "응대 시간 가운데의 몫과 95 % 구간(날마다의 차이에서) · 고접촉 일이 많은 부서부터 · 고른 기간",
    "Shares of the time in service, 95 % intervals from how much days differ · those with most high-contact "
    "work first · the days picked",
)
HOURS_UNIT = Words("{hours}시간", "{hours} h")
YEARS = Words("{years}년", "{years}")
