"""F16 and the promise behind it: the demo's load killed 200 times leaves nothing, and ends right."""

import random
from pathlib import Path

import pytest

from analytics.marts.mart import MARTS
from sample_data import simulate, write_exports
from sample_data.exports import copy_project
from tests.killing import changes_until_end, start_ingest, was_killed
from tests.project import Project
from warehouse.folder import MARKER
from warehouse.lake import needed_files, open_reader
from warehouse.upkeep import tidy
from warehouse.work import leave

KILLS = 200
KILLS_BEFORE_TIDYING = 10
TABLES = ("contacts", "answers", "customers", "rejected_rows", *(mart.name for mart in MARTS))


def left_behind(project: Project) -> set[Path]:
    """Files in the warehouse's folder that no version of it needs, once this process has left."""
    folder = project.settings.lake_folder
    with open_reader(project.settings) as connection:
        needed = {folder / "data" / name for name in needed_files(connection)}
    leave()
    own = {folder / name for name in (MARKER, "writer.lock", "work/folders.lock")}
    own |= {folder / f"catalogue.sqlite{end}" for end in ("", "-wal", "-shm")}
    return {path for path in folder.rglob("*") if path.is_file()} - needed - own


def demo(folder: Path) -> Project:
    write_exports(simulate(50_000, 365, 7), folder / "exports")
    copy_project(folder)
    return Project(folder)


def fresh(project: Project, number: int) -> Project:
    """The same exports with a warehouse of its own."""
    project.write("touchpoints.toml", _with_warehouse(project, f"warehouse-{number}"))
    return project


def _with_warehouse(project: Project, name: str) -> str:
    lines = (project.folder / "touchpoints.toml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("warehouse =")]
    return "\n".join([f'warehouse = "{name}"', *kept, ""])


@pytest.mark.slow
def test_the_demos_load_killed_two_hundred_times_leaves_nothing_and_ends_right(tmp_path: Path) -> None:
    draws = random.Random(20)
    project = fresh(demo(tmp_path), 0)
    changes = changes_until_end(project)
    expected = project.tables(TABLES)
    kills = 0
    while kills < KILLS:
        fresh(project, kills + 1)
        for _ in range(KILLS_BEFORE_TIDYING):
            # Each kill leaves files loaded, so a tenth of the way is left to each.
            kills += was_killed(project, draws.randint(1, max(2, changes // KILLS_BEFORE_TIDYING)))
        if (project.settings.lake_folder / "catalogue.sqlite").exists():
            tidy(project.settings)
            assert left_behind(project) == set()
        assert start_ingest(project).wait() == 0
        tidy(project.settings)
        assert left_behind(project) == set()
        found = project.tables(expected)
        assert [name for name in expected if not found[name].equals(expected[name])] == []
