"""What the page on the balance of the three sides says."""

from warehouse.words import Words

GIVES_WAY = Words(
    "{department}: {side} 쪽이 밀립니다. 같은 접촉도의 다른 부서보다 표준편차 {size}만큼 아래입니다 "
    "({interval}).",
    "{department}: the side of the {side} gives way, {size} standard deviations below the other departments "
    "of the same tiers ({interval}).",
)
MORE = Words("그 밖에 {places}.", "Others: {places}.")
NONE = Words(
    "어느 부서에서도 한쪽이 밀린다고 확실히 말할 수 없습니다.",
    "In no department does a side give way beyond chance.",
)
LOOKED = Words(
    "부서와 쪽의 짝 {looks}개를 함께 보았고(본페로니), {period}의 기록입니다. 함께 나타나는 것이지, 한쪽을 "
    "다른 쪽에 내주었다는 뜻은 아닙니다.",
    "{looks} sides of departments were judged together (Bonferroni), {period}. Sides that stand low beside "
    "another go with it; that one was given up for the other is not shown.",
)
MISSING = Words("자료에 없는 쪽: {sides}.", "Not in the data: {sides}.")
ONE_ONLY = Words("견줄 부서가 둘 이상 없습니다.", "There are no two departments to compare.")
WIDEN = Words(
    "기간이나 조건을 넓히거나, 접점에 부서(department)를 적으세요.",
    "Widen the dates or the filters, or map the department of contacts.",
)
SIDE_NAMES = {
    "company": Words("회사", "company"),
    "staff": Words("직원", "staff"),
    "customer": Words("고객", "customers"),
}
ORGANISATION = Words("기관", "organisation")

LOWEST = Words("{side}, 가장 낮은 부서", "{side}: lowest")
STANDING = Words("표준편차 {value} ({interval})", "{value} standard deviations ({interval})")
SEEN = Words("기록 {n}건", "n {n}")

FIGURE = Words(
    "부서마다 회사·직원·고객이 서 있는 곳", "Where company, staff and customers of each department stand"
)
FIGURE_CAPTION = Words(
    "0: 같은 접촉도의 다른 부서와 같음 · 단위는 기록 하나(접점, 직원의 하루, 응답)의 표준편차, 오른쪽이 그 "
    "쪽에 "
    "좋음 · 점과 선은 기록이 적을수록 모든 부서 쪽으로 당긴 값과 95 % 구간 · 속이 빈 점: 밀리는 쪽 · 부서는 "
    "같은 "
    "접촉도라도 채널이 다를 수 있으니 채널을 골라 다시 보세요 · 누르면 접점으로",
    "0: as the other departments of the same tiers · in standard deviations of one record (contact, agent's "
    "day, answer), to the right is better for that side · dots and lines are drawn towards all departments "
    "the "
    "more so the fewer the records, 95 % intervals · hollow: the side gives way · departments of a tier may "
    "use "
    "different channels: pick one to compare alike · click for contacts",
)
TIP = Words(
    "{value} ({interval})\n당기지 않은 값 {plain} · 기록 {n}건",
    "{value} ({interval})\nnot drawn {plain} · n {n}",
)
DEPARTMENT = Words("부서", "Department")
SIDE = Words("쪽", "Side")
DRAWN = Words("서 있는 곳, 당긴 값", "Standing, drawn together")
PLAIN = Words("서 있는 곳", "Standing")
BEYOND = Words("가장 높은 다른 쪽과의 차이", "Less the highest other side")
GIVING = Words("밀림", "Gives way")
YES = Words("밀림", "gives way")
NO = Words("–", "–")
RECORDS = Words("기록", "n")

LEADS = Words(
    "누가 접촉을 이끄는가: 접촉 시간 가운데의 몫", "Who leads the encounter: shares of the time in contact"
)
LEADS_CAPTION = Words(
    "회사: 우편·전화·엄격한 대면, 그리고 다른 곳으로 넘긴 접점(진행이 미리 정해져 있음) · 직원: 느슨하거나 "
    "맞춤인 "
    "대면(직원이 판단함) · 고객: 사람 없이 혼자 처리 · 절반을 확실히 넘으면 그 쪽이 이끌고, 아니면 알 수 "
    "없음 · "
    "응대 시간을 모르는 접점이 더 많은 부서는 접점 수의 몫 · 포기한 접점은 뺌",
    "Firm: mail, phone, face to face with tight rules, and whatever was handed over (the course is set "
    "beforehand) · staff: face to face, loose or customised (they judge) · customer: self-service · one "
    "leads "
    "that surely has more than half, else it cannot be told · shares of contacts where fewer than half say "
    "how "
    "long they took · contacts given up left out",
)
LEADERS = {
    "firm": Words("회사가 이끔", "Firm-led"),
    "staff": Words("직원이 이끔", "Staff-led"),
    "customer": Words("고객이 이끔", "Customer-led"),
}
CANNOT_TELL = Words("알 수 없음", "Cannot tell")
SHARE = Words("몫", "Share")
LEADER = Words("이끄는 쪽", "Leader")
CONTACTS = Words("접점", "Contacts")
NO_MODES = Words(
    "전달 방식(delivery_mode)을 아는 접점이 없습니다.",
    "No contact says how it was delivered (delivery_mode).",
)
LEADS_TIP = Words(
    "{leader}: {share} ({interval})\n접점 {n}건", "{leader}: {share} ({interval})\n{n} contacts"
)

TABLE = Words("부서마다의 세 쪽", "The three sides of each department")
TABLE_CAPTION = Words(
    "당기지 않은 값과 95 % 구간 · 밀림: 다른 부서보다 아래이고 그 부서의 가장 높은 쪽보다도 아래임이 우연을 "
    "넘고, "
    "둘 다 표준편차 {smallest} 이상일 때만 · 이끄는 쪽의 규칙은 위 그림 아래에",
    "Not drawn together, 95 % intervals · gives way: below the other departments and below the department's "
    "highest side, both beyond chance and by {smallest} standard deviations · the rules of who leads stand "
    "under "
    "the chart",
)
NOT_ASKED = Words("자료에 없음", "not in the data")
NOBODY_BESIDE = Words("견줄 곳 없음", "nobody to compare with")

FIGURES = Words(
    "{department}: 쪽마다의 지표, 다른 부서와 나란히", "{department}: each side's figures beside the others'"
)
FIGURES_CAPTION = Words(
    "값과 같은 접촉도의 다른 부서를 모두 합한 값, 그 아래 표준편차로 잰 차이와 95 % 구간(+가 그 쪽에 좋음) · "
    "직원이 한 말은 그 직원이 가장 오래 일하는 접촉도에 셈 · {least}건 미만이면 값을 보이지 않음 · 누르면 "
    "접점으로",
    "The figure, and that of all other departments of the tier together; beneath, the distance in standard "
    "deviations with its 95 % interval (+ is better for the side) · what agents say counts in the tier in "
    "which they serve most · no figure of fewer than {least} · click for contacts",
)
OTHERS = Words("{value} / 다른 부서 {usual}", "{value} / others {usual}")
DISTANCE = Words("{standing} ({interval}) · {n}", "{standing} ({interval}) · n {n}")
NO_FIGURES = Words("견줄 수 있는 지표가 없습니다.", "No figure can be compared.")
PICK = Words("부서 고르기", "Pick a department")
VALUE = Words("값", "Figure")
USUAL = Words("다른 부서", "Others")
WHICH = Words("지표", "What")
MEANS = Words("뜻과 필요한 기록", "What the figures mean, and the records they need")
MEANING_COLUMNS = (
    Words("지표", "Figure"),
    Words("쪽", "Side"),
    Words("뜻", "Meaning"),
    Words("필요한 기록", "Records it needs"),
    Words("좋은 방향", "Better when"),
)
MORE_IS_BETTER = Words("클수록", "more")
LESS_IS_BETTER = Words("작을수록", "less")
