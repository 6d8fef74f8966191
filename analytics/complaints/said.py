"""Which words the comments of one group of complainants have more often than those of all others."""

from dataclasses import dataclass

import duckdb
import polars as pl
import scipy

from analytics.by_dimension import by_dimension
from analytics.dimensions import find_dimension
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.reading import conditions, parameters, picked_by, prepare
from analytics.statistics.holm import holm
from analytics.stored import read_stored
from analytics.view import View
from analytics.voice.comments import words_in
from analytics.voice.low_scores import SURE, compared_words
from warehouse.settings import Settings
from warehouse.sql import read_sql

_COLUMNS = {
    "part": pl.String(),
    "answered_local": pl.Datetime("us"),
    "contact_id": pl.String(),
    "comment": pl.String(),
}


@dataclass(frozen=True)
class WordsOfGroups:
    """comments: part, n (comments of its complainants), note ("too_few" or "not_in_data" of either side).

    words: part, shown, said (comments of the group that say it), share with share_low and share_high, others
    (its share in all other comments), times (how many times the odds) with times_low and times_high (95 %), p
    (adjusted for all words of all groups: Holm), is_sure (p under 0.05) and example (the group's newest
    comment that says it); the surest first.
    """

    comments: pl.DataFrame
    words: pl.DataFrame


def words_of_groups(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    across: str = "age_band",
    view: View = View(),  # noqa: B008 - a View never changes
) -> WordsOfGroups:
    """Words by group of a dimension, of comments about contacts in which the customer complained.

    A group with fewer comments than settings.definitions.small_n, or beside fewer others, has no words.

    Raises QueryError for an unknown dimension.
    """
    said = _read(connection, settings, across, view)
    words, least = words_in(said["comment"]), settings.definitions.small_n
    counts = said.group_by("part").agg(n=pl.len().cast(pl.Int64)).sort("n", "part", descending=[True, False])
    rest = pl.col("n").sum() - pl.col("n")
    few = pl.when(pl.min_horizontal("n", rest) < least).then(pl.lit(TOO_FEW))
    noted = counts.with_columns(note=few if counts.height else pl.lit(NOT_IN_DATA))
    told = [
        _of(part, said, words, least)
        for part, note in noted.select("part", "note").iter_rows()
        if note is None
    ]
    return WordsOfGroups(noted, _judged(told))


def _read(connection: duckdb.DuckDBPyConnection, settings: Settings, across: str, view: View) -> pl.DataFrame:
    dimension = find_dimension(settings, across)
    asked = [dimension, *picked_by(view, settings).values()]
    query = read_sql("analytics.complaints", "said").format(
        part=dimension.sql, picked=" AND ".join(conditions(view, settings)) or "true"
    )
    query = by_dimension(query, "answer_facts", asked, (view.since, view.until), settings)
    prepare(connection, settings, asked, query)
    found = read_stored(connection, query, parameters(view), _COLUMNS)
    return found.select(pl.col(name).cast(kind) for name, kind in _COLUMNS.items())


def _of(part: str, said: pl.DataFrame, words: pl.DataFrame, least: int) -> pl.DataFrame:
    """The group stands where high scores do, all others where low ones do."""
    band = pl.when(pl.col("part") == part).then(pl.lit("high")).otherwise(pl.lit("low"))
    found = compared_words(said.with_columns(band=band), words, least).words
    return found.select(
        pl.lit(part).alias("part"),
        "shown",
        said="high",
        share="high_share",
        share_low="high_share_low",
        share_high="high_share_high",
        others="low_share",
        times=pl.col("value").exp(),
        times_low=pl.col("low_end").exp(),
        times_high=pl.col("high_end").exp(),
        z="z",
        example="example",
    )


def _judged(told: list[pl.DataFrame]) -> pl.DataFrame:
    if not told:
        return pl.DataFrame(schema=_WORDS)
    found = pl.concat(told)
    p = holm(2 * scipy.special.ndtr(-found["z"].abs().to_numpy()))
    judged = found.with_columns(p=pl.Series(p)).with_columns(is_sure=pl.col("p") < SURE)
    return judged.sort(-pl.col("z").abs(), "part", "shown").select(*_WORDS)


_SHARES = ("share", "share_low", "share_high", "others", "times", "times_low", "times_high", "p")
_WORDS = {
    "part": pl.String(),
    "shown": pl.String(),
    "said": pl.Int64(),
    **dict.fromkeys(_SHARES, pl.Float64()),
    "is_sure": pl.Boolean(),
    "example": pl.String(),
}
