"""What the page about the design matrix says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

NO_CONTACTS = Words("선택한 범위에 접점이 없습니다.", "There are no contacts in the selection.")
NO_MODES = Words("전달 방식을 아는 접점이 없습니다.", "No contact has a known delivery mode.")
NEEDS_MODES = Words(
    "전달 방식은 기록(delivery_mode)이나 설정(channels)에서 옵니다.",
    "The delivery mode comes from the records (delivery_mode) or from the settings (channels).",
)
OFF_LINE = Words(
    "설계표의 선에서 벗어난 부서: {departments}.", "Off the line of the design matrix: {departments}."
)
OFF = Words("{department} ({stands})", "{department} ({stands})")
ON_LINE = Words(
    "설계표의 선에서 뚜렷이 벗어난 부서가 없습니다.",
    "No department is clearly off the line of the design matrix.",
)
UNKNOWN = Words(
    "부서가 선에서 벗어났는지는 알 수 없습니다.", "Whether departments are off the line cannot be told."
)
RISES = Words(
    "접촉이 한 단계 많아질 때마다 판매 기회는 {sales} (95 % 구간 {sales_interval}), 해결 한 건의 비용은 "
    "{cost} ({cost_interval}) 변합니다.",
    "With each step of more contact, sales at contacts change by {sales} (95 % interval {sales_interval}), "
    "the cost of a resolved contact by {cost} ({cost_interval}).",
)
AS_EXPECTED = Words(
    "선은 두 가지가 모두 뚜렷이 오를 때 설계표와 맞습니다.",
    "The line is as the matrix expects where both clearly rise.",
)
NO_SALES = Words(
    "접점 번호(contact_id)가 있는 구매 기록이 없어 판매 기회는 알 수 없습니다.",
    "No purchase says its contact (contact_id), so sales are not known.",
)
NO_COST = Words("비용(cost)이 적힌 접점이 없습니다.", "No contact says its cost (cost).")
NO_LINE = Words("알 수 없음", "not known")

MATRIX = Words("서비스 시스템 설계표", "The service-system design matrix")
MODE = Words("전달 방식", "Delivery mode")
SHORT_MODES: Mapping[str, Words] = MappingProxyType(
    {
        "mail": Words("우편", "Mail"),
        "digital": Words("디지털", "Digital"),
        "phone": Words("전화", "Phone"),
        "face_to_face_tight": Words("정형 대면", "By script"),
        "face_to_face_loose": Words("느슨 대면", "Loose"),
        "face_to_face_customised": Words("맞춤 대면", "Tailored"),
    }
)
SHARE = Words("접점 비율", "Share of contacts")
PER_HOUR = Words("응대 시간당 접점", "Contacts per busy hour")
MATRIX_CAPTION = Words(
    "위에서 아래로 접촉이 많아집니다. 직원요건·운영초점·기술은 체이스의 설계표가 그 방식에 요구하는 것, "
    "나머지는 기록에서 잰 것이며 작은 글씨는 95 % 구간입니다. 설계표는 아래로 갈수록 판매 기회가 커지고 "
    "생산 효율이 낮아진다고 봅니다. 응대 시간당 접점은 담당자가 응대한 접점에서만 잽니다. 숫자를 누르면 그 "
    "접점이 열립니다.",
    "Contact grows from top to bottom. Staff, focus and technology are what Chase's matrix asks of the "
    "mode; the rest is measured, in small with 95 % intervals. The matrix expects sales to rise and "
    "efficiency to fall downwards. Contacts per busy hour are those of contacts with an agent. A number "
    "leads to its contacts.",
)
SALES_LINE = Words("판매 기회와 접촉: 접점 판매율", "Sales opportunity and contact: sold at contacts")
COST_LINE = Words("효율과 접촉: 해결 한 건의 비용", "Efficiency and contact: cost per resolved contact")
LINE_CAPTION = Words(
    "점은 전달 방식(큰 점)과 그 안의 부서(작은 점). 선은 방식들에 그은 것, 띠는 95 % 구간. 세로축은 로그. "
    "점을 누르면 그 접점이 열립니다.",
    "Large dots are delivery modes, small ones departments in them. The line is drawn through the modes, "
    "its band is the 95 % interval. The axis is logarithmic. A dot leads to its contacts.",
)
NO_POINTS = Words(
    "선을 그을 전달 방식이 셋이 되지 않습니다.", "There are not three delivery modes to draw a line through."
)
DEPARTMENT = Words("부서", "Department")
DEPARTMENTS = Words("부서는 선 위에 있는가", "Are departments on the line")
POSITION = Words("자리", "Position")
MAIN_MODE = Words("주된 방식", "Main mode")
SALES_OFF = Words("판매율이 선보다", "Sales above the line by")
COST_OFF = Words("비용이 선보다", "Cost above the line by")
STANDS = Words("판단", "Stands")
STANDINGS: Mapping[str, Words] = MappingProxyType(
    {
        "over_served": Words("과잉 서비스", "Over-served"),
        "under_served": Words("과소 서비스", "Under-served"),
        "mixed": Words("엇갈림", "Mixed"),
        "on_the_line": Words("뚜렷이 벗어나지 않음", "Not clearly off"),
        "too_few": Words("알 수 없음", "Cannot tell"),
    }
)
DEPARTMENTS_CAPTION = Words(
    "자리는 접점의 평균 방식(우편 1에서 맞춤 대면 6). 벗어난 정도는 같은 방식에서 다른 부서가 보이는 값에 "
    "견준 것이며, 부서끼리 원래 다른 만큼도 감안한 95 % 구간입니다. 비용이 뚜렷이 높거나 판매율이 뚜렷이 "
    "낮으면 과잉, 판매율이 뚜렷이 높거나 비용이 뚜렷이 낮으면 과소 서비스라고 합니다. 함께 본 것을 모두 "
    "감안해 뚜렷할 때만 말합니다.",
    "The position is the mean mode of contacts (mail 1 to customised 6). How far off is measured against "
    "what other departments have in the same modes, with 95 % intervals that allow for what departments "
    "differ by anyway. Over-served: cost clearly above or sales clearly below; under-served: sales clearly "
    "above or cost clearly below. Said only where it is clear among all that is looked at.",
)
