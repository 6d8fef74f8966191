"""What the page about operating focus says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

NO_CONTACTS = Words("선택한 범위에 접점이 없습니다.", "There are no contacts in the selection.")
TOO_SHORT = Words(
    "접촉의 방향을 말하기에는 기간이 짧습니다.", "Too short a time to tell which way contact goes."
)
NEEDS_WEEKS = Words(
    "접촉도를 아는 접점이 적어도 {weeks}주에 걸쳐 {least}건 있어야 합니다. 접촉도는 기록(contact_tier)이나 "
    "설정(channels, delivery_modes)에서 옵니다.",
    "It takes {least} contacts of known tier over {weeks} weeks. The tier comes from the records "
    "(contact_tier) or from the settings (channels, delivery_modes).",
)
REDUCTION = Words(
    "접촉은 줄어드는 쪽으로 갑니다: 저접촉 비율이 {low_change} 변했습니다.",
    "Contact is being reduced: the share of low contact changed by {low_change}.",
)
ENHANCEMENT = Words(
    "접촉은 늘어나는 쪽으로 갑니다: 저접촉 비율이 {low_change} 변했습니다.",
    "Contact is being enhanced: the share of low contact changed by {low_change}.",
)
CANNOT_TELL = Words(
    "접촉이 느는지 주는지 알 수 없습니다.", "Whether contact grows or shrinks cannot be told."
)
DEPARTMENTS_SAID = Words(
    "접촉을 줄이는 부서: {reduction}. 늘리는 부서: {enhancement}. 알 수 없음: {cannot_tell}.",
    "Reducing contact: {reduction}. Enhancing it: {enhancement}. Cannot be told: {cannot_tell}.",
)
LEVEL_SAID = Words(
    "접촉 수준(고 100, 중 50, 저 0 %의 평균)의 변화 {change} (95 % 구간 {interval}), {weeks}주, 접점 "
    "{n}건. {period}.",
    "Change of the contact level (mean of high 100, medium 50, low 0 %): {change} (95 % interval "
    "{interval}), {weeks} weeks, {n} contacts. {period}.",
)
COMPARED = Words(
    "아래 지표는 {later}을 {earlier}과 견줍니다.", "Figures below compare {later} with {earlier}."
)
NOBODY = Words("없음", "none")

PICK_DAY = Words("언제부터를 뒤로 볼지", "From when on counts as later")
MIDDLE = Words("기간의 가운데", "Middle of the days")
SINCE = Words("{day}부터", "From {day}")

MIX = Words("접촉도별 비율의 흐름", "The mix of contact tiers over time")
MIX_CAPTION = Words(
    "접촉도를 아는 접점 가운데 달마다의 비율. 띠는 95 % 구간. 점을 누르면 그 접촉도의 접점이 열립니다.",
    "Of contacts whose tier is known, by month. Bands are 95 % intervals. A point leads to the contacts of "
    "its tier.",
)
NO_MIX = Words(
    "접촉도를 아는 접점이 두 달에 걸쳐 있지 않습니다.", "No two months have contacts of known tier."
)
MONTH = Words("달", "Month")
TIER_SHARE = Words("비율", "Share")

FOCUS = Words("부서마다 접촉을 늘리는가, 줄이는가", "Is each department enhancing contact or reducing it")
DEPARTMENT = Words("부서", "Department")
ALL = Words("모든 부서", "All departments")
CHANGE = Words("접촉 수준의 변화", "Change of contact level")
LOW_CHANGE = Words("저접촉 비율", "Share of low contact")
WAY = Words("방향", "Focus")
AGREES = Words("지표와 맞는가", "Do figures agree")
FOCI: Mapping[str, Words] = MappingProxyType(
    {
        "enhancement": Words("접촉 확대", "Enhancement"),
        "reduction": Words("접촉 축소", "Reduction"),
        "cannot_tell": Words("알 수 없음", "Cannot tell"),
    }
)
AGREEMENTS: Mapping[str, Words] = MappingProxyType(
    {
        "agrees": Words("맞음", "Yes"),
        "disagrees": Words("맞지 않음", "No"),
        "cannot_tell": Words("알 수 없음", "Cannot tell"),
    }
)
FOCUS_CAPTION = Words(
    "접촉 수준은 고접촉 100 %, 중접촉 50 %, 저접촉 0 %의 평균이며, 주마다의 값에 그은 선이 첫 주에서 "
    "마지막 주까지 변한 만큼을 95 % 구간과 함께 적습니다. 함께 본 부서를 모두 감안해도 우연을 넘으면 "
    "확대나 축소라고 합니다. 나머지 칸은 {later}을 {earlier}과 견준 변화입니다. 확대에는 만족도나 판매가 "
    "뚜렷이 높아지고 어느 쪽도 낮아지지 않아야, 축소에는 비용이 뚜렷이 낮아지고 만족도가 낮아지거나 실패가 "
    "늘지 않아야 '맞음'입니다. 굵은 글씨는 뚜렷한 변화. 함께 갈 뿐, 접촉이 그렇게 만든다는 뜻은 아닙니다.",
    "The contact level is the mean of 100 % for high, 50 % for medium and 0 % for low contact; the change "
    "is that of a line through the weeks from the first to the last, with its 95 % interval. Enhancement "
    "or reduction is said where that is beyond chance among all departments. The other columns compare "
    "{later} with {earlier}. Figures agree with enhancement where satisfaction or sales clearly rise "
    "and neither falls; with reduction where cost clearly falls, satisfaction does not fall and failure "
    "does not rise. In bold: clear changes. It goes together; it need not come of the contact.",
)

MOVES = Words("무엇이 어디로 옮겨 갔는가", "What moved where")
REASON = Words("문의 이유", "Reason")
FROM = Words("앞에서", "Earlier")
TO = Words("뒤에서", "Later")
MOVED = Words("옮긴 고객", "Moved")
BACK = Words("거꾸로", "The other way")
SHARE = Words("옮긴 쪽의 비율", "Share that moved that way")
CLEAR = Words("뚜렷함", "Clear")
DIRECTION = Words("접촉", "Contact")
DIRECTIONS: Mapping[str, Words] = MappingProxyType(
    {
        "less": Words("줄어듦", "Less"),
        "more": Words("늘어남", "More"),
        "same": Words("같은 접촉도", "Same tier"),
    }
)
MOVES_CAPTION = Words(
    "같은 고객이 같은 이유로 {on} 앞과 뒤에 처음 찾은 채널. 옮긴 고객과 거꾸로 간 고객의 수가 우연으로 "
    "다를 수 있는 것보다 더 다른 것만 보입니다(견준 {looks}개를 모두 감안). 모두는 파일에 있습니다. 숫자를 "
    "누르면 그 고객들이 그 이유로 찾은 접점이 열립니다.",
    "The channel of a customer's first contact for a reason before {on}, and from then on. Only where more "
    "moved one way than back beyond chance, among {looks} looked at; files have all. A number leads to the "
    "contacts for the reason of those customers.",
)
NO_MOVES = Words(
    "어느 이유에서도 옮긴 고객이 거꾸로 간 고객보다 뚜렷이 많지 않습니다 (견준 길 {looks}개, 고객과 이유 "
    "{matters}건).",
    "For no reason did clearly more customers move one way than back ({looks} ways, {matters} reasons of "
    "customers).",
)
SAMPLE = Words(
    "접점이 많아 고객 {one_in}명에 1명을 뽑아 셌습니다. 구간은 뽑힌 고객의 수를 따릅니다.",
    "There are so many contacts that one customer in {one_in} was drawn; intervals are as wide as so few "
    "make them.",
)
NO_PARTS = Words(
    "기간의 앞과 뒤에 모두 접점이 있어야 합니다.", "There have to be contacts in both parts of the days."
)

EFFECTS = Words("옮긴 고객은 어떻게 되었는가", "How those who moved fared")
OUTCOME = Words("지표", "Figure")
TO_LESS = Words("접촉이 줄어든 쪽", "To less contact")
TO_MORE = Words("접촉이 늘어난 쪽", "To more contact")
OUTCOMES: Mapping[str, Words] = MappingProxyType(
    {
        "csat": Words("만족도 (1–5점)", "Satisfaction (1–5)"),
        "failed": Words("실패", "Failed"),
        "resolved": Words("해결", "Resolved"),
        "followed": Words("같은 이유로 다시 찾음", "Came again for the reason"),
        "cost": Words("비용", "Cost"),
    }
)
DIFFERENCE = Words("차이", "Difference")
STAYED = Words("머문 고객", "Stayed")
OF_MOVED = Words("옮긴 {moved}건, 머문 {stayed}건", "{moved} moved, {stayed} stayed")
FEW = Words("건수가 적음", "Too few")
EFFECTS_CAPTION = Words(
    "옮긴 고객의 지표가 {on} 앞뒤로 변한 만큼에서, 같은 이유로 앞에 같은 채널을 찾고 그대로 머문 고객이 "
    "변한 만큼을 뺀 것(이중차분)과 95 % 구간. 고객을 묶음으로 봅니다. 굵은 글씨는 함께 본 것을 모두 "
    "감안해도 우연을 넘습니다. 누가 옮길지 제비로 뽑은 것은 아니므로, 옮김과 함께 나타난 변화입니다.",
    "How much the figures of those who moved changed across {on}, less the change of those who came for "
    "the same reason through the same channel and stayed (difference in differences), with 95 % intervals; "
    "customers count as clusters. In bold: beyond chance among all looked at. Who moves is not drawn by "
    "lot: these are changes that go with moving.",
)
