"""The pages of the documentation, and the blocks of code in them.

What a block's first line says decides what is done with it:
    console            commands that are run, and what they print: … stands for anything, a number for any
    sql                run on the sample company
    toml               checked as settings
    LANGUAGE file=P    written to the file P, for the commands that follow on the page
    LANGUAGE append=P  the same, behind what stands in it
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]

_BLOCK = re.compile(r"^```(\w*)(?: (file|append)=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class Block:
    """A fenced block: where it stands, its language, the file it is to be written to, its text."""

    place: str
    language: str
    file: str | None
    is_appended: bool
    text: str


def name_of(page: Path) -> str:
    """The page as tests call it."""
    return str(page.relative_to(ROOT))


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page in order."""
    text = page.read_text(encoding="utf-8")
    for found in _BLOCK.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        language, how, file, body = found.groups()
        yield Block(f"{name_of(page)}:{line}", language, file, how == "append", body)


def code(page: Path) -> Iterator[str]:
    """Every line of code: of blocks, and spans in the running text."""
    for block in blocks(page):
        yield from block.text.splitlines()
    yield from _SPAN.findall(_BLOCK.sub("", page.read_text(encoding="utf-8")))
