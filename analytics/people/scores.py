"""What customers say about those who served them, added up by whom they speak of."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import duckdb
import polars as pl

from analytics.catalogue import find_measure
from analytics.dimensions import Dimension, find_dimensions
from analytics.measures.measure import Measure
from analytics.reading import Counts, read_counts
from analytics.statistics.kish import alike
from analytics.view import View
from warehouse.settings import Settings
from warehouse.sql import read_sql
from warehouse.words import Words

CSAT, CONSIDERATION, FAILURE = "csat_mean", "consideration", "failure"
FIGURES = (CSAT, CONSIDERATION, FAILURE)
# Who serves together, in the same way: whoever is compared is compared within these.
DESK = ("contact_tier", "department", "channel")
WHO = (*DESK, "agent_id", "team")

_EMPATHY = find_measure("servqual_empathy")
# Not a measure of the catalogue, which counts each answer for itself: two of one questionnaire go together.
_CONSIDERATION = replace(
    _EMPATHY,
    name=CONSIDERATION,
    label=Words("배려", "Consideration"),
    meaning=Words(
        "설문 한 장의 공감성과 확신성 점수(느낀 점수, 1–7점)를 평균한 값입니다.",
        "The mean of the scores for empathy and assurance, as perceived from 1 to 7, within a questionnaire.",
    ),
    formula=Words(
        "설문마다 두 문항의 평균을 내고, 다시 설문 사이에서 평균",
        "the mean of the two items in each questionnaire, averaged over questionnaires",
    ),
    needs=Words(
        "항목 'servqual.empathy'나 'servqual.assurance'의 1–7점 응답",
        "answers to the items 'servqual.empathy' or 'servqual.assurance', scored 1 to 7",
    ),
)
MEASURES = MappingProxyType(
    {CSAT: find_measure(CSAT), CONSIDERATION: _CONSIDERATION, FAILURE: find_measure(FAILURE)}
)
_ANSWERS = Counts(
    "answer_facts",
    {
        "team": "team",
        "figure": "figure",
        "n": "count(*)",
        "weight": "sum(weight)::DOUBLE",
        "weight_squares": "sum(weight ** 2)::DOUBLE",
        "total": "sum(weight * mean_score)::DOUBLE",
        "total_squares": "sum(weight * mean_score ** 2)::DOUBLE",
    },
)
_FAILURES = Counts(
    "staff_facts",
    {
        "team": "team",
        "n": "count(*)",
        "total": "count_if(outcome = 'failed')::DOUBLE",
    },
    where="outcome <> 'abandoned'",
    instant="occurred_local",
)
_SUMS = ("n", "effective_n", "total", "total_squares")
_SCHEMA = {
    **dict.fromkeys((*WHO, "figure"), pl.String()),
    "n": pl.Int64(),
    **dict.fromkeys(_SUMS[1:], pl.Float64()),
}


def scores_by_agent(
    connection: duckdb.DuckDBPyConnection, settings: Settings, view: View, *, with_failures: bool = True
) -> pl.DataFrame:
    """Per tier, department, channel, agent, team and figure with records: n, and what they add up to.

    effective_n, total and total_squares are sums as `analytics.comparing.sums.read_moments` has them. figure:
    one of FIGURES. Of failures a record is a contact that was not abandoned, else a questionnaire; days are
    those of contacts or of answers.
    """
    by = find_dimensions(settings, (*DESK, "agent_id"))
    found = [alike(_answers(connection, settings, by, view))]
    if with_failures:
        failures = read_counts(connection, settings, _FAILURES, by, view)
        found.append(failures.with_columns(figure=pl.lit(FAILURE), total_squares="total", effective_n="n"))
    return pl.concat(map(_in_order, found))


def _answers(
    connection: duckdb.DuckDBPyConnection, settings: Settings, by: Mapping[str, Dimension], view: View
) -> pl.DataFrame:
    days = [f"day {sign} ${end}" for end, sign in (("since", ">="), ("until", "<=")) if getattr(view, end)]
    rows = read_sql("analytics.people", "questionnaires").replace("{days}", " AND ".join(days) or "true")
    return read_counts(connection, settings, replace(_ANSWERS, rows=rows), by, view)


def _in_order(frame: pl.DataFrame) -> pl.DataFrame:
    known = frame.select(pl.col(name).cast(kind) for name, kind in _SCHEMA.items())
    return known.drop_nulls(DESK).sort(*WHO, nulls_last=True)


def measure_of(figure: str) -> Measure:
    """What the figure is."""
    return MEASURES[figure]
