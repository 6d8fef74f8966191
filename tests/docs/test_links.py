"""Links lead somewhere, and commands that are mentioned exist."""

import re
from pathlib import Path

import pytest
import typer.main

import touchpoints
from tests.docs.markdown import PAGES, ROOT, blocks, code, name_of

LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
COMMAND = typer.main.get_group(touchpoints.app)
CONTEXT = typer.Context(COMMAND)
VERBS = {verb: COMMAND.get_command(CONTEXT, verb) for verb in COMMAND.list_commands(CONTEXT)}
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def anchors(page: Path) -> set[str]:
    """What a link can point to within the page, as GitHub names it."""
    headings = HEADING.findall(FENCED.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_between_pages_resolve(page: Path) -> None:
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    for link in LINK.findall(text):
        if "://" not in link:
            path, _, anchor = link.partition("#")
            target = (page.parent / path).resolve() if path else page
            assert target.exists(), link
            assert not anchor or anchor in anchors(target), link


def test_every_page_can_be_reached_from_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    linked = {link.partition("#")[0] for link in LINK.findall(text)}
    assert {f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")} <= linked


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_mentioned_commands_and_options_exist(page: Path) -> None:
    for line in code(page):
        for verb, rest in re.findall(r"\btouchpoints ([a-z]+)\b([^|>]*)", line):
            assert verb in VERBS, line
            command, verbs = VERBS[verb], getattr(VERBS[verb], "commands", {})
            if verbs:
                command = verbs[rest.split()[0].strip("`.,:'")]
            known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
            assert set(re.findall(r"(?<!\S)--[a-z-]+", rest)) <= known, line


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_mentioned_make_targets_exist(page: Path) -> None:
    for line in code(page):
        for target in re.findall(r"^(?:\w+=\S+ )*make ([a-z-]+)", line):
            assert target in TARGETS, line


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_block_is_understood(page: Path) -> None:
    fences = re.findall(r"^```", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(fences) == 2 * len(list(blocks(page)))
