"""Words that are planted in low scores are found there, and no others."""

from collections import Counter
from collections.abc import Iterator
from math import log

import numpy as np
import polars as pl
import pytest

from analytics.view import View
from analytics.voice.comments import COLUMNS, words_in
from analytics.voice.lexicon import words_of
from analytics.voice.low_scores import LEAST_COMMENTS, WordsOfScores, compared_words, words_of_scores
from sample_data.comments import COMMENTS
from tests.analytics.voice.worlds import FIRST, load_sample
from tests.project import Project
from warehouse.lake import open_reader

PLANTED = {
    "ko": {"기다리다", "반복", "환불", "규정", "끊기다", "요금"},
    "en": {"longer", "explain", "refund", "polici", "switch", "bill"},
}
# How often a word is said in low and in high scores.
RATES = {"wait": (0.3, 0.1), "thanks": (0.05, 0.25), "parking": (0.3, 0.3), "counter": (0.1, 0.1)}


@pytest.fixture(scope="module", params=["ko", "en"])
def sample(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Project]]:
    yield request.param, load_sample(tmp_path_factory.mktemp("sample"), request.param)


def shares_of(band: str, language: str) -> Counter[str]:
    """In how many of the texts of a score each word is, stop words left out."""
    texts = [words.ko if language == "ko" else words.en for words in COMMENTS[band]]
    return Counter(
        term for found in words_of(texts) for term in {word.term for word in found if word.is_content}
    )


def test_words_of_the_sample_companys_low_scores_are_found_and_none_of_its_high_ones(
    sample: tuple[str, Project],
) -> None:
    language, project = sample
    with open_reader(project.settings) as connection:
        found = words_of_scores(connection, project.settings)
    assert found.note is None
    low, high = set(found.with_low["term"]), set(found.with_high["term"])
    assert PLANTED[language] <= low
    more_in_low = shares_of("bad", language) - shares_of("good", language)
    more_in_high = shares_of("good", language) - shares_of("bad", language)
    assert low <= set(more_in_low)
    assert high <= set(more_in_high) and len(high) > 5


def test_examples_say_the_word_with_such_a_score(sample: tuple[str, Project]) -> None:
    language, project = sample
    with open_reader(project.settings) as connection:
        found = words_of_scores(connection, project.settings)
    for side, band in ((found.with_low, "bad"), (found.with_high, "good")):
        texts = {words.ko if language == "ko" else words.en for words in COMMENTS[band]}
        for term, example in side.select("term", "example").iter_rows():
            assert example in texts
            assert term in {word.term for word in words_of([example])[0]}


def test_words_of_a_view_are_those_of_its_comments(sample: tuple[str, Project]) -> None:
    _, project = sample
    with open_reader(project.settings) as connection:
        everything = words_of_scores(connection, project.settings)
        phone = words_of_scores(connection, project.settings, View(picked={"channel": ("phone",)}))
        nobody = words_of_scores(connection, project.settings, View(picked={"channel": ("fax",)}))
    assert 0 < phone.low < everything.low
    assert nobody.note == "not_in_data" and nobody.words.is_empty()


def world(seed: int, size: int = 400) -> WordsOfScores:
    """Comments of as many low as high scores, in which each word is said as often as RATES say."""
    chance = np.random.default_rng(seed)
    scores = [1.0] * size + [5.0] * size
    said = {
        word: np.concatenate([chance.random(size) < low, chance.random(size) < high])
        for word, (low, high) in RATES.items()
    }
    texts = [
        " ".join(["customer", *(word for word in RATES if said[word][place])]) for place in range(2 * size)
    ]
    return compared_words(frame(texts, scores), words_in(pl.Series("comment", texts)), least=30)


def frame(texts: list[str], scores: list[float]) -> pl.DataFrame:
    bands = ["low" if score <= 2 else "high" if score >= 4 else "middle" for score in scores]
    known = {"answered_local": FIRST, "score": scores, "item": "csat", "band": bands, "comment": texts}
    return pl.DataFrame(known).with_columns(
        pl.lit(None, kind).alias(name) for name, kind in COLUMNS.items() if name not in known
    )


def test_a_word_that_is_said_in_all_scores_alike_goes_with_none() -> None:
    found = world(seed=1)
    assert set(found.with_low["shown"]) == {"wait"}
    assert set(found.with_high["shown"]) == {"thanks"}
    assert {"parking", "counter", "customer"} <= set(found.words["shown"])


def test_in_small_worlds_false_alarms_are_rare_and_intervals_hold_the_truth() -> None:
    worlds = [world(seed) for seed in range(40)]
    alike = ("parking", "counter", "customer")
    alarms = [
        one for one in worlds if one.words.filter(pl.col("shown").is_in(alike), pl.col("is_sure")).height
    ]
    # Holm's 2 of 40, and three standard deviations.
    assert len(alarms) <= 6
    held = []
    for word, (low, high) in RATES.items():
        truth = log(high / (1 - high)) - log(low / (1 - low))
        for one in worlds:
            (row,) = one.words.filter(shown=word).to_dicts()
            held.append(row["low_end"] <= truth <= row["high_end"])
    assert 0.9 <= np.mean(held) <= 0.99


def test_a_comment_counts_once_for_a_word_however_often_it_says_it() -> None:
    texts = ["refund refunds REFUNDED"] * 40 + ["refund"] * 5 + ["fine"] * 40
    scores = [1.0] * 40 + [3.0] * 5 + [5.0] * 40
    found = compared_words(frame(texts, scores), words_in(pl.Series("comment", texts)), least=30)
    assert found.words.select("shown", "low", "high").rows() == [("refund", 40, 0), ("fine", 0, 40)]


def test_a_rare_word_is_not_looked_at_and_a_small_side_says_nothing() -> None:
    rare = ["seldom"] * (LEAST_COMMENTS - 1) + ["often"] * 60
    scores = [1.0] * 35 + [5.0] * 34
    found = compared_words(frame(rare, scores), words_in(pl.Series("comment", rare)), least=30)
    assert found.words["shown"].to_list() == ["often"]
    few = compared_words(frame(rare, scores), words_in(pl.Series("comment", rare)), least=35)
    assert (few.low, few.high, few.note) == (35, 34, "too_few")
    assert few.words.is_empty()
