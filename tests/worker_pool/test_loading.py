"""Files staged by processes give what one process gives, also where some of them are killed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from analytics.marts.mart import MARTS
from tests.ingest.test_killed import write_exports
from tests.killing import start
from tests.project import Project, differing
from tests.worker_pool.company import MART_NAMES, RECORDS, assert_same, left_behind, load, write_company
from tests.worker_pool.killing import one_killed_once
from warehouse.worker_pool.opening import WorkersOn

PROCESSES = WorkersOn("processes")
TABLES = ("contacts", "rejected_rows", *(mart.name for mart in MARTS if mart.kind == "contacts"))


def test_processes_load_the_sample_company_as_one_does(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    alone = write_company(tmp_path_factory.mktemp("alone"))
    together = write_company(tmp_path_factory.mktemp("together"))
    reports = {project: load(project, on) for project, on in ((alone, None), (together, PROCESSES))}
    told = [[(each.file, each.status, each.accepted, each.rejected) for each in reports[p]] for p in reports]
    assert told[0] == told[1]
    assert_same(alone, together, [*RECORDS, *MART_NAMES])
    assert left_behind(together) == set()
    assert {report.status for report in load(together, PROCESSES)} == {"known"}


def test_a_bad_file_fails_alone_and_says_why(project: Project) -> None:
    project.write_calls("calls_1.csv", "a,k1,2026-01-05 10:00:00,loans,phone,5,resolved")
    project.write("calls_2.csv", "")
    project.write_calls("calls_3.csv", "b,k1,2026-01-06 10:00:00,loans,phone,5,resolved")
    alone = {report.file: report.reason for report in project.ingest()}
    together = {report.file: (report.status, report.reason) for report in load(project, PROCESSES)}
    assert together["calls_2.csv"] == ("failed", alone["calls_2.csv"])
    assert [together[file][0] for file in ("calls_1.csv", "calls_3.csv")] == ["known", "known"]
    project.write_calls("calls_4.csv", "c,k1,2026-01-06 10:00:00,loans,phone,5,resolved")
    assert {report.file: report.status for report in load(project, PROCESSES)}["calls_4.csv"] == "loaded"
    assert project.query("SELECT count(*) FROM contacts") == [(3,)]


def test_a_worker_that_is_killed_while_it_stages_costs_nothing_but_time(
    make_project: Callable[[], Project],
) -> None:
    undisturbed, disturbed = make_project(), make_project()
    for project in (undisturbed, disturbed):
        write_exports(project)
    undisturbed.ingest()
    work = disturbed.settings.lake_folder / "work"
    with one_killed_once(lambda: any(work.rglob("contacts_*"))):
        assert {report.status for report in load(disturbed, PROCESSES)} == {"loaded"}
    assert differing(disturbed, undisturbed, TABLES) == []
    assert left_behind(disturbed) == set()


def test_a_command_that_is_killed_takes_its_workers_along(make_project: Callable[[], Project]) -> None:
    project = make_project()
    write_exports(project)
    command = start(project, "ingest", "--on", "processes")
    workers: list[int] = []
    while not workers:
        workers = _children(command.pid)
        assert command.poll() is None
    command.kill()
    command.wait()
    while any(map(_runs, workers)):
        pass
    assert {report.status for report in load(project, PROCESSES)} == {"loaded"}
    assert left_behind(project) == set()


def _children(pid: int) -> list[int]:
    """Of a process, those that do tasks."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(each) for each in found if "spawn_main" in _command(int(each))]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return ""


def _runs(pid: int) -> bool:
    """Whether it does; one that ended may still wait to be noticed by whom the system gave it to."""
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
