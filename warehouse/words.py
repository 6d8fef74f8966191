"""Texts in both languages, kept side by side."""

from typing import Literal, NamedTuple

Language = Literal["ko", "en"]


class Words(NamedTuple):
    """The same text in Korean and English."""

    ko: str
    en: str

    def text(self, language: Language, **places: object) -> str:
        """The text in one language, with what is named in braces put in its place."""
        text = self.ko if language == "ko" else self.en
        return text.format(**places) if places else text
