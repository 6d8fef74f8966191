"""What the page on reasons of leaving says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

NAMES_MOST = Words(
    "떠난 고객이 가장 많이 든 이유는 {named}입니다: {n}명 가운데 {share} ({interval}).",
    "What those who left name most is {named}: {share} of {n} ({interval}).",
)
BESIDE_IT = Words("그다음은 {named} {share}.", "Next comes {named}, {share}.")
UNKNOWN_SHARE = Words("이유를 남기지 않은 고객은 {share}.", "{share} left no reason.")
SAID_LESS = Words(
    "기록보다 적게 말하는 이유: {named} (겪은 고객의 {share}만 이유로 듦).",
    "Said less often than records show it: {named}, which {share} of those who lived through it name.",
)
DEFINED = Words(
    "{period}에 떠난 고객을 이탈일(left_on)과 이유(leave_causes)가 있는 고객 기록으로 셉니다. 한 고객이 여러 "
    "이유를 들 수 있습니다.",
    "Who left in {period}, by the leaving date (left_on) and reasons (leave_causes) of customer records; a "
    "customer may name several.",
)
NOBODY_LEFT = Words(
    "이 기간에 떠난 것으로 기록된 고객이 없습니다.", "No customer is on record as having left."
)
NEEDED = Words(
    "이탈일(left_on)이 있는 고객 기록이 필요합니다.",
    "Customer records with a leaving date (left_on) are needed.",
)
TOO_FEW = Words(
    "떠난 고객이 적어 나누어 보여 줄 수 없습니다 (최소 {least}명).",
    "Too few customers left to show shares ({least} needed).",
)

MONEY_A_YEAR = Words("함께 떠난 가치, 한 해", "Value that left with them, a year")
SHARE_AND_MONEY = Words("{share} · 한 해 {money}", "{share} · {money} a year")
LEAVERS = Words("떠난 고객", "Customers who left")
STATED = Words("이유를 남긴 고객", "Left a reason")
TOP = Words("가장 많은 이유: {named}", "Most named: {named}")
SERVICE = Words("서비스에서 겪은 일", "Something in the service")
SERVICE_NOTE = Words(
    "불편, 서비스 실패, 응대 실패, 실패 뒤의 대응 가운데 하나 이상",
    "at least one of inconvenience, service failure, treatment, response to a failure",
)
INVOLUNTARY = Words("어쩔 수 없이 떠남", "Had no choice")
OF_LEAVERS = Words("떠난 고객 {n}명 가운데", "of {n} who left")
COUNTED = Words("고객 기록의 이탈일로 셈", "by leaving date")

CAUSES = Words("떠난 고객이 든 이유", "Reasons named by those who left")
CAUSES_CAPTION = Words(
    "한 고객이 여러 이유를 들 수 있어 합이 100 %를 넘을 수 있음 · 선은 모든 이유를 함께 본 95 % "
    "구간(Goodman) · 흐린 "
    "줄은 이유를 모르는 고객",
    "A customer may name several, so shares may add up to more than 100 % · lines: 95 % intervals for all "
    "reasons "
    "together (Goodman) · pale: no reason on record",
)
MONTHS = Words("달마다 든 이유", "Reasons by month of leaving")
MONTHS_CAPTION = Words(
    "그달에 떠난 고객 가운데 · 많이 든 이유 {most}개 · 띠는 모든 이유를 함께 본 95 % 구간 · 끝나지 않은 "
    "달은 그리지 않음",
    "Of those who left in the month · the {most} named most · band: 95 % interval for all reasons together · "
    "unfinished months are not drawn",
)
TOO_FEW_MONTHS = Words("그릴 만큼 떠난 고객이 있는 달이 없습니다.", "No month has enough leavers to draw.")
SHARE_NAMING = Words("이유로 든 비율", "Share naming it")
CAUSE = Words("이유", "Reason")
NAMED = Words("든 고객", "Named by")
MONTH = Words("떠난 달", "Month of leaving")

SPLIT = Words("누가 무엇을 이유로 드나, {dimension}별", "Who names what, by {dimension}")
PICK_SPLIT = Words("나누는 기준", "Split by")
SPLIT_CAPTION = Words(
    "칸은 그 집단에서 이유로 든 비율 · 짙은 칸은 다른 모든 고객과 우연을 넘어 다름(여러 번 본 것을 감안) · "
    "부서, 접촉도, 채널은 떠나기 전 마지막 접점의 것",
    "Share of the group naming it · shaded: differs from all other leavers beyond chance, for so many "
    "looks · "
    "department, tier and channel are those of the last contact before leaving",
)
MORE_OFTEN = Words("더 자주", "more often")
LESS_OFTEN = Words("더 드물게", "less often")
BESIDE_OTHERS = Words("다른 고객 {others}", "all others {others}")
NO_PARTS = Words("나눌 만한 집단이 없습니다.", "There are no groups large enough to compare.")

LIVED = Words("말한 이유와 기록에 남은 일", "What they say beside what records show")
LIVED_COLUMNS = (
    Words("이유", "Reason"),
    Words("기록에서 찾은 것", "Records show"),
    Words("겪은 고객이 듦", "Named if lived"),
    Words("다른 고객이 듦", "Named if not"),
    Words("차이", "Difference"),
    Words("겪고 말 안 함", "Lived, not said"),
    Words("기록 없이 말함", "Said, not on record"),
    Words("견주어 보면", "Compared"),
    Words("함께 나타난 이탈", "Leaving with it"),
)
LIVED_CAPTION = Words(
    "떠나기 앞 달력의 한 달에 겪은 것 · 그 달이 자료에 있는 고객 {n}명 · 차이는 95 % 구간(MOVER) · 마지막 "
    "열은 이탈 "
    "요인 페이지의 값 · 함께 나타난다고 그것 때문은 아님",
    "Lived through in the calendar month before leaving · {n} customers whose month before is in the data · "
    "difference with 95 % interval (MOVER) · last column as on the page of churn drivers · what goes "
    "together need "
    "not be why",
)
VERDICTS: Mapping[str, Words] = MappingProxyType(
    {
        "more_lived": Words("겪은 고객이 더 많음", "more live it"),
        "more_said": Words("말하는 고객이 더 많음", "more say it"),
        "alike": Words("뚜렷한 차이 없음", "not clear"),
    }
)

FLOW = Words("실패 뒤의 길", "What follows a failure")
FLOW_OF = Words("실패 {n}건 뒤의 길", "What follows {n} failures")
FLOW_CAPTION = Words(
    "폭은 실패 건수 · 누르면 그 길의 접점으로 감 · 떠남: 실패한 달의 다음 달 끝까지 · 그때까지 자료가 "
    "있는 실패만",
    "Widths are failures; click one for its contacts · left: by the end of the calendar month after · only "
    "failures "
    "of which that is known",
)
FLOW_TABLE = Words("길마다 접점 보기", "Each way, and its contacts")
FLOW_COLUMNS = (
    Words("앞 단계", "From"),
    Words("다음 단계", "To"),
    Words("실패", "Failures"),
    Words("앞 단계 가운데", "Of the step before"),
)
STEP_HEADS = (
    Words("실패", "Failure"),
    Words("불평", "Complaint"),
    Words("회복", "Recovery"),
    Words("그 뒤", "After"),
)
WAY = Words("길", "Way")
FAILURES = Words("실패 건수", "Failures")
SHARE_OF_STEP = Words("앞 단계 가운데 비율", "Share of the step before")
NO_FAILURES = Words(
    "뒤를 알 수 있는 실패가 적어 그릴 수 없습니다.", "Too few failures of which is known what followed."
)
SEE_CONTACTS = Words("'{what}' 접점 보기", "See the contacts of “{what}”")
