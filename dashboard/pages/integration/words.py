"""What the page on integration says."""

from collections.abc import Mapping
from types import MappingProxyType

from analytics.notes import NOTES
from warehouse.words import Words

MOST_APART = Words(
    "가장 많이 떨어져 있는 것: {source}, {what} {value} ({interval}).",
    "Furthest apart: {source}, {what}: {value} ({interval}).",
)
NOTHING_APART = Words("연결되지 않은 기록이 없습니다.", "Every record is linked.")
IN_ALL = Words(
    "접점의 {value}({interval})는 고객 기록에 있는 고객의 것입니다. 접점 {n}건.",
    "{value} ({interval}) of contacts are of customers in the customer records; {n} contacts.",
)
NO_RECORDS = Words("이 조건에 맞는 기록이 없습니다.", "There are no records here.")
WIDEN = Words("기간이나 조건을 넓혀 보세요.", "Widen the dates or the filters.")
LATE = Words("늦은 출처: {sources}", "Late: {sources}")
TO_DATA = Words("불러온 파일, 거부된 기록, 일정 보기", "Loads, rejects and schedule")

LINKS: Mapping[str, Words] = MappingProxyType(
    {
        "named": Words("고객 번호가 있는 접점", "Contacts with a customer ID"),
        "known": Words("고객을 아는 접점", "Contacts of known customers"),
        "survey_contact": Words("접점과 연결된 설문", "Surveys linked to a contact"),
        "survey_customer": Words("고객을 아는 설문", "Surveys of known customers"),
        "arrived": Words("이어진 이관", "Hand-overs that arrived"),
        "as_sent": Words("보낸 곳에 이른 이관", "Arrived where sent"),
    }
)
APART: Mapping[str, Words] = MappingProxyType(
    {
        "no_id": Words("고객 번호가 없는 접점", "contacts without a customer ID"),
        "unknown_id": Words(
            "고객 번호가 고객 기록에 없는 접점", "contacts whose customer ID is not in the customer records"
        ),
        "survey_contact": Words("접점과 연결되지 않은 설문", "surveys linked to no contact"),
        "survey_customer": Words("고객을 모르는 설문", "surveys of unknown customers"),
        "lost": Words("다음 접점이 이어지지 않은 이관", "hand-overs that no contact followed"),
        "elsewhere": Words(
            "보낸 곳이 아닌 곳에서 이어진 이관", "hand-overs that arrived elsewhere than sent"
        ),
    }
)
SEVERAL = Words("둘 이상의 시스템에 보이는 고객", "Customers seen by two systems or more")
ON_TIME = Words("제때 들어온 출처", "Sources on time")
ON_TIME_OF = Words("{count} / {all}", "{count} of {all}")
WATCHED = Words("기한이 정해진 출처", "sources with a due time")
NOBODY_WATCHED = Words("기한이 정해진 출처가 없습니다.", "No source has a due time.")
WHY_NONE = NOTES
NOT_LINKED = Words("연결되지 않은 접점", "Not linked")

FLOW = Words("어느 시스템이 무엇을 채우나", "Which system feeds what")
FLOW_CAPTION = Words(
    "왼쪽 띠: 시스템이 그 기록의 얼마를 가져왔는지 · 오른쪽 선: 그 기록으로 만드는 페이지 · 띠를 누르면 "
    "접점을, "
    "선을 누르면 페이지를 봄",
    "Bands at the left: how much of the records each system brought · lines at the right: pages made from "
    "them · "
    "click a band for its contacts, a line for its page",
)
FLOW_SHARE = Words("{kind}의 {share} · {n}건", "{share} of {kind} · {n}")
FLOW_LATEST = Words("마지막 기록 {day}", "latest record {day}")
FLOW_PAGE = Words("{kind}: {page}", "{kind}: {page}")
UNKNOWN_SOURCE = Words("출처 모름", "source not known")
SYSTEM_HEAD = Words("시스템", "Systems")
RECORDS_HEAD = Words("기록", "Records")
PAGES_HEAD = Words("페이지", "Pages")

APART_TITLE = Words("아직 떨어져 있는 것", "What is still apart")
APART_COLUMNS = (
    Words("출처", "Source"),
    Words("무엇이", "What"),
    Words("건수", "Records"),
    Words("비율", "Share"),
    Words("전체", "Of"),
)
APART_CAPTION = Words(
    "비율의 구간은 95 % (윌슨) · 건수를 누르면 그 접점을 봄. 설문에는 열어 볼 접점이 없습니다.",
    "Shares with 95 % intervals (Wilson) · click a number for its contacts; surveys have none to show.",
)

SYSTEMS = Words("시스템마다", "System by system")
SYSTEMS_COLUMNS = (
    Words("출처", "Source"),
    Words("기록", "Records"),
    Words("건수", "Number"),
    Words("마지막 기록", "Latest"),
    Words("채우는 열", "Columns filled"),
    Words("채우지 않는 열", "Never filled"),
    Words("만드는 지표", "Measures fed"),
    Words("그래서 없는 지표", "So missing"),
)
SYSTEMS_CAPTION = Words(
    "고른 기간의 접점과 설문, 고객은 전체. 설정이나 연결된 접점이 채운 값도 채운 것으로 봅니다. 지표마다 "
    "필요한 열은 "
    "그 열이 없는 작은 회사에서 지표가 나오는지 보고 정합니다.",
    "Contacts and surveys of the chosen days, all customers. What the settings or a linked contact fill "
    "in counts. "
    "Which columns a measure needs is found by trial: without them it has no figure in a small company.",
)
ON_TIME_CELL = Words("{day} · 늦음", "{day} · late")
UNDATED = Words("날짜 없음", "undated")
NONE = Words("없음", "none")

LINKED = Words("시스템마다 얼마나 연결되었나", "How well each system is linked")
LINKED_CAPTION = Words(
    "연결된 비율, 그 아래는 전체 건수. 누르면 연결되지 않은 접점을 봄 · 이관은 {minutes}분 안에 같은 "
    "고객의 다음 접점이 "
    "있으면 이어진 것 · 빗금은 {least}건 미만",
    "The share that is linked, and of how many. Click for contacts that are not · a hand-over has arrived "
    "if the "
    "customer's next contact begins within {minutes} minutes · hatched: fewer than {least}",
)
EVERY_SYSTEM = Words("모두 함께", "All together")
MONTHS = Words("달마다: {link}", "By month: {link}")
MONTHS_CAPTION = Words(
    "출처마다 95 % 구간과 함께. 고른 기간이 없으면 모든 달. 끝나지 않은 달은 뺍니다.",
    "By source, with 95 % intervals; all months unless days are picked. Months that are not over are left "
    "out.",
)
PICK_LINK = Words("연결", "Link")
TOO_FEW_MONTHS = Words("견줄 달이 둘이 되지 않습니다.", "There are not two months to compare.")
MONTH = Words("월", "Month")
SOURCE = Words("출처", "Source")
LINK = Words("연결", "Link")
SHARE = Words("연결된 비율", "Linked")
RECORDS_LINKED = Words("연결된 기록", "Records linked")

ARRIVALS = Words("이관된 접점은 어디에 이르렀나", "Where hand-overs arrived")
ARRIVALS_CAPTION = Words(
    "줄은 넘긴 채널, 칸은 같은 고객의 다음 접점이 {minutes}분 안에 시작된 채널. 고객 번호가 있는 이관만 · "
    "누르면 넘긴 접점을 봄 · "
    "빗금은 {least}건 미만",
    "Rows: the channel that handed over. Columns: where the customer's next contact began within "
    "{minutes} minutes. "
    "Only customers with an ID · click for the contacts handed over · hatched: fewer than {least}",
)
NO_HAND_OVERS = Words(
    "고객 번호가 있고 이관으로 끝난 접점이 없습니다.", "No contact of a customer with an ID was handed over."
)
HANDED_OVER = Words("넘긴 채널", "Handed over by")
ARRIVED_AT = Words("다음 접점", "Arrived at")
NOT_ARRIVED = Words("이어지지 않음", "Not followed")
HAND_OVERS = Words("이관", "Hand-overs")

OVERLAP = Words("같은 고객을 보는 시스템", "Customers that systems have in common")
OVERLAP_CAPTION = Words(
    "줄의 시스템이 본 고객 가운데 칸의 시스템도 본 비율 · 고른 기간의 접점과 설문, 고객 번호로 셈",
    "Of the customers that the row's system saw, how many the column's saw too · contacts and surveys of "
    "the chosen "
    "days, by customer ID",
)
NO_OVERLAP = Words("고객을 본 시스템이 둘이 되지 않습니다.", "There are not two systems that saw customers.")
SYSTEM = Words("시스템", "System")
OTHER_SYSTEM = Words("다른 시스템", "Other system")
CUSTOMERS_OF = Words("{n}명", "n {n}")

# What columns of records hold, where no dimension says it.
COLUMNS: Mapping[str, Words] = MappingProxyType(
    {
        "customer_id": Words("고객 번호", "customer ID"),
        "contact_id": Words("접점 번호", "contact ID"),
        "wait_seconds": Words("대기 시간", "wait"),
        "promised_wait_seconds": Words("약속한 대기 시간", "promised wait"),
        "service_seconds": Words("처리 시간", "length of service"),
        "is_complaint": Words("불평 여부", "complaint"),
        "recovery": Words("회복 여부", "recovery"),
        "recovery_seconds": Words("회복 시간", "time to recover"),
        "cost": Words("비용", "cost"),
        "expected": Words("기대 점수", "expected score"),
        "weight": Words("가중치", "weight"),
        "comment": Words("의견", "comment"),
        "joined_on": Words("시작한 날", "day of joining"),
        "left_on": Words("떠난 날", "day of leaving"),
        "leave_causes": Words("떠난 이유", "reasons to leave"),
        "appointment_at": Words("예약 시각", "appointment"),
        "no_show": Words("오지 않음 여부", "no-show"),
        "recovery_kind": Words("회복 방법", "how it was recovered"),
        "respondent": Words("응답한 사람", "who was asked"),
        "born_on": Words("태어난 날", "day of birth"),
        "team": Words("팀", "team"),
        "role": Words("역할", "role"),
        "trained_on": Words("마지막 교육일", "day of training"),
        "annual_value": Words("연간 가치", "yearly value"),
    }
)
