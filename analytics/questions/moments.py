"""Sums of a set's answers, of which indices and their intervals are made.

They add up over parts of the data: an index of several departments is made of the sum of theirs. For the
intervals customers are dealt into circles by their ids, each of which gives sums of its own: what circles
differ by holds all that goes together within a questionnaire and between those of one customer (random
groups: Wolter 2007, Introduction to Variance Estimation, chapter 2).
"""

from collections.abc import Mapping, Sequence

import duckdb
import polars as pl

from analytics.by_dimension import by_dimension
from analytics.dimensions import Dimension, find_dimensions
from analytics.questions.sets import find_set, items_of
from analytics.reading import conditions, parameters, picked_by, prepare
from analytics.stored import read_stored
from analytics.view import View
from warehouse.question_settings import QuestionSet
from warehouse.settings import Settings
from warehouse.sql import read_sql

# So many that an interval is known to 4 %, and that of few customers nearly each has one of its own.
CIRCLES = 400
_SUMS = ("n", "total_weight", "total")
_KEYS = ("kind", "place", "circle")
# Where the answers of whom a set asks stand.
ANSWERS: Mapping[str, str] = {"customer": "answer_facts", "monitor": "monitor_answers"}
_ON_SCALE = "100 * ({score} - worst) / (best - worst)"
_REACHES = "100 * (({score} - {threshold!r}) * sign(best - worst) >= 0)::INTEGER"


def read_moments(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    name: str,
    by: tuple[str, ...] = (),
    view: View = View(),  # noqa: B008 - a View never changes
    respondent: str = "",
) -> pl.DataFrame:
    """Per combination of `by`, kind ("perceived", "gap"), item and circle the sums that figures need.

    Columns: by, kind, place (item of the set by number), circle (of customers), n (answers), total_weight and
    total (weighted scores on the scale of 0 to 100). respondent: whose answers, where not those that the set
    names.

    Raises QueryError for an unknown set or dimension.
    """
    found = find_set(settings, name)
    dimensions = find_dimensions(settings, by)
    table = ANSWERS[respondent or found.respondent]
    asked = [*dimensions.values(), *picked_by(view, settings).values()]
    query = by_dimension(
        _query(found, dimensions, table, view, settings), table, asked, (view.since, view.until), settings
    )
    prepare(connection, settings, asked, query)
    items = items_of(found)
    values = {column: items[column].to_list() for column in ("item", "place", "worst", "best")}
    sums = read_stored(connection, query, {**values, **parameters(view)}, _schema(dimensions))
    kinds = (("perceived", _SUMS), ("gap", tuple(f"gap_{name}" for name in _SUMS)))
    columns = [pl.col(name).cast(kind) for name, kind in _schema(dimensions).items()]
    return pl.concat(
        sums.select(columns)
        .filter(pl.col(names[0]) > 0)
        .select(
            *by,
            pl.lit(kind).alias("kind"),
            "place",
            "circle",
            *(pl.col(name).alias(own) for own, name in zip(_SUMS, names, strict=True)),
        )
        for kind, names in kinds
    )


def summed(moments: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """The same by fewer dimensions."""
    return moments.group_by(*by, *_KEYS).agg(pl.col(_SUMS).sum())


def others(
    moments: pl.DataFrame, among: pl.DataFrame, by: Sequence[str], within: Sequence[str]
) -> pl.DataFrame:
    """Of each combination of `by` in `moments` what all others in `among` have that are alike in `within`."""
    combinations = moments.select(by).unique()
    whole = combinations.join(summed(among, within), on=list(within), nulls_equal=True)
    own = summed(among, by).rename({name: f"own_{name}" for name in _SUMS})
    beside = whole.join(own, on=[*by, *_KEYS], how="left", nulls_equal=True)
    rest = [pl.col(name) - pl.col(f"own_{name}").fill_null(0) for name in _SUMS]
    return beside.select(*by, *_KEYS, *rest).filter(pl.col("n") > 0)


def _query(
    found: QuestionSet, by: Mapping[str, Dimension], table: str, view: View, settings: Settings
) -> str:
    picked = [*_bounds(view), *conditions(view, settings)]
    score, expected = _scores(found)
    return read_sql("analytics.questions", "moments").format(
        answers=table,
        keys="".join(f"{dimension.sql} AS {name}, " for name, dimension in by.items()),
        names="".join(f"{name}, " for name in by),
        circles=CIRCLES,
        score=score,
        expected=expected,
        picked=" AND ".join(picked) or "true",
    )


def _bounds(view: View) -> list[str]:
    """The view's days in the order in which answers are stored, by which the database skips others."""
    bounds = {
        "since": "answered_local >= $since",
        "until": "answered_local < $until::DATE + INTERVAL 1 DAY",
    }
    return [bound for end, bound in bounds.items() if getattr(view, end)]


def _scores(found: QuestionSet) -> tuple[str, str]:
    """A score and an expected one from 0 to 100, in SQL; what is not compared, or off its scale, is null."""
    if found.threshold is not None:
        return _REACHES.format(score="score", threshold=found.threshold), "NULL::DOUBLE"
    if not found.compares_expectations:
        return _ON_SCALE.format(score="score"), "NULL::DOUBLE"
    on_scale = "expected BETWEEN least(worst, best) AND greatest(worst, best)"
    expected = f"CASE WHEN {on_scale} THEN {_ON_SCALE.format(score='expected')} END"
    return _ON_SCALE.format(score="score"), expected


def _schema(by: Mapping[str, Dimension]) -> dict[str, pl.DataType]:
    keys: dict[str, pl.DataType] = {
        name: pl.Date() if dimension.is_time else pl.String() for name, dimension in by.items()
    }
    whole = dict.fromkeys(("place", "circle", "n", "gap_n"), pl.Int64())
    totals = [f"{kind}{name}" for kind in ("", "gap_") for name in _SUMS[1:]]
    return {**keys, **whole, **dict.fromkeys(totals, pl.Float64())}
