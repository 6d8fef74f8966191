"""Servers of these tests' own, which they may kill, and projects whose warehouses lie there."""

import os
from collections.abc import Callable, Iterator

import pytest

from tests.cluster.placing import CATALOGUE, DATA, placed
from tests.cluster.postgres import Postgres
from tests.cluster.running import cluster
from tests.cluster.store import Store
from tests.project import CALLS_SELECT, SETTINGS, Project


@pytest.fixture(scope="session")
def servers() -> Iterator[tuple[Postgres, Store]]:
    """Both, for all tests of this folder."""
    before = {name: os.environ.get(name) for name in (CATALOGUE, DATA, "AWS_ENDPOINT_URL")}
    with cluster() as running:
        here = {name: os.environ[name] for name in before}
        _restore(before)
        yield running
        os.environ.update(here)
    _restore(before)


def _restore(before: dict[str, str | None]) -> None:
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


@pytest.fixture
def postgres(servers: tuple[Postgres, Store]) -> Postgres:
    """The one with the catalogues."""
    return servers[0]


@pytest.fixture
def store(servers: tuple[Postgres, Store], monkeypatch: pytest.MonkeyPatch) -> Store:
    """The one with the data."""
    for name, value in servers[1].variables.items():
        monkeypatch.setenv(name, value)
    return servers[1]


@pytest.fixture
def make_remote(
    postgres: Postgres,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[], Project]:
    """Makes projects with one CSV source of calls, whose warehouse is in both."""

    def make() -> Project:
        project = Project(tmp_path_factory.mktemp("remote"))
        with monkeypatch.context() as here:
            here.setenv(CATALOGUE, postgres.address)
            here.setenv(DATA, f"s3://{store.bucket}/")
            project.write("touchpoints.toml", placed(SETTINGS, project.folder))
        project.write("calls.sql", CALLS_SELECT)
        return project

    return make


@pytest.fixture
def remote(make_remote: Callable[[], Project]) -> Project:
    """One of these."""
    return make_remote()
