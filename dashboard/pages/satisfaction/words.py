"""What the satisfaction page says."""

from warehouse.words import Words

BELOW_PEERS = Words(
    "{place}: 만족도가 같은 접촉도의 다른 부서보다 낮습니다({own}, 다른 부서 {peers}).",
    "{place}: satisfaction below the rest of the tier ({own} against {peers}).",
)
SUREST = Words(
    "차이의 95 % 구간 {interval}. {period}, 같은 접촉도끼리 비교한 {count}곳 가운데 가장 확실하게 "
    "낮으며, 비교 횟수를 감안해도 우연으로 보기 어렵습니다.",
    "95 % interval of the difference: {interval}. The clearest of {count} comparisons within tiers, "
    "{period}, and hard to put down to chance even after that many.",
)
SET_ASIDE = Words(
    "같은 접촉도에서 홀로 크게 벗어난 다른 부서 {count}곳은 비교에서 제외했습니다.",
    "Departments left out of the comparison because they stand far apart themselves: {count}.",
)
NONE_BELOW = Words(
    "같은 접촉도끼리 비교하면 만족도가 뚜렷이 낮은 부서는 없습니다.",
    "No department's satisfaction is clearly below that of the others in its tier.",
)
NONE_BELOW_DETAIL = Words(
    "{period}, {count}곳을 같은 접촉도끼리 비교했습니다. 비교 횟수를 감안하면 우연을 넘어 낮은 곳은 "
    "없습니다.",
    "{count} comparisons within tiers, {period}. After that many, none is lower beyond chance.",
)
ONE_COMPARISON = Words(
    "차이의 95 % 구간 {interval}. {period}.", "95 % interval of the difference: {interval}. {period}."
)
NO_PEERS = Words(
    "같은 접촉도끼리 비교할 만큼 응답이 있는 부서가 없습니다.",
    "No departments in the same tier have enough answers to compare.",
)
NO_PEERS_DETAIL = Words("{period}.", "{period}.")
NOT_ASKED = Words("선택한 조건에 만족도 응답이 없습니다.", "No satisfaction answers match the filters.")

WEIGHTED_LOWER = Words(
    "응답하지 않은 접점까지 반영하면 만족한 비율은 {weighted}({interval})로, 응답만 본 {plain}보다 "
    "{difference} 낮습니다.",
    "Weighted to stand for all contacts, answered or not, {weighted} ({interval}) are satisfied: "
    "{difference} below the {plain} in the answers alone.",
)
WEIGHTED_HIGHER = Words(
    "응답하지 않은 접점까지 반영하면 만족한 비율은 {weighted}({interval})로, 응답만 본 {plain}보다 "
    "{difference} 높습니다.",
    "Weighted to stand for all contacts, answered or not, {weighted} ({interval}) are satisfied: "
    "{difference} above the {plain} in the answers alone.",
)
WEIGHTED_ALIKE = Words(
    "응답하지 않은 접점까지 반영해도 만족한 비율은 {weighted}({interval})로, 응답만 본 것과 뚜렷이 "
    "다르지 않습니다.",
    "Weighted to stand for all contacts, answered or not, {weighted} ({interval}) are satisfied: not "
    "clearly different from the answers alone.",
)

SURVEY_WEIGHTS = Words("설문 가중치", "Survey weights")
SURVEY_WEIGHTS_MEAN = Words(
    "설문이 응답마다 붙인 값으로, 그 응답이 고객 몇 명을 대신하는지 나타냅니다. 이 페이지의 모든 "
    "만족도에 반영되며, 건수와 응답률은 그대로 셉니다. 가중치가 고르지 않을수록 유효 응답 수가 줄고 "
    "구간이 넓어집니다.",
    "What the survey gives each answer: how many customers it stands for. All satisfaction on this page "
    "counts answers so; n and the response rate count each once. The more weights differ, the fewer answers "
    "are effective, and the wider intervals are.",
)
SURVEY_WEIGHTS_FORMULA = Words(
    "Σ(가중치 × 점수) ÷ Σ가중치. 유효 응답 수 = (Σ가중치)² ÷ Σ가중치²",
    "Σ(weight × score) ÷ Σ weight. Effective n = (Σ weight)² ÷ Σ weight²",
)
SURVEY_WEIGHTS_SOURCE = "Kish (1965), Survey Sampling, section 11.7"

QUALITY = Words("서비스 품질: 기대와 느낌 (SERVQUAL)", "Service quality: expected and perceived (SERVQUAL)")
QUALITY_CAPTION = Words(
    "왼쪽: ● 느낀 점수 · ◇ 기대한 점수. 오른쪽: 한 응답 안에서 느낌 − 기대. 선은 95 % 구간이고, 0을 "
    "포함하지 않을 때만 칠합니다. 격차가 가장 큰 차원이 맨 위입니다.",
    "Left: ● perceived · ◇ expected. Right: perceived − expected within each answer. Lines are 95 % "
    "intervals, coloured only where they exclude 0. The widest shortfall is at the top.",
)
SCORE_AXIS = Words("점수 (1–7)", "Score (1–7)")
DIMENSION = Words("품질 차원", "Dimension")
GAP_OF = Words("격차 (느낌 − 기대)", "Gap (perceived − expected)")
PERCEIVED_COUNT = Words("느낌 건수", "n perceived")
SCORE = Words("점수", "Score")
SHARE_OF_ANSWERS = Words("응답 중 비율", "Share of answers")
GAP = Words("격차", "Gap")
EXPECTED = Words("기대", "Expected")
PERCEIVED = Words("느낌", "Perceived")
QUALITY_COLUMNS = (
    GAP,
    Words("느낌 − 기대", "Perceived − expected"),
    Words("95 % 구간", "95 % interval"),
    Words("기대", "Expected"),
    Words("건수", "n"),
    Words("느낌만", "Perceived only"),
    Words("평균", "Mean"),
    Words("95 % 구간", "95 % interval"),
    Words("건수", "n"),
    Words("접점", "Contacts"),
)

WEIGHTING = Words(
    "모든 접점으로 가중한 만족도, 접촉도별", "Satisfaction weighted to all contacts, by contact tier"
)
WEIGHTING_CAPTION = Words(
    "● 이루어진 모든 접점으로 가중 · ◇ 응답만 · 선은 95 % 구간",
    "● weighted to all contacts that took place · ◇ answers alone · lines are 95 % intervals",
)
WEIGHTED_FIGURE = Words("모든 접점에 맞춰 가중", "Weighted to all contacts")
PLAIN_FIGURE = Words("응답만", "Answers alone")
WEIGHTING_TABLE = Words(
    "응답하지 않은 접점까지 반영한 만족도", "Satisfaction with unanswered contacts taken into account"
)
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
    Words("합친 칸의 접점", "In merged cells"),
)
HOW_WEIGHTED = Words("가중하는 방법", "How the weighting works")
WEIGHTING_METHOD = Words(
    "이루어진 접점을 부서 · 접촉도 · 채널 · 처리 결과로 나누고, 칸마다 응답한 고객이 응답하지 않은 "
    "고객을 대신하게 합니다(사후층화). 응답이 5건보다 적은 칸은 비슷한 칸과 합치며, 그런 칸에 든 "
    "접점의 비율이 ‘합친 칸의 접점’입니다. 구간은 선형화한 표준오차로 구하고, 유효 건수와 설계 효과는 "
    "키시(Kish)의 방법을 따릅니다. 같은 칸 안에서도 만족한 고객이 더 많이 응답한다면 그 차이는 "
    "남습니다. 설문이 응답에 가중치를 붙였으면 두 가중치를 곱합니다. 접점 번호가 있는 설문만 쓸 수 있고, "
    "날짜는 접점의 날짜입니다.",
    "Contacts that took place are split by department, contact tier, channel and outcome. Within each "
    "cell, those who answered stand for those who did not (post-stratification). Cells with fewer "
    "than 5 answers are merged with similar ones; ‘in merged cells’ is the share of contacts in such "
    "cells. Intervals use linearised standard errors; effective n and design effect follow Kish. If "
    "satisfied customers answer more often even within a cell, that difference remains. Where "
    "the survey weights its answers, the two weights multiply. Only questionnaires that carry the ID of "
    "their contact can be used, and dates are those of the contact.",
)
ALL_TIERS = Words("모든 접촉도", "All tiers")

SPREAD = Words("만족도 점수의 분포, 접촉도별", "Satisfaction scores by contact tier")
SPREAD_CAPTION = Words(
    "가운데 선은 3점의 한가운데입니다. 왼쪽은 1–2점, 오른쪽은 4–5점입니다. 막대를 가리키면 비율의 95 "
    "% 구간과 건수가 보입니다.",
    "The line marks the middle of score 3: scores 1 and 2 lie to the left, 4 and 5 to the right. "
    "Point at a bar to see the 95 % interval of its share and n.",
)
SCORE_OF = Words("{tier} · {score}점", "{tier} · score {score}")
TOO_FEW_SCORES = Words("분포를 그리기에는 만족도 응답이 적습니다.", "Too few satisfaction answers to draw.")
NO_QUALITY = Words("SERVQUAL 응답이 없거나 적습니다.", "There are no SERVQUAL answers, or too few.")
