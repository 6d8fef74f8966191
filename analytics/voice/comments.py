"""Comments of a view, and their words."""

from collections.abc import Mapping
from types import MappingProxyType

import duckdb
import polars as pl

from analytics.by_dimension import by_dimension
from analytics.reading import conditions, parameters, picked_by, prepare
from analytics.stored import read_stored
from analytics.view import View
from analytics.voice.lexicon import Lexicon
from warehouse.settings import Settings
from warehouse.sql import read_sql

BANDS = ("low", "middle", "high")
_TEXTS = ("item", "band", "department", "channel", "contact_tier", "reason", "contact_id", "customer_id")
COLUMNS: Mapping[str, pl.DataType] = MappingProxyType(
    {
        "answered_local": pl.Datetime("us"),
        "score": pl.Float64(),
        **dict.fromkeys(_TEXTS, pl.String()),
        "comment": pl.String(),
    }
)
WORDS: Mapping[str, pl.DataType] = MappingProxyType(
    {"text": pl.UInt64(), "term": pl.String(), "shown": pl.String(), "is_content": pl.Boolean()}
)
# What ties words to comments, in a fifth of the memory of texts. That two of a million texts share it happens
# once in thirty million times.
TEXT = pl.col("comment").hash().alias("text")
# Of all who ask in this process.
LEXICON = Lexicon()


def comments(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """What customers wrote within the view, newest first: one row per comment of a questionnaire.

    Returns answered_local, score with its item (satisfaction where the questionnaire asks for it), band
    ("low" for a satisfaction of 1 or 2, "middle" for 3, "high" for 4 or 5; null without one), department,
    channel, contact_tier, reason, contact_id, customer_id (null where not known) and comment.
    """
    template = read_sql("analytics.voice", "comments")
    query = template.replace("{picked}", " AND ".join(conditions(view, settings)) or "true")
    picked = picked_by(view, settings).values()
    prepare(connection, settings, picked, query)
    query = by_dimension(query, "answer_facts", picked, (view.since, view.until), settings)
    return read_stored(connection, query, parameters(view), COLUMNS).select(
        pl.col(name).cast(kind) for name, kind in COLUMNS.items()
    )


def comment_words(
    connection: duckdb.DuckDBPyConnection, _settings: Settings, written: pl.DataFrame
) -> pl.DataFrame:
    """The words of what `comments` gave: text (as TEXT says it of a comment), term, shown, is_content, as in
    `word.Word`.

    One row per text and word, however many customers wrote the same. Takes seconds for 10,000 texts that were
    not asked for before.
    """
    _forget_what_is_gone(connection)
    return words_in(written["comment"])


def words_in(texts: pl.Series) -> pl.DataFrame:
    """The same of these texts."""
    different = texts.alias("comment").to_frame().unique(maintain_order=True).with_columns(TEXT)
    known = LEXICON.words(different["comment"].to_list())
    rows = [(text, *word) for comment, text in different.iter_rows() for word in known[comment]]
    return pl.DataFrame(rows, dict(WORDS), orient="row")


def _forget_what_is_gone(connection: duckdb.DuckDBPyConnection) -> None:
    """What was erased from the warehouse is not kept here either."""
    if len(LEXICON):
        query = "SELECT DISTINCT comment FROM customer_answers WHERE trim(comment) <> ''"
        LEXICON.keep_only(read_stored(connection, query, {}, {"comment": pl.String()})["comment"])
