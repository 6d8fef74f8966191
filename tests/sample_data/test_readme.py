"""The README states what is planted and what is dirty."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from sample_data import DEFAULT, words
from sample_data.dirt import DIRT

LINES = (Path(__file__).parents[2] / "sample_data" / "README.md").read_text("utf-8").splitlines()
PLANTED = ("cells", "routing", "decline", "improvement")
SECTIONS = [field.name for field in fields(DEFAULT) if field.name not in PLANTED]


def stated(name: str) -> str:
    """The table row of a name."""
    return next(line for line in LINES if line.startswith(f"| `{name}`"))


def written(value: object) -> Iterator[str]:
    """The texts in which a planted value is written."""
    if isinstance(value, Mapping):
        for key, number in value.items():
            yield f"{' with '.join(key) if isinstance(key, tuple) else key} {number:g}"
    else:
        yield f" {value:g} "


@pytest.mark.parametrize("section", SECTIONS)
def test_every_truth_of_a_section_is_stated(section: str) -> None:
    truths = getattr(DEFAULT, section)
    for field in fields(truths):
        row = stated(f"{section}.{field.name}")
        assert all(text in row for text in written(getattr(truths, field.name))), field.name


def test_the_departments_that_differ_are_stated() -> None:
    text = "\n".join(line for line in LINES if line.startswith(tuple(f"| `{name}`" for name in PLANTED)))
    planted_changes: list[Any] = [
        *DEFAULT.cells,
        DEFAULT.routing,
        DEFAULT.decline,
        DEFAULT.improvement,
    ]
    for planted in planted_changes:
        for field in fields(planted):
            value = getattr(planted, field.name)
            assert (f"{field.name} {value:g}" if isinstance(value, float) else str(value)) in text


def test_every_dirt_is_stated_with_its_share() -> None:
    for field in fields(DIRT):
        assert f"| {getattr(DIRT, field.name):g} |" in stated(field.name)


def test_every_english_header_and_code_is_stated() -> None:
    text = "\n".join(LINES)
    tables = [value for name, value in vars(words).items() if name.isupper() and isinstance(value, dict)]
    assert len(tables) > 9
    assert [each.en for table in tables for each in table.values() if each.en not in text] == []


def test_departments_and_segments_are_stated_in_both_languages() -> None:
    for each in (*words.DEPARTMENTS, *words.SEGMENTS):
        assert f"| {each.ko} | {each.en} |" in LINES
