"""Loading without marts, which take most of a small load's time, for tests that are not about them."""

from pathlib import Path

import duckdb

from ingest.rejected.which import Which
from ingest.replay import replay
from ingest.report import FileReport
from ingest.run import ingest
from tests.project import Project
from warehouse.changes import Changes
from warehouse.settings import Settings


def no_marts(connection: duckdb.DuckDBPyConnection, settings: Settings, changes: Changes) -> None:
    """Make nothing of the records."""


def load(project: Project, *paths: Path) -> list[FileReport]:
    """What `touchpoints ingest` does, but for the marts."""
    return list(ingest(project.settings, paths, no_marts))


def load_again(project: Project) -> list[FileReport]:
    """What `touchpoints replay` does, but for the marts."""
    return list(replay(project.settings, Which(), no_marts))
