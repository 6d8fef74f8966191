"""What exports call things, and how alike a name is to what is known."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_UNIT = re.compile(r"[\(\[]([^)\]]*)[\)\]]\s*$")
_SIGNS = re.compile(r"[^0-9a-z가-힣]+")
# How sure a name makes: the same, one that begins or ends with it, one that has it.
_SAME, _AT_AN_END, _WITHIN = 1.0, 0.8, 0.6
_KEY_ALONE = 0.9


@cache
def vocabulary() -> Mapping[str, Any]:
    """Names of columns by record kind, items, units, codes."""
    text = (files("ingest.onboarding") / "vocabulary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def plain(name: str) -> str:
    """The words of a name in small letters, without signs and without a unit in parentheses behind it."""
    return " ".join(_SIGNS.sub(" ", _CAMEL.sub(" ", _UNIT.sub("", name.strip())).casefold()).split())


def likeness(name: str, aliases: Sequence[str]) -> float:
    """From 0 to 1. Of two that fit in the same way the longer alias counts a little more.

    Of `session.wait_ms` the key alone nearly says what it is.
    """
    whole = max((_likeness(plain(name), alias) for alias in aliases), default=0.0)
    _, dot, key = name.rpartition(".")
    if not dot or not key:
        return whole
    return max(whole, _KEY_ALONE * likeness(key, aliases))


def _likeness(words: str, alias: str) -> float:
    if words == alias:
        return _SAME
    # Korean words are written together, others apart.
    is_korean = not alias.isascii()
    if not is_korean and len(alias) < 3:
        return 0.0
    inside, sought = (
        (words.replace(" ", ""), alias.replace(" ", "")) if is_korean else (f" {words} ", f" {alias} ")
    )
    if sought not in inside:
        return 0.0
    more = min(len(alias), 20) / 200
    at_an_end = inside.startswith(sought) or inside.endswith(sought)
    return (_AT_AN_END if at_an_end else _WITHIN) + more


def seconds_of_unit(name: str) -> float | None:
    """How many seconds the unit in a name is: in parentheses behind it, its last word or last syllable."""
    units: Mapping[str, float] = vocabulary()["units"]
    in_parentheses = _UNIT.search(name)
    candidates = [in_parentheses[1].strip().casefold()] if in_parentheses else []
    words = plain(name).split()
    candidates += words[-1:] + [words[-1][-1:] for _ in words[:1] if not words[-1].isascii()]
    return next((units[each] for each in candidates if each in units), None)


def translated(values: Sequence[str], codes: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """What each value means, of those whose meaning is known."""
    meanings = {
        _SIGNS.sub(" ", word.casefold()).strip(): meaning
        for meaning, words in codes.items()
        for word in words
    }
    known = {value: meanings.get(_SIGNS.sub(" ", value.casefold()).strip()) for value in values}
    return {value: meaning for value, meaning in known.items() if meaning is not None}
