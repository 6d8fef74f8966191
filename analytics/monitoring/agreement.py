"""How far a monitor and a customer agree on the same contacts."""

from typing import Any

import duckdb
import polars as pl

from analytics.monitoring.pairs import rated_by_both, scores_of_contacts
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.statistics.agreement import agreement, consistency, weighted_kappa
from analytics.statistics.common import Interval
from analytics.view import View
from warehouse.question_settings import INDEX
from warehouse.settings import Settings

_PARTS = ("agreement", "consistency", "kappa")
_ENDS = ("", "_low", "_high")
_SCHEMA: dict[str, pl.DataType] = {
    "item": pl.String(),
    **{f"{part}{end}": pl.Float64() for part in _PARTS for end in _ENDS},
    "n": pl.Int64(),
    "note": pl.String(),
}


def monitored_agreement(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    name: str,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """How far monitors and customers agree: a row for the index, then one for each item that both rated.

    Returns item ("index" or the item), agreement with its low and high (ICC(2,1), two-way, absolute: 1 where
    both give the same), consistency (ICC(3,1): the level of each set aside), kappa (of whole grades,
    quadratic weights; none of the index) with their ends (95 %), n (contacts that both rated) and note.

    Raises QueryError for an unknown set.
    """
    return agreement_of(rated_by_both(connection, settings, name, (), view), settings)


def agreement_of(pairs: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """The same from contacts at hand that both rated."""
    least = settings.definitions.small_n
    rows = [_row(INDEX, scores_of_contacts(pairs), None, least)]
    for (item,), group in pairs.group_by("item", maintain_order=True):
        scale = sorted(group.select("worst", "best").row(0))
        rows.append(_row(str(item), group, (scale[0], scale[1]), least))
    return pl.DataFrame(rows, _SCHEMA)


def _row(item: str, rated: pl.DataFrame, scale: tuple[float, float] | None, least: int) -> dict[str, Any]:
    scores = rated.select("monitored", "said").to_numpy()
    note = NOT_IN_DATA if not rated.height else TOO_FEW if rated.height < least else None
    told = note is None
    has_grades = told and scale is not None and all(end == int(end) for end in scale)
    return {
        "item": item,
        **_named("agreement", agreement(scores) if told else None),
        **_named("consistency", consistency(scores) if told else None),
        **_named(
            "kappa", weighted_kappa(scores, int(scale[0]), int(scale[1])) if has_grades and scale else None
        ),
        "n": rated.height,
        "note": note,
    }


def _named(name: str, found: Interval | None) -> dict[str, float | None]:
    values = (None, None, None) if found is None else found
    return {f"{name}{end}": value for end, value in zip(_ENDS, values, strict=True)}
