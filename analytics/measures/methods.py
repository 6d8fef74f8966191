"""How intervals are made, in plain words, for the measures that share a method."""

from warehouse.words import Words

WILSON = Words(
    "윌슨 점수 구간, 95 %. 각 건이 서로 독립이라고 봅니다.",
    "Wilson score interval, 95 %. Takes the records as independent of each other.",
)
GARWOOD = Words(
    "정확 포아송(가우드) 구간, 95 %. 각 건이 서로 독립이라고 봅니다.",
    "Exact Poisson (Garwood) interval, 95 %. Takes the records as independent of each other.",
)
WILSON_OF_ANSWERS = Words(
    "윌슨 점수 구간, 95 %. 각 응답이 서로 독립이라고 봅니다. 응답에 가중치가 있으면 유효 응답 수(Kish "
    "1965)로 구합니다.",
    "Wilson score interval, 95 %. Takes the answers as independent of each other; where they are weighted, "
    "by their effective number (Kish 1965).",
)
STUDENT = Words(
    "스튜던트 t 구간, 95 %. 각 응답이 서로 독립이라고 봅니다. 응답에 가중치가 있으면 유효 응답 수(Kish "
    "1965)로 구합니다.",
    "Student's t interval, 95 %. Takes the answers as independent of each other; where they are weighted, "
    "by their effective number (Kish 1965).",
)
STUDENT_OF_CONTACTS = Words(
    "스튜던트 t 구간, 95 %. 각 접점이 서로 독립이라고 봅니다.",
    "Student's t interval, 95 %. Takes the contacts as independent of each other.",
)
MULTINOMIAL = Words(
    "다항분포의 분산으로 구한 오차 범위, 95 %. 각 응답이 서로 독립이라고 봅니다. 응답에 가중치가 있으면 "
    "유효 응답 수(Kish 1965)로 구합니다.",
    "Margin from the multinomial variance, 95 %. Takes the answers as independent of each other; where they "
    "are weighted, by their effective number (Kish 1965).",
)
ORDER_STATISTICS = Words(
    "순위의 이항 구간, 95 %. 대기 시간을 보관하는 4 % 단위까지 넓혔습니다. "
    "대기 시간의 분포를 가정하지 않으며, 각 접점이 서로 독립이라고 봅니다.",
    "Binomial interval of ranks, 95 %, widened to the steps of 4 % in which waits are kept. Assumes nothing "
    "about how waits are distributed, but takes the contacts as independent of each other.",
)
LOG_LOG = Words(
    "카플란·마이어 곡선의 그린우드 분산과 log-log 변환으로 구한 구간, 95 %. 대기 시간을 보관하는 4 % "
    "단위만큼 거칠며, 각 접점이 서로 독립이라고 봅니다.",
    "Log-log interval of the Kaplan-Meier curve with Greenwood's variance, 95 %. As coarse as the steps of "
    "4 % in which waits are kept; takes the contacts as independent of each other.",
)
WILSON_SOURCE = "Wilson (1927), Journal of the American Statistical Association 22"
STUDENT_SOURCE = "Student (1908), The probable error of a mean, Biometrika 6"
