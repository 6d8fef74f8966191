"""What the page on moments of truth says."""

from warehouse.words import Words

STANDS_OUT = Words(
    "가장 뚜렷하게 뒤지는 접점은 {place}입니다: {measure} {value}, 같은 접촉도와 단계에서는 보통 {expected}.",
    "The touchpoint most clearly behind is {place}: {measure} {value}, where {expected} is usual in its tier "
    "and stage.",
)
NOTHING_STANDS_OUT = Words(
    "같은 접촉도와 단계의 다른 접점보다 뚜렷하게 뒤지는 접점이 없습니다.",
    "No touchpoint is clearly behind the others of its tier and stage.",
)
COUNTED = Words(
    "고객 {customers}명 × 접점 {each}번 × {length} = 함께한 {hours}시간.",
    "{customers} customers × {each} contacts × {length} = {hours} hours together.",
)
LOOKS = Words(
    "{touchpoints}개 접점의 값 {looks}개를 함께 보았습니다 (본페로니).",
    "{looks} figures of {touchpoints} touchpoints were looked at together (Bonferroni).",
)
NO_CONTACTS = Words("이 조건에 맞는 접점이 없습니다.", "There are no contacts here.")
WIDEN = Words("기간이나 조건을 넓혀 보세요.", "Widen the dates or the filters.")

CONTACTS = Words("진실의 순간", "Moments of truth")
CUSTOMERS = Words("고객", "Customers")
EACH = Words("고객 한 명의 접점", "Contacts per customer")
LENGTH = Words("한 번의 처리 시간", "Length of a contact")
HOURS = Words("함께한 시간", "Hours together")
KNOWN = Words("고객을 아는 접점만", "known customers only")
OF_SERVED = Words("처리 시간이 있는 {n}건", "of {n} with a length")
IN_ALL = Words("모든 접점", "all contacts")
HOURS_UNIT = Words("{hours}시간", "{hours} h")

ENDED = Words("어떻게 끝났나", "How they ended")
ENDED_COLUMNS = (
    Words("결과", "Outcome"),
    Words("접점", "Contacts"),
    Words("비율", "Share"),
    Words("처리한 시간", "Hours of service"),
    Words("기다린 시간", "Hours waited"),
)
ENDED_CAPTION = Words(
    "비율의 구간은 95 % (윌슨) · 시간은 적혀 있는 접점의 합",
    "Shares with 95 % intervals (Wilson) · hours are sums over the contacts that say them",
)

BESIDE = Words("같은 접촉도와 단계에서 본 {measure}", "{measure}, beside the same tier and stage")
BESIDE_CAPTION = Words(
    "점과 선: 작은 접점을 같은 접촉도와 단계 쪽으로 당긴 값과 95 % 구간 · 세로 눈금: 그곳에서 보통인 값 · "
    "가장 먼 접점 {most}개까지",
    "Dots and lines: figures drawn towards their tier and stage as far as the touchpoint is small, 95 % "
    "intervals · "
    "ticks: what is usual there · up to {most} touchpoints, the furthest off",
)
NOTHING_TO_COMPARE = Words(
    "견줄 만큼 기록이 있는 접점이 없습니다.", "No touchpoint has enough records to be compared."
)
CARDS = Words("접점마다의 점수표", "A score card for each touchpoint")
CARDS_CAPTION = Words(
    "접점은 부서, 채널, 단계 · 짙은 칸은 같은 접촉도와 단계의 다른 접점과 우연을 넘어 다름 · 누르면 그 "
    "접점들을 봄 · "
    "빗금은 {least}건 미만",
    "A touchpoint is a department, channel and stage · shaded: differs from others of its tier and stage "
    "beyond "
    "chance · click for the contacts · hatched: fewer than {least}",
)
SHOWN_OF = Words(
    "{count}개 가운데 {most}개를 표시합니다. 나머지는 CSV와 엑셀 파일에 있습니다.",
    "Showing {most} of {count} touchpoints. The others are in the CSV and Excel files.",
)
TOUCHPOINT = Words("접점", "Touchpoint")
STAGE = Words("단계", "Stage")
STAGE_UNKNOWN = Words("단계 모름", "stage not known")
MEASURE = Words("지표", "Measure")
VALUE = Words("값", "Value")
SHRUNK = Words("당긴 값", "Drawn together")
USUAL = Words("보통인 값", "Usual")
STANDING = Words("견주면", "Beside the others")
STANDINGS = {"better": Words("앞섬", "ahead"), "worse": Words("뒤짐", "behind")}
PICK = Words("정렬 기준", "Order by")
ALL_FIGURES = Words("가장 뒤지는 것부터", "Furthest behind")
BEHIND_USUAL = Words("보통 {expected}", "usual {expected}")
EXPECTED_TIP = Words("보통 {expected} · {n}건", "usual {expected} · n {n}")

ASKED_AGAIN = Words("넘겨진 뒤 다시 말해야 했나", "Asked again after a hand-over")
ASKED_AGAIN_COLUMNS = (
    Words("넘긴 곳 → 이어 간 곳", "Handed over by → next contact"),
    Words("넘겨진 뒤의 접점", "Contacts after it"),
    Words("다시 말함", "Asked again"),
    Words("비율 (95 %)", "Share (95 %)"),
)
TO_DEPARTMENT = Words("→ {department}", "→ {department}")
ALL_HAND_OVERS = Words("모든 넘김", "All hand-overs")
ASKED_AGAIN_CSAT = Words(
    "다시 말해야 했던 고객의 만족은 같은 길로 넘겨져 그러지 않은 고객과 {difference} 차이 납니다 "
    "({asked}건과 {others}건).",
    "Satisfaction of customers who had to say it again differs by {difference} from others handed over "
    "the same way ({asked} and {others}).",
)
ASKED_AGAIN_FOLLOWED = Words(
    "{days}일 안에 또 찾은 비율의 차이는 {difference}.",
    "The share who came again within {days} days differs by {difference}.",
)
ASKED_AGAIN_NO_EFFECT = Words(
    "만족을 견주기에는 응답이 적습니다.", "Too few answers to compare satisfaction."
)
ASKED_AGAIN_CAPTION = Words(
    "고객이 넘겨진 뒤 {days}일 안의 첫 접점 가운데 다시 말했는지(asked_again) 적힌 것. 차이는 넘긴 곳, "
    "채널, 부서, 접촉도, 결과가 같을 때, 괄호는 95 % 구간. 숫자를 누르면 그 접점을 봅니다.",
    "A customer's first contact within {days} days after being handed over, where it says whether "
    "something was asked again. Differences at equal way, department, tier and outcome, in brackets 95 % "
    "intervals. Click a number for its contacts.",
)
NO_ASKED_AGAIN = Words(
    "넘겨진 뒤의 접점에 다시 말했는지(asked_again) 적혀 있지 않습니다.",
    "No contact after a hand-over says whether something was asked again (asked_again).",
)
HANDLED = Words("사람이 응대한 접점과 사람 없이 처리한 접점", "With a person and without one")
HANDLED_COLUMNS = (
    Words("지표", "Measure"),
    Words("사람이 응대", "A person"),
    Words("사람 없이", "No person"),
    Words("차이 (사람 − 사람 없이)", "Difference (person − none)"),
)
HANDLED_CAPTION = Words(
    "괄호 안과 차이는 95 % 구간 · 흐린 차이는 함께 본 수만큼 엄격하게 볼 때 우연일 수 있음 · 사람에게는 "
    "다른 용건이 오므로 "
    "같은 조건의 비교가 아닙니다. 같은 용건끼리는 ‘문의 이유’에서 채널을 견줍니다.",
    "In brackets and as difference: 95 % intervals · a faint difference may be chance, of so many looked "
    "at · people "
    "are asked other things, so this is not like for like; the page Reasons compares channels for the "
    "same matter.",
)
DIFFERENCE = Words("차이", "Difference")
COST = Words("접점 한 건의 비용", "Cost of a contact")
