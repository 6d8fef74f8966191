"""What the page about reasons says."""

from collections.abc import Mapping
from types import MappingProxyType

from warehouse.words import Words

FINDING = Words(
    "접점의 {share}는 없어도 되었거나 제 몫을 하지 못한 접점입니다.",
    "{share} of contacts need not have been, or did not do what they were for.",
)
HOW_SURE = Words(
    "접점 {n}건 가운데 {contacts}건, 95 % 구간 {interval}: 다시 말함 {asked_again}, 같은 이유로 다시 찾음 "
    "{repeat}, 이관 {handed_over}, 실패 {failed}. 여럿에 해당하면 앞의 것으로 한 번만 셉니다. {period}.",
    "{contacts} of {n} contacts, 95 % interval {interval}: in {asked_again} something was asked again, "
    "{repeat} came again for the same reason, {handed_over} were handed over, {failed} failed; each "
    "counted once, by the first that applies. {period}.",
)
MOST_OF_THEM = Words(
    "가장 많은 이유는 '{reason}'입니다: {contacts}건, 그 이유의 {share} ({interval}).",
    "Most of them are about “{reason}”: {contacts}, which is {share} of its contacts ({interval}).",
)
COST = Words(
    "비용은 {cost}이며, {contacts}건 가운데 {known}건에 비용이 적혀 있습니다.",
    "They cost {cost}; {known} of {contacts} say their cost.",
)
COST_A_YEAR = Words(
    "이런 날이 1년 이어지면 {cost} ({interval})입니다.",
    "A year of days like these would cost {cost} ({interval}).",
)
NO_COST = Words(
    "비용(cost)이 적힌 접점이 없어 금액은 알 수 없습니다.",
    "No contact says its cost, so nothing is said of money.",
)
TOO_FEW_TO_TELL = Words(
    "줄일 수 있는 접점을 말하기에는 접점이 적습니다.",
    "Too few contacts to tell which of them could be avoided.",
)
AT_LEAST = Words(
    "접점 {n}건뿐입니다 (최소 {least}건). 자료의 첫 {days}일은 앞의 접점을 다 알 수 없어 뺍니다.",
    "There are only {n} ({least} needed). The first {days} days of the data are left out, since not all that "
    "came before is known.",
)
NO_CONTACTS = Words("선택한 범위에 접점이 없습니다.", "There are no contacts in the selection.")

KINDS: Mapping[str, Words] = MappingProxyType(
    {
        "asked_again": Words("다시 말함", "Asked again"),
        "repeat": Words("같은 이유로 다시 찾음", "Came again for the same reason"),
        "handed_over": Words("이관", "Handed over"),
        "failed": Words("실패", "Failed"),
    }
)
AVOIDABLE_BY_COST = Words(
    "줄일 수 있는 접점의 비용, 1년으로 환산", "What avoidable contacts would cost in a year"
)
AVOIDABLE_BY_SHARE = Words("줄일 수 있는 접점의 비율, 이유별", "Avoidable contacts by reason")
AVOIDABLE_CAPTION = Words(
    "비용이 큰 이유부터 {shown}개, 나머지는 표에 있습니다. 선은 95 % 구간: 하루 비용의 평균에 365를 곱하고, "
    "날마다 다른 정도로 구간을 정합니다. 계절은 따지지 않으며, 비용이 적히지 않은 접점은 더하지 않습니다. "
    "모두 없앨 수 있다는 뜻은 아닙니다. 금액의 단위는 기록에 적힌 그대로입니다.",
    "The {shown} reasons that cost most; the others are in the table. Lines are 95 % intervals: the mean "
    "day's cost times 365, as sure as days differ little from each other. Seasons are not allowed for, "
    "and contacts without a cost add nothing. Not all of it can be saved. Amounts are in the currency of "
    "the records.",
)
AVOIDABLE_CAPTION_OF_SHARES = Words(
    "비율이 높은 이유부터 {shown}개, 나머지는 표에 있습니다. 선은 95 % 구간. 비용이 적힌 접점이나 날이 "
    "적어 금액 대신 비율을 보입니다.",
    "The {shown} reasons with the largest shares; the others are in the table. Lines are 95 % intervals. "
    "Shares instead of money, as too few contacts say their cost or too few days are looked at.",
)
NO_AVOIDABLE = Words(
    "줄일 수 있는 접점이 있는 이유가 없습니다.", "There is no reason with avoidable contacts to show."
)
REASON = Words("문의 이유", "Reason")
AVOIDABLE_SHARE = Words("줄일 수 있는 비율", "Avoidable share")
AVOIDABLE_CONTACTS = Words("줄일 수 있는 접점", "Avoidable contacts")
COST_SO_FAR = Words("비용", "Cost")
COST_KNOWN = Words("비용이 적힌 접점", "With a cost")
YEARLY_COST = Words("1년 비용", "Cost in a year")
ALL_CONTACTS = Words("모든 접점", "All contacts")

CONTAINED_TITLE = Words(
    "사람 없이 처리한 접점의 {share}는 같은 이유로 사람을 다시 찾지 않음",
    "{share} of contacts without a person are not followed by one with a person",
)
CONTAINED_TITLE_PLAIN = Words("사람 없이 끝난 비율, 채널별", "Contained without a person, by channel")
CONTAINED_CAPTION = Words(
    "같은 고객이 같은 이유로 {days}일 안에 사람을 찾지 않은 비율. 선은 95 % 구간. 해결되었다는 뜻은 아니며, "
    "그만둔 고객도 들어 있습니다. {days}일이 아직 지나지 않은 접점은 뺍니다.",
    "The share after which the same customer did not turn to a person for the same reason within {days} "
    "days. Lines are 95 % intervals. Not the same as resolved: some gave up. Contacts for which {days} "
    "days have not passed are left out.",
)
NOTHING_CONTAINED = Words(
    "고객과 이유를 알고 사람 없이 처리된 접점이 적습니다.",
    "Too few contacts with known customer and reason were handled without a person.",
)

TABLE = Words("무엇을 문의하는가", "What contacts are about")
TABLE_CAPTION = Words(
    "많은 이유부터 {shown}개, 나머지는 파일에 있습니다. 작은 글씨는 95 % 구간. 숫자를 누르면 그 접점이 "
    "열립니다. 비용은 적힌 접점의 평균입니다.",
    "The {shown} most frequent reasons; files have all. In small: 95 % intervals. A number leads to its "
    "contacts. Cost is the mean of contacts that say theirs.",
)
CONTACTS = Words("접점", "Contacts")
SHARE = Words("비율", "Share")
COST_PER_CONTACT = Words("접점당 비용", "Cost per contact")
UNKNOWN_REASON = Words("이유 모름", "Reason unknown")
OPEN_CONTACTS = Words("{reason}: {measure}의 접점 보기", "{reason}: contacts behind {measure}")

KINDS_TITLE = Words("문의 종류와 채널", "Kinds of contact by channel")
KIND = Words("종류", "Kind")
OTHER_KIND = Words("그 밖", "Other")
KINDS_CAPTION = Words(
    "종류는 설정의 차원 reason_kind가 이유로 가릅니다. 숫자 위에 머물면 95 % 구간이, 접점 수에서는 그 "
    "채널의 접점 가운데 비율이 보이고, 누르면 그 접점이 열립니다. 고객이 불평했는지는 종류와 따로 "
    "적힙니다.",
    "Kinds are told apart by reasons, in the dimension reason_kind of the settings. Hovering shows 95 % "
    "intervals, and for contacts their share of the channel; a number leads to its contacts. Whether a "
    "customer complained is recorded apart from the kind.",
)
NO_KINDS = Words(
    "문의 종류를 가르려면 설정에 이유(reason)에서 만든 차원 reason_kind를 적으세요. 방법은 문서의 '설정'에 "
    "있습니다.",
    "To tell enquiries, complaints and technical support apart, declare a dimension reason_kind made from "
    "reason in the settings; the documentation on settings shows how.",
)

CHANNELS_TITLE = Words("이유마다 어느 채널이 나은가", "Which channel does better for which reason")
CHANNELS_CAPTION = Words(
    "같은 이유의 다른 채널 모두와, 고객군과 다시 찾은 접점인지가 같은 접점끼리 비교합니다. 괄호는 95 % "
    "구간. 여럿을 함께 보아도 우연을 넘는 차이만 적으며, 그런 채널이 여럿이면 가장 나은 것을 적습니다. "
    "채널이 그렇게 만든다는 뜻은 아닙니다. '한 번에 해결'은 해결로 끝나고 {days}일 안에 같은 이유로 다시 "
    "찾지 않음입니다. 많은 이유부터 {shown}개, 모든 비교는 파일에 있습니다.",
    "Each channel beside all others of the same reason, between contacts of the same segment that are "
    "alike first or repeated. In brackets: 95 % intervals. Only differences beyond chance among all that "
    "are looked at, of several the best. It goes with the channel; it need not come of it. Settled at "
    "once: resolved, and not followed for the same reason within {days} days. The {shown} most frequent "
    "reasons; files have every comparison.",
)
OUTCOMES: Mapping[str, Words] = MappingProxyType(
    {
        "settled": Words("한 번에 해결", "Settled at once"),
        "csat": Words("만족도 (1–5점)", "Satisfaction (1–5)"),
        "cost": Words("비용이 적음", "Lower cost"),
    }
)
COMPARABLE = Words("비교할 수 있는 접점", "Comparable contacts")
NOT_CLEAR = Words("뚜렷한 차이 없음", "No clear difference")
TOO_FEW = Words("건수가 적음", "Too few")
NO_CHANNELS = Words(
    "채널을 비교할 만큼 접점이 많은 이유가 없습니다. 고객 번호(customer_id), 이유(reason), "
    "채널(channel)이 있는 접점이 채널마다 {least}건은 있어야 하며, 채널을 하나만 고르면 비교할 것이 "
    "없습니다.",
    "No reason has enough contacts to compare channels: {least} in each, with customer (customer_id), "
    "reason and channel. Where a single channel is picked there is nothing to compare.",
)
CHANNEL = Words("채널", "Channel")
OUTCOME = Words("견준 것", "Outcome")
VALUE = Words("채널의 값", "The channel's value")
DIFFERENCE = Words("다른 채널과의 차이", "Difference from other channels")
PLAIN_DIFFERENCE = Words("조건을 맞추기 전 차이", "Unadjusted difference")
IS_CLEAR = Words("우연을 넘음", "Beyond chance")

GROUPS_TITLE = Words("어느 고객군이 무엇을 더 자주 문의하는가", "Which segment comes with what more often")
GROUPS_CAPTION = Words(
    "고객군 안의 비율을 다른 모든 고객군의 비율과 비교합니다. 같은 이유로 다시 찾은 접점은 한 번만 셉니다. "
    "{looks}개의 비교를 함께 보아도 우연을 넘는 차이만 보입니다. 모두는 파일에 있습니다.",
    "The share within the segment beside that in all others; coming again for the same reason counts "
    "once. Only what is beyond chance among {looks} comparisons is shown; files have all.",
)
NO_GROUPS = Words(
    "고객군마다 문의하는 이유가 뚜렷이 다르지 않습니다 (비교 {looks}개).",
    "Segments do not clearly differ in what they come with ({looks} comparisons).",
)
NOTHING_TO_COMPARE = Words(
    "고객군을 아는 접점이 적어 비교할 수 없습니다.", "Too few contacts with a known segment to compare."
)
SEGMENT = Words("고객군", "Segment")
HERE = Words("이 고객군", "In the segment")
ELSEWHERE = Words("다른 고객군", "In the others")
GAP = Words("차이 (95 % 구간)", "Difference (95 % interval)")
GAP_ALONE = Words("차이", "Difference")
MATTERS = Words("건수", "n")
