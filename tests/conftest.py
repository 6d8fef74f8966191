"""Fixtures that every test may ask for."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

from tests.project import CALLS_SELECT, SETTINGS, Project

# A busy machine is slow: no test may fail for it.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


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
