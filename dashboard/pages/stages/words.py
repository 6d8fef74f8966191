"""What the page on stages of the service says."""

from warehouse.words import Words

LONGEST = Words(
    "가장 오래 걸리는 구간은 '{stage}'에서 '{next}'까지입니다: 평균 {mean} ({interval}).",
    "Most time goes into waiting for {next} after {stage}: {mean} on average ({interval}).",
)
LONGEST_UNSURE = Words(
    "'{stage}'에서 '{next}'까지가 평균 {mean}({interval})로 가장 길지만, 다른 구간과 우연을 넘는 차이는 "
    "아닙니다.",
    "Waiting for {next} after {stage} takes longest, {mean} on average ({interval}), but not beyond chance.",
)
OF_THE_WAY = Words("전체 소요 시간의 {share}입니다.", "That is {share} of the whole way.")
OWNED_BY = Words(
    "'{next}' 단계의 담당은 {owner}입니다 (그 단계 접점의 {share}).",
    "{owner} owns {next}: it handles {share} of the contacts there.",
)
DEFINED = Words(
    "{period}에 가입하고 진행 중이던 고객을 봅니다: 자료 기간 안에 가입한 고객만 셉니다. 단계에는 그 "
    "단계의 첫 접점 때 들어가고, 더 뒤 단계의 첫 접점 때 넘어갑니다. 그 전에 떠난 고객은 따로 세고, "
    "아직 머무는 고객은 마지막으로 끝난 날까지만 봅니다. {reasons}",
    "New customers on their way in {period}, of those who joined within the data. A stage begins with "
    "the first contact in it and ends with the first in a later one. Who left before that is counted "
    "apart; who is still there is followed to the last finished day. {reasons}",
)
REASONS = Words("과정에 속하는 접점의 이유: {reasons}.", "Contacts of the process are those for: {reasons}.")
EVERY_REASON = Words(
    "단계가 적힌 접점은 이유와 관계없이 모두 과정에 속합니다.",
    "Every contact that has a stage belongs to the process.",
)
NOBODY = Words("이 기간에 진행 중이던 새 고객이 없습니다.", "No new customer was on the way in this period.")
NEEDED = Words(
    "단계(stage)가 적힌 접점과, 자료 기간 안에 가입한 고객(joined_on)이 필요합니다.",
    "Contacts with a stage and customers who joined within the data (joined_on) are needed.",
)
TOO_FEW = Words(
    "진행 중이던 고객이 적어 시간을 말할 수 없습니다 (최소 {least}명). 기간을 넓혀 보세요.",
    "Too few customers were on the way to say how long it takes ({least} needed). Choose more days.",
)
DAYS = Words("{days}일", "{days} days")

WHOLE = Words("모든 단계를 거치는 시간", "Through all stages")
WHOLE_NOTE = Words("단계별 평균의 합", "sum of the stages' means")
BOTTLENECK = Words("{next} 대기", "Waiting for {next}")
NOW = Words("지금 진행 중인 고객", "On the way now")
NOW_NOTE = Words("마지막 단계 전", "before the last stage")
BEYOND = Words("'{next}'를 오래 기다리는 고객", "Waiting long for {next}")
BEYOND_NOTE = Words(
    "{days} 넘게: 열에 아홉은 그전에 넘어감", "more than {days}: nine of ten have moved on by then"
)
LEFT = Words("진행 중에 떠난 고객", "Left on the way")
AT_END_OF = Words("{day} 끝 기준", "as of {day}")
OF_CUSTOMERS = Words("고객 {n}명", "n {n} customers")
SHARE_OF_WAY = Words("전체의 {share}", "{share} of the whole way")

TIME = Words("다음 단계까지 걸리는 시간", "Time until the next stage")
TIME_CAPTION = Words(
    "● 평균({horizon}일까지만 셈, 카플란–마이어 곡선 아래 넓이) · ○ 절반이 넘어간 시점(올렌–요한센) · "
    "선은 95 % 구간 · 진한 색: 가장 긴 구간",
    "● mean (each counted up to {horizon} days; area under the Kaplan–Meier curve) · ○ when half have "
    "moved on (Aalen–Johansen) · lines: 95 % intervals · strong colour: the longest",
)
NO_TIMES = Words("시간을 그릴 만큼 고객이 있는 단계가 없습니다.", "No stage has enough customers to draw.")
STEP = Words("{stage} → {next}", "{stage} → {next}")
MEAN = Words("평균", "Mean")
MEDIAN = Words("중앙값", "Median")
DAYS_AXIS = Words("일", "days")

CURVES = Words(
    "'{stage}'에 들어간 뒤: '{next}'로 넘어감, 떠남, 아직 있음",
    "After entering {stage}: on to {next}, left, still there",
)
PICK_WAY = Words("어디에서 어디까지", "From stage to stage")
LONGEST_WAY = Words("가장 긴 구간", "The longest")
CURVES_CAPTION = Words(
    "띠는 95 % 구간(올렌–요한센, '아직 있음'은 카플란–마이어) · 건너뛴 고객은 그다음 단계에 이를 때 "
    "넘어간 것으로 봄 · 지켜보는 고객이 {least}명보다 적어지면 그리지 않음",
    "Band: 95 % interval (Aalen–Johansen; for “still there” Kaplan–Meier) · who skips a stage has moved "
    "on with the one after it · drawn while at least {least} customers are observed",
)
NO_CURVE = Words("그릴 만큼 지켜본 고객이 없습니다.", "Too few customers were observed to draw.")
STATES = {
    "moved": Words("넘어감", "Moved on"),
    "left": Words("떠남", "Left"),
    "still_there": Words("아직 있음", "Still there"),
}
DAYS_SINCE = Words("들어간 뒤 일수", "days since entering the stage")
OBSERVED = Words("관찰 고객", "Customers observed")
AFTER = Words("{days}일 뒤", "after {days} days")

TABLE = Words("단계별 시간과 담당", "Time in each stage, and who owns it")
TABLE_COLUMNS = (
    Words("단계", "Stage"),
    Words("기다리는 것", "Waits for"),
    Words("고객", "Customers"),
    Words("넘어감", "Moved on"),
    Words("떠남", "Left"),
    Words("평균", "Mean"),
    Words("중앙값", "Median"),
    Words("전체 가운데", "Of the way"),
    Words("담당 (다음 단계)", "Owner (next stage)"),
    Words("담당 (이 단계)", "Owner (this stage)"),
)
TABLE_CAPTION = Words(
    "숫자를 누르면 그 고객들의 접점으로 감 · 담당: 그 단계 접점을 가장 많이 맡은 부서와 그 비율 · "
    "괄호는 95 % 구간",
    "Click a number for the contacts of these customers · owner: the department with most contacts of "
    "the stage, and its share · in brackets: 95 % intervals",
)
OWNER_SHARE = Words("담당의 비율", "Owner's share")
THERE_NOW = Words("지금 각 단계에 있는 고객", "Customers now in each stage")
NOW_COLUMNS = (
    Words("단계", "Stage"),
    Words("지금 있음", "There now"),
    Words("열에 아홉이 넘어가는 시점", "Nine of ten are gone by"),
    Words("그보다 오래 있음", "There for longer"),
    Words("가장 오래", "Longest"),
)
NOW_CAPTION = Words(
    "{day}이 끝날 때 · 숫자를 누르면 그 고객들의 접점으로 감",
    "When {day} ended · click a number for the contacts of these customers",
)
SPLIT = Words("누가 어디에서 오래 걸리나, {dimension}별", "Who waits where, by {dimension}")
PICK_SPLIT = Words("나누는 기준", "Split by")
SPLIT_CAPTION = Words(
    "칸은 다음 단계까지 걸린 평균과 95 % 구간, 아래는 고객 수 · 진한 칸: 그 집단에서 가장 긴 구간 · –: "
    "{least}명 미만",
    "Mean until the next stage with its 95 % interval, below it the customers · shaded: the longest of "
    "the group · –: fewer than {least}",
)
NO_PARTS = Words("나눌 만한 집단이 없습니다.", "There are no groups large enough to compare.")
