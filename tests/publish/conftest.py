"""A PostgreSQL server with a database to publish into."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.cluster.postgres import PASSWORD, Postgres
from tests.project import Project
from tests.publish.reporting import PUBLISHER, READER, Publisher, Reporting


@pytest.fixture(scope="session")
def server() -> Iterator[Reporting]:
    """Started once, with both roles. The publisher owns nothing there, and may make schemas."""
    with tempfile.TemporaryDirectory(prefix="reporting-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        # The server runs as another user.
        folder.chmod(0o755)
        postgres = Postgres(folder / "postgres")
        try:
            with psycopg.connect(postgres.url(), autocommit=True) as connection:
                connection.execute("CREATE DATABASE reporting")
                for role in (PUBLISHER, READER):
                    connection.execute(f"CREATE ROLE {role} LOGIN PASSWORD $$%s$$" % PASSWORD)
                connection.execute(f"GRANT CREATE ON DATABASE reporting TO {PUBLISHER}")
            yield Reporting(postgres)
        finally:
            postgres.stop()


@pytest.fixture
def reporting(server: Reporting, monkeypatch: pytest.MonkeyPatch) -> Reporting:
    """With the variable that lets the publisher in."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    return server


@pytest.fixture
def publisher(reporting: Reporting, project: Project) -> Publisher:
    """A project whose figures are published, with nothing loaded yet."""
    return reporting.publishing(project)
