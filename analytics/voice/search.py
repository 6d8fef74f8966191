"""Comments that say what a reader looks for."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple, TypeAlias
from unicodedata import normalize

import duckdb
import polars as pl

from analytics.view import View
from analytics.voice.comments import LEXICON, TEXT, comment_words, comments
from warehouse.settings import Settings

# A part in quotes, of whichever kind, or what stands between spaces; a quote without its end is a sign.
_PART = re.compile(r"[\"“”]([^\"“”]+)[\"“”]|(\S+)")
ReadWords: TypeAlias = Callable[[], pl.DataFrame]


class Sought(NamedTuple):
    """A word as it was typed, and the terms that it was taken apart into: either is to be in a comment.

    Alone a term can be read otherwise than in a sentence: 날 is a day, and a form of 나다.
    """

    term: str
    terms: frozenset[str]


class Query(NamedTuple):
    """words: all have to be in a comment, in any inflection. texts: have to stand there, in either case."""

    words: tuple[Sought, ...]
    texts: tuple[str, ...]


def found_comments(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    search: str = "",
    band: str | None = None,
    lowest_first: bool = False,
    view: View = View(),  # noqa: B008 - a View never changes
) -> pl.DataFrame:
    """The comments of a view that say what is looked for, with the columns of `comments`; see `narrowed`."""
    written = comments(connection, settings, view)
    read_words = partial(comment_words, connection, settings, written)
    return narrowed(written, read_words, search, band, lowest_first)


def narrowed(
    listed: pl.DataFrame, read_words: ReadWords, search: str, band: str | None, lowest_first: bool
) -> pl.DataFrame:
    """Those of the comments that say what is looked for.

    read_words: gives their words, which takes its time, and is called only where words are looked for. band:
    only those with such satisfaction. lowest_first: lowest satisfaction first, those without one last; else
    in their order.
    """
    query = read_query(search)
    if query.words:
        words = read_words()
        for sought in query.words:
            listed = listed.filter(TEXT.is_in(_saying(words, sought).implode()))
    plain = pl.col("comment").str.normalize("NFC").str.to_lowercase()
    for text in query.texts:
        listed = listed.filter(plain.str.contains(text, literal=True))
    if band is not None:
        listed = listed.filter(band=band)
    return _in_order(listed) if lowest_first else listed


def read_query(text: str) -> Query:
    """What a reader typed: all words, and parts in quotes as they stand.

    Also as it stands is what has no word in it, such as a percent sign or a Korean particle.
    """
    words, texts = list[Sought](), list[str]()
    for part, is_quoted in _parts(normalize("NFC", text)):
        terms = frozenset() if is_quoted else frozenset(word.term for word in LEXICON.words([part])[part])
        if terms:
            words.append(Sought(part.casefold(), terms))
        else:
            texts.append(part.lower())
    return Query(tuple(words), tuple(texts))


def _saying(words: pl.DataFrame, sought: Sought) -> pl.Series:
    """The texts that say the word."""
    in_query = pl.col("term").is_in(sought.terms)
    is_said = (pl.col("term").filter(in_query).n_unique() == len(sought.terms)) | (
        pl.col("term") == sought.term
    ).any()
    return words.group_by("text").agg(is_said.alias("is_said")).filter("is_said")["text"]


def _in_order(comments: pl.DataFrame) -> pl.DataFrame:
    """Lowest satisfaction first; scores of other items are on other scales, and come last."""
    satisfaction = pl.when(pl.col("item") == "csat").then("score")
    return comments.sort(satisfaction, nulls_last=True, maintain_order=True)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    for quoted, plain in _PART.findall(text):
        if part := (quoted or plain).strip():
            yield part, bool(quoted)
