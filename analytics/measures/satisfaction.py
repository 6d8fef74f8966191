"""What customers say when asked."""

import polars as pl

from analytics.estimators import mean_of_answers, net_share_of_answers, share_of_answers
from analytics.measures import behind
from analytics.measures.measure import Measure, mean_of_answers_in_sql, net_in_sql
from analytics.measures.methods import MULTINOMIAL, STUDENT, WILSON_OF_ANSWERS
from analytics.reading import Counts, sums_of_answers
from warehouse.words import Words

_SCORE = pl.col("score")


def _answers_to(item: str, lowest: int, highest: int) -> Counts:
    """Scores beyond the scale are left out: they come from another scale or a slip."""
    return Counts(
        "answer_daily",
        sums_of_answers(),
        level="score",
        where=f"item = '{item}' AND score BETWEEN {lowest} AND {highest}",
        present_in=("contact_daily", "answer_daily"),
    )


_CES_NEEDS = Words("항목 'ces'의 1–7점 응답", "answers to the item 'ces', scored 1 to 7")
_CES_SOURCE = (
    "Dixon, Freeman and Toman (2010), Stop trying to delight your customers, Harvard Business Review 88"
)

CSAT = Measure(
    name="csat",
    label=Words("고객 만족도(CSAT)", "Satisfaction (CSAT)"),
    meaning=Words(
        "만족도 문항에 5점 만점에 4점이나 5점을 준 응답의 비율입니다.",
        "The share of answers that gave 4 or 5 out of 5 for satisfaction.",
    ),
    formula=Words("4–5점 응답 ÷ 1–5점 응답", "answers of 4 or 5 ÷ answers of 1 to 5"),
    unit="share",
    direction="higher",
    needs=Words("항목 'csat'의 1–5점 응답", "answers to the item 'csat', scored 1 to 5"),
    interval=WILSON_OF_ANSWERS,
    source="Top-two-box share; interval: Wilson (1927), Journal of the American Statistical Association 22",
    contacts_behind=behind.WITH_CSAT,
    counts=_answers_to("csat", 1, 5),
    in_sql=mean_of_answers_in_sql("(score >= 4)::INTEGER"),
    estimate=share_of_answers(_SCORE >= 4),
)

CSAT_MEAN = Measure(
    name="csat_mean",
    label=Words("만족도 평균", "Mean satisfaction"),
    meaning=Words(
        "만족도 문항에 준 1–5점의 평균입니다. 만족한 비율(CSAT)이 같아도 불만의 깊이가 다르면 달라집니다.",
        "The mean answer, from 1 to 5, for satisfaction. Unlike the share of satisfied answers it moves with "
        "how low the low answers are.",
    ),
    formula=Words("1–5점 응답의 합 ÷ 응답 수", "sum of the answers of 1 to 5 ÷ their number"),
    unit="score",
    direction="higher",
    needs=Words("항목 'csat'의 1–5점 응답", "answers to the item 'csat', scored 1 to 5"),
    interval=STUDENT,
    source="Arithmetic mean; interval: Student (1908), The probable error of a mean, Biometrika 6",
    contacts_behind=behind.WITH_CSAT,
    counts=_answers_to("csat", 1, 5),
    in_sql=mean_of_answers_in_sql("score"),
    estimate=mean_of_answers(1, 5),
)

NPS = Measure(
    name="nps",
    label=Words("순추천지수(NPS)", "Net Promoter Score (NPS)"),
    meaning=Words(
        "추천하겠다는 응답(9–10점)의 비율에서 추천하지 않겠다는 응답(0–6점)의 비율을 뺀 값입니다.",
        "The share who would recommend (9 or 10) less the share who would not (0 to 6), in points from −100 "
        "to 100.",
    ),
    formula=Words(
        "100 × (9–10점 응답 − 0–6점 응답) ÷ 0–10점 응답",
        "100 × (answers of 9 or 10 − answers of 0 to 6) ÷ answers of 0 to 10",
    ),
    unit="points",
    direction="higher",
    needs=Words("항목 'nps'의 0–10점 응답", "answers to the item 'nps', scored 0 to 10"),
    interval=MULTINOMIAL,
    source="Reichheld (2003), The one number you need to grow, Harvard Business Review 81",
    contacts_behind=behind.WITH_NPS,
    counts=_answers_to("nps", 0, 10),
    in_sql=net_in_sql("score >= 9", "score <= 6"),
    estimate=net_share_of_answers(_SCORE >= 9, _SCORE <= 6),
)

CES = Measure(
    name="ces",
    label=Words("이용 편의 점수(CES)", "Customer effort score (CES)"),
    meaning=Words(
        "일을 쉽게 처리했다는 데 얼마나 동의하는지를 1–7점으로 물은 응답의 평균입니다. CES를 평균으로 "
        "낸 것입니다.",
        "The mean answer, from 1 to 7, to whether the matter was easy to settle; 7 is easiest. This is CES "
        "as a mean.",
    ),
    formula=Words("1–7점 응답의 합 ÷ 응답 수", "sum of the answers of 1 to 7 ÷ their number"),
    unit="score",
    direction="higher",
    needs=_CES_NEEDS,
    interval=STUDENT,
    source=_CES_SOURCE,
    contacts_behind=behind.WITH_CES,
    counts=_answers_to("ces", 1, 7),
    in_sql=mean_of_answers_in_sql("score"),
    estimate=mean_of_answers(1, 7),
)

CES_INDEX = Measure(
    name="ces_index",
    label=Words("이용 편의 지수", "Customer effort index"),
    meaning=Words(
        "쉬웠다는 응답(6–7점)의 비율에서 어려웠다는 응답(1–3점)의 비율을 뺀 값입니다. CES를 두 비율의 "
        "차로 낸 것입니다.",
        "The share who found it easy (6 or 7) less the share who found it hard (1 to 3), in points from −100 "
        "to 100. This is CES as a net share.",
    ),
    formula=Words(
        "100 × (6–7점 응답 − 1–3점 응답) ÷ 1–7점 응답",
        "100 × (answers of 6 or 7 − answers of 1 to 3) ÷ answers of 1 to 7",
    ),
    unit="points",
    direction="higher",
    needs=_CES_NEEDS,
    interval=MULTINOMIAL,
    source=_CES_SOURCE,
    contacts_behind=behind.WITH_CES,
    counts=_answers_to("ces", 1, 7),
    in_sql=net_in_sql("score >= 6", "score <= 3"),
    estimate=net_share_of_answers(_SCORE >= 6, _SCORE <= 3),
)

CES_EASY = Measure(
    name="ces_easy",
    label=Words("쉬웠다는 비율(CES 2.0)", "Found it easy (CES 2.0)"),
    meaning=Words(
        "일을 쉽게 처리했다는 데 동의한 응답(5–7점)의 비율입니다. CES를 동의한 비율로 낸 것(CES 2.0)입니다.",
        "The share who agreed that the matter was easy to settle (5 to 7). This is CES as the share that "
        "agrees (CES 2.0).",
    ),
    formula=Words("5–7점 응답 ÷ 1–7점 응답", "answers of 5 to 7 ÷ answers of 1 to 7"),
    unit="share",
    direction="higher",
    needs=_CES_NEEDS,
    interval=WILSON_OF_ANSWERS,
    source="Dixon, Toman and DeLisi (2013), The Effortless Experience: the statement of CES 2.0, its top "
    "three of seven answers",
    contacts_behind=behind.WITH_CES,
    counts=_answers_to("ces", 1, 7),
    in_sql=mean_of_answers_in_sql("(score >= 5)::INTEGER"),
    estimate=share_of_answers(_SCORE >= 5),
)

MEASURES = (CSAT, CSAT_MEAN, NPS, CES, CES_INDEX, CES_EASY)
