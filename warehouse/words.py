"""Texts in both languages, kept side by side."""

from typing import Literal, NamedTuple

Language = Literal["ko", "en"]


class Words(NamedTuple):
    """The same text in Korean and English."""

    ko: str
    en: str

    def text(self, language: Language) -> str:
        """The text in one language."""
        return self.ko if language == "ko" else self.en
