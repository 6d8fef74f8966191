"""What the departments page says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

PICK = Words("부서 선택", "Department shown")
EVERY_CHOSEN = Words("{departments} (합계)", "{departments} (combined)")
TIERS = Words("접촉도별 {measure}", "{measure} by contact tier")
ALL_TOGETHER = Words("모든 부서", "All departments")
THIS_DEPARTMENT = Words("이 부서", "This department")
OTHERS = Words("같은 접촉도의 다른 부서", "Other departments in the same tier")
INTERVALS_CAPTION = Words("선은 95 % 구간", "Lines are 95 % intervals")
TIERS_CAPTION = Words(
    "● 이 부서 · ◇ 같은 접촉도의 다른 부서 전체 · 선은 95 % 구간",
    "● this department · ◇ all other departments in the same tier · lines are 95 % intervals",
)
TARGET_CAPTION = Words("파선은 목표", "dashes are targets")

# The table of contacts.
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
DOWNLOAD_LIMIT = Words(
    "표에 적용한 필터 그대로, 최근 {most}건까지 내려받습니다.",
    "The rows as filtered in the table, up to the newest {most}.",
)
FILE_NAME = Words("접점_{since}_{until}", "contacts_{since}_{until}")
