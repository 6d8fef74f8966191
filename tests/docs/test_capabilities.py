"""What the documentation says is answered is answered: its pages, commands and tests are there."""

import ast
import shlex
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.app import PAGES
from docs.capabilities import Capability, capabilities
from tests.docs.markdown import ROOT
from tests.project import Project
from touchpoints import app

ALL = capabilities()
NUMBERS = [f"D{number:02}" for number in range(1, 56)]
COMMANDS = sorted({command for capability in ALL.values() for command in capability.commands})


def test_every_question_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(ALL) == NUMBERS
    whole = [number for number, capability in ALL.items() if capability.is_whole]
    with capsys.disabled():
        sys.stdout.write(f"\n{len(whole)} of {len(ALL)} are whole: {', '.join(whole)}\n")


@pytest.mark.parametrize("number", NUMBERS)
def test_pages_and_tests_of_a_question_exist(number: str) -> None:
    capability = ALL[number]
    assert set(capability.pages) <= {page.key for page in PAGES}
    for test in capability.tests:
        path, _, function = test.partition("::")
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, test


@pytest.mark.parametrize("number", NUMBERS)
def test_a_question_that_is_whole_has_a_page_a_command_and_tests(number: str) -> None:
    capability: Capability = ALL[number]
    assert all((capability.pages, capability.commands, capability.tests)) or not capability.is_whole
    assert capability.words.ko and capability.words.en


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_answers_on_the_sample_company(command: str, loaded: Project) -> None:
    words = shlex.split(command)
    placed = [] if words[0] == "staffing" else ["--config", str(Path(loaded.folder) / "touchpoints.toml")]
    done = CliRunner().invoke(app, [*words, *placed])
    # What is late ends with 1, and says so.
    assert done.exit_code == 0 or (words[0], done.exit_code) == ("status", 1), done.output
    assert done.stdout.strip()
