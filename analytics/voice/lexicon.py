"""Texts taken apart into words, each once, for as long as the warehouse has it.

In memory only: no file keeps what a customer wrote when it was erased from the warehouse.
"""

from collections.abc import Iterable, Mapping, Sequence
from threading import Lock
from unicodedata import normalize

from analytics.voice.english import english_words
from analytics.voice.korean import HANGUL, korean_words
from analytics.voice.word import Word

# Of a text as long as a book the beginning tells what it is about.
MOST_CHARACTERS = 5_000


class Lexicon:
    """Words by text; safe for threads, of which a second waits for the first rather than do the same."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Word, ...]] = {}
        self._lock = Lock()

    def words(self, texts: Sequence[str]) -> Mapping[str, tuple[Word, ...]]:
        """The words of each of these texts, every word once."""
        with self._lock:
            self._learn([text for text in dict.fromkeys(texts) if text not in self._known])
            return {text: self._known[text] for text in texts}

    def keep_only(self, texts: Iterable[str]) -> None:
        """Forget all texts but these."""
        with self._lock:
            self._known = {text: self._known[text] for text in texts if text in self._known}

    def __len__(self) -> int:
        return len(self._known)

    def _learn(self, texts: Sequence[str]) -> None:
        self._known.update(zip(texts, words_of(texts), strict=True))


def words_of(texts: Sequence[str]) -> list[tuple[Word, ...]]:
    """The words of each text, every word once: Korean by morphemes, all else by stems."""
    plain = [normalize("NFC", text[:MOST_CHARACTERS]) for text in texts]
    korean = [place for place, text in enumerate(plain) if HANGUL.search(text)]
    found = dict(zip(korean, korean_words([plain[place] for place in korean]), strict=True)) if korean else {}
    return [
        tuple(dict.fromkeys(found[place] if place in found else english_words(text)))
        for place, text in enumerate(plain)
    ]
