"""Whether answers weigh differently, and what that costs: told once beside figures made of them."""

from typing import NamedTuple

import duckdb
import polars as pl

from analytics.catalogue import find_measure
from analytics.comparing.sums import read_sums
from analytics.statistics.kish import alike
from analytics.view import View
from warehouse.settings import Settings
from warehouse.words import Words

WEIGHTED = Words(
    "응답 {n}건을 설문의 가중치로 반영했고, 가중치가 같은 응답 {effective_n}건만큼 확실합니다(유효 응답 수).",
    "The {n} answers count by the weights of their survey, and say as much as {effective_n} that weigh alike "
    "(effective n).",
)


class SurveyWeights(NamedTuple):
    """How many answers a figure is out of, and how many that weigh alike would be as sure (Kish 1965)."""

    n: int
    effective_n: int


def survey_weights(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    name: str,
    view: View = View(),  # noqa: B008 - a View never changes
) -> SurveyWeights | None:
    """The weights behind a measure in a view; None where each of its answers weighs 1, or it is of none.

    Raises QueryError for an unknown measure or dimension.
    """
    measure = find_measure(name)
    if not measure.is_of_answers:
        return None
    sums = read_sums(connection, settings, measure, (), view)
    # Both sums are their number only where each weight is 1, as Σ(w - 1)² is 0 then.
    weighted = sums.filter((pl.col("weight") != pl.col("n")) | (pl.col("weight_squares") != pl.col("n")))
    if weighted.is_empty():
        return None
    n, effective_n = alike(weighted).select("n", "effective_n").row(0)
    return SurveyWeights(n, round(effective_n))
