"""A small sample company, as the pages of the documentation find it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sample_data import World, simulate
from sample_data.exports import copy_project, write_exports
from tests.docs.console import Console
from tests.project import Project

CUSTOMERS, DAYS, SEED = 1500, 90, 7


@pytest.fixture(scope="session")
def world() -> World:
    return simulate(CUSTOMERS, DAYS, SEED)


@pytest.fixture(scope="session")
def exported(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `demo`, as `python -m sample_data demo --language en` writes it."""
    folder = tmp_path_factory.mktemp("exported")
    copy_project(folder / "demo", "en")
    write_exports(world, folder / "demo" / "exports", "en")
    return folder


@pytest.fixture(scope="session")
def loaded(world: World, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same company in Korean, loaded."""
    folder = tmp_path_factory.mktemp("loaded")
    copy_project(folder / "demo")
    write_exports(world, folder / "demo" / "exports")
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
