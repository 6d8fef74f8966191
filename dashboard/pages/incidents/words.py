"""What the page on incidents says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

WORST = Words(
    "떠남과 가장 뚜렷이 함께 나타나는 사건은 '{kind}'입니다: 다음 달에 떠난 고객이 {difference} 더 "
    "많습니다 ({interval}).",
    "“{kind}” goes most surely with leaving: {difference} more leave in the month after ({interval}).",
)
NONE_LEAVES = Words(
    "비슷한 접점보다 우연을 넘어 더 떠나게 되는 사건은 없습니다.",
    "No kind of incident goes with more leaving than contacts that are alike, beyond chance.",
)
ALSO = Words("그 밖에 뚜렷한 것: {kinds}.", "Also beyond chance: {kinds}.")
SATISFIES = Words(
    "만족도가 가장 많이 낮은 것은 '{kind}'입니다 ({difference}, {interval}).",
    "Satisfaction is lowest with “{kind}” ({difference}, {interval}).",
)
DEFINED = Words(
    "사건: 접점에서 겪은 피해나 기쁨. 같은 달, 접촉도, {place}, 세분, 가입 기간에서 다른 것은 모두 "
    "똑같이 겪고 그것만 다른 접점과 견줍니다. 떠남: 그 달에 겪은 것에 따라, 달이 끝날 때 있던 고객이 "
    "다음 달에 떠난 비율 (고객은 달마다 한 번, 그 달 첫 접점의 접촉도와 {place}로). {period}.",
    "An incident is damage or delight in a contact. It is set beside contacts of the same month, tier, "
    "{place}, segment and tenure in which all else was lived through alike. Leaving: by what was lived "
    "through in a month, the share of customers there when it ended who left in the next (each once a "
    "month, by the tier and {place} of the first contact). {period}.",
)
OF_ALL = Words("목록, 이유, 말은 모든 고객의 것입니다.", "The list, reasons and words are of all customers.")
PLACES: Mapping[str, Words] = MappingProxyType(
    {"department": Words("부서", "department"), "reason": Words("이유", "reason")}
)
NOBODY = Words("이 기간에 견줄 접점이 없습니다.", "There are no contacts to compare in these days.")
NEEDED = Words(
    "고객을 아는 접점이 필요하고, 떠남에는 고객의 가입·이탈 기록과 그 다음 달이, 만족도에는 접점에 "
    "이어진 만족도 답(csat)이 필요합니다.",
    "Contacts of known customers are needed; for leaving, customer records and the month after; for "
    "satisfaction, answers (csat) linked to contacts.",
)
LEFT_TITLE = Words(
    "다음 달에 더 떠난 고객 (비슷한 접점보다)", "More who left in the month after, beside contacts alike"
)
CSAT_TITLE = Words(
    "그 접점의 만족도 차이 (비슷한 접점보다)", "Satisfaction with the contact, beside contacts alike"
)
LEFT_AXIS = Words("떠난 비율의 차이", "Difference in the share who left")
CSAT_AXIS = Words("만족도의 차이(점)", "Difference in satisfaction (points)")
CAPTION = Words(
    "진한 색: 모든 비교를 함께 보고도 우연을 넘음 (주황은 나쁜 쪽, 파랑은 좋은 쪽) · 막대는 95 % 구간 · "
    "사건이 {least}건보다 적으면 표시하지 않음 · 누르면 그 접점들",
    "In colour: beyond chance, corrected for all comparisons (orange for the worse, blue for the better) "
    "· whiskers: 95 % · kinds of fewer than {least} are not shown · click for the contacts",
)
NO_CHART = Words("말할 만큼의 기록이 없습니다.", "There are too few records to tell.")
KIND, SIDE = Words("사건", "Incident"), Words("피해·기쁨", "Side")
DIFFERENCE = Words("차이", "Difference")
WITH_IT, OTHERS = Words("겪은 수", "With it"), Words("견준 수", "Beside")
IS_CLEAR = Words("우연을 넘음", "Beyond chance")
TIP = Words("겪은 {n} · 견준 {others}", "{n} with it · {others} beside")
MOST_LEFT = Words("떠남과 가장 뚜렷이", "Most surely with leaving")
LOWEST = Words("만족도가 가장 낮음", "Lowest satisfaction")
HIGHEST = Words("기쁨 가운데 가장 높음", "Highest of delights")
ALL = Words("그런 접점 {n}건", "{n} such contacts")
PICK_PLACE = Words("무엇이 같은 접점끼리", "What has to be alike")
PICK_SIDE = Words("피해 또는 기쁨", "Damage or delight")

LIST = Words("기록에 있는 사건, 하나씩", "Incidents in the records, one by one")
LIST_CAPTION = Words(
    "{period} · 우연을 넘는 차이를 종류마다 더해 무거운 순, 그다음 최근 순으로 {most}건까지 · '봄'과 "
    "'이름'을 눌러 바꿈 · 고객 번호를 누르면 그 고객의 기록",
    "{period} · the gravest first (what its kinds surely go with, together), then the newest, up to "
    "{most} · click “Seen” or “Code” to change it · the id leads to the record",
)
READ_ONLY = Words(
    "여기서는 바꿀 수 없습니다. 이 컴퓨터에서 연 서버이거나 설정의 [server] writing이 ‘always’일 때 "
    "바꿀 수 있습니다.",
    "Nothing can be changed here: only where the server listens on this machine alone, or where the "
    "settings say writing = “always” under [server].",
)
COLUMNS: Mapping[str, Words] = MappingProxyType(
    {
        "is_reviewed": Words("봄", "Seen"),
        "code": Words("이름", "Code"),
        "occurred_local": Words("시각", "Time"),
        "kinds": Words("겪은 것", "Lived through"),
        "comment": Words("고객의 말", "Words"),
        "csat": Words("만족도", "Satisfaction"),
        "department": Words("부서", "Department"),
        "channel": Words("채널", "Channel"),
        "tier": Words("접촉도", "Tier"),
        "reason": Words("이유", "Reason"),
        "failure_origin": Words("실패한 곳", "Origin"),
        "has_left": Words("떠남", "Left"),
        "customer_id": Words("고객 번호", "Customer"),
    }
)
SAVED = Words("저장했습니다.", "Saved.")
NOT_SAVED = Words("저장하지 못했습니다: {problem}", "Not saved: {problem}")

TOLD = Words("면담에서 들은 사건", "Incidents that people told")
TOLD_CAPTION = Words(
    "면담이나 메모에서 적은 것 · 위의 기록과 따로 셈 · 고객을 지우면 함께 지워짐 · 'touchpoints "
    "incidents remove'로 뺌",
    "From interviews and notes · counted apart from the records above · an erasure of the customer "
    "clears them · 'touchpoints incidents remove' takes one out",
)
TOLD_COLUMNS: Mapping[str, Words] = MappingProxyType(
    {
        "happened_on": Words("날", "Day"),
        "side": SIDE,
        "department": COLUMNS["department"],
        "contact_tier": COLUMNS["tier"],
        "channel": COLUMNS["channel"],
        "words": Words("들은 말", "What was told"),
        "code": COLUMNS["code"],
        "source": Words("출처", "Source"),
        "customer_id": COLUMNS["customer_id"],
    }
)
ADD = Words("적어 넣기", "Keep it")
ADDED = Words("{number}번으로 적었습니다.", "Kept as number {number}.")
NO_DAY = Words("날은 2026-10-31처럼 적습니다.", "Write the day as 2026-10-31.")
NONE_TOLD = Words("아직 적은 사건이 없습니다.", "Nobody told any yet.")
CODES = Words("이름마다: 들은 사건 / 본 기록", "By code: told / in the records")

REASONS = Words("어떤 이유에서 더 자주", "For which reasons more often")
REASON_COLUMNS = (
    Words("이유", "Reason"),
    Words("사건", "Incidents"),
    Words("사건인 접점의 몫", "Share of its contacts"),
    Words("같은 부서의 다른 이유보다", "Beside other reasons there"),
)
REASONS_CAPTION = Words(
    "같은 부서, 채널, 달의 다른 이유와 견줌 · 굵은 것은 모든 이유를 함께 보고도 우연을 넘음 · 95 % 구간",
    "Beside other reasons of the same department, channel and month · bold: beyond chance, corrected for "
    "all reasons · 95 %",
)
SAID = Words("사건에 적힌 말", "Words about incidents")
WORD_COLUMNS = (
    Words("말", "Word"),
    Words("보기", "Example"),
    Words("사건의 의견", "About incidents"),
    Words("다른 의견의 몫", "Of other comments"),
    Words("승산의 배수", "Times the odds"),
)
SAID_CAPTION = Words(
    "다른 접점의 의견보다 우연을 넘어 자주 나온 말 (홀름 보정), 95 % 구간",
    "Words that are more frequent than in comments about other contacts, beyond chance (Holm), 95 %",
)
NO_WORDS = Words("우연을 넘어 자주 나온 말이 없습니다.", "No word is more frequent beyond chance.")
DETERMINANTS = Words(
    "고접촉은 태도, 저접촉은 쓰기 쉬움: 사건에서 무엇이 다른가",
    "What differs: attitude where contact is high, ease where it is low",
)
DETERMINANTS_CAPTION = Words(
    "칸은 사건에 대한 답에서 같은 부서와 달의 다른 접점에 대한 답을 뺀 점수와 95 % 구간, 아래는 답의 수 "
    "· 실패한 곳은 그 접촉도의 실패 가운데 몫 · 고접촉에서는 공감성·확신성·직원, 저접촉에서는 "
    "유형성·반응성·쓰기 쉬움·시스템을 봅니다(진한 칸) · –: {least}건 미만",
    "Answers about incidents less answers about other contacts of the same department and month, in "
    "points, 95 %, below them the answers · origins are shares of the tier's failures · where contact is "
    "high look at empathy, assurance and staff, where it is low at tangibles, responsiveness, ease and "
    "systems (shaded) · –: fewer than {least}",
)
ITEMS: Mapping[str, Words] = MappingProxyType(
    {
        "servqual.empathy": Words("공감성", "Empathy"),
        "servqual.assurance": Words("확신성", "Assurance"),
        "servqual.tangibles": Words("유형성", "Tangibles"),
        "servqual.responsiveness": Words("반응성", "Responsiveness"),
        "ces": Words("쓰기 쉬움(CES)", "Ease (CES)"),
        "servqual.reliability": Words("신뢰성", "Reliability"),
    }
)
ORIGINS: Mapping[str, Words] = MappingProxyType(
    {
        "staff": Words("실패한 곳: 직원", "Failed: staff"),
        "system": Words("실패한 곳: 시스템", "Failed: system"),
        "physical_evidence": Words("실패한 곳: 시설", "Failed: physical evidence"),
        "policy": Words("실패한 곳: 규정", "Failed: policy"),
    }
)
NOTHING = Words("말할 만큼의 기록이 없습니다.", "There are too few records to tell.")
OF_N = Words("{n}건", "{n}")
ITEM = Words("무엇", "What")
