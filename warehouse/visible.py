"""Text from outside as a terminal may be sent it: nothing in it acts, everything in it is seen."""

import sys
import unicodedata

# Control, format (direction, zero width) and line characters, and halves of characters.
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# Letters and marks by their category, but nothing is drawn for them.
_BLANK = set("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
_SIGNS = {"\n": "⏎", "\x7f": "␡"}
_CONTROL_PICTURES = 0x2400


def tell(sentence: str) -> None:
    """Say something beside the rows, on standard error, so that a program can read the rows."""
    sys.stderr.write(f"{visible(sentence)}\n")


def visible(text: str) -> str:
    """The text, with a sign for each character that would not be seen: `␛`, `⏎`, or an escape."""
    if text.isprintable() and _BLANK.isdisjoint(text):
        return text
    return "".join(_sign(character) if _is_unseen(character) else character for character in text)


def _is_unseen(character: str) -> bool:
    return character in _BLANK or unicodedata.category(character) in _UNSEEN


def _sign(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    if character < " ":
        return chr(_CONTROL_PICTURES + ord(character))
    return character.encode("unicode_escape").decode("ascii")
