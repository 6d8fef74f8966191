"""A load that is killed leaves nothing half-done, and loading again gives what an undisturbed run gives."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.project import Project
from warehouse.errors import WarehouseError

ROOT = Path(__file__).parents[2]
TABLES = ("contacts", "rejected_rows", "contact_daily", "wait_daily", "follow_up_daily")
OUTCOMES = ("resolved", "resolved", "failed", "abandoned", "nonsense")


def write_exports(project: Project) -> None:
    draws = random.Random(7)
    for number in range(3):
        rows = (
            f"c{draws.randrange(60_000)},k{draws.randrange(900)},2026-{draws.randint(1, 6):02}-11"
            f" 10:00:00,loans,phone,{draws.randrange(400)},{draws.choice(OUTCOMES)}"
            for _ in range(10_000)
        )
        project.write_calls(f"calls_{number}.csv", *rows)


def start_ingest(project: Project) -> "subprocess.Popen[bytes]":
    command = [
        sys.executable,
        "-m",
        "touchpoints",
        "ingest",
        "--config",
        str(project.folder / "touchpoints.toml"),
    ]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_at_moments(make_project: Callable[[], Project], moments: int) -> None:
    undisturbed = make_project()
    write_exports(undisturbed)
    started = time.perf_counter()
    assert start_ingest(undisturbed).wait() == 0
    seconds = time.perf_counter() - started
    disturbed = make_project()
    write_exports(disturbed)
    killed = 0
    for moment in range(moments):
        process = start_ingest(disturbed)
        time.sleep(seconds * (0.25 + 0.75 * moment / moments))
        process.kill()
        killed += process.wait() == -signal.SIGKILL
        assert_whole(disturbed)
        if killed and moment % 4 == 3:
            disturbed = finished(disturbed, undisturbed, make_project)
    assert killed >= moments // 2
    finished(disturbed, undisturbed, make_project)


def assert_whole(project: Project) -> None:
    """Whatever is visible belongs to loads that ended: their counts and the marts agree with the records."""
    if not (project.folder / "warehouse" / "catalogue.sqlite").exists():
        return
    try:
        project.query("FROM loads")
    except WarehouseError as error:
        # Killed before there were tables: nothing is visible at all.
        assert "version none" in str(error)
        return
    if project.query("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'contact_daily'") == [(0,)]:
        return
    ((contacts, in_mart, accepted),) = project.query(
        "SELECT (SELECT count(*) FROM contacts),"
        " (SELECT coalesce(sum(contacts), 0)::BIGINT FROM contact_daily),"
        " (SELECT coalesce(sum(rows_accepted), 0)::BIGINT FROM loads)"
    )
    assert contacts == in_mart == accepted


def finished(disturbed: Project, undisturbed: Project, make_project: Callable[[], Project]) -> Project:
    """Let the disturbed project load to its end and compare; a fresh one to disturb."""
    assert start_ingest(disturbed).wait() == 0
    expected, found = undisturbed.tables(TABLES), disturbed.tables(TABLES)
    for name in TABLES:
        assert found[name].equals(expected[name]), name
    fresh = make_project()
    write_exports(fresh)
    return fresh


def test_a_load_killed_at_two_moments_leaves_nothing_half_done(make_project: Callable[[], Project]) -> None:
    kill_at_moments(make_project, 2)


@pytest.mark.slow
def test_a_load_killed_at_twenty_moments_leaves_nothing_half_done(
    make_project: Callable[[], Project],
) -> None:
    kill_at_moments(make_project, 20)
