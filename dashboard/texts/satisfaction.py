"""What the satisfaction page says."""

from warehouse.words import Words

BELOW_PEERS = Words(
    "{place}: 만족도가 같은 접촉도의 다른 부서보다 낮습니다. {own}, 다른 부서 {peers}.",
    "{place}: fewer satisfied than elsewhere in the tier, {own} against {peers}.",
)
SUREST = Words(
    "차이의 95 % 구간 {interval}. {period}, {count}곳을 같은 접촉도끼리 견준 가운데 가장 확실하게 "
    "낮으며, 여러 번 견준 것을 감안해도 우연으로 보기 어렵습니다.",
    "95 % interval of the difference: {interval}. The surest of {count} comparisons within tiers, "
    "{period}, and hard to put down to chance even after so many looks.",
)
SET_ASIDE = Words(
    "같은 접촉도에서 홀로 크게 벗어난 다른 부서 {count}곳은 빼고 견주었습니다.",
    "Left out of the comparison: {count} of the others that stand far out themselves.",
)
NONE_BELOW = Words(
    "같은 접촉도끼리 견주어 만족도가 뚜렷이 낮은 부서는 없습니다.",
    "No department satisfies clearly fewer than the others of its tier.",
)
NONE_BELOW_DETAIL = Words(
    "{period}, {count}곳을 같은 접촉도끼리 견주었습니다. 여러 번 견준 것을 감안하면 우연을 넘어 낮은 "
    "곳은 없습니다.",
    "{count} comparisons within tiers, {period}. None is lower beyond chance after so many looks.",
)
ONE_COMPARISON = Words(
    "차이의 95 % 구간 {interval}. {period}.", "95 % interval of the difference: {interval}. {period}."
)
NO_PEERS = Words(
    "같은 접촉도끼리 견줄 만큼 응답이 있는 부서가 없습니다.",
    "No departments of the same tier have enough answers to compare.",
)
NO_PEERS_DETAIL = Words("{period}.", "{period}.")
NOT_ASKED = Words("고른 조건에 만족도 응답이 없습니다.", "Nobody was asked about satisfaction here.")

WEIGHTED_LOWER = Words(
    "응답하지 않은 접점까지 헤아리면 만족한 비율은 {weighted}({interval})로, 응답만 본 {plain}보다 "
    "{difference} 낮습니다.",
    "Weighted to all contacts, answered for or not, {weighted} ({interval}) are satisfied: {difference} "
    "below the {plain} of the answers alone.",
)
WEIGHTED_HIGHER = Words(
    "응답하지 않은 접점까지 헤아리면 만족한 비율은 {weighted}({interval})로, 응답만 본 {plain}보다 "
    "{difference} 높습니다.",
    "Weighted to all contacts, answered for or not, {weighted} ({interval}) are satisfied: {difference} "
    "above the {plain} of the answers alone.",
)
WEIGHTED_ALIKE = Words(
    "응답하지 않은 접점까지 헤아려도 만족한 비율은 {weighted}({interval})로, 응답만 본 것과 뚜렷이 다르지 "
    "않습니다.",
    "Weighted to all contacts, answered for or not, {weighted} ({interval}) are satisfied: not clearly "
    "different from the answers alone.",
)

QUALITY = Words("서비스 품질: 기대와 느낌 (SERVQUAL)", "Service quality: expected and perceived (SERVQUAL)")
QUALITY_READING = Words(
    "왼쪽: ● 느낀 점수 · ◇ 기대한 점수. 오른쪽: 한 응답 안에서 느낌 − 기대. 선은 95 % 구간. 0을 벗어날 "
    "때만 칠합니다. 격차가 큰 차원이 위에 옵니다.",
    "Left: ● perceived · ◇ expected. Right: perceived − expected within each answer. Lines are 95 % "
    "intervals; coloured only where 0 is outside. The widest shortfall is on top.",
)
SCORE_AXIS = Words("점수 (1–7)", "Score (1–7)")
GAP = Words("격차", "Gap")
EXPECTED = Words("기대", "Expected")
PERCEIVED = Words("느낌", "Perceived")
QUALITY_COLUMNS = (
    GAP,
    Words("느낌 − 기대", "Perceived − expected"),
    Words("95 % 구간", "95 % interval"),
    Words("기대", "Expected"),
    Words("건수", "n"),
    Words("느낌만", "Perceived alone"),
    Words("평균", "Mean"),
    Words("95 % 구간", "95 % interval"),
    Words("건수", "n"),
    Words("접점", "Contacts"),
)

WEIGHTING = Words(
    "모든 접점으로 가중한 만족도, 접촉도별", "Satisfaction weighted to all contacts, by contact tier"
)
WEIGHTING_READING = Words(
    "● 이루어진 모든 접점으로 가중 · ◇ 응답만 · 선은 95 % 구간",
    "● weighted to all contacts that took place · ◇ answers alone · lines are 95 % intervals",
)
WEIGHTING_TABLE = Words("응답하지 않은 접점까지 헤아린 만족도", "Satisfaction with those who did not answer")
WEIGHTING_COLUMNS = (
    Words("접촉도", "Contact tier"),
    Words("가중한 만족도", "Weighted"),
    Words("95 % 구간", "95 % interval"),
    Words("응답만", "Answers alone"),
    Words("차이", "Difference"),
    Words("95 % 구간", "95 % interval"),
    Words("가중한 평균", "Weighted mean"),
    Words("건수", "n"),
    Words("유효 건수", "Effective n"),
    Words("설계 효과", "Design effect"),
    Words("응답률", "Response rate"),
    Words("묶은 접점", "Joined"),
)
HOW_WEIGHTED = Words("어떻게 가중하는지", "How it is weighted")
WEIGHTING_METHOD = Words(
    "이루어진 접점을 부서 · 접촉도 · 채널 · 처리 결과로 나누고, 칸마다 응답한 고객이 응답하지 않은 "
    "고객을 대신하게 합니다(사후층화). 응답이 5건보다 적은 칸은 비슷한 칸과 묶으며, 그런 칸에 든 접점의 "
    "비율이 ‘묶은 접점’입니다. 구간은 선형화한 표준오차로 구하고, 유효 건수와 설계 효과는 키시(Kish)의 "
    "것입니다. 같은 칸 안에서도 만족한 고객이 더 많이 응답한다면 그 차이는 남습니다. 접점 번호가 있는 "
    "설문만 셀 수 있고, 날짜는 접점의 날짜입니다.",
    "Contacts that took place are split by department, contact tier, channel and outcome, and within "
    "each cell those who answered stand for those who did not (post-stratification). Cells with fewer "
    "than 5 answers are joined to others of their kind; ‘joined’ is the share of contacts in such "
    "cells. Intervals use linearised standard errors; effective n and design effect are Kish's. Where "
    "the satisfied answer more within a cell too, that difference remains. Only questionnaires that "
    "name their contact can count, and days are those of the contact.",
)
ALL_TIERS = Words("모든 접촉도", "All tiers")

SPREAD = Words("만족도 점수의 분포, 접촉도별", "Satisfaction scores by contact tier")
SPREAD_READING = Words(
    "가운데 선은 3점의 한복판. 왼쪽은 1–2점, 오른쪽은 4–5점. 막대에 대면 비율의 95 % 구간과 건수가 보입니다.",
    "The line is the middle of score 3: to the left scores 1 and 2, to the right 4 and 5. Pointing at a "
    "bar shows the share's 95 % interval and n.",
)
SCORE_OF = Words("{tier} · {score}점", "{tier} · score {score}")
TOO_FEW_SCORES = Words(
    "나누어 그리기에는 만족도 응답이 적습니다.", "Too few answers on satisfaction to draw."
)
NO_QUALITY = Words("SERVQUAL 응답이 없거나 적습니다.", "There are no, or too few, answers on SERVQUAL.")
