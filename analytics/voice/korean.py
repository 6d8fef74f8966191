"""Korean words: the morphemes that carry meaning, verbs and adjectives as the dictionary has them (Kiwi)."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from analytics.voice.english import english_words
from analytics.voice.word import Word

HANGUL = re.compile("[ᄀ-ᇿㄱ-ㆎ가-힣]")
# Tags of the Sejong corpus. Particles, endings, suffixes, marks and what only helps a verb say nothing alone.
_LEXICAL = ("N", "V", "M", "IC", "XR", "SN", "SH", "W_")
_HELPING = ("VX", "VC", "NB")
_CONTENT = ("NNG", "NNP", "VV", "VA", "XR")
_FOREIGN, _PREFIX, _ROOT = "SL", "XPN", "XR"
# Verbs that lend their endings to any noun, and adjectives that only compare or point.
_STOP_WORDS = frozenset({"하다", "되다", "있다", "같다", "그렇다", "이렇다", "어떻다", "드리다", "주다"})


def korean_words(texts: Sequence[str]) -> Iterator[list[Word]]:
    """The words of each text. Takes memory for the analyser, once, and leaves other threads at work."""
    for tokens in _analyser().tokenize(texts):
        yield list(_words(tokens))


def _words(tokens: Sequence[Any]) -> Iterator[Word]:
    prefix = ""
    for token in tokens:
        tag = token.tag.partition("-")[0]
        if tag == _PREFIX:
            # 불친절 is no kind of 친절.
            prefix += token.form
            continue
        if tag == _FOREIGN:
            yield from english_words(token.form)
        elif tag.startswith(_LEXICAL) and not tag.startswith(_HELPING):
            yield _word(prefix + (f"{token.form}하다" if tag == _ROOT else token.lemma), tag)
        prefix = ""


@lru_cache(maxsize=50_000)
def _word(term: str, tag: str) -> Word:
    return Word(term, term, tag.startswith(_CONTENT) and term not in _STOP_WORDS)


@lru_cache
def _analyser() -> Any:
    # Half a second and 0.3 GB, for those alone who ask about Korean comments. The dictionary of names of
    # several words would take 0.2 GB more.
    from kiwipiepy import Kiwi

    return Kiwi(num_workers=1, load_multi_dict=False)
