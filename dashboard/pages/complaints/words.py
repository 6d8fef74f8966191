"""What the page about complaints says."""

from warehouse.words import Words

MOST = Words(
    "{part} 고객은 같은 일을 겪고도 다른 고객보다 더 자주 불평합니다: 오즈 {times}배.",
    "{part} complain more often than other customers to whom the same happens: {times} times the odds.",
)
LEAST = Words("가장 드문 쪽은 {part}: {times}배.", "Least often: {part}, {times} times.")
NOBODY = Words(
    "같은 일을 겪었을 때 다른 고객보다 뚜렷이 더 자주 불평하는 고객은 없습니다.",
    "No group of customers complains clearly more often than others to whom the same happens.",
)
NOT_CLEAR = Words("{dimensions}에 따라서는 뚜렷이 다르지 않습니다.", "No clear difference by {dimensions}.")
LOOKS = Words(
    "접점 {n}건의 불평 {complaints}건에서 {looks}개 집단을 함께 보았습니다 (본페로니).",
    "{looks} groups were looked at together (Bonferroni), of {complaints} complaints in {n} contacts.",
)
NOT_SAID = Words("불평 여부가 적힌 접점이 없습니다.", "No contact says whether the customer complained.")
NEEDED = Words(
    "접점에 불평 여부(is_complaint)를, 고객에 생년월일(born_on), 성별(gender), 지역(region), "
    "고객군(segment)을 적어 불러오세요.",
    "Load contacts that say it (is_complaint), and customers with their day of birth (born_on), gender, "
    "region or segment.",
)
UNKNOWN_WHO = Words(
    "불평한 고객이 누구인지 알 수 있는 고객 기록이 없습니다.",
    "No customer record says who complained.",
)

COMPLAINTS = Words("불평한 접점", "Contacts with a complaint")
OF_CONTACTS = Words("접점 {n}건 가운데", "of {n} contacts")
MOST_OFTEN = Words("가장 자주: {part}", "Most often: {part}")
LEAST_OFTEN = Words("가장 드물게: {part}", "Least often: {part}")
TIMES = Words("{times}배", "× {times}")
TIMES_NOTE = Words("같은 일을 겪은 다른 고객에 견준 오즈", "odds beside others to whom the same happens")

CHART = Words("누가 더 자주 불평하나", "Who complains more often")
CHART_CAPTION = Words(
    "불평의 오즈가 다른 고객의 몇 배인지, 부서·접촉도·채널·결과와 다른 특성이 같을 때 (맨텔·헨젤). 선은 "
    "모든 집단을 함께 담는 95 % 구간. 짙은 색은 1을 벗어남. 누르면 그 불평들을 봅니다.",
    "How many times the odds of a complaint of all others, at equal department, tier, channel, outcome "
    "and other traits (Mantel-Haenszel). Lines: 95 % intervals that hold all groups together; full "
    "colour: beyond 1. Click for the complaints.",
)
NO_CHART = Words("견줄 만큼 기록이 없습니다.", "Too few records to compare.")
AXIS = Words("오즈의 배수", "Times the odds")
TRAIT = Words("특성", "Trait")
PART = Words("집단", "Group")
RATE = Words("불평률", "Complaint rate")
RATE_OTHERS = Words("그 밖의 고객", "All others")
IS_CLEAR = Words("뚜렷함", "Clear")
COUNT = Words("불평", "Complaints")
TIP = Words("불평률 {value}, 그 밖 {others} · {n}건", "complaint rate {value}, others {others} · n {n}")

SHARES = Words("불평의 이유, {dimension}별", "What complaints are about, by {dimension}")
SHARES_CAPTION = Words(
    "그 집단의 불평 가운데 그 이유의 비율을 다른 불평에서의 비율과 견주어 우연을 넘어 다른 것만 보입니다. "
    "{looks}개를 함께 보았습니다.",
    "The share of the reason among the complaints of the group beside that among all other complaints, "
    "where it differs beyond chance. {looks} were looked at together.",
)
NO_SHARES = Words(
    "어느 집단도 다른 집단과 뚜렷이 다른 이유로 불평하지 않습니다. {looks}개를 함께 보았습니다.",
    "No group complains about clearly other reasons than the others. {looks} were looked at together.",
)
SHARES_COLUMNS = (
    Words("집단", "Group"),
    Words("이유", "Reason"),
    Words("불평", "Complaints"),
    Words("그 집단의 불평 가운데", "Of its complaints"),
    Words("다른 불평 가운데", "Of all others"),
    Words("차이 (95 %)", "Difference (95 %)"),
)
MATRIX = Words("이유마다의 불평률, {dimension}별", "Complaint rate for each reason, by {dimension}")
MATRIX_CAPTION = Words(
    "그 이유로 온 접점 가운데 불평한 비율. 칠한 칸은 같은 이유로 온 다른 고객과 우연을 넘어 다름: ",
    "Share of contacts for the reason in which the customer complained. Shaded: differs beyond chance "
    "from others who come for it: ",
)
CROSSED = Words("연령대, 성별, 지역을 함께", "Age, gender and region together")
CROSSED_CAPTION = Words(
    "그 고객들의 접점 가운데 불평한 비율. 칠한 칸은 다른 모든 고객과 우연을 넘어 다름: ",
    "Share of contacts of these customers in which they complained. Shaded: differs beyond chance from "
    "all others: ",
)
MORE_OFTEN = Words("더 자주 ", "more often ")
LESS_OFTEN = Words("더 드물게", "less often")
BESIDE = Words("그 밖의 고객 {others}", "others {others}")
REASON = Words("이유", "Reason")
NOTHING = Words("견줄 만큼 불평이 적혀 있지 않습니다.", "Too few complaints are on record.")
PICK = Words("나눠 보기", "Split by")

SAID = Words("불평한 고객의 말, {dimension}별", "What complainants write, by {dimension}")
SAID_COLUMNS = (
    Words("집단", "Group"),
    Words("단어", "Word"),
    Words("의견", "Comment"),
    Words("그 집단", "Of the group"),
    Words("그 밖", "Of all others"),
    Words("오즈의 배수 (95 %)", "Times the odds (95 %)"),
)
SAID_CAPTION = Words(
    "불평이 있었던 접점의 설문 의견 {n}건 ({parts})에서, 다른 집단의 의견보다 뚜렷이 자주 나오는 "
    "단어입니다 (홈의 보정).",
    "Words that come clearly more often in the comments of the group than in all others, of {n} comments "
    "about contacts with a complaint ({parts}); adjusted for all words looked at (Holm).",
)
NO_WORDS = Words(
    "어느 집단의 의견에도 다른 집단보다 뚜렷이 자주 나오는 단어가 없습니다. 불평이 있었던 접점의 설문 "
    "의견 {n}건 ({parts}), 단어 {looks}개.",
    "No word comes clearly more often in the comments of one group than in those of the others: {n} "
    "comments about contacts with a complaint ({parts}), {looks} words.",
)
FEW_WORDS = Words(
    "불평이 있었던 접점의 설문 의견이 {n}건뿐입니다. 집단마다 {least}건이 있어야 견줍니다.",
    "Only {n} comments about contacts with a complaint; {least} of a group are needed to compare.",
)
EACH_PART = Words("{part} {n}건", "{part}: {n}")
