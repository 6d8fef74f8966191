"""What the page of question sets says."""

from warehouse.words import Words

PICK_SET = Words("문항 묶음", "Question set")
FOUND = Words(
    "{set}: 100점 만점에 {value}점({low} – {high})입니다.",
    "{set} stands at {value} ({low} – {high}).",
)
LOWEST = Words(
    "가장 낮은 차원은 {part} {value}점({low} – {high})입니다.",
    "The lowest dimension is {part}: {value} ({low} – {high}).",
)
BELOW = Words(
    "{department} ({tier})은 같은 접촉도의 다른 부서보다 {gap}점({low} – {high}) 낮습니다.",
    "{department} ({tier}) stands {gap} points ({low} – {high}) below the other departments of its tier.",
)
ABOVE = Words(
    "{department} ({tier})은 같은 접촉도의 다른 부서보다 {gap}점({low} – {high}) 높습니다.",
    "{department} ({tier}) stands {gap} points ({low} – {high}) above the other departments of its tier.",
)
NOBODY = Words(
    "같은 접촉도 안에서 우연을 넘게 다른 부서는 없습니다(비교 {looks}건).",
    "Within a tier no department differs beyond chance ({looks} compared).",
)
NO_INDEX = Words("{set}: 지수를 낼 수 없습니다.", "There is no index {set}.")
TOO_FEW = Words(
    "고른 기간의 응답이 문항마다 {least}건에 못 미칩니다.",
    "In these days some item has fewer than {least} answers.",
)
DEFINED = Words(
    "{made} 설문 응답 {n}건 이상(가장 적게 답한 문항).", "{made} At least {n} answers to each item."
)
PARTS = Words("{set}: 지수와 차원", "{set}: the index and its dimensions")
PARTS_CAPTION = Words(
    "0–100점 · 선은 95 % 구간 · 가로로 오른쪽이 좋음 · 한 고객의 응답은 함께 세어 구간을 냅니다",
    "0 to 100 · lines are 95 % intervals · right is better · all answers of one customer count as one unit",
)
GAPS = Words("{set}: 느낀 점수에서 기대를 뺀 차이", "{set}: perceived less expected")
GAPS_CAPTION = Words(
    "두 점수가 모두 있는 응답에서 · 0점 왼쪽이면 기대에 못 미침 · 옆 그림은 느낀 점수만의 값",
    "Of answers that have both · left of 0 falls short of expectations · the chart beside shows "
    "perceptions only",
)
NO_GAPS = Words(
    "이 묶음은 기대 점수와 견주지 않거나, 기대 점수가 있는 응답이 적습니다.",
    "This set compares no expectations, or too few answers have one.",
)
MONTHS = Words("{set}의 흐름", "{set} over time")
MONTHS_CAPTION = Words(
    "달마다의 지수와 95 % 구간 · 고른 기간이 없으면 모든 달",
    "The index by month with 95 % intervals · all months unless days are picked",
)
NO_MONTHS = Words("지수를 낼 수 있는 달이 없습니다.", "No month has enough answers for an index.")
MATRIX = Words("{set}: 부서와 접촉도", "{set} by department and contact tier")
MATRIX_CAPTION = Words(
    "색은 같은 접촉도의 다른 모든 부서와 우연을 넘게 다른 칸(비교 {looks}건에 맞춘 본페로니) · "
    "칸을 누르면 그 부서",
    "Shaded: beyond chance off all other departments of the tier (Bonferroni over {looks} compared) · a "
    "click opens the department",
)
TIER_INDEX = Words("접촉도 전체", "The whole tier")
ITEMS = Words("{set}의 문항", "The items of {set}")
ITEM_COLUMNS = (
    Words("차원", "Dimension"),
    Words("문항", "Item"),
    Words("응답의 이름", "Called in answers"),
    Words("척도 (나쁨 – 좋음)", "Scale (worst – best)"),
    Words("비중", "Weight"),
    Words("점수 (0–100)", "Score (0–100)"),
    Words("응답", "Answers"),
)
NO_ANSWERS = Words("응답 없음", "no answers")
SOURCE = Words("출처: {source}.", "Source: {source}.")
PART = Words("지수·차원", "Index or dimension")
VALUE = Words("값 (0–100)", "Value (0–100)")
GAP = Words("느낀 점수 − 기대", "Perceived less expected")
GAP_COUNT = Words("두 점수가 있는 응답", "Answers with both")
MONTH = Words("달", "Month")
OTHERS = Words("같은 접촉도의 다른 부서", "Other departments of the tier")
DIFFERENCE = Words("차이", "Difference")
IS_CLEAR = Words("우연을 넘음", "Beyond chance")
N = Words("응답 {n}건", "n {n}")
