"""Service quality on the five dimensions of SERVQUAL: perceived alone, and perceived less expected."""

from collections.abc import Mapping
from types import MappingProxyType

import polars as pl

from analytics.estimators import ANSWERS, OF_ANSWERS, mean_of_answers, mean_of_sums
from analytics.measures import behind
from analytics.measures.measure import Measure, mean_of_answers_in_sql
from analytics.measures.methods import STUDENT
from analytics.reading import Counts, sums_of_answers
from warehouse.words import Words

LOWEST, HIGHEST = 1, 7
DIMENSIONS: Mapping[str, Words] = MappingProxyType(
    {
        "reliability": Words("신뢰성", "Reliability"),
        "assurance": Words("확신성", "Assurance"),
        "tangibles": Words("유형성", "Tangibles"),
        "responsiveness": Words("반응성", "Responsiveness"),
        "empathy": Words("공감성", "Empathy"),
    }
)
_ABOUT: Mapping[str, Words] = MappingProxyType(
    {
        "reliability": Words("약속한 서비스를 정확히 해내는지", "doing what was promised, and right"),
        "assurance": Words("지식과 예의로 믿음을 주는지", "knowledge and courtesy that give confidence"),
        "tangibles": Words("시설과 장비, 보이는 것이 어떤지", "premises, equipment and all that can be seen"),
        "responsiveness": Words("기꺼이, 빠르게 돕는지", "helping willingly and promptly"),
        "empathy": Words("고객 한 사람을 살피고 이해하는지", "care and attention for the single customer"),
    }
)
_PERCEIVED_SCORE = f"score BETWEEN {LOWEST} AND {HIGHEST}"
_BOTH_SCORES = f"{_PERCEIVED_SCORE} AND expected BETWEEN {LOWEST} AND {HIGHEST}"
# Of the differences, each within one answer.
_GAP = mean_of_sums(
    pl.col("gaps"), pl.col("gap_squares"), ANSWERS, LOWEST - HIGHEST, HIGHEST - LOWEST, OF_ANSWERS
)
_GAP_SOURCE = (
    "Parasuraman, Zeithaml and Berry (1988), SERVQUAL: a multiple-item scale for measuring consumer "
    "perceptions of service quality, Journal of Retailing 64"
)
_PERCEIVED_SOURCE = (
    "Cronin and Taylor (1992), Measuring service quality: a reexamination and extension, Journal of "
    "Marketing 56 (SERVPERF)"
)


def gap_name(dimension: str) -> str:
    """The measure of perceived less expected."""
    return f"servqual_{dimension}_gap"


def perceived_name(dimension: str) -> str:
    """The measure of what was perceived, expectations aside."""
    return f"servqual_{dimension}"


def _behind(dimension: str) -> behind.ContactsBehind:
    name = DIMENSIONS[dimension]
    label = Words(f"{name.ko} 응답이 있는 접점", f"Contacts with an answer on {name.en.lower()}")
    return behind.answered(f"servqual.{dimension}", label)


def _gap(dimension: str) -> Measure:
    name, about, item = DIMENSIONS[dimension], _ABOUT[dimension], f"servqual.{dimension}"
    return Measure(
        name=gap_name(dimension),
        label=Words(f"{name.ko} 격차", f"{name.en} gap"),
        meaning=Words(
            f"{name.ko}({about.ko})에서 느낀 것이 기대보다 얼마나 높은지입니다. 0보다 작으면 기대에 못 "
            "미쳤습니다.",
            f"How far what was perceived of {name.en.lower()} ({about.en}) is above what was expected. "
            "Below 0 it fell short.",
        ),
        formula=Words(
            "한 응답 안에서 (느낀 점수 − 기대한 점수)의 평균, 각 1–7점",
            "mean of perceived − expected within each answer, both from 1 to 7",
        ),
        unit="score",
        direction="higher",
        needs=Words(
            f"항목 '{item}'의 1–7점 응답과 그 기대 점수(expected)",
            f"answers to the item '{item}', scored 1 to 7, with the expected score (expected)",
        ),
        interval=STUDENT,
        source=_GAP_SOURCE,
        contacts_behind=_behind(dimension),
        counts=Counts(
            "answer_daily",
            {
                "gaps": "sum((score - expected) * weight)::DOUBLE",
                "gap_squares": "sum((score - expected) ** 2 * weight)::DOUBLE",
                **sums_of_answers(),
            },
            where=f"item = '{item}' AND {_BOTH_SCORES}",
            present_in=("contact_daily", "answer_daily"),
        ),
        in_sql=mean_of_answers_in_sql("score - expected"),
        estimate=_GAP,
    )


def _perceived(dimension: str) -> Measure:
    name, about, item = DIMENSIONS[dimension], _ABOUT[dimension], f"servqual.{dimension}"
    return Measure(
        name=perceived_name(dimension),
        label=Words(f"{name.ko} (느낀 점수)", f"{name.en}, perceived"),
        meaning=Words(
            f"{name.ko}({about.ko})을 얼마나 느꼈는지를 1–7점으로 물은 응답의 평균입니다. 기대는 보지 "
            "않습니다.",
            f"The mean answer, from 1 to 7, to what was perceived of {name.en.lower()} ({about.en}); "
            "expectations aside.",
        ),
        formula=Words("1–7점 응답의 합 ÷ 응답 수", "sum of the answers of 1 to 7 ÷ their number"),
        unit="score",
        direction="higher",
        needs=Words(f"항목 '{item}'의 1–7점 응답", f"answers to the item '{item}', scored 1 to 7"),
        interval=STUDENT,
        source=_PERCEIVED_SOURCE,
        contacts_behind=_behind(dimension),
        counts=Counts(
            "answer_daily",
            sums_of_answers(),
            level="score",
            where=f"item = '{item}' AND {_PERCEIVED_SCORE}",
            present_in=("contact_daily", "answer_daily"),
        ),
        in_sql=mean_of_answers_in_sql("score"),
        estimate=mean_of_answers(LOWEST, HIGHEST),
    )


GAPS = tuple(_gap(dimension) for dimension in DIMENSIONS)
PERCEIVED = tuple(_perceived(dimension) for dimension in DIMENSIONS)
MEASURES = (*GAPS, *PERCEIVED)
