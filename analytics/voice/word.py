"""A word of a comment."""

from typing import NamedTuple


class Word(NamedTuple):
    """term: what every inflection has in common, by which it is found. shown: how a reader sees it.

    is_content: whether it says what a comment is about, as nouns, verbs and adjectives do.
    """

    term: str
    shown: str
    is_content: bool
