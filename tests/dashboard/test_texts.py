"""Every text is there in both languages and fills the same places."""

import pkgutil
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from string import Formatter
from typing import Any

import pytest

import dashboard
from warehouse.words import Words

BOTH_WAYS = {
    "OTHER_LANGUAGE",  # names the other language in that language
    "_PERCENTAGE_POINTS",  # %p in Korean
}


def words_in(name: str, value: Any) -> Iterator[tuple[str, Words]]:
    if isinstance(value, Words):
        yield name, value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from words_in(f"{name}.{key}", part)
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from words_in(f"{name}.{place}", part)


def every_text() -> Iterator[Any]:
    """Each once, where it is first met: those of every page, and those that pages share."""
    met: set[int] = set()
    for module in pkgutil.walk_packages(dashboard.__path__, "dashboard."):
        for name, value in vars(import_module(module.name)).items():
            for path, words in words_in(name, value):
                if id(words) not in met:
                    yield pytest.param(path, words, id=f"{module.name}.{path}")
                met.add(id(words))


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(("path", "words"), list(every_text()))
def test_a_text_is_complete_in_both_languages(path: str, words: Words) -> None:
    assert words.ko.strip() and words.en.strip()
    assert places(words.ko) == places(words.en)
    if path not in BOTH_WAYS:
        assert not re.search("[가-힣]", words.en)
        assert re.search("[가-힣]", words.ko) or not re.search("[a-z]", re.sub(r"\{\w+\}", "", words.ko))
    assert not re.search(r"!|insight|\bcause", f"{words.ko} {words.en}", re.IGNORECASE)
