"""What the page on stages of the relationship says."""

from warehouse.words import Words

FINDING = Words(
    "새 고객(획득) 가운데 {developed} ({developed_interval})가 {period}에 발전·유지 단계로 갔고 {left} "
    "({left_interval})가 떠났습니다.",
    "Of the customers who were newly acquired before, {developed} ({developed_interval}) went on to "
    "developing or retained in {period}, and {left} ({left_interval}) left.",
)
NO_FINDING = Words(
    "{period} 전에 획득 단계이던 고객이 적어 어디로 갔는지 말할 수 없습니다 (최소 {least}명).",
    "Too few customers were newly acquired before {period} to say where they went ({least} needed).",
)
BY_PURCHASES = Words("첫 구매를 넘는 구매를 하면", "with a purchase beyond the first")
BY_CONTACTS = Words(
    "구매 기록이 없으므로 가입 뒤 {contacts}번째 접점이 있으면",
    "with the {contacts}th contact after joining, as no purchases are recorded,",
)
DEFINED = Words(
    "획득: 가입한 고객. 발전: {sign}, 늦어도 가입 {acquired}일 뒤부터. 유지: 가입 {retained}일 뒤부터. "
    "하루는 그 "
    "날이 끝나야 셉니다. 자료가 시작되기 전에 가입한 고객은 그 전의 일을 모르므로 가입 {acquired}일이 지난 "
    "뒤부터만 봅니다(지금 모름: {unknown}명).",
    "Acquired: who joined. Developing: {sign}, at the latest {acquired} days after joining. Retained: from "
    "{retained} days after it. A day counts when it is over. What customers who joined before the data did "
    "before "
    "is not known, so they are looked at from {acquired} days after joining on (not known now: {unknown}).",
)
NOBODY = Words("관계 단계를 말할 고객이 없습니다.", "There are no customers to tell stages of.")
NEEDED = Words(
    "가입한 날(joined_on)이 적힌 고객 기록이 필요합니다.",
    "Customer records with the day of joining (joined_on) are needed.",
)
SIZE = Words("{stage} 단계 고객", "{stage} customers")
JOINED = Words("새로 가입", "Joined")
LEFT = Words("떠남", "Left")
OF_KNOWN = Words("고객 {n}명 가운데", "of {n} customers")
IN_DAYS = Words("본 기간에", "in the days looked at")
AT_END_OF = Words("{day} 끝 기준", "as of {day}")
STAYED_OF_NEW = Words("그 가운데 {share} 떠남", "{share} of them have left")
OF_START = Words("시작할 때 있던 고객의 {share}", "{share} of those there at the start")

OVER_TIME = Words("단계별 고객의 비율", "Share of customers in each stage")
OVER_TIME_CAPTION = Words(
    "달의 끝마다, 마지막은 본 기간의 마지막 날 · 더 긴 기간을 고르지 않으면 한 해 · 띠는 95 % 구간(윌슨)",
    "At the end of each month, the last on the last day looked at · a year unless more is picked · "
    "band: 95 % interval (Wilson)",
)
ONE_POINT = Words("한 달보다 긴 기간을 고르면 흐름이 보입니다.", "Choose more than a month to see a course.")
SINCE = Words("가입한 뒤 어느 단계에 있나", "Where customers are since joining")
SINCE_CAPTION = Words(
    "가입한 뒤 날이 갈수록 각 단계에 있거나 떠났을 확률(올렌–요한센) · 띠는 95 % 구간 · 본 기간에 지켜본 "
    "고객만 셈, {horizon}일까지",
    "Chance to be in each stage, or gone, as days go by since joining (Aalen–Johansen) · band: 95 % "
    "interval · "
    "of customers watched in the days looked at, up to {horizon} days",
)
NO_CURVE = Words("그릴 만큼 지켜본 고객이 없습니다.", "Too few customers were observed to draw.")
DAYS_SINCE = Words("가입한 뒤 일수", "days since joining")
AT_RISK = Words("지켜본 고객", "Customers watched")
AFTER = Words("{days}일 뒤", "after {days} days")

MOVES = Words("단계 사이의 이동", "Movement between stages")
MOVES_CAPTION = Words(
    "행은 기간이 시작되기 전의 단계, 열은 끝난 때의 단계 · 비율, 95 % 구간(윌슨), 고객 수 · 수를 누르면 그 "
    "고객들의 접점으로 감 · –: {least}명 미만",
    "Rows: the stage before the days began; columns: when they ended · share, 95 % interval (Wilson), "
    "customers · "
    "click a number for their contacts · –: fewer than {least}",
)
MEASURES = Words("단계별 지표", "Measures by stage")
MEASURE = Words("지표", "Measure")
MEASURES_CAPTION = Words(
    "접점이나 응답이 있던 날 고객이 있던 단계 · 괄호는 95 % 구간 · 다른 지표: touchpoints relationship "
    "--measure",
    "By the stage on the day of the contact or answer · in brackets: 95 % intervals · any other: touchpoints "
    "relationship --measure",
)
DAY, STAGE, CUSTOMERS, SHARE = (
    Words("날", "Day"),
    Words("단계", "Stage"),
    Words("고객", "Customers"),
    Words("비율", "Share"),
)
