"""What the data page says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

TITLE_FRESH = Words("자료는 {day}까지 있습니다.", "The data reach up to {day}.")
TITLE_FAILED = Words(
    "자료는 {day}까지 있습니다. 불러오지 못한 파일 {count}개.",
    "The data reach up to {day}. {count} files could not be loaded.",
)
DETAIL = Words(
    "접점 {contacts}건, 설문 응답 {answers}건, 고객 {customers}명.",
    "{contacts} contacts, {answers} survey answers, {customers} customers.",
)

FRESHNESS = Words("출처별 최신 정도", "How fresh each source is")
FRESHNESS_COLUMNS = (
    Words("출처", "Source"),
    Words("기록", "Records"),
    Words("불러온 파일", "Files loaded"),
    Words("마지막으로 불러온 때", "Last load"),
    Words("마지막 기록일", "Last record day"),
)
UNDATED = Words("날짜 없음", "undated")
NEVER_LOADED = Words("아직 없음", "never")

LINKS = Words("서로 이어진 정도", "How far records are linked")
LINKS_COLUMNS = (
    Words("기록", "Records"),
    Words("이어진 비율", "Linked"),
    Words("이어지지 않음", "Not linked"),
    Words("모두", "All"),
)
NAMING_CUSTOMER = Words("고객 번호가 있는 접점", "Contacts with a customer")
KNOWING_CUSTOMER = Words("고객 기록에 있는 고객의 접점", "Contacts of customers in the customer records")
LINKED_ANSWERS = Words("접점과 이어진 설문 응답", "Survey answers linked to a contact")

GAPS = Words("설정에 없는 것", "What the settings lack")
NO_GAPS = Words("모든 채널의 접촉도를 압니다.", "The tier of every channel is known.")
GAPS_READING = Words(
    "이 채널의 접점은 접촉도를 모릅니다. touchpoints.toml의 [channels]와 [delivery_modes]에 적어 주세요.",
    "These channels have no tier. Add them under [channels] and [delivery_modes] in touchpoints.toml.",
)
GAPS_COLUMNS = (Words("채널", "Channel"), Words("접점", "Contacts"))

REJECTS = Words("받아들이지 않은 기록", "Rejected records")
NO_REJECTS = Words("받아들이지 않은 기록이 없습니다.", "No record was rejected.")
REJECTS_READING = Words("규칙을 누르면 예가 열립니다.", "Open a rule to see examples.")
REJECTS_RULE = Words("{source} · {kind} · {rule}", "{source} · {kind} · {rule}")
EXAMPLES_COLUMNS = (
    Words("파일", "File"),
    Words("줄", "Line"),
    Words("값", "Value"),
    Words("원래 내용", "As exported"),
)
EMPTY_VALUE = Words("(비어 있음)", "(empty)")

LOADS = Words("불러온 파일", "Loaded files")
LOADS_READING = Words(
    "실패가 먼저, 그다음 최신순. 최근 {most}개까지. 읽음 = 새로 받음 + 그대로 + 고침 + 거절.",
    "Failures first, then the newest; {most} at most. Read = accepted + unchanged + corrected + rejected.",
)
LOADS_COLUMNS: Mapping[str, Words] = MappingProxyType(
    {
        "loaded_local": Words("때", "When"),
        "source": Words("출처", "Source"),
        "file": Words("파일", "File"),
        "status": Words("상태", "Status"),
        "rows_read": Words("읽음", "Read"),
        "rows_accepted": Words("새로 받음", "Accepted"),
        "rows_unchanged": Words("그대로", "Unchanged"),
        "rows_corrected": Words("고침", "Corrected"),
        "rows_rejected": Words("거절", "Rejected"),
        "seconds": Words("걸린 시간", "Took"),
        "reason": Words("실패한 까닭", "Why it failed"),
    }
)
STATUSES: Mapping[str, Words] = MappingProxyType(
    {"loaded": Words("받음", "Loaded"), "failed": Words("실패", "Failed")}
)
