"""What the page on satisfaction and loyalty says."""

from warehouse.words import Words

NOT_ASKED = Words("만족과 충성을 견줄 수 없습니다.", "Satisfaction and loyalty cannot be compared.")
NEEDED = Words(
    "점수를 준 고객의 응답이 있어야 하고, 응답한 뒤 {days}일이 지나야 합니다. 기간이나 조건을 넓혀 보세요.",
    "Answers of known customers are needed, after which {days} days are over. Widen the dates or the "
    "filters.",
)
DATES = Words("기간을 고르지 않으면 모든 기간을 봅니다.", "Unless dates are picked, all days are looked at.")
PICK_ITEM = Words("점수", "Score")
PICK_OUTCOME = Words("그 뒤", "What followed")

DIFFERENCE = Words("{outcome}: 높은 점수 − 낮은 점수", "{outcome}: good less bad scores")
BANDS = Words(
    "{item} {high}–{highest}점과 {lowest}–{low}점", "{item} {high}–{highest} against {lowest}–{low}"
)
NOT_COMPARED = Words("견줄 수 없음", "not compared")
EXPLAINED = Words("요인들이 설명하는 점수 차이", "Explained by the drivers")
EXPLAINED_NOTE = Words("부서·채널·고객을 맞춘 뒤", "beyond place and customer")
IF_KEPT = Words("약속을 모두 지키면", "If promises were kept")
IF_KEPT_NOTE = Words("평균 점수의 변화", "change of the mean score")
CUSTOMERS = Words("고객 {n}명", "n {n} customers")
RATED = Words("응답 접점 {n}건", "n {n} rated contacts")

BY_SCORE = Words("{item} 점수별 {outcome}", "{outcome} by {item} score")
BY_SCORE_CAPTION = Words(
    "{meaning} · 채운 점: 부서와 접촉도, 고객 구분, 이용 기간을 맞춘 비율과 95 % 구간 · 빈 점: 그대로의 "
    "비율 · 고객은 첫 응답으로 한 번만 셈 · {least}명 미만은 표시하지 않음 · 점을 누르면 그 점수의 접점",
    "{meaning} · solid: adjusted for department and tier, segment and tenure, 95 % intervals · hollow: as it "
    "is · each customer counts once, with the first answer · fewer than {least} not shown · click a dot for "
    "the contacts with that score",
)
SCORE_AXIS = Words("{item} 점수", "{item} score")
NO_SCORES = Words("견줄 만큼 응답이 있는 점수가 없습니다.", "No score has enough answers.")
ADJUSTED = Words("맞춘 비율", "Adjusted")
PLAIN = Words("그대로의 비율", "As it is")
SCORE = Words("점수", "Score")
CUSTOMER_COUNT = Words("고객", "Customers")
BENDS_AT = Words("꺾임 {place} ({low} – {high})", "bends at {place} ({low} – {high})")

SHARES = Words("만족과 이탈, 무엇이 함께 나타나나", "What goes with scores, and with leaving")
SHARES_CAPTION = Words(
    "왼쪽: 요인들이 설명하는 {item} 점수 차이에서 각 요인의 몫(LMG)과 95 % 구간 · 오른쪽: 이탈 모형이 "
    "설명하는 부분에서의 몫(섀플리) · 둘 다 합계 100 % · 빈칸은 그 모형에 없는 요인",
    "Left: each driver's part of what the drivers explain of {item} scores (LMG), with 95 % intervals · "
    "right: its part of what the model of leaving explains (Shapley) · both add up to 100 % · none where a "
    "model lacks the driver",
)
OF_SCORES = Words("점수에서의 몫", "Share for the score")
OF_LEAVING = Words("이탈에서의 몫", "Share for leaving")
ATTRIBUTABLE = Words("함께 나타난 이탈의 몫", "Share of leaving that goes with it")
DRIVER = Words("요인", "Driver")
NO_MODEL = Words(
    "무엇이 점수와 함께 나타나는지 볼 만큼 응답 접점이 없습니다.",
    "There are too few rated contacts to tell what goes with the score.",
)

POINTS = Words("{item} 점수와 함께 나타나는 차이", "Points of the {item} score")
POINTS_COLUMNS = (
    Words("요인", "Driver"),
    Words("어떤 접점", "Kind of contact"),
    Words("점수 차이", "Points"),
    Words("95 % 구간", "95 % interval"),
    Words("응답 접점", "Rated contacts"),
)
POINTS_CAPTION = Words(
    "다른 요인과 부서·접촉도·채널, 고객 구분, 이용 기간이 같을 때의 차이 · 흐린 값은 여러 번 본 것을 "
    "감안하면 뚜렷하지 않음 · 응답한 접점만 봅니다",
    "Differences at equal other drivers, department, tier and channel, segment and tenure · pale: not clear "
    "after so many looks · only rated contacts are looked at",
)
STARTS = Words(
    "기다림 없이 한 번에 해결된 접점의 평균: {tiers}.", "A contact resolved at once without a wait: {tiers}."
)

IF_BETTER = Words("나아진다면", "What if")
IF_COLUMNS = (
    Words("가정", "If"),
    Words("평균 점수", "Mean score"),
    Words("차이", "Difference"),
    Words("95 % 구간", "95 % interval"),
    Words("달라질 접점", "Contacts concerned"),
)
IF_CAPTION = Words(
    "응답한 접점에서, 맞춘 것으로 충분할 때만 맞습니다. 응답하지 않은 접점은 들어 있지 않습니다.",
    "Of rated contacts, and only if the adjustments suffice. Contacts without an answer are not in it.",
)

AMONG = Words(
    "설문 문항 가운데 무엇이 {item} 점수와 함께 움직이나", "Which answers move with the {item} score"
)
AMONG_COLUMNS = (
    Words("문항", "Item"),
    Words("몫", "Share"),
    Words("95 % 구간", "95 % interval"),
    Words("상관", "Correlation"),
    Words("설문", "Questionnaires"),
)
AMONG_CAPTION = Words(
    "문항들이 함께 설명하는 점수 차이 {explained}에서 각 문항의 몫(존슨의 상대 가중치). 모두 답한 설문 "
    "{n}건. 다른 문항의 3분의 2보다 적게 답한 문항은 뺍니다.",
    "Each item's part of the {explained} of how scores differ that the items explain together (Johnson's "
    "relative weights); {n} questionnaires that answer all. Items answered less than two thirds as often as "
    "others are left out.",
)
NO_AMONG = Words(
    "이 점수와 나란히 여러 문항에 답한 설문이 모자랍니다.",
    "Too few questionnaires answer several items beside this score.",
)
