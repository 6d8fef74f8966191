"""What the page on money says."""

from analytics.money.rules_of_thumb import ACQUISITION, RETENTION, TOLD
from warehouse.words import Words

LOST = Words(
    "고객이 이대로 떠나면 한 해에 {value}의 가치가 함께 떠납니다.",
    "At the present rate of leaving, customers worth {value} leave in a year.",
)
LOST_HOW = Words(
    "{period}에 떠난 고객 {n}명이 그대로 있었다면 {years}년 안에 가져왔을 가치를 한 해 몫으로 늘린 "
    "값입니다 (95 % 구간 {interval}).",
    "What the {n} customers who left in {period} would have brought within {years} years had they stayed, "
    "as of a year (95 % interval {interval}).",
)
THERE = Words(
    "남아 있는 고객 {n}명은 앞으로 {years}년 동안 {value}의 가치가 있습니다.",
    "The {n} customers who are there are worth {value} over the coming {years} years.",
)
NO_VALUE = Words("고객의 가치를 알 수 없습니다.", "What customers are worth is not in the data.")
NO_VALUE_WHY = Words(
    "고객 기록의 연간 가치(annual_value)나 구매 기록, 그리고 떠난 날이 필요합니다.",
    "It takes the yearly value of customers (annual_value) or purchases, and days of leaving.",
)
OF_PURCHASES = Words(
    "연간 가치가 없어 환불을 뺀 구매액을 가치로 봅니다.",
    "No record says a yearly value, so value is what was bought net of refunds.",
)
WITHOUT_MARGIN = Words(
    "이익률(money.margin)이 없어 가치를 모두 셉니다.",
    "No margin is set (money.margin), so value counts in full.",
)
LEFT_OUT = Words(
    "고객의 조건만 이 페이지에 적용됩니다. {names} 조건은 쓰지 않았습니다.",
    "Only filters of customers act on this page; those by {names} do not.",
)
NO_DATA = Words("이 조건에 맞는 고객이나 접점이 없습니다.", "There are no customers or contacts here.")
INTERVAL = Words("95 % 구간 {interval}", "95 % interval {interval}")

LOST_CARD = Words("한 해에 떠나는 가치", "Value that leaves a year")
LOST_CARD_NOTE = Words("한 해 {annual}의 고객", "customers bringing {annual} a year")
VALUE_CARD = Words("고객 한 명의 생애 가치", "Lifetime value of a customer")
VALUE_CARD_NOTE = Words(
    "앞으로 {years}년, 해마다 {rate} 할인", "{years} years ahead, discounted {rate} a year"
)
STAKE_CARD = Words("위험한 고객에 걸린 가치", "Value at stake")
STAKE_CARD_NOTE = Words(
    "떠날 가능성이 가장 큰 고객의 가치, 다음 달에 떠날 것으로 보는 가치 {expected}",
    "of those likeliest to leave; {expected} is expected to go next month",
)
WHOM_TO_CALL = Words("누구인지 보기", "Who they are")
CUSTOMERS = Words("고객 {n}명", "{n} customers")
LEAVERS = Words("떠난 고객 {n}명", "{n} leavers")

YEAR = Words("한 해에 드는 돈", "What it comes to in a year")
YEAR_CAPTION = Words(
    "짙은 파랑: 이탈과 함께 떠나는 고객 가치 · 초록: 접점 비용 · 주황: 돌려준 판매액 · 선은 95 % 구간 · "
    "서로 겹치므로 더하지 않음 · 이탈 전체와 환불 전체는 표와 파일에 있음 · 누르면 그 접점을 봄",
    "Blue: customers' value that goes with leaving · green: cost of contacts · orange: sales given back · "
    "lines: 95 % intervals · they overlap and do not add up · all leaving and all refunds are in the table "
    "and files · click for the contacts",
)
NO_YEAR = Words("한 해 금액을 셈할 기록이 없습니다.", "No record tells money for a year.")

SERVING = Words("가치 100 가운데 응대에 드는 돈", "Of 100 of value, what serving takes")
SERVING_CAPTION = Words(
    "고객을 한 해 가치로 열 무리로 나눔, 1이 가장 높음 · 응대 비용 ÷ 가치와 95 % 구간 · 누르면 그 고객의 "
    "접점을 봄",
    "Customers in tenths by yearly value, 1 the highest · cost to serve ÷ value, with 95 % intervals · click "
    "for their contacts",
)
TENTH = Words("{group}번째 무리", "Tenth {group}")
TENTH_HIGHEST = Words("{group}번째 무리 (가장 높음)", "Tenth {group} (highest)")
ALL = Words("모두", "All")

CARE = Words("가치에 따라 누가 어떤 응대를 받나", "Who gets which care, by value")
CARE_COLUMNS = (
    Words("무리", "Tenth"),
    Words("고객", "Customers"),
    Words("한 해 가치", "Value a year"),
    Words("한 해 응대 비용", "Cost to serve a year"),
    Words("가치보다 비용이 많은 고객", "Served at a loss"),
    Words("대기 (채널 평균의 배)", "Wait (times the channel's)"),
    Words("고접촉 비율", "High tier"),
    Words("사람이 응대", "By a person"),
    Words("실패의 회복 시도", "Recovery tried"),
)
CARE_CAPTION = Words(
    "구간은 95 % · 대기는 같은 채널의 평균과 견줌 · 회복 시도는 실패한 접점 가운데. 가치보다 비용이 많은 "
    "고객은 내보낼 고객이 아닙니다. 왜 자주 찾는지 접점을 보세요.",
    "95 % intervals · waits beside the mean of the same channel · recovery tried, of failed contacts. "
    "Customers served at a loss are not to be turned away: look at why they come.",
)
LOSING = Words("가치보다 응대 비용이 많은 고객의 접점", "Contacts of customers served at a loss")

SALES = Words("접점 한 건에서 팔리는 돈과 드는 돈", "Sold and spent at a contact")
SALES_CAPTION = Words(
    "찬 점: 접점당 판매액 · 빈 점: 접점당 비용 · 선은 95 % 구간 · 누르면 판 접점을 봄",
    "Filled: sales per contact · hollow: cost per contact · lines: 95 % intervals · click for the contacts "
    "at which something was sold",
)
NO_SALES = Words("접점 번호가 있는 구매 기록이 없습니다.", "No purchase says its contact.")

LIFETIME = Words("고객 한 명의 생애 가치", "Lifetime value of a customer")
LIFETIME_CAPTION = Words(
    "지금 있는 고객이 앞으로 {years}년 동안 가져올 가치, 해마다 {rate} 할인 · 이탈은 앞선 열두 달의 "
    "고객군과 이용 기간별 비율 · 선은 95 % 구간",
    "What a customer who is there will bring within {years} years, discounted {rate} a year · leaving as in "
    "the twelve months before, by segment and tenure · lines: 95 % intervals",
)
SEGMENT = Words("고객군", "Segment")
TENURE = Words("이용 기간", "Tenure")
YEARS_AHEAD = Words("남은 해 (할인)", "Years ahead (discounted)")
TOTAL = Words("모두의 가치", "Of all of them")
UNKNOWN = Words("모름", "not known")

COSTS = Words("접점 한 건의 비용", "What a contact costs")
COSTS_COLUMNS = (
    Words("무엇으로 나눔", "By"),
    Words("값", "Value"),
    Words("접점당 비용", "Cost per contact"),
    Words("해결 한 건의 비용", "Per resolved contact"),
    Words("접점당 판매액", "Sales per contact"),
    Words("판매율", "Sold at"),
)
COSTS_CAPTION = Words(
    "구간은 95 % · 해결 한 건의 비용에는 해결되지 않은 접점의 비용도 들어 있음",
    "95 % intervals · the cost per resolved contact has that of unresolved ones in it",
)

BOUGHT = Words("무엇을 사나", "What is bought")
BOUGHT_COLUMNS = (
    Words("구분", "Kind"),
    Words("접점에서", "At a contact"),
    Words("건수", "n"),
    Words("구매 가운데", "Of purchases"),
    Words("금액", "Amount"),
    Words("한 건의 금액", "Of one"),
)
BOUGHT_CAPTION = Words(
    "비율의 구간은 95 % (윌슨), 금액의 구간은 95 % (스튜던트)", "95 % intervals (Wilson, Student)"
)
PURCHASE_KINDS = {
    "first": Words("첫 구매", "First"),
    "repeat": Words("다시 구매", "The same again"),
    "cross": Words("다른 것을 더", "Something else (cross-selling)"),
    "up": Words("더 높은 것으로", "More of it (up-selling)"),
    "refund": Words("환불", "Refund"),
    "unknown": Words("구분 모름", "Kind not known"),
}
AT_CONTACT = {"at_contact": Words("예", "yes"), "alone": Words("아니오", "no")}
REFUNDS_SAID = Words(
    "회복되지 않은 실패 뒤 30일 동안 환불은 다른 날의 {ratio}배입니다 (95 % 구간 {interval}, 환불 {n}건).",
    "On the 30 days after a failure that was not recovered refunds are {ratio} times as frequent as on other "
    "days (95 % interval {interval}, {n} refunds).",
)
NOTHING_BOUGHT = Words("구매 기록이 없습니다.", "There are no purchase records.")

RULES = Words("업계의 어림과 우리 자료", "Rules of thumb of the trade, and the company's own figures")
RULES_COLUMNS = (
    Words("어림", "Rule of thumb"),
    Words("어림의 값", "It says"),
    Words("우리 자료", "Own data"),
    Words("우리 값", "Own figure"),
)
RULES_CAPTION = Words(
    "어림은 어느 회사의 자료도 아닙니다. 설정의 [money]에서 고칠 수 있습니다. 둘은 꼭 같은 것을 재지 "
    "않습니다.",
    "Rules of thumb are nobody's data; change them in the settings under [money]. The two do not measure "
    "quite the same.",
)
RULE_NAMES = {
    ACQUISITION: Words(
        "새 고객을 얻는 데는 지키는 데의 몇 배가 든다",
        "Winning a customer costs so many times what keeping one does",
    ),
    RETENTION: Words(
        "한 해에 {gain}만큼 더 남으면 이익이 그만큼 는다",
        "If {gain} more stay each year, profit grows by so much",
    ),
    TOLD: Words("나쁜 일은 몇 명에게 알려진다", "So many people hear of a bad experience"),
}
RULE_OWN = {
    ACQUISITION: Words(
        "고객을 얻는 비용(money.acquisition_cost) ÷ 한 해 응대 비용",
        "cost of winning a customer (money.acquisition_cost) ÷ cost to serve a year",
    ),
    RETENTION: Words(
        "지금 있는 고객의 생애 가치가 는다", "growth of the lifetime value of those who are there"
    ),
    TOLD: Words(
        "실패 뒤 물은 고객 가운데 나쁘게 말한 비율",
        "of customers asked after a failure, those who told others",
    ),
}
TIMES = Words("{value}배", "{value} times")
PEOPLE = Words("{value}명", "{value} people")
NOT_KNOWN = Words("자료에 없음", "not in the data")
TOO_FEW = Words("기록이 적음", "too few records")
REASON = Words("문의 이유", "Reason")
