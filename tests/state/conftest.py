"""Projects whose state is in a PostgreSQL server that is started for these tests."""

import uuid
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from tests.cluster.postgres import PASSWORD, Postgres
from tests.project import Project

CALL = "c1,k1,2026-01-05 10:00:00,loans,phone,5,resolved"


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """The server."""
    folder = tmp_path_factory.mktemp("postgres")
    # It runs as another user.
    for parent in (folder, *folder.parents):
        if parent.stat().st_mode & 0o777 == 0o700:
            parent.chmod(0o711)
    server = Postgres(folder / "server")
    yield server
    server.stop()


@pytest.fixture
def database(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty database."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    name = f"of_{uuid.uuid4().hex}"
    with psycopg.connect(postgres.url(), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return postgres.address.removesuffix("lake") + name


@pytest.fixture
def elsewhere(project: Project, database: str) -> Project:
    """A project with a contact in its warehouse, whose state is to be in that database."""
    project.write_calls("calls.csv", CALL)
    project.ingest()
    return placed_in(project, database)


def placed_in(project: Project, address: str) -> Project:
    """The same project with its state in a database."""
    settings = project.folder / "touchpoints.toml"
    settings.write_text(f'{settings.read_text()}\n[state]\ndatabase = "{address}"\n')
    return project
