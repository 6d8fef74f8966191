"""Several processes at one address, by the command itself."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from dashboard.server.workers import run_workers
from tests.dashboard.company import make_company
from tests.project import Project
from warehouse.errors import TouchpointsError

Process = subprocess.Popen[str]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = make_company(tmp_path_factory.mktemp("several"), contacts=300)
    project.ingest()
    return project


@contextmanager
def serving(project: Project, *options: str) -> Iterator[tuple[Process, str]]:
    """The command at work, and the address it tells."""
    words = ["serve", "--port", "0", *options, "--config", str(project.folder / "touchpoints.toml")]
    process = subprocess.Popen(
        [sys.executable, "-m", "touchpoints", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline().split()[4].removeprefix("http://")
    finally:
        process.kill()
        process.communicate()


def ask(address: str, path: str) -> tuple[int, str]:
    """By a connection of its own: any of them may answer."""
    connection = http.client.HTTPConnection(address, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    found = answer.status, answer.read().decode()
    connection.close()
    return found


def workers_of(process: Process) -> list[int]:
    text = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return [int(child) for child in text.split()]


def wait_for_workers(process: Process, count: int, without: Sequence[int] = ()) -> list[int]:
    while len(found := [one for one in workers_of(process) if one not in without]) < count:
        time.sleep(0.05)
    return found


def figures(address: str) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(ask(address, "/metrics")[1])
        for sample in family.samples
    }


def test_all_answer_at_one_address_and_end_together(loaded: Project) -> None:
    with serving(loaded, "--workers", "3") as (process, address):
        assert len(workers_of(process)) == 3
        assert {
            ask(address, path)[0] for path in ("/", "/readyz", "/healthz", "/data") for _ in range(5)
        } == {200}
        assert len({ask(address, "/version")[1] for _ in range(10)}) == 1
        workers = workers_of(process)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate()
    assert process.returncode == 143
    assert said == "Stopped.\n" * 4
    assert not [worker for worker in workers if Path(f"/proc/{worker}").exists()]


def test_one_that_dies_is_replaced_and_it_is_told_each_time_after_a_longer_pause(loaded: Project) -> None:
    with serving(loaded, "--workers", "2") as (process, address):
        first = workers_of(process)
        os.kill(first[0], signal.SIGKILL)
        assert ask(address, "/healthz")[0] == 200
        (second,) = wait_for_workers(process, 1, without=first)
        os.kill(second, signal.SIGKILL)
        wait_for_workers(process, 1, without=[*first, second])
        assert ask(address, "/data")[0] == 200
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
    assert process.returncode == 130
    told = [line for line in said.splitlines() if line.startswith("A worker")]
    assert [line.partition("; ")[2] for line in told] == [
        "another takes its place in 1 s.",
        "another takes its place in 2 s.",
    ]
    assert "status -9" in told[0]


def test_when_their_starter_is_killed_they_end_too(loaded: Project) -> None:
    with serving(loaded, "--workers", "2") as (process, _):
        process.kill()
        # The other ends of the pipes are closed once nobody is left to write to them.
        _, said = process.communicate()
    assert said.count("Stopped.") == 2


def test_figures_are_those_of_all_whichever_tells_them(loaded: Project) -> None:
    with serving(loaded, "--workers", "2") as (process, address):
        for _ in range(10):
            assert ask(address, "/data")[0] == 200
        told = [figures(address) for _ in range(6)]
        workers = {str(one) for one in workers_of(process)}
    pages = ("touchpoints_http_requests_total", frozenset({("kind", "page"), ("status", "200")}))
    assert {one[pages] for one in told} == {10}
    pids = {dict(labels)["pid"] for name, labels in told[-1] if name == "process_resident_memory_bytes"}
    assert pids <= workers and pids
    readable = ("touchpoints_warehouse_readable", frozenset[tuple[str, str]]())
    assert {one[readable] for one in told} == {1}


def test_a_slip_in_the_settings_is_told_once(tmp_path: Path) -> None:
    project = make_company(tmp_path, contacts=300)
    settings = project.folder / "touchpoints.toml"
    settings.write_text(settings.read_text().replace("failure = 0.05", "nonsense = 0.05"))
    words = ["serve", "--workers", "2", "--port", "0", "--config", str(settings)]
    done = subprocess.run(
        [sys.executable, "-m", "touchpoints", *words], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.count("nonsense") == 1


def test_where_none_ever_answers_it_ends_with_what_they_said(
    loaded: Project, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    nowhere = ["--config", str(tmp_path / "none.toml")]
    with pytest.raises(TouchpointsError, match="ended by itself with status 2 before it answered"):
        run_workers(loaded.settings, ("127.0.0.1", 0), 2, nowhere, lambda _: None)
    assert "There is no settings file" in capfd.readouterr().err


def test_a_process_that_is_to_end_is_not_ready_and_answers_on(tmp_path: Path) -> None:
    project = make_company(tmp_path, contacts=300)
    project.ingest()
    settings = project.folder / "touchpoints.toml"
    settings.write_text(f"{settings.read_text()}\n[server]\ndrain_seconds = 3600\n")
    for options in ((), ("--workers", "2")):
        with serving(project, *options) as (process, address):
            assert ask(address, "/readyz") == (200, "ok\n")
            process.send_signal(signal.SIGTERM)
            while (ready := ask(address, "/readyz")) == (200, "ok\n"):
                time.sleep(0.05)
            assert ready == (503, "This process is about to end.\n")
            assert ask(address, "/healthz")[0] == ask(address, "/data")[0] == 200
            # Who does not want to wait says so again.
            process.send_signal(signal.SIGTERM)
            process.communicate()
        assert process.returncode == 143
