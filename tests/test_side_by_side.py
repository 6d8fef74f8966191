"""While a million rows are loaded, readers in other processes go on without an error."""

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


def write_million(project: Project) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT 'c' || i AS id, 'k' || i % 50000 AS customer,"
            " strftime(TIMESTAMP '2026-01-01' + to_seconds(i * 20), '%Y-%m-%d %H:%M:%S') AS started,"
            " 'loans' AS department, 'phone' AS channel, i % 300 AS wait, 'resolved' AS result"
            f" FROM range(1, 1000001) AS calls (i)) TO '{project.folder / 'calls_2.csv'}' (HEADER)"
        )


@pytest.fixture
def loaded(make_project: Callable[[], Project]) -> Project:
    project = make_project()
    project.write_calls("calls_1.csv", "a,k1,2026-01-05 10:00:00,loans,phone,5,resolved")
    project.ingest()
    write_million(project)
    return project


def test_readers_see_whole_loads_and_no_error_while_a_million_rows_are_loaded(loaded: Project) -> None:
    port = 8077
    server = subprocess.Popen(command(loaded, "serve", "--port", str(port)), cwd=ROOT)
    try:
        wait_for(port)
        writer = subprocess.Popen(command(loaded, "ingest"), cwd=ROOT, stdout=subprocess.DEVNULL)
        seen = set()
        answers = 0
        while writer.poll() is None:
            answers += urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).status == 200
            seen.add(ask(loaded))
        assert writer.returncode == 0
        seen.add(ask(loaded))
    finally:
        server.terminate()
        server.wait()
    assert answers >= 2
    assert seen == {(1, 1, 1), (1_000_001, 1_000_001, 1_000_001)}


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
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the dashboard did not start")
