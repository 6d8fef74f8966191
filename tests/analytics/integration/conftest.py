"""Fixtures of the tests of integration: the sample company as its five systems export it."""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import pytest

from sample_data import World, simulate
from sample_data.exports import copy_project, write_exports
from tests.project import Project
from warehouse.lake import open_reader
from warehouse.settings import Settings


@dataclass(frozen=True)
class Company:
    """What was simulated, and what was loaded of it."""

    world: World
    settings: Settings
    reader: duckdb.DuckDBPyConnection


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    """Four months of 8,000 customers in their systems' own files, dirt included, loaded; tests only read "
    "it."""
    project = Project(tmp_path_factory.mktemp("systems"))
    world = simulate(8_000, 120, seed=17)
    copy_project(project.folder)
    write_exports(world, project.folder / "exports")
    assert {report.status for report in project.ingest()} == {"loaded"}
    with open_reader(project.settings) as reader:
        yield Company(world, project.settings, reader)
