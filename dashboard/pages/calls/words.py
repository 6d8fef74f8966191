"""What the page of calls says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

COUNTED = Words("전화할 고객 {open}명이 남았습니다.", "{open} customers are still to be called.")
DONE = Words(
    "통화 {called}명 · 남기로 함 {kept}명 · 떠나기로 함 {lost}명",
    "called {called} · will stay {kept} · will leave {lost}",
)
NOBODY = Words("전화 목록이 비어 있습니다.", "Nobody is on the list.")
HOW_TO_ADD = Words(
    "아래 단추로, 또는 'touchpoints calls add --at-risk 50'으로 불평하기 전인 위험 고객을 목록에 넣습니다.",
    "The button below, or 'touchpoints calls add --at-risk 50', puts those at risk on it before they "
    "complain.",
)
LIST = Words("전화 목록", "The list")
LIST_CAPTION = Words(
    "상태와 메모 칸을 눌러 바꿉니다 · 위험과 이유는 목록에 넣을 때의 것 · 고객 번호를 누르면 그 고객의 기록",
    "Click a state or a note to change it · risk and reasons as they were when put on the list · the "
    "id leads to the record",
)
READ_ONLY = Words(
    "여기서는 바꿀 수 없습니다. 이 컴퓨터에서 연 서버이거나 설정의 [server] writing이 "
    "‘always’일 때 바꿀 수 있습니다.",
    "Nothing can be changed here: only where the server listens on this machine alone, or where the "
    "settings say writing = “always” under [server].",
)
ADD = Words("위험이 큰 고객 {count}명 넣기", "Put the {count} likeliest to leave on it")
ADDED = Words("{count}명을 새로 넣었습니다.", "{count} customers are new on the list.")
SAVED = Words("고객 {customer}: 저장했습니다.", "Customer {customer}: saved.")
NOT_SAVED = Words("저장하지 못했습니다: {problem}", "Not saved: {problem}")
COLUMNS: Mapping[str, Words] = MappingProxyType(
    {
        "customer_id": Words("고객 번호", "Customer"),
        "state": Words("상태", "State"),
        "note": Words("메모", "Note"),
        "risk": Words("한 달 이탈 위험", "Monthly risk"),
        "reasons": Words("이유", "Reasons"),
        "annual_value": Words("연간 금액", "Annual value"),
        "month": Words("어느 달", "Month"),
        "called_on": Words("통화한 날", "Called on"),
    }
)
STATES: Mapping[str, Words] = MappingProxyType(
    {
        "open": Words("전화 전", "Open"),
        "called": Words("통화함", "Called"),
        "kept": Words("남기로 함", "Kept"),
        "lost": Words("떠나기로 함", "Lost"),
    }
)
HELPED = Words("도움이 되었나", "Whether it helped")
HELPED_CAPTION = Words(
    "통화한 주가 끝날 때 남아 있던 고객이 그 뒤 30일을 넘겼는지, 그 전의 위험에 따라 다섯으로 나누어 "
    "같은 위험끼리 "
    "견줍니다 · 누구에게 전화할지는 사람이 골랐으므로, 위험 말고 다른 차이는 남아 있습니다",
    "Whether customers who were still there when the week of the call ended stayed through the 30 "
    "days after it, "
    "compared within fifths of the risk they had before · people chose whom to call, so differences "
    "other than "
    "risk remain",
)
FILE_NAME = Words("전화목록", "calls")
