"""A small sample company, as the pages of the documentation find it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sample_data import simulate
from sample_data.exports import copy_project, write_exports
from tests.docs.console import Console
from tests.project import Project

CUSTOMERS, DAYS, SEED = 1500, 90, 7


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `demo`, as `python -m sample_data demo` writes it."""
    folder = tmp_path_factory.mktemp("exported")
    copy_project(folder / "demo")
    write_exports(simulate(CUSTOMERS, DAYS, SEED), folder / "demo" / "exports")
    return folder


@pytest.fixture(scope="session")
def loaded(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same, loaded."""
    folder = tmp_path_factory.mktemp("loaded")
    shutil.copytree(exported, folder, dirs_exist_ok=True)
    project = Project(folder / "demo")
    project.ingest()
    return project


@pytest.fixture
def make_console(tmp_path: Path) -> Callable[[Path], Console]:
    """Makes a reader in a copy of a folder."""

    def make(folder: Path) -> Console:
        shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
        return Console(tmp_path)

    return make
