"""While many rows are loaded, readers in other processes go on without an error."""

import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.project import Project

ROOT = Path(__file__).parents[1]
QUERY = (
    "SELECT (SELECT count(*) FROM contacts) AS contacts,"
    " (SELECT coalesce(sum(contacts), 0)::BIGINT FROM contact_daily) AS in_mart,"
    " (SELECT coalesce(sum(rows_accepted), 0)::BIGINT FROM loads) AS accepted"
)


def command(project: Project, *words: str) -> list[str]:
    return [sys.executable, "-m", "touchpoints", *words, "--config", str(project.folder / "touchpoints.toml")]


def write_calls(project: Project, rows: int) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT 'c' || i AS id, 'k' || i % 50000 AS customer,"
            " strftime(TIMESTAMP '2026-01-01' + to_seconds(i * 20), '%Y-%m-%d %H:%M:%S') AS started,"
            " 'loans' AS department, 'phone' AS channel, i % 300 AS wait, 'resolved' AS result"
            f" FROM range(1, {rows + 1}) AS calls (i)) TO '{project.folder / 'calls_2.csv'}' (HEADER)"
        )


@pytest.fixture(params=[100_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
def loaded(request: pytest.FixtureRequest, make_project: Callable[[], Project]) -> tuple[Project, int]:
    project = make_project()
    project.write_calls("calls_1.csv", "a,k1,2026-01-05 10:00:00,loans,phone,5,resolved")
    project.ingest()
    write_calls(project, request.param)
    return project, request.param


def test_readers_see_whole_loads_and_no_error_while_rows_are_loaded(loaded: tuple[Project, int]) -> None:
    project, rows = loaded
    port = 8077
    server = subprocess.Popen(command(project, "serve", "--port", str(port)), cwd=ROOT)
    try:
        wait_for(port)
        writer = subprocess.Popen(command(project, "ingest"), cwd=ROOT, stdout=subprocess.DEVNULL)
        seen = set()
        answers = 0
        while writer.poll() is None:
            answers += urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).status == 200
            seen.add(ask(project))
        assert writer.returncode == 0
        seen.add(ask(project))
    finally:
        server.terminate()
        server.wait()
    assert answers >= 1
    assert seen == {(1, 1, 1), (rows + 1,) * 3}


def ask(project: Project) -> tuple[int, int, int]:
    done = subprocess.run(
        command(project, "sql", QUERY, "--format", "json"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    (row,) = json.loads(done.stdout)
    return row["contacts"], row["in_mart"], row["accepted"]


def wait_for(port: int) -> None:
    for _ in range(1500):  # a machine that is busy with other tests starts it slowly
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the dashboard did not start")
