"""Fixtures for loading."""

import pytest

from tests.project import CALLS_SELECT, Project


@pytest.fixture(scope="module")
def used_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One for all tests of a file whose loads fail: they leave nothing in it but a line in the ledger."""
    project = Project(tmp_path_factory.mktemp("used"))
    project.write("calls.sql", CALLS_SELECT)
    return project
