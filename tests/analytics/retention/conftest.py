"""The small companies, loaded once."""

from collections.abc import Iterator

import duckdb
import pytest

from tests.analytics.retention.members import MEMBERS, MEMBERS_CONTACTS, SILENT_CONTACTS, make_company
from tests.project import Project
from warehouse.lake import open_reader


@pytest.fixture(scope="session")
def members(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A company whose records say who left; tests only read it."""
    return make_company(tmp_path_factory.mktemp("members"), MEMBERS_CONTACTS, MEMBERS)


@pytest.fixture(scope="session")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A company without customer records; tests only read it."""
    return make_company(tmp_path_factory.mktemp("silent"), SILENT_CONTACTS)


@pytest.fixture(scope="session")
def of_members(members: Project) -> Iterator[duckdb.DuckDBPyConnection]:
    """A reader of the company with records."""
    with open_reader(members.settings) as connection:
        yield connection


@pytest.fixture(scope="session")
def of_silent(silent: Project) -> Iterator[duckdb.DuckDBPyConnection]:
    """A reader of the company without records."""
    with open_reader(silent.settings) as connection:
        yield connection
