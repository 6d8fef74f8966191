"""What the documentation tells readers to type works, and prints what it says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from analytics.adhoc import run_sql
from tests.docs.console import Console, commands, fits
from tests.docs.markdown import PAGES, Block, blocks, name_of
from tests.project import Project
from warehouse.settings_file import read_settings

# Pages that load the sample company themselves; the others find it loaded.
LOADING = {"README.md"}
# Pages whose commands load the company again and again.
LONG = {"docs/operations.md"}
WITH_COMMANDS = [
    pytest.param(page, id=name_of(page), marks=[pytest.mark.slow] * (name_of(page) in LONG))
    for page in PAGES
    if any(block.language == "console" for block in blocks(page))
]
QUERIES = [block for page in PAGES for block in blocks(page) if block.language == "sql" and not block.file]
SETTINGS = [block for page in PAGES for block in blocks(page) if block.language == "toml" and not block.file]


@pytest.mark.parametrize("page", WITH_COMMANDS)
def test_commands_print_what_the_page_says(
    page: Path, exported: Path, loaded: Project, make_console: Callable[[Path], Console]
) -> None:
    console = make_console(exported if name_of(page) in LOADING else loaded.folder.parent)
    for block in blocks(page):
        if block.file:
            write(console.folder / block.file, block)
        elif block.language == "console":
            follow(console, block)


@pytest.mark.parametrize("block", QUERIES, ids=lambda block: block.place)
def test_queries_give_rows(block: Block, loaded: Project) -> None:
    assert run_sql(loaded.settings, block.text).frame.height > 0


@pytest.mark.parametrize("block", SETTINGS, ids=lambda block: block.place)
def test_settings_are_valid(block: Block, tmp_path: Path) -> None:
    file = tmp_path / "touchpoints.toml"
    file.write_text(block.text, encoding="utf-8")
    read_settings(file)


def write(file: Path, block: Block) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a" if block.is_appended else "w", encoding="utf-8") as target:
        target.write(block.text)


def follow(console: Console, block: Block) -> None:
    for command, expected in commands(block.text):
        printed = console.run(command)
        assert fits(expected, printed), f"{block.place}: {command} printed\n{printed}"
        is_failure_shown = any(word in expected for word in ("Error:", "failed", "Rejected by:"))
        assert console.status == 0 or is_failure_shown, f"{block.place}: {command} failed"
