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

POSITION = Words("설계표에서의 자리와 요구하는 것", "Place in the design matrix, and what it asks for")
POSITION_SAID = Words(
    "주된 전달 방식은 {mode}입니다. 이 자리는 직원에게 {staff}, 운영에 {focus}, 기술로 {technology}을(를) "
    "요구합니다.",
    "Its main delivery mode is “{mode}”: that asks for {staff} of staff, {focus} as the operating focus, "
    "and {technology} as technology.",
)
POSITION_CAPTION = Words(
    "체이스의 서비스 시스템 설계표입니다. 아래로 갈수록 접촉이 많아 판매 기회가 커지고 효율은 낮아집니다. "
    "부서가 그 선에서 벗어났는지는 '서비스 시스템 설계표' 페이지에 있습니다.",
    "After Chase's service-system design matrix: contact grows downwards, and with it sales opportunity, "
    "while efficiency falls. Whether the department is off that line is on the page Design matrix.",
)
NO_POSITION = Words(
    "전달 방식을 아는 접점이 없습니다. 기록(delivery_mode)이나 설정(channels)에 있어야 합니다.",
    "No contact has a known delivery mode: it comes from the records (delivery_mode) or the settings "
    "(channels).",
)
MODE = Words("전달 방식", "Delivery mode")
SHARE_OF_CONTACTS = Words("접점 비율", "Share of contacts")
