"""What the documentation tells readers to type works, and prints what it says."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analytics.adhoc import run_sql
from tests.docs.console import Console, commands, fits
from tests.docs.markdown import PAGES, Block, blocks, name_of
from tests.project import Project
from warehouse.settings_file import read_settings

# Pages that load the sample company themselves; the others find it loaded.
LOADING = {"README.md"}
# Pages about other data, whose commands tests/real types.
ABOUT_OTHERS = {"docs/real.md"}
# Pages whose commands load the company again and again.
LONG = {"docs/operations.md"}
WITH_COMMANDS = [
    pytest.param(page, id=name_of(page), marks=[pytest.mark.slow] * (name_of(page) in LONG))
    for page in PAGES
    if name_of(page) not in ABOUT_OTHERS and any(block.language == "console" for block in blocks(page))
]
QUERIES = [block for page in PAGES for block in blocks(page) if block.language == "sql" and not block.file]
SETTINGS = [block for page in PAGES for block in blocks(page) if block.language == "toml" and not block.file]


@pytest.mark.parametrize("page", WITH_COMMANDS)
def test_commands_print_what_the_page_says(
    page: Path, exported: Path, loaded: Project, make_console: Callable[[Path], Console]
) -> None:
    console = make_console(exported if name_of(page) in LOADING else loaded.folder.parent)
    otherwise: list[str] = []
    for block in blocks(page):
        if block.file:
            write(console.folder / block.file, block)
        elif block.language == "console":
            otherwise += what_went_otherwise(console, block)
    assert otherwise == []


@pytest.mark.parametrize("block", QUERIES, ids=lambda block: block.place)
def test_queries_give_rows(block: Block, loaded: Project) -> None:
    assert run_sql(loaded.settings, block.text).frame.height > 0


@pytest.mark.parametrize("block", SETTINGS, ids=lambda block: block.place)
def test_settings_are_valid(block: Block, tmp_path: Path) -> None:
    file = tmp_path / "touchpoints.toml"
    file.write_text(block.text, encoding="utf-8")
    assert read_settings(file).model_fields_set >= tomllib.loads(block.text).keys()


def write(file: Path, block: Block) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a" if block.is_appended else "w", encoding="utf-8") as target:
        target.write(block.text)


def what_went_otherwise(console: Console, block: Block) -> Iterator[str]:
    """Types the commands of a block, and tells those that did not do what is written there."""
    for command, expected in commands(block.text):
        printed = console.run(command)
        if not fits(expected, printed):
            yield f"{block.place}: {command} printed\n{printed}"
        is_failure_shown = any(word in expected for word in ("Error:", "failed", "Rejected by:"))
        if console.status != 0 and not is_failure_shown:
            yield f"{block.place}: {command} failed"
