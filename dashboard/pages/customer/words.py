"""What the page of a customer's record says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

# A search for an id leads here.
RECORD_OF = Words("고객 {typed}의 기록", "Record of customer {typed}")
FIELD = Words("고객 번호", "Customer id")
FIELD_HINT = Words("고객·접점·설문·구매 번호", "id of a customer, contact, survey or purchase")
ASK = Words("고객 번호를 입력하세요.", "Type a customer id.")
ASK_MORE = Words(
    "접점, 설문, 구매의 번호를 넣어도 그 고객을 찾습니다. 주소를 보내면 받는 사람도 같은 기록을 봅니다.",
    "The id of a contact, survey or purchase finds its customer too. The address of this page can be sent.",
)
NOBODY = Words("‘{given}’ 고객은 없습니다.", "There is no customer “{given}”.")
NEAREST = Words("가장 비슷한 번호: ", "The nearest ids: ")
HIDDEN = Words("고객 기록은 설정에서 숨겨져 있습니다.", "Customer records are hidden by the settings.")
HIDDEN_WAY = Words(
    '설정의 [server] customer_records가 "hidden"입니다.',
    'The settings say customer_records = "hidden" under [server].',
)

SEGMENT = Words("고객 구분", "Segment")
SINCE = Words("{day}부터 고객", "customer since {day}")
LEFT = Words("{day}에 떠남", "left on {day}")
VALUE = Words("연간 금액", "Annual value")
BOUGHT = Words("구매 {count}건, 환불을 뺀 합 {amount}", "purchases {count}, less refunds {amount}")
CONTACTS = Words("접점", "Contacts")
LAST_CONTACT = Words("마지막 {moment}", "last {moment}")
WITH_WAITS = Words("기다림 합 {wait}", "waited {wait} in all")
OPEN = Words("열린 일", "Open matters")
OPEN_OF = Words(
    "미회복 실패 {failures} · 미해결 {unresolved}", "not recovered {failures} · unresolved {unresolved}"
)
PROMISES = Words("어긴 대기 약속", "Broken promises of waiting")
OF_PROMISES = Words("약속 {count}건 가운데", "of {count} promises")
RATED = Words("마지막 만족도", "Latest satisfaction")
RATED_AT = Words("{moment}", "{moment}")
NOT_RATED = Words("설문 응답 없음", "no survey answered")
NOT_KNOWN = Words("자료에 없음", "not in the data")

LINE_CHART = Words("한 줄로 본 시간", "The line of time")
LINE_CAPTION = Words(
    "점 하나가 한 번의 일 · 주황: 실패, 불평 또는 어긴 약속 · ◇: 아직 열려 있음",
    "Each mark is an event · orange: a failure, a complaint or a broken promise · ◇: still open",
)
NO_LINE = Words("시간이 적힌 일이 없습니다.", "There is no event with a time.")
LANES: Mapping[str, Words] = MappingProxyType(
    {
        "call": Words("회사가 건 전화", "Company's calls"),
        "answers": Words("설문", "Surveys"),
        "purchase": Words("구매", "Purchases"),
        "change": Words("고객 정보", "Customer"),
    }
)
RISK = Words("떠날 위험", "Risk of leaving")
RISK_BASIS = Words(
    "{month}에 겪은 일, 이용 기간, 고객 구분이 같은 고객들로 계산합니다. 이 고객만의 예언이 아닙니다.",
    "Of customers alike in tenure, segment and what they lived through in {month}; no prophecy of this one.",
)
OPEN_TITLE = Words("열려 있는 일", "What is open")
OPEN_COLUMNS = (
    Words("시각", "Time"),
    Words("무엇이", "What"),
    Words("어디서", "Where"),
    Words("접점 번호", "Contact"),
)
OPENED = {
    "failure": Words("회복되지 않은 실패", "Failure not recovered"),
    "unresolved": Words("미해결, 이어진 접점 없음", "Unresolved, no later contact"),
}
NOTHING_OPEN = Words("열려 있는 일이 없습니다.", "Nothing is open.")
AGAIN_TITLE = Words("두 번 물은 것", "What was asked twice")
AGAIN = {
    "asked_again": Words("다시 말해야 했음", "Had to be said again"),
    "same_reason": Words("{days}일 안에 같은 이유로", "Same reason within {days} days"),
}
NOTHING_AGAIN = Words("두 번 묻거나 말한 것이 없습니다.", "Nothing was asked or said twice.")
LINE_TITLE = Words("일어난 일 모두", "All events")
LINE_COLUMNS = (
    Words("시각", "Time"),
    Words("일", "Event"),
    Words("어디서", "Where"),
    Words("기다림", "Wait"),
    Words("그 밖에", "Besides"),
)
LINE_CUT = Words(
    "최근 {most}건입니다. 파일에는 {count}건이 모두 있습니다.", "The newest {most}; files have all {count}."
)
ALL_CONTACTS = Words("접점 목록으로 보기", "See the contacts as a list")

KINDS = {
    "contact": Words("접점", "Contact"),
    "call": Words("회사가 건 전화", "Call by the company"),
    "answers": Words("설문 응답", "Survey answered"),
    "purchase": Words("구매", "Purchase"),
    "change": Words("고객 정보 바뀜", "Customer data changed"),
    "joined": Words("고객이 됨", "Became a customer"),
    "left": Words("떠남", "Left"),
}
CALLS = {
    "answered": Words("응답함", "Answered"),
    "reached": Words("연결됨", "Reached"),
    "no_answer": Words("받지 않음", "No answer"),
}
PURCHASES = {
    "first": Words("첫 구매", "First purchase"),
    "repeat": Words("다시 구매", "Bought again"),
    "cross": Words("추가 구매", "Bought besides"),
    "up": Words("상향 구매", "Bought more"),
    "refund": Words("환불", "Refund"),
}
CHANGE = Words("{what}: {before} → {after}", "{what}: {before} → {after}")
CHANGED = {
    "segment": SEGMENT,
    "customer_type": Words("고객 유형", "Customer type"),
    "annual_value": VALUE,
    "born_on": Words("생년월일", "Born on"),
    "gender": Words("성별", "Gender"),
    "region": Words("지역", "Region"),
}
NOTHING = Words("없음", "none")
PROMISED = Words("약속 {promised}", "promised {promised}")
COMPLAINED = Words("불평", "complaint")
NO_SHOW = Words("오지 않은 예약", "no-show")
ASKED_AGAIN = Words("다시 말함", "asked again")
HANDED_TO = Words("{place}(으)로 이관", "handed to {place}")
RECOVERY = Words("회복: {recovery}", "recovery: {recovery}")
FILE_COLUMNS: Mapping[str, Words] = MappingProxyType(
    {
        "at_local": Words("시각", "Time"),
        "kind_name": Words("일", "Event"),
        "department": Words("부서", "Department"),
        "channel": Words("채널", "Channel"),
        "reason": Words("용건", "Reason"),
        "outcome_name": Words("결과", "Outcome"),
        "wait_seconds": Words("대기", "Wait"),
        "promised_wait_seconds": Words("약속한 대기", "Promised wait"),
        "told": Words("그 밖에", "Besides"),
        "amount": Words("금액", "Amount"),
        "id": Words("번호", "Id"),
    }
)
