"""What is answered, where, by which command, and what is not: read from `docs/capabilities.toml`."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from dashboard.app import PAGES
from warehouse.words import Words

_DECLARED = Path(__file__).parent / "capabilities.toml"
_INTRO = """\
# What is answered

{whole} of {all} questions of service management are answered whole: on a page, by a command, and with figures
that tests hold to planted truths or references. Of the others it says what is missing. Pages are described in
[the dashboard](dashboard.md), commands in [analysis](analysis.md).

This page is written by `python -m docs.generate` from `docs/capabilities.toml`.

| | question | 질문 | pages | commands | missing |
| --- | --- | --- | --- | --- | --- |
"""


class Capability(BaseModel):
    """A question: its name, the keys of pages that answer it, commands, ids of tests, what is missing."""

    model_config = ConfigDict(extra="forbid")

    title: dict[str, str]
    pages: tuple[str, ...]
    commands: tuple[str, ...]
    tests: tuple[str, ...]
    missing: str = ""

    @property
    def words(self) -> Words:
        """Its name."""
        return Words(**self.title)

    @property
    def is_whole(self) -> bool:
        """Whether all of it is answered."""
        return not self.missing


def capabilities() -> dict[str, Capability]:
    """All of them by their number, as D01."""
    declared = tomllib.loads(_DECLARED.read_text(encoding="utf-8"))
    return {number: Capability(**table) for number, table in declared.items()}


def capabilities_page() -> Iterator[str]:
    """The page, line by line."""
    found = capabilities()
    whole = sum(capability.is_whole for capability in found.values())
    yield _INTRO.format(whole=whole, all=len(found)).rstrip("\n")
    for number, capability in found.items():
        yield f"| {' | '.join(_cells(number, capability))} |"
    yield ""


def _cells(number: str, capability: Capability) -> Iterator[str]:
    names = {page.key: page.name.en for page in PAGES}
    yield number
    yield capability.words.en
    yield capability.words.ko
    yield ", ".join(names[key] for key in capability.pages)
    yield "<br>".join(f"`touchpoints {command}`" for command in capability.commands)
    yield capability.missing
