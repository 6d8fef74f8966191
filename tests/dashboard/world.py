"""A small sample company with customers who leave, loaded from exports."""

from pathlib import Path

from sample_data import World
from tests.project import Project

KINDS = ("contacts", "answers", "customers", "purchases")
SETTINGS = 'business_time_zone = "Asia/Seoul"' + "".join(
    f"""

[[sources]]
name = "{kind}"
files = "{kind}.parquet"
format = "parquet"
{kind} = "{kind}.sql"
"""
    for kind in KINDS
)


def load_world(folder: Path, world: World) -> Project:
    """A project with all records of a simulated world."""
    project = Project(folder)
    project.write("touchpoints.toml", SETTINGS)
    for kind, frame in zip(
        KINDS, (world.contacts, world.answers, world.customers, world.purchases), strict=True
    ):
        project.write(f"{kind}.sql", f"SELECT origin, {', '.join(frame.columns)} FROM export")
        frame.write_parquet(project.folder / f"{kind}.parquet")
    assert {report.status for report in project.ingest()} == {"loaded"}
    return project
