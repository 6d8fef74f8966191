"""What stands on the table of contacts."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

TITLE = Words("숫자 뒤의 접점", "The contacts behind the numbers")
COLUMNS: Mapping[str, Words] = MappingProxyType(
    {
        "occurred_local": Words("시각", "Time"),
        "department": Words("부서", "Department"),
        "channel": Words("채널", "Channel"),
        "contact_tier": Words("접촉도", "Tier"),
        "reason": Words("용건", "Reason"),
        "wait_seconds": Words("대기", "Wait"),
        "promised_wait_seconds": Words("약속한 대기", "Promised wait"),
        "outcome": Words("결과", "Outcome"),
        "is_complaint": Words("불평", "Complaint"),
        "recovery": Words("회복", "Recovery"),
        "customer_id": Words("고객 번호", "Customer"),
        "contact_id": Words("접점 번호", "Contact"),
    }
)
IN_SECONDS = Words("{name} (초)", "{name} (s)")
SHOWN = Words("{label} {count}건 · {place} · {period}", "{label}: {count} · {place} · {period}")
OF_CUSTOMER = Words("고객 {customer}의 {label}", "{label} of customer {customer}")
CUT = Words("최근 {most}건까지만 표시합니다.", "Only the newest {most} are shown.")
SHOW_ALL = Words("모든 접점 보기", "Show all contacts")
DOWNLOAD = Words("CSV 내려받기", "Download CSV")
DOWNLOAD_RAW = Words("원본 CSV", "Raw CSV")
RAW_MEANS = Words(
    "수식으로 실행될 수 있는 글자 앞에 작은따옴표를 붙이지 않습니다. 스프레드시트에서 바로 열지 마세요.",
    "No apostrophe before texts that could run as formulas. Not to be opened in a spreadsheet.",
)
DOWNLOAD_LIMIT = Words(
    "표에 적용한 필터 그대로, 최근 {most}건까지 내려받습니다.",
    "The rows as filtered in the table, up to the newest {most}.",
)
FILE_NAME = Words("접점_{since}_{until}.csv", "contacts_{since}_{until}.csv")

# What the grid itself says, by its own names.
GRID: Mapping[str, Words] = MappingProxyType(
    {
        "contains": Words("포함", "Contains"),
        "equals": Words("같음", "Equals"),
        "startsWith": Words("시작 글자", "Begins with"),
        "lessThan": Words("보다 작음", "Less than"),
        "greaterThan": Words("보다 큼", "Greater than"),
        "inRange": Words("사이", "Between"),
        "before": Words("이전", "Before"),
        "after": Words("이후", "After"),
        "blank": Words("비어 있음", "Blank"),
        "notBlank": Words("비어 있지 않음", "Not blank"),
        "filterOoo": Words("필터…", "Filter…"),
        "inRangeStart": Words("부터", "From"),
        "inRangeEnd": Words("까지", "To"),
        "resetFilter": Words("초기화", "Reset"),
        "noRowsToShow": Words("조건에 맞는 행이 없습니다.", "No rows match the filters."),
        "loadingOoo": Words("불러오는 중…", "Loading…"),
        "ariaFilterColumn": Words("열 필터", "Filter column"),
        "ariaFilterMenuOpen": Words("필터 열기", "Open filter"),
        "dateFormatOoo": Words("연-월-일", "yyyy-mm-dd"),
    }
)
