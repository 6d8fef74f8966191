"""What the page about channels says."""

from warehouse.words import Words

NO_CONTACTS = Words("선택한 범위에 접점이 없습니다.", "There are no contacts in the selection.")
ONE_CHANNEL = Words(
    "견줄 채널이 둘이 되지 않습니다.", "There are not two channels to compare in the selection."
)
NEEDS_CHANNELS = Words(
    "접점에 채널(channel)이 적혀 있어야 합니다. 위에서 채널을 하나만 골랐다면 더 고르세요.",
    "Contacts need a channel (channel). If a single channel is picked above, pick another as well.",
)
NEEDS_REASONS = Words(
    "접점에 문의 이유(reason)가 적혀 있어야 같은 이유끼리 견줄 수 있습니다.",
    "Contacts need a reason (reason) to be compared at equal reason.",
)
FINDING = Words(
    "같은 이유로 찾았을 때 {main}와(과) {auxiliary}은(는) 지표 {looks}개 가운데 {clear}개에서 뚜렷이 "
    "다릅니다.",
    "At equal reason, {main} and {auxiliary} clearly differ in {clear} of {looks} figures.",
)
ALIKE = Words(
    "같은 이유로 찾았을 때 {main}와(과) {auxiliary} 사이에 뚜렷한 차이가 없습니다.",
    "At equal reason, {main} and {auxiliary} do not clearly differ.",
)
TOO_FEW = Words(
    "{main}와(과) {auxiliary}을(를) 견주기에는 접점이 적습니다.",
    "There are too few contacts to compare {main} and {auxiliary}.",
)
LEADS = Words(
    "{figure}: {main}이(가) {difference} ({interval})", "{figure}: {main} {difference} ({interval})"
)
SPREAD = Words(
    "모든 채널 사이의 흩어짐이 우연을 넘는 지표: {figures}.",
    "Among all channels, what differs beyond chance: {figures}.",
)
NO_SPREAD = Words(
    "모든 채널을 함께 보면 만족도, 해결률, 실패율의 흩어짐은 우연을 넘지 않습니다.",
    "Among all channels, satisfaction, resolution and failure do not differ beyond chance.",
)
CLEAR_OF = Words(
    "95 % 구간, 함께 본 것을 모두 감안했습니다. {period}.",
    "95 % intervals; what is called clear allows for all that is looked at. {period}.",
)

MAIN = Words("주 채널", "Main channel")
AUXILIARY = Words("보조 채널", "Auxiliary channel")
USUAL = Words("알아서 고름", "Chosen for you")
BESIDE = Words("{main}와(과) {auxiliary}을(를) 나란히", "{main} and {auxiliary} side by side")
FIGURE = Words("지표", "Figure")
DIFFERENCE = Words("차이 (95 % 구간)", "Difference (95 % interval)")
OVERLAP = Words("견줄 수 있는 접점", "Comparable contacts")
PLAIN = Words("맞추기 전 차이", "Unadjusted difference")
CLEAR = Words("뚜렷함", "Clear")
BESIDE_CAPTION = Words(
    "두 채널에 모두 있는 문의 이유만, 두 채널을 합한 이유의 구성에 맞춘 값입니다(직접 표준화). 접점 수는 "
    "있는 그대로입니다. 차이는 {main}에서 {auxiliary}을(를) 뺀 것이고, 굵은 글씨는 함께 본 것을 모두 "
    "감안해도 우연을 넘는 차이입니다. '견줄 수 있는 접점'은 두 채널에 다섯 건 이상씩 있는 이유의 접점 "
    "비율입니다. 숫자를 누르면 그 접점이 열립니다. 채널이 그렇게 만든다는 뜻은 아닙니다. 주 채널과 보조 "
    "채널은 설정(channel_roles)에도 적을 수 있습니다.",
    "For the reasons that both have, at the mix of reasons that they have together (direct "
    "standardisation); contacts are as they are. The difference is {main} less {auxiliary}; in bold what "
    "is beyond chance among all that is looked at. Comparable: the share of contacts for reasons which "
    "both have at least five times. A number leads to its contacts. It goes with the channel; it need not "
    "come of it. Settings can name both sides (channel_roles).",
)
NOT_THERE = Words("{needs} 기록이 없습니다", "not in the data: {needs}")
FEW = Words("건수가 적음", "too few")

ONE_STOP = Words("채널마다 한 번에 끝난 비율", "Settled in one stop, by channel")
ONE_STOP_CAPTION = Words(
    "같은 이유의 첫 접점에서 해결되고 {days}일 안에 어느 채널에서도 다시 찾지 않은 비율. 가로줄은 95 % "
    "구간, 세로줄은 모든 채널. 이유를 맞추지 않은 값입니다.",
    "First contacts for a reason that ended resolved and after which the customer came back for it through "
    "no channel within {days} days. Lines are 95 % intervals, the upright one is all channels. Not at "
    "equal reason.",
)
NO_ONE_STOP = Words(
    "고객과 이유를 아는 첫 접점이 적습니다.", "Too few first contacts with known customer and reason."
)
LEVELS = Words("같은 이유에서 채널마다: {figure}", "At equal reason, by channel: {figure}")
LEVELS_CAPTION = Words(
    "모든 채널을 합한 이유의 구성에 맞춘 값과 95 % 구간. 채운 점은 온라인(우편·디지털), 빈 점은 오프라인. "
    "채널 사이의 흩어짐(표준편차, 우연을 뺀 것) {spread} ({interval}){beyond}. {gap}",
    "At the mix of reasons of all channels, with 95 % intervals. Filled: online (mail, digital); hollow: "
    "offline. Spread between channels (standard deviation, without chance): {spread} ({interval}){beyond}. "
    "{gap}",
)
BEYOND = Words(", 우연을 넘음", ", beyond chance")
WITHIN = Words(", 우연을 넘지 않음", ", not beyond chance")
GAP = Words("온라인에서 오프라인을 뺀 차이 {gap} ({interval}).", "Online less offline: {gap} ({interval}).")
NO_GAP = Words("한쪽만 있어 온·오프라인은 견줄 수 없습니다.", "There is only one of online and offline.")
NO_LEVELS = Words(
    "이유를 아는 값이 {least}건 이상인 채널이 둘이 되지 않습니다.",
    "There are not two channels with {least} values for known reasons.",
)
PICK_FIGURE = Words("일관성을 볼 지표", "Figure whose consistency is shown")
CHANNEL = Words("채널", "Channel")
ONLINE = Words("온라인", "Online")
ADJUSTED = Words("이유를 맞춘 값", "At equal reason")
AS_IT_IS = Words("있는 그대로", "As it is")

WAYS = Words(
    "같은 이유로 어느 채널에서 어느 채널로 옮겨 갔는가", "From which channel to which for the same reason"
)
FROM = Words("처음 찾은 채널", "Came through")
WENT_ON = Words("다른 채널로", "Went on")
NEXT = Words("다음에 찾은 채널", "Next channel")
CONTACTS = Words("접점", "Contacts")
HANDED = Words("그 가운데 이관", "Of these handed over")
SHARE = Words("비율", "Share")
WAYS_CAPTION = Words(
    "같은 고객이 같은 이유로 {days}일 안에 다음으로 찾은 채널. 숫자는 접점 수, 작은 글씨는 그 채널 접점 "
    "가운데 비율이며, 누르면 그 접점이 열립니다. 머물면 95 % 구간과, 기록이 이관이라고 적은 수가 보입니다.",
    "The next channel through which the same customer came for the same reason within {days} days. Numbers "
    "are contacts, in small their share of the channel's; a number leads to them. Hovering shows 95 % "
    "intervals and how many the records call handed over.",
)
WAY_TITLE = Words(
    "{channel} → {next_channel}: {interval}, 이관 {handed}",
    "{channel} → {next_channel}: {interval}, handed over {handed}",
)
NO_WAYS = Words(
    "같은 이유로 다른 채널을 찾은 고객이 없습니다. 고객 번호(customer_id), 이유(reason), 채널(channel)이 "
    "있어야 합니다.",
    "No customer went on to another channel for the same reason. Contacts need customer (customer_id), "
    "reason and channel.",
)
RECORDED = Words("기록이 적은 이관처", "Where records say contacts were handed over to")
HANDED_TO = Words("이관처", "Handed to")
OF_CHANNEL = Words("그 채널의 이관", "Handed over by the channel")
NOT_SAID = Words("적지 않음", "Not said")
RECORDED_CAPTION = Words(
    "기록(handed_to)에 적힌 대로이며, 채널일 수도 부서일 수도 있습니다. 채널마다 많은 것부터, 모두는 "
    "파일에 있습니다. 숫자를 누르면 그 접점이 열립니다.",
    "As the records say (handed_to), be it a channel or a department. The most frequent of each channel; "
    "files have all. A number leads to its contacts.",
)
NO_RECORDED = Words(
    "이관된 접점이 없습니다. 처리 결과(outcome)가 이관이고 이관처(handed_to)가 적혀 있어야 합니다.",
    "No contact was handed over: that needs the outcome 'transferred', and where to (handed_to).",
)
