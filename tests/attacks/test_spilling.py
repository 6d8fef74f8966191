"""F2: processes that spill at once never touch each other's pages, and leave nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import Project
from warehouse.work import sweep

ROOT = Path(__file__).parents[2]
CALL = "c{},k{},2026-0{}-05 10:00:00,loans,phone,5,resolved"
PROCESSES = 10
MEMORY = 'memory_limit = "{}"\n'


def loaded(project: Project) -> Project:
    project.write_calls("calls.csv", CALL.format(1, 1, 1))
    project.ingest()
    return project


def asking(project: Project, rows: int, times: int) -> "subprocess.Popen[str]":
    script = str(Path(__file__).with_name("spilling.py"))
    settings = str(project.folder / "touchpoints.toml")
    command = [sys.executable, script, settings, str(rows), str(times)]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def answers(process: "subprocess.Popen[str]") -> list[tuple[int, str]]:
    out, errors = process.communicate()
    assert (process.returncode, errors) == (0, "")
    return [(int(spilled), content) for spilled, content in map(str.split, out.splitlines())]


def right_answer(project: Project, rows: int) -> str:
    """As given by one process with all the memory it wants."""
    settings = (project.folder / "touchpoints.toml").read_text(encoding="utf-8")
    project.write("touchpoints.toml", MEMORY.format("2GB") + settings)
    ((spilled, content),) = answers(asking(project, rows, 1))
    assert spilled == 0
    project.write("touchpoints.toml", MEMORY.format("80MB") + settings)
    return content


def assert_all_right(found: list[tuple[int, str]], right: str) -> None:
    assert {content for _, content in found} == {right}
    assert all(spilled > 0 for spilled, _ in found)


def assert_nothing_left(project: Project) -> None:
    left = {path.name for path in (project.settings.lake_folder / "work").iterdir() if path.is_dir()}
    assert all(name.startswith(f"{os.getpid()}-") for name in left), left
    assert sweep(project.settings) == 0


def test_processes_that_spill_at_once_all_answer_right(project: Project) -> None:
    loaded(project)
    right = right_answer(project, 700_000)
    processes = [asking(project, 700_000, 1) for _ in range(4)]
    assert_all_right([answer for process in processes for answer in answers(process)], right)
    assert_nothing_left(project)


@pytest.mark.slow
def test_ten_processes_spill_for_minutes_beside_loads_and_rebuilds(project: Project) -> None:
    loaded(project)
    right = right_answer(project, 800_000)
    processes = [asking(project, 800_000, 60) for _ in range(PROCESSES)]
    rounds = 0
    while any(process.poll() is None for process in processes):
        rounds += 1
        rows = (CALL.format(f"{rounds}-{row}", row % 20_000, 1 + row % 9) for row in range(60_000))
        project.write_calls(f"calls_{rounds}.csv", *rows)
        for verb in ("ingest", "rebuild"):
            assert command(project, verb) == ""
    assert_all_right([answer for process in processes for answer in answers(process)], right)
    assert rounds > 1
    assert project.query("SELECT count(*), (SELECT sum(contacts) FROM contact_daily) FROM contacts") == [
        (1 + rounds * 60_000, 1 + rounds * 60_000)
    ]
    assert_nothing_left(project)


def command(project: Project, verb: str) -> str:
    """What the verb complains of."""
    done = subprocess.run(
        [sys.executable, "-m", "touchpoints", verb, "--config", str(project.folder / "touchpoints.toml")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr if done.returncode else ""
