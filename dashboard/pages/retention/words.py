"""What the retention page says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

PICK_SPLIT = Words("비교 기준", "Compare by")
CURVES = Words("남아 있는 고객의 비율, {split}별", "Share of customers still there, by {split}")
SINCE: Mapping[str, Words] = MappingProxyType(
    {
        "joining": Words("가입 뒤 개월 수", "months since joining"),
        "first_contact": Words("첫 접점 뒤 개월 수", "months since first contact"),
    }
)
CURVES_CUT = Words(
    "{count}개 가운데 고객이 많은 {most}개를 그렸습니다. 나머지는 '표로 보기'와 파일에 있습니다.",
    "Showing the {most} of {count} with the most customers. The others are in “As table” and the files.",
)
CUSTOMERS_IN_ALL = Words("고객 수", "Customers in all")
ALL_CUSTOMERS = Words("모든 고객", "All customers")
MONTHS_AFTER = Words("시작한 뒤 개월", "Months since")
ACTIVE_SHARE = Words("그달에 접점이 있던 비율", "With a contact in that month")
STILL_THERE_SHARE = Words("남아 있는 비율", "Still there")
OBSERVED = Words("관찰 고객", "Customers observed")
COHORTS_CUT = Words(
    "{count}개 달 가운데 최근 {most}개 달에 시작한 고객을 표시합니다. 나머지는 파일에 있습니다.",
    "Showing the newest {most} of {count} months of starting. The others are in the files.",
)
MONTHS_CUT = Words(
    "시작한 뒤 {most}개월까지 표시합니다. 그 뒤 {last}개월까지는 파일에 있습니다.",
    "Shown up to {most} months after starting. Those up to {last} months are in the files.",
)
CURVES_CAPTION = Words(
    "띠는 95 % 구간(카플란–마이어) · 지켜보는 고객이 {least}명보다 적어지면 그리지 않음 · 다른 "
    "차이(가입 시기, 겪은 일)는 보정하지 않음",
    "Band: 95 % interval (Kaplan–Meier) · drawn while at least {least} customers are observed · not "
    "adjusted for other differences (when they joined, what they lived through)",
)
AT_RISK = Words("관찰 고객 {n}명", "{n} observed")
MONTHS_CAPTION = Words(
    "띠는 95 % 구간(윌슨) · 아직 끝나지 않았거나 판단할 수 없는 달은 그리지 않음",
    "Band: 95 % interval (Wilson) · months that are incomplete or cannot be judged yet are not drawn",
)
NO_CURVE = Words(
    "나누어 그리기에는 고객이 적습니다 (최소 {least}명).", "Too few customers to draw ({least} needed)."
)

DIFFERENT = Words(
    "{split}에 따라 머무는 기간이 다릅니다. {months}개월 뒤 {least} 고객은 {least_value}, {most} "
    "고객은 {most_value}가 남습니다.",
    "How long customers stay differs by {split}. After {months} months, {least_value} of the {least} "
    "group are still there, and {most_value} of the {most} group.",
)
NO_DIFFERENCE = Words(
    "{split}에 따라 머무는 기간이 뚜렷하게 다르지 않습니다. {months}개월 뒤 {least} 고객은 "
    "{least_value}, {most} 고객은 {most_value}가 남습니다.",
    "How long customers stay does not clearly differ by {split}. After {months} months, {least_value} "
    "of the {least} group are still there, and {most_value} of the {most} group.",
)
BY_FIRST_CONTACT = Words(
    "기간은 자료 속 첫 접점부터 셉니다.", "Time runs from the first contact in the data."
)
NOT_COUNTED = Words(
    "첫 접점 날에 떠난 고객은 제외합니다.", "Customers who left on that very day are left out."
)
STILL_THERE = Words(
    "{months}개월 뒤 고객의 {value}가 남습니다.",
    "After {months} months, {value} of customers are still there.",
)
TOO_FEW_CUSTOMERS = Words(
    "얼마나 남는지 말할 만큼 오래 지켜본 고객이 적습니다.",
    "Too few customers were observed long enough to say how many stay.",
)
TEST = Words(
    "로그순위 검정 χ² {statistic}, 자유도 {freedom}, p {p_value}.",
    "Log-rank test: χ² {statistic}, {freedom} df, p {p_value}.",
)
COUNTED = Words(
    "고객 {customers}명 가운데 {left}명이 떠났습니다. {period}.",
    "{left} of {customers} customers left. {period}.",
)
NO_CUSTOMERS = Words("고객을 알 수 있는 기록이 없습니다.", "The records do not say who the customers are.")
NO_CUSTOMERS_DETAIL = Words(
    "유지를 보려면 고객 번호(customer_id)가 있는 접점이나 가입일(joined_on)이 있는 고객 기록이 필요합니다.",
    "Retention needs contacts with a customer ID (customer_id) or customer records with a joining "
    "date (joined_on).",
)

STAYING = Words("{months}개월 뒤 남은 비율", "Still there after {months} months")
MEDIAN_STAY = Words("절반이 머무는 기간", "Half of customers stay")
MONTHS_UNIT = Words("{value}개월", "{value} months")
MEDIAN_NOT_REACHED = Words(
    "절반이 떠날 만큼 오래 지켜보지 못했습니다.", "Not observed long enough for half to leave."
)
OF_CUSTOMERS = Words("고객 {n}명", "n {n} customers")

TABLE = Words(
    "시점별로 남아 있는 비율과 지켜본 고객 수", "Share still there over time, and customers observed"
)
AFTER = Words("{months}개월 뒤", "{months} months")
AFTER_ONE = Words("1개월 뒤", "1 month")
CUSTOMERS = Words("고객", "Customers")
LEFT = Words("떠남", "Left")
EXPECTED = Words("차이가 없을 때", "Expected if no difference")
UNKNOWN = Words("모름", "Unknown")
TABLE_CAPTION = Words(
    "괄호는 95 % 구간, 아래는 그때 지켜보던 고객 수. –: {least}명 미만이거나 그때까지 지켜보지 못함",
    "In brackets: 95 % interval; below: customers observed at that time. –: fewer than {least}, or "
    "not observed for that long",
)

COHORTS_JOINED = Words("가입한 달별로 남아 있는 비율", "Still there, by month of joining")
COHORTS_SEEN = Words("첫 접점의 달별로 남아 있는 비율", "Still there, by month of the first contact")
COHORTS_BY = Words("{split}별로 펼쳐 보기", "Show by {split}")
COHORT = Words("시작한 달", "Started in")
MONTHS_SINCE = Words("{months}개월", "{months}")
ACTIVE = Words("접점 {value}", "active {value}")
COHORTS_CAPTION = Words(
    "큰 숫자는 그달 말에 남아 있는 비율, 아래는 그달에 접점이 있던 비율. 진할수록 많이 남음.",
    "Large: share still there at the end of the month. Below: share with a contact in that month. "
    "Darker: more stay.",
)
INCOMPLETE = Words("아직 확정되지 않은 달", "months not yet fully known")
NO_COHORTS = Words(
    "자료의 기간에 시작한 고객이 없습니다. 가입일(joined_on)이 그 기간 안에 있는 고객 기록이 필요합니다.",
    "No customer started within the data. Customer records with a joining date (joined_on) in that "
    "time are needed.",
)
CELL = Words("{interval} (95 %), {n}명", "{interval} (95 %), n {n}")

CUSTOMER_TYPES: Mapping[str, Words] = MappingProxyType(
    {
        "economic": Words("경제형", "Economic"),
        "ethical": Words("윤리형", "Ethical"),
        "personalising": Words("개인화형", "Personalising"),
        "convenience": Words("편의형", "Convenience"),
    }
)
