"""What the data page says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

NOT_OVER = Words(
    "그날은 아직 끝나지 않았습니다. 그 뒤에 불러온 파일이 없습니다.",
    "That day is not over yet: no file was loaded after it.",
)
TITLE_FRESH = Words("자료는 {day}까지 있습니다.", "The data go up to {day}.")
TITLE_FAILED = Words(
    "자료는 {day}까지 있습니다. 불러오지 못한 파일 {count}개.",
    "The data go up to {day}. Files not loaded: {count}.",
)
DETAIL = Words(
    "접점 {contacts}건, 설문 응답 {answers}건, 고객 {customers}명.",
    "{contacts} contacts, {answers} survey answers, {customers} customers.",
)

FRESHNESS = Words("출처별 최신 현황", "How up to date each source is")
FRESHNESS_COLUMNS = (
    Words("출처", "Source"),
    Words("기록", "Records"),
    Words("불러온 파일", "Files loaded"),
    Words("마지막으로 불러온 시각", "Last load"),
    Words("마지막 기록일", "Latest record"),
    Words("다음 파일 기한", "Next file due"),
)
LATE = Words("늦음 · {due}", "late · {due}")
UNDATED = Words("날짜 없음", "undated")
NEVER_LOADED = Words("아직 없음", "never")

SCHEDULE = Words("불러오는 일정", "Schedule")
SCHEDULE_COLUMNS = (
    Words("출처", "Source"),
    Words("시각 (cron)", "Times (cron)"),
    Words("마지막 실행", "Last run"),
    Words("다음 실행", "Next run"),
    Words("지금", "Now"),
)
RUN_NOW = Words("지금 불러오기", "Load now")
REQUESTED = Words("요청함", "Asked for")
NOT_REQUESTED = Words("일정이 꺼져 있습니다", "No schedule is at work")
RUNNING = Words("불러오는 중", "Loading")
RUN_FAILED = Words("✕ {moment} · 문제 있음", "✕ {moment} · with trouble")
RUN_CAPTION = Words(
    "놓친 시각은 한 번만 뒤늦게 실행합니다. 지난 시각이 다음 실행에 있으면 곧 시작합니다.",
    "Missed times are caught up once. A next run in the past is about to begin.",
)
NO_SCHEDULE = Words(
    "지금은 일정을 실행하는 프로그램이 없습니다. 'touchpoints schedule'이나 'touchpoints up'으로 시작합니다.",
    "No schedule is at work now. “touchpoints schedule” or “touchpoints up” starts it.",
)
SCHEDULE_UNREADABLE = Words("일정의 기록을 읽을 수 없습니다.", "The record of the schedule cannot be read.")

TO_INTEGRATION = Words(
    "어느 시스템이 무엇을 채우고 얼마나 연결되었나", "Which system feeds what, and how well it is linked"
)
LINKS = Words("기록 사이의 연결", "How well records are linked")
LINKS_COLUMNS = (
    Words("기록", "Records"),
    Words("연결된 비율", "Linked"),
    Words("연결되지 않음", "Not linked"),
    Words("전체", "All"),
)
NAMING_CUSTOMER = Words("고객 번호가 있는 접점", "Contacts with a customer ID")
KNOWING_CUSTOMER = Words(
    "고객 번호가 고객 기록에 있는 접점", "Contacts whose customer is in the customer records"
)
LINKED_ANSWERS = Words("접점과 연결된 설문 응답", "Survey answers linked to a contact")

GAPS = Words("설정에 빠진 것", "Missing from the settings")
NO_GAPS = Words("모든 채널의 접촉도가 정해져 있습니다.", "Every channel has a contact tier.")
GAPS_CAPTION = Words(
    "이 채널의 접점은 접촉도를 알 수 없습니다. touchpoints.toml에서 제공 방식이 없는 채널은 [channels]에, "
    "제공 방식은 [delivery_modes]에 추가해 주세요.",
    "Contacts in these channels have no tier. Add channels without a delivery mode under [channels] "
    "in touchpoints.toml, and delivery modes under [delivery_modes].",
)
GAPS_COLUMNS = (
    Words("채널", "Channel"),
    Words("제공 방식", "Delivery mode"),
    Words("접점", "Contacts"),
)
MODE_STATED = Words("자료에 적힌 제공 방식", "the one the export states")

REJECTS = Words("거부된 기록", "Rejected records")
NO_REJECTS = Words("거부된 기록이 없습니다.", "No records were rejected.")
REJECTS_CAPTION = Words(
    "규칙을 누르면 최근 예시가 {most}건까지 열립니다. 모두 보거나 고치려면 'touchpoints rejects'를 쓰세요.",
    "Open a rule to see its newest {most} examples at most. “touchpoints rejects” shows and exports all.",
)
REJECTS_RULE = Words("{source} · {kind} · {rule}", "{source} · {kind} · {rule}")
EXAMPLES_COLUMNS = (
    Words("파일", "File"),
    Words("줄", "Line"),
    Words("값", "Value"),
    Words("원래 내용", "As exported"),
)
EMPTY_VALUE = Words("(비어 있음)", "(empty)")

COLUMN_CHANGES = Words("바뀐 열", "Changed columns of exports")
NO_COLUMN_CHANGES = Words("파일의 열이 그대로입니다.", "The columns of the exports are as they were.")
COLUMN_CHANGES_COLUMNS = (
    Words("출처", "Source"),
    Words("파일", "File"),
    Words("시각", "When"),
    Words("새로 생긴 열", "Came"),
    Words("없어진 열", "Left"),
)

LOADS = Words("불러온 파일", "Loaded files")
LOADS_CAPTION = Words(
    "아직 실패한 파일이 먼저, 그다음은 최신순. 읽음 = 신규 + 동일 + 정정 + 거부. "
    "비운 값: 규칙에 어긋나 비운 값의 수. 그 기록은 받아들였습니다.",
    "Files that still fail first, then the newest. Read = accepted + unchanged + corrected + rejected. "
    "Emptied: values that broke a rule, in records that were taken.",
)
LOADS_CUT = Words(
    "{count}개 가운데 {most}개를 표시합니다. 나머지는 'touchpoints sql'의 표 loads에 있습니다.",
    "Showing {most} of {count}. The others are in the table loads of “touchpoints sql”.",
)
LOADS_COLUMNS: Mapping[str, Words] = MappingProxyType(
    {
        "loaded_local": Words("시각", "When"),
        "source": Words("출처", "Source"),
        "file": Words("파일", "File"),
        "status": Words("상태", "Status"),
        "rows_read": Words("읽음", "Read"),
        "rows_accepted": Words("신규", "Accepted"),
        "rows_unchanged": Words("동일", "Unchanged"),
        "rows_corrected": Words("정정", "Corrected"),
        "rows_rejected": Words("거부", "Rejected"),
        "values_emptied": Words("비운 값", "Emptied"),
        "seconds": Words("걸린 시간", "Took"),
        "reason": Words("실패 원인", "Why it failed"),
    }
)
TIMES = Words("{count}번", "{count} times")
OVER = Words("해결됨", "mended since")
STATUSES: Mapping[str, Words] = MappingProxyType(
    {
        "loaded": Words("불러옴", "Loaded"),
        "rejected": Words("모두 거부", "All rejected"),
        "failed": Words("실패", "Failed"),
    }
)
