"""What the page on outbound contact says."""

from warehouse.words import Words

MORE = Words(
    "전화를 건 고객은 같은 처지의 고객보다 {days}일 뒤 {difference} ({interval}) 더 많이 남았습니다.",
    "Of customers whom the company called, {difference} ({interval}) more were there {days} days later than "
    "of "
    "others in the same situation.",
)
FEWER = Words(
    "전화를 건 고객은 같은 처지의 고객보다 {days}일 뒤 {difference} ({interval}) 더 적게 남았습니다.",
    "Of customers whom the company called, {difference} ({interval}) fewer were there {days} days later "
    "than of "
    "others in the same situation.",
)
NO_DIFFERENCE = Words(
    "전화를 건 고객과 같은 처지의 고객은 {days}일 뒤 남은 비율이 우연을 넘어 다르지 않습니다: 차이 "
    "{difference} ({interval}).",
    "Customers whom the company called stayed no differently from others in the same situation, as far as "
    "one can "
    "tell after {days} days: {difference} ({interval}).",
)
PLAIN = Words(
    "처지를 맞추지 않은 차이는 {plain} ({interval})인데, 불편을 겪은 고객에게 더 많이 거는 만큼 전화의 "
    "차이로 읽으면 안 됩니다.",
    "As it stands the difference is {plain} ({interval}); who is called is chosen, by trouble for example, "
    "so that "
    "is no difference that goes with the call.",
)
NOTES = {
    "no_calls": Words(
        "이 기간까지 회사가 건 전화와 견줄 고객이 없습니다.",
        "There are no calls, or nobody to compare them with, up to these days.",
    ),
    "no_records": Words(
        "떠난 날(left_on)이 적힌 고객 기록이 없어, 전화를 건 고객이 남았는지 말할 수 없습니다.",
        "No customer record says when customers left (left_on), so whether those called stay cannot be told.",
    ),
    "not_over": Words(
        "전화한 주에서 {days}일이 아직 지나지 않아, 고객이 남았는지 말할 수 없습니다.",
        "Of no week with calls have {days} days passed, so whether customers stay cannot be told yet.",
    ),
    "too_few": Words(
        "견줄 고객이 적어, 전화를 건 고객이 남았는지 말할 수 없습니다.",
        "Too few customers can be compared to say whether those called stay.",
    ),
}
DEFINED = Words(
    "걸 수 있던 고객: 앞 달에 접점이 있었고 그 주가 끝날 때 남아 있던 고객. {period}의 매주를 따로 "
    "견줍니다. 연결 여부와 "
    "관계없이 건 고객 모두를 셉니다. 맞춘 것: 달, 등급, 이용 기간, 앞 달의 접점 수, 깨진 약속, 실패, 불평, "
    "포기, 미해결.",
    "Could have been called: had a contact in the month before, and was there when the week ended. Each "
    "week of {period} "
    "is compared for itself. All who were tried count, reached or not. Made equal: month, segment, tenure, "
    "and of the "
    "month before contacts, broken promises, failures, complaints, contacts given up and unresolved.",
)
NO_CALLS = Words("이 기간에 회사가 건 전화가 없습니다.", "The company made no calls in these days.")
NEEDED = Words(
    "방향(direction)이 outbound인 접점이 필요합니다.", "Contacts with the direction “outbound” are needed."
)
TRIED, REACHED, ANSWERED, CUSTOMERS, ATTEMPTS = (
    Words("건 전화", "Calls made"),
    Words("연결", "Reached"),
    Words("응답", "Answered"),
    Words("고객", "Customers"),
    Words("고객당 시도", "Attempts per customer"),
)
REACHED_NOTE = Words("포기·불참이 아니게 끝난 전화", "calls that did not end abandoned")
ANSWERED_NOTE = Words(
    "연결된 전화 가운데 해결로 끝났거나 설문이 온 것", "of those reached, ended resolved or with a survey"
)
OF_CALLS = Words("전화 {n}건 가운데", "of {n} calls")
OF_REACHED = Words("연결 {n}건 가운데", "of {n} reached")
OF_CUSTOMERS = Words("고객 {n}명 가운데", "of {n} customers")
CUSTOMERS_REACHED = Words("연결된 고객", "Customers reached")

HOURS = Words("시각별 연결과 응답", "Reached and answered by hour")
HOURS_CAPTION = Words(
    "● 연결된 전화의 비율 · ○ 연결된 것 가운데 응답 · 선은 95 % 구간(윌슨) · {least}건 미만은 그리지 않음",
    "● share of calls that reached the customer · ○ of these, answered · lines: 95 % intervals (Wilson) · "
    "not drawn "
    "below {least}",
)
NO_HOURS = Words("그릴 만큼 전화가 있는 시각이 없습니다.", "No hour has enough calls to draw.")
STAYING = Words("전화를 건 고객이 더 많이 남나", "Do customers stay more with a call")
STAYING_CAPTION = Words(
    "● 같은 처지에서 남은 비율의 차이(이중 강건 추정) · ○ 있는 그대로의 차이 · 선은 95 % 구간 · 연결된 "
    "고객은 연결되지 않은 "
    "고객과 다른 사람이므로, 위의 '걸었음'이 답입니다",
    "● difference in who stayed, in the same situation (doubly robust) · ○ as it stands · lines: 95 % "
    "intervals · those "
    "reached are other people than those not reached, so the first row is the answer",
)
COMPARISONS = {
    "tried": Words("걸었음 – 걸지 않음", "Tried – not tried"),
    "reached": Words("연결됨 – 연결 안 됨", "Reached – not reached"),
}
OVERLAP = Words("무엇을 무엇과 견주었나", "What was compared with what")
OVERLAP_COLUMNS = (
    Words("비교", "Comparison"),
    Words("고객·주", "Customers and weeks"),
    Words("견준 고객·주", "Beside"),
    Words("실효 수", "Effective number"),
    Words("견준 실효 수", "Effective beside"),
    Words("전화받을 확률", "Chance to be called"),
    Words("있는 그대로", "As it stands"),
    Words("같은 처지에서", "In the same situation"),
)
OVERLAP_CAPTION = Words(
    "실효 수: 가중 뒤 같은 무게로 친 수(키시) · 확률의 폭이 1에 닿으면 견줄 사람이 없음",
    "Effective number: as many as weigh alike after weighting (Kish) · where chances reach 1, nobody is "
    "left to compare "
    "with",
)
BY = Words("캠페인·부서별", "By campaign and department")
CAMPAIGN, DEPARTMENT = Words("캠페인", "Campaign"), Words("부서", "Department")
BY_CAPTION = Words(
    "캠페인은 전화의 이유 · 괄호는 95 % 구간(윌슨) · 수를 누르면 전화로 감 · –: {least}건 미만",
    "The campaign is the reason of the call · in brackets: 95 % intervals (Wilson) · click a number for the "
    "calls · –: "
    "fewer than {least}",
)
ATTEMPTS_TABLE = Words("몇 번 걸었나", "How often customers were tried")
TIMES = Words("시도", "Attempts")
TIMES_OR_MORE = Words("8번 이상", "8 or more")
HOUR = Words("시각", "Hour")
UNKNOWN = Words("모름", "Unknown")
