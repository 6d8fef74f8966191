"""English words: in lower case, without their endings (Snowball's English stemmer, Porter 2001)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from analytics.voice.word import Word

_WORD = re.compile(r"\d+|[^\W\d_]+(?:'[^\W\d_]+)*")
# What stands in nearly every text, whatever it is about.
_STOP_WORDS = frozenset(
    """
    a about after again all also am an and any are aren't as at be because been before being but by can
    can't could couldn't did didn't do does doesn't doing don't down during each else ever every for
    from get gets getting go goes going got had hadn't has hasn't have haven't having he her here hers
    him his how i i'd i'll i'm i've if in into is isn't it it's its just me more most my myself no nor
    not now of off on once only or other our ours out over own re same she should shouldn't so some such
    than that that's the their theirs them then there these they they're this those through to too under
    until up us very was wasn't we we're we've were weren't what when where which while who whom why
    will with won't would wouldn't you you're your yours
    """.split()  # noqa: SIM905 - a list would have a line for each
)


def english_words(text: str) -> Iterator[Word]:
    """The words of a text in any alphabet with spaces between words."""
    for found in _WORD.findall(text.casefold().replace("’", "'")):
        yield _word(found)


@lru_cache(maxsize=50_000)
def _word(text: str) -> Word:
    is_content = text not in _STOP_WORDS and not text.isdigit() and len(text) > 1
    # An apostrophe is kept where it makes another word: can't is not can.
    base = text.removesuffix("'s")
    return Word(_stemmed(base), base, is_content)


def _stemmed(text: str) -> str:
    return str(_stemmer().stemWord(text))


@lru_cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
