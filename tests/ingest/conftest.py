"""Fixtures for loading."""

import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from tests.project import CALLS_SELECT, Project
from touchpoints import main


class Done(NamedTuple):
    """How a command ended, and what it printed."""

    status: int | str | None
    stdout: str
    stderr: str


Type = Callable[..., Done]


@pytest.fixture
def type_in(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Type:
    """Types `touchpoints` and the words in the folder of a project."""
    # The other tests of this process may want pandas.
    monkeypatch.setattr("touchpoints.leave_out_pandas", lambda: None)
    monkeypatch.setenv("COLUMNS", "120")

    def type_in(project: Project, *words: str) -> Done:
        monkeypatch.chdir(project.folder)
        monkeypatch.setattr(sys, "argv", ["touchpoints", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        return Done(ended.value.code, *capfd.readouterr())

    return type_in


@pytest.fixture(scope="module")
def used_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One for all tests of a file whose loads fail: they leave nothing in it but a line in the ledger."""
    project = Project(tmp_path_factory.mktemp("used"))
    project.write("calls.sql", CALLS_SELECT)
    return project
