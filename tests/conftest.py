"""Fixtures that every test may ask for."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, settings

from tests.project import CALLS_SELECT, SETTINGS, Project

# A busy machine is slow: no test may fail for it.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: it need not be looked through for garbage again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _usual_priority() -> Iterator[None]:
    """A load lowers its process's priority; the tests after it in the same process get the usual one back."""
    before = os.getpriority(os.PRIO_PROCESS, 0) if hasattr(os, "getpriority") else 0
    yield
    # Only a privileged user may raise it.
    with suppress(AttributeError, PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, before)


@pytest.fixture
def make_project(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Project]:
    """Makes projects with one CSV source of calls."""

    def make() -> Project:
        project = Project(tmp_path_factory.mktemp("project"))
        project.write("touchpoints.toml", SETTINGS)
        project.write("calls.sql", CALLS_SELECT)
        return project

    return make


@pytest.fixture
def project(make_project: Callable[[], Project]) -> Project:
    """One project with one CSV source of calls."""
    return make_project()


@pytest.fixture
def inlined(project: Project) -> Project:
    """Loaded twice, a contact each: so few rows stay in the catalogue until upkeep moves them to files."""
    for number in range(2):
        row = f"c{number},k1,2026-01-05 10:00:00,loans,phone,5,resolved"
        project.write_calls(f"calls_{number}.csv", row)
        project.ingest()
    return project
