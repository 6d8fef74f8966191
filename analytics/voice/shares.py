"""How many questionnaires come with a comment."""

from collections.abc import Sequence

import duckdb
import polars as pl

from analytics.dimensions import find_dimensions
from analytics.intervals import proportion
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import WHOLE, Counts, read_counts
from analytics.view import View
from warehouse.settings import Settings

_COUNTED = ("questionnaires", "commented")
_COUNTS = Counts(
    "answer_facts",
    {
        "questionnaires": "count(DISTINCT survey_id)",
        "commented": "count(DISTINCT survey_id) FILTER (trim(comment) <> '')",
    },
    instant="answered_local",
)


def comment_shares(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    by: Sequence[str] = (),
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """Of the questionnaires answered within the view, those with a comment, by dimensions.

    Returns the dimensions, questionnaires, commented, value, low, high (Wilson, 95 %) and note: null,
    "not_in_data" or, for fewer questionnaires than settings.definitions.small_n, "too_few" without a value.
    Questionnaires count once each, whatever they weigh. Unknown (null) last; without dimensions one row.
    """
    counts = read_counts(connection, settings, _COUNTS, find_dimensions(settings, by), view)
    if not by and counts.is_empty():
        counts = pl.DataFrame({WHOLE: [None], **{name: [0] for name in _COUNTED}})
    written, asked = (pl.col(name) for name in ("commented", "questionnaires"))
    shares = proportion(written, asked)._asdict()
    is_few = asked < settings.definitions.small_n
    few = pl.when(asked > 0).then(pl.lit(TOO_FEW)).otherwise(pl.lit(NOT_IN_DATA))
    return (
        counts.with_columns(pl.col(_COUNTED).cast(pl.Int64))
        .sort(list(by) or WHOLE, nulls_last=True)
        .select(
            *by,
            *_COUNTED,
            *(pl.when(~is_few).then(part).alias(name) for name, part in shares.items()),
            pl.when(is_few).then(few).alias("note"),
        )
    )
