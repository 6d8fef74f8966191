"""`touchpoints schedule` and `touchpoints up` as they are started, stopped and watched."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analytics.marts.refresh import refresh
from schedule.clock import run_forever
from schedule.jobs import Job
from schedule.running import Runner
from tests.project import HEADER, Project
from tests.schedule.world import CALL, OTHER, Office, scheduled
from touchpoints import app
from warehouse.ending import exit_status
from warehouse.errors import WarehouseError
from warehouse.schedule_book import (
    UPKEEP,
    is_scheduled,
    loading,
    read_jobs,
    request_run,
    sole_schedule,
)

ROOT = Path(__file__).parents[2]
NOW = "[schedule]\nstable_seconds = 0"


@contextmanager
def started(project: Project, *words: str) -> Iterator["subprocess.Popen[str]"]:
    config = ["--config", str(project.folder / "touchpoints.toml")]
    command = [sys.executable, "-m", "touchpoints", *words, *config]
    # A run of the tests that outlives its terminal ignores its end, and hands that on.
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate()


def next_event(process: "subprocess.Popen[str]", event: str, name: str) -> dict[str, object]:
    """The next line of the log that tells of the event of a source or job."""
    assert process.stderr is not None
    for line in process.stderr:
        told: dict[str, object] = json.loads(line)
        if told["event"] == event and name in (told.get("source"), told.get("job"), event):
            return told
    raise AssertionError(f"ended with {process.wait()}")


def write_many(project: Project, name: str, rows: int) -> None:
    lines = (f"{name}{row},k{row % 99},2026-01-05 10:00:00,loans,phone,5,resolved" for row in range(rows))
    project.write(name, "\n".join([HEADER, *lines, ""]))


def test_sources_are_loaded_when_the_schedule_starts_and_on_request(project: Project) -> None:
    scheduled(project, "0 0 1 1 *", OTHER, NOW)
    project.write_calls("calls_1.csv", CALL)
    project.write_calls("visits_1.csv", CALL.replace("c1", "v1"))
    with started(project, "schedule") as process:
        assert next_event(process, "load", "calls")["accepted"] == 1
        next_event(process, "upkeep", "upkeep")
        request_run(project.settings, loading("visits"), datetime.now(UTC))
        assert next_event(process, "load", "visits")["file"] == "visits_1.csv"
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 143
    assert read_jobs(project.settings)[loading("visits")].requested_at is None


@dataclass(frozen=True)
class Deaf(Runner):
    """Takes the first signal for a fault of its own, and goes on."""

    done: list[str] = field(default_factory=list)

    def run(self, job: Job) -> bool:
        self.done.append(job.name)
        assert len(self.done) == 1
        with suppress(SystemExit):
            signal.raise_signal(signal.SIGTERM)
        return True


def test_a_signal_that_a_job_took_for_something_else_ends_the_schedule_after_the_job(
    project: Project,
) -> None:
    scheduled(project, "0 0 1 1 *", NOW)
    runner = Deaf(project.settings, refresh)
    assert exit_status(lambda: run_forever(runner)) == 143
    assert len(runner.done) == 1


def test_a_signal_during_a_load_ends_in_order_and_the_next_start_goes_on(project: Project) -> None:
    scheduled(project, "0 0 1 1 *", NOW)
    write_many(project, "calls_1.csv", 300_000)
    warehouse = project.folder / "warehouse"
    with started(project, "schedule") as process:
        while not any(warehouse.rglob("*.parquet")):
            assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate()
    assert process.returncode == 143
    assert said == "Stopped.\n"
    assert project.query("SELECT count(*) FROM contacts") in ([(0,)], [(300_000,)])
    assert not [*warehouse.glob(f"work/{process.pid}-*")]
    with started(project, "schedule") as process:
        next_event(process, "load", "calls")
        next_event(process, "upkeep", "upkeep")
    assert project.query("SELECT count(*) FROM contacts") == [(300_000,)]


def test_once_ends_with_1_if_something_failed_and_logs_a_line_for_each_load(project: Project) -> None:
    scheduled(project, "* * * * *", f'{NOW}\nlog = "schedule.log"')
    project.write_calls("calls_1.csv", CALL)
    project.write("calls_2.csv", "no,such,columns\n1,2,3\n")
    words = ["schedule", "--once", "--config", str(project.folder / "touchpoints.toml")]
    assert CliRunner().invoke(app, words).exit_code == 1
    lines = [json.loads(line) for line in (project.folder / "schedule.log").read_text().splitlines()]
    assert [(line["event"], line.get("status")) for line in lines] == [
        ("load", "loaded"),
        ("load", "failed"),
        ("upkeep", None),
    ]
    assert lines[0] | {"at": "", "seconds": 0} == {
        "at": "",
        "event": "load",
        "file": "calls_1.csv",
        "source": "calls",
        "status": "loaded",
        "reason": None,
        "read": 1,
        "accepted": 1,
        "unchanged": 0,
        "corrected": 0,
        "rejected": 0,
        "rejected_by_rule": {},
        "seconds": 0,
        "open_rejects": 0,
        "new_columns": [],
        "emptied_by_rule": {},
        "unknown_terms": [],
    }


def test_once_ends_with_0_if_all_went_well(project: Project) -> None:
    scheduled(project, "* * * * *", NOW)
    project.write_calls("calls_1.csv", CALL)
    words = ["schedule", "--once", "--config", str(project.folder / "touchpoints.toml")]
    assert CliRunner().invoke(app, words).exit_code == 0


def test_once_beside_another_schedule_leaves_the_work_to_it(project: Project) -> None:
    scheduled(project, "* * * * *", NOW)
    project.write_calls("calls_1.csv", CALL)
    words = ["schedule", "--once", "--config", str(project.folder / "touchpoints.toml")]
    with sole_schedule(project.settings):
        done = CliRunner().invoke(app, words)
        assert (done.exit_code, done.stderr) == (0, "Another schedule is at work, which does what is due.\n")
        assert read_jobs(project.settings) == {}


def test_nobody_can_be_asked_to_run_where_no_schedule_is_at_work(project: Project) -> None:
    assert not is_scheduled(project.settings)
    with pytest.raises(WarehouseError, match="No schedule is at work here"):
        request_run(project.settings, loading("calls"), datetime.now(UTC))


def test_a_load_that_fails_makes_the_run_end_with_1_and_is_tried_again(office: Office) -> None:
    scheduled(office.project, "* * * * *")
    office.project.write("calls_1.csv", "no,such,columns\n1,2,3\n")
    assert not office.run_due()
    assert not read_jobs(office.project.settings)[loading("calls")].is_well
    office.project.write_calls("calls_1.csv", CALL)
    office.clock.pass_by(minutes=1)
    assert office.run_due()


def test_upkeep_runs_at_its_time(office: Office) -> None:
    scheduled(office.project, "0 0 1 1 *", '[upkeep]\nschedule = "30 3 * * *"')
    office.project.write_calls("calls_1.csv", CALL)
    office.run_due()
    assert [line["event"] for line in office.said()] == ["load", "upkeep"]
    office.clock.pass_by(hours=12)
    office.run_due()
    assert office.said() == []
    office.clock.pass_by(hours=12)
    office.run_due()
    assert [line["event"] for line in office.said()] == ["upkeep"]
    assert read_jobs(office.project.settings)[UPKEEP].is_well


def test_upkeep_of_what_was_never_loaded_is_no_trouble(office: Office) -> None:
    scheduled(office.project, "* * * * *")
    assert office.run_due()
    assert office.said() == []


def test_a_second_schedule_is_refused(project: Project) -> None:
    scheduled(project, "* * * * *")
    settings = project.settings
    with (
        sole_schedule(settings),
        pytest.raises(WarehouseError, match="Another schedule is at work"),
        sole_schedule(settings),
    ):
        pass


def test_schedule_and_dashboard_run_together_and_end_together(project: Project) -> None:
    scheduled(project, "0 0 1 1 *", NOW)
    project.write_calls("calls_1.csv", CALL)
    with started(project, "up", "--port", "0") as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[4]
        next_event(process, "load", "calls")
        assert urllib.request.urlopen(f"{address}/data").status == 200
        children = children_of(process.pid)
        assert len(children) == 2
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate()
    assert process.returncode == 143
    assert said.count("Stopped.") == 3
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def test_when_one_of_both_ends_by_itself_the_other_is_ended_and_it_is_told(project: Project) -> None:
    scheduled(project, "0 0 1 1 *", NOW)
    with started(project, "up", "--port", "0") as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.kill(child_of(process.pid, "schedule"), signal.SIGKILL)
        _, said = process.communicate()
    assert process.returncode == 1
    assert "'touchpoints schedule' ended by itself with status -9." in said


def test_when_both_are_left_alone_by_a_kill_they_end(project: Project) -> None:
    scheduled(project, "0 0 1 1 *", NOW)
    with started(project, "up", "--port", "0") as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
        # The other ends of the pipes are closed once nobody is left to write to them.
        rest, said = process.communicate()
    assert rest.count("Stopped.") + said.count("Stopped.") == 2


def children_of(process: int) -> list[int]:
    text = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(child) for child in text.split()]


def child_of(process: int, verb: str) -> int:
    (child,) = (child for child in children_of(process) if verb in words_of(child))
    return child


def words_of(process: int) -> list[str]:
    return Path(f"/proc/{process}/cmdline").read_text().split("\0")
