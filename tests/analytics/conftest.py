"""Fixtures of the tests of measures."""

from collections.abc import Callable, Iterator

import duckdb
import pytest

from tests.analytics.service import make_service, random_answers, random_contacts
from tests.project import Project
from warehouse.lake import open_cursor, open_reader


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A loaded project of a few thousand contacts and answers; tests only read it."""
    return make_service(tmp_path_factory.mktemp("service"), list(random_contacts()), list(random_answers()))


@pytest.fixture
def connection(service: Project) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor on the service's warehouse, as the pages use it."""
    with open_reader(service.settings) as reader:
        yield open_cursor(reader)


@pytest.fixture
def load(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Project]:
    """Loads the given contacts and answers into a project of their own."""

    def make(contacts: list[tuple[object, ...]] = [], answers: list[tuple[object, ...]] = []) -> Project:  # noqa: B006
        return make_service(tmp_path_factory.mktemp("lake"), contacts, answers)

    return make
