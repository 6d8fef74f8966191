"""The sample company, small, with marts by further dimensions; what its warehouse holds, to be compared."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from polars.testing import assert_frame_equal

from analytics.marts.mart import MARTS
from analytics.marts.on_workers.rebuilding import rebuild_on
from analytics.marts.refresh import rebuild, refresh
from analytics.marts.wide import FURTHER_MARTS
from ingest.report import FileReport
from ingest.run import ingest
from sample_data import simulate
from sample_data.exports import copy_project, each_export
from tests.project import Project
from warehouse.data_files import data_files
from warehouse.lake import needed_files, open_reader, transaction, writing
from warehouse.worker_pool.opening import WorkersOn

MART_NAMES = [*(mart.name for mart in MARTS), *FURTHER_MARTS]
RECORDS = ("contacts", "answers", "customers", "staff", "purchases", "rejected_rows")
# Sums of doubles depend on the order in which they are added up.
_RELATIVE = 1e-12
_FURTHER = """
[marts]
dimensions = ["reason", "segment"]

[loading]
threads = 2
"""


def write_company(folder: Path) -> Project:
    """Its settings, SELECTs and exports in the folder; of processes there are two."""
    project = Project(folder)
    copy_project(folder, "en")
    list(each_export(simulate(250, 150, 7), folder / "exports", "en"))
    # Its warehouse may be placed elsewhere: so not the line that says where.
    lines = (folder / "touchpoints.toml").read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith(("warehouse =", "inactivity_days =")))
    # So short that months at risk are of several slices.
    text = text.replace("[definitions]", "[definitions]\ninactivity_days = 20")
    project.write("touchpoints.toml", f"{text}{_FURTHER}")
    return project


def load(project: Project, on: WorkersOn | None = None) -> list[FileReport]:
    """All of its files."""
    return list(ingest(project.settings, [], refresh, on=on))


def rebuild_marts(project: Project, on: WorkersOn | None = None) -> None:
    """All of its marts."""
    settings = project.settings
    with writing(settings, "a test") as connection:
        if on:
            rebuild_on(on, connection, settings)
        else:
            with transaction(connection):
                rebuild(connection, settings)


def assert_same(one: Project, other: Project, names: Sequence[str]) -> None:
    """Counts, keys and types to the last digit, sums of doubles nearly so."""
    ours, theirs = _tables(one, names), _tables(other, names)
    for name in names:
        assert ours[name].height, name
        assert_frame_equal(ours[name], theirs[name], rel_tol=_RELATIVE, abs_tol=0)


def left_behind(project: Project) -> set[str]:
    """Data files that the warehouse does not need, and what passing work left."""
    with open_reader(project.settings) as connection:
        needed = needed_files(connection)
    work = (project.settings.lake_folder / "work").rglob("*.parquet")
    return (data_files(project.settings).sizes().keys() - needed) | {path.name for path in work}


def _tables(project: Project, names: Sequence[str]) -> dict[str, pl.DataFrame]:
    """Each table's rows in an order of their own, without what depends on the order of loads."""
    with open_reader(project.settings) as connection:
        frames = {name: connection.sql(f"SELECT * FROM {name}").pl() for name in names}
    return {
        # By what is exact first.
        name: frame.drop("load_id", "replayed_in", strict=False).sort(
            pl.exclude(pl.Float64), pl.col(pl.Float64)
        )
        for name, frame in frames.items()
    }
