"""Words that go with low scores, and with high ones."""

from dataclasses import dataclass

import duckdb
import polars as pl
import scipy

from analytics.intervals import proportion
from analytics.notes import NOT_IN_DATA, TOO_FEW
from analytics.statistics.holm import holm
from analytics.statistics.log_odds import log_odds_ratio
from analytics.view import View
from analytics.voice.comments import TEXT, comment_words, comments
from warehouse.settings import Settings

# Words that fewer comments with a low or a high score say are not looked at: their z says little.
LEAST_COMMENTS = 10
# So many comments, that say each word as often as all do, are added to both sides: enough to keep a rare word
# from being a finding, and few beside the hundreds that are compared.
PRIOR_COMMENTS = 20
SURE = 0.05


@dataclass(frozen=True)
class WordsOfScores:
    """low, high: comments with such scores. note: null, "not_in_data" or "too_few" of either; no words then.

    words: term, shown (as most comments have it), low and high (comments with that score which say it),
    low_share and high_share (each with …_low and …_high: Wilson, 95 %), value (log-odds ratio of high against
    low scores; below 0 it goes with low ones) with low_end and high_end (95 %), z, p (adjusted for all words
    looked at: Holm), is_sure (p under 0.05) and example (the newest comment that says it, of the side that it
    goes with). Those that go with low scores most clearly come first.
    """

    words: pl.DataFrame
    low: int
    high: int
    note: str | None

    @property
    def with_low(self) -> pl.DataFrame:
        """Those that surely go with low scores, most clearly first."""
        return self.words.filter("is_sure", pl.col("value") < 0)

    @property
    def with_high(self) -> pl.DataFrame:
        """Those that surely go with high scores, most clearly first."""
        return self.words.filter("is_sure", pl.col("value") > 0).reverse()


def words_of_scores(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    view: View = View(),  # noqa: B008 - a View never changes
) -> WordsOfScores:
    """Nouns, verbs, adjectives and English words without stop words, of comments with a low score (1 or 2 of
    satisfaction) against those with a high one (4 or 5).

    A comment counts once for each word, however often it says it. Nothing is said about a side with fewer
    comments than settings.definitions.small_n.
    """
    written = comments(connection, settings, view)
    words = comment_words(connection, settings, written)
    return compared_words(written, words, settings.definitions.small_n)


def compared_words(comments: pl.DataFrame, words: pl.DataFrame, least: int) -> WordsOfScores:
    """The same of comments and their words. least: the fewest comments of each side."""
    scored = comments.drop_nulls("band").with_row_index("number").with_columns(TEXT)
    low, high = (int((scored["band"] == band).sum()) for band in ("low", "high"))
    few = TOO_FEW if scored.height else NOT_IN_DATA
    note = few if min(low, high) < least else None
    said = scored.join(words.filter("is_content"), on="text", maintain_order="left_right")
    counted = _counted(said).head(0) if note else _counted(said)
    return WordsOfScores(_judged(counted, low, high, scored.height), low, high, note)


def _counted(said: pl.DataFrame) -> pl.DataFrame:
    """Comments that say each term, by score, and the newest that does."""
    is_low, is_high = pl.col("band") == "low", pl.col("band") == "high"
    shown = said.group_by("term", "shown").len().sort("len", "shown", descending=[True, False])
    # Two inflections in a comment are one term.
    once = said.unique(["number", "term"], maintain_order=True)
    return (
        once.group_by("term", maintain_order=True)
        .agg(
            low=is_low.sum().cast(pl.Int64),
            high=is_high.sum().cast(pl.Int64),
            all=pl.len(),
            example_low=pl.col("comment").filter(is_low).first(),
            example_high=pl.col("comment").filter(is_high).first(),
        )
        .filter(pl.col("low") + pl.col("high") >= LEAST_COMMENTS)
        .join(shown.unique("term", keep="first", maintain_order=True), on="term", maintain_order="left")
    )


def _judged(counted: pl.DataFrame, low: int, high: int, scored: int) -> pl.DataFrame:
    # A word of every comment is as informative as one of none: both shares are kept off the ends.
    background = (counted["all"] + 0.5) / (scored + 1)
    found = log_odds_ratio(counted["high"], high, counted["low"], low, background, PRIOR_COMMENTS)
    p = holm(2 * scipy.special.ndtr(-abs(found.z)))
    example = pl.when(pl.col("value") < 0).then("example_low").otherwise("example_high")
    return (
        counted.with_columns(
            *_share("low", low),
            *_share("high", high),
            value=pl.Series(found.value),
            low_end=pl.Series(found.low),
            high_end=pl.Series(found.high),
            z=pl.Series(found.z),
            p=pl.Series(p),
        )
        .with_columns(is_sure=pl.col("p") < SURE, example=example)
        .sort("z", "term")
        .select(
            "term",
            "shown",
            *("low", "high"),
            *("low_share", "low_share_low", "low_share_high"),
            *("high_share", "high_share_low", "high_share_high"),
            *("value", "low_end", "high_end", "z", "p", "is_sure", "example"),
        )
    )


def _share(side: str, comments: int) -> list[pl.Expr]:
    share = proportion(pl.col(side), pl.lit(comments))
    names = (f"{side}_share", f"{side}_share_low", f"{side}_share_high")
    return [part.alias(name) for name, part in zip(names, share, strict=True)]
