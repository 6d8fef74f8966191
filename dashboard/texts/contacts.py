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
CUT = Words("최근 {most}건까지 봅니다.", "The newest {most} can be browsed.")
SHOW_ALL = Words("모든 접점 보기", "Show all contacts")
DOWNLOAD = Words("CSV로 받기", "Download CSV")
DOWNLOAD_RAW = Words("원본 그대로 받기", "Raw CSV")
RAW_MEANS = Words(
    "수식이 될 수 있는 글자 앞에 작은따옴표를 붙이지 않습니다. 스프레드시트로 바로 열지 마십시오.",
    "No apostrophe before texts that could run as formulas. Not to be opened in a spreadsheet.",
)
DOWNLOAD_LIMIT = Words(
    "표의 조건대로, 최근 {most}건까지 받습니다.", "As filtered in the table, the newest {most} at most."
)
FILE_NAME = Words("접점_{since}_{until}.csv", "contacts_{since}_{until}.csv")

# What the grid itself says, by its own names.
GRID: Mapping[str, Words] = MappingProxyType(
    {
        "contains": Words("포함", "Contains"),
        "equals": Words("같음", "Equals"),
        "startsWith": Words("처음", "Begins with"),
        "lessThan": Words("보다 작음", "Less than"),
        "greaterThan": Words("보다 큼", "Greater than"),
        "inRange": Words("사이", "Between"),
        "before": Words("이전", "Before"),
        "after": Words("이후", "After"),
        "blank": Words("비어 있음", "Blank"),
        "notBlank": Words("비어 있지 않음", "Not blank"),
        "filterOoo": Words("찾기…", "Filter…"),
        "inRangeStart": Words("부터", "From"),
        "inRangeEnd": Words("까지", "To"),
        "resetFilter": Words("지우기", "Reset"),
        "noRowsToShow": Words("조건에 맞는 줄이 없습니다.", "No row fits the filters."),
        "loadingOoo": Words("불러오는 중…", "Loading…"),
        "ariaFilterColumn": Words("줄 거르기", "Filter column"),
        "ariaFilterMenuOpen": Words("거르기 열기", "Open filter"),
        "dateFormatOoo": Words("연-월-일", "yyyy-mm-dd"),
    }
)
