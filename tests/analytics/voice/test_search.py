"""A search finds what was written in whatever form it was written."""

from functools import cache
from unicodedata import normalize

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.voice.comments import COLUMNS, words_in
from analytics.voice.lexicon import MOST_CHARACTERS, words_of
from analytics.voice.search import narrowed
from sample_data.comments import COMMENTS
from tests.analytics.voice.conftest import WRITTEN

TEXTS = [one.comment for one in WRITTEN if one.comment and one.comment.strip()]
SAMPLE = [text for band in COMMENTS.values() for words in band for text in words]


def found(search: str, texts: list[str] = TEXTS) -> list[str]:
    """The texts that a search finds."""
    listed = pl.DataFrame({"comment": texts}, {"comment": COLUMNS["comment"]})
    kept = narrowed(listed, lambda: words_in(listed["comment"]), search, None, lowest_first=False)
    return kept["comment"].to_list()


@pytest.mark.parametrize(
    ("search", "beginnings"),
    [
        ("기다리다", ["안내받은", "환불은"]),
        ("기다렸습니다", ["안내받은", "환불은"]),
        ("환불", ["요금이", "환불은", "<b>환불"]),
        ("환불까지", ["요금이", "환불은", "<b>환불"]),
        ("환불 일주일", ["요금이"]),
        ('"환불까지"', ["요금이"]),
        ("“환불까지”", ["요금이"]),
        ("빠르다", ["환불은"]),
        # 불친절 is its opposite.
        ("친절", []),
        ("불친절하다", ["상담원이"]),
        ("wait", ["I waited"]),
        ("WAITING", ["I waited"]),
        ("refund", ["The agent"]),
        ("friendly", ["Quick"]),
        ('"no refunds"', ["The agent"]),
        ("isn't", ["The agent"]),
        ("isn’t", ["The agent"]),
        ('"', ["The agent"]),
        ("%", ["I waited", "<b>환불"]),
        ('"100%"', ["I waited", "<b>환불"]),
        ("100 환불", ["<b>환불"]),
        ("_", []),
        ("까지", ["요금이"]),
        ("=1+1", ["=1+1"]),
        ("'; DROP TABLE answers; --", []),
        (".*", []),
    ],
)
def test_a_search_finds_inflections_and_takes_signs_as_they_are(search: str, beginnings: list[str]) -> None:
    texts = found(search)
    assert len(texts) == len(beginnings)
    assert all(text.startswith(start) for text, start in zip(texts, beginnings, strict=True)), texts


@pytest.mark.parametrize("search", ["", "   ", "\t\n"])
def test_nothing_to_look_for_finds_everything(search: str) -> None:
    assert found(search) == TEXTS


def test_words_of_decomposed_hangul_are_found_too() -> None:
    decomposed = normalize("NFD", "환불이 늦었어요")
    assert found("환불", [decomposed]) == found('"환불이"', [decomposed]) == [decomposed]


def test_of_a_text_as_long_as_a_book_the_beginning_is_read() -> None:
    assert found("refund", ["refund " + "x " * MOST_CHARACTERS + "again"])
    assert not found("again", ["refund " + "x " * MOST_CHARACTERS + "again"])


@cache
def terms_of(text: str) -> frozenset[str]:
    return frozenset(word.term for word in words_of([text])[0])


words = st.sampled_from(sorted({part for text in SAMPLE for part in text.split()}))


@given(st.lists(words, min_size=1, max_size=3))
def test_a_search_finds_what_a_look_at_every_comment_finds(parts: list[str]) -> None:
    def says(text: str, part: str) -> bool:
        terms = terms_of(part)
        if not terms:
            return part.lower() in text.lower()
        return terms <= terms_of(text) or part.casefold() in terms_of(text)

    plain = [part.replace('"', "") for part in parts]
    sought = [part for part in plain if part]
    expected = [text for text in SAMPLE if all(says(text, part) for part in sought)]
    assert found(" ".join(sought), SAMPLE) == expected


@given(words)
def test_a_word_finds_the_comments_it_is_from(word: str) -> None:
    quoted = '"' + word.replace('"', "") + '"'
    plain = [text.replace('"', "") for text in SAMPLE]
    assert set(found(quoted, plain)) == {text for text in plain if quoted[1:-1].lower() in text.lower()}
