"""The command as a user types it: exit status, one-line errors, output that other programs read."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest
from typer.testing import CliRunner

from tests.project import Project
from touchpoints import app, main

ROOT = Path(__file__).parents[1]
CALLS = [
    f"c{number},k{number % 40},2026-01-{number % 28 + 1:02} 10:00:00,{('loans', 'cards')[number % 2]},"
    f"phone,{number % 90},{('resolved', 'failed')[number % 10 == 0]}"
    for number in range(200)
]


class Done(NamedTuple):
    """How a command ended, and what it printed."""

    status: int | str | None
    stdout: bytes
    stderr: bytes


Run = Callable[..., Done]


@pytest.fixture
def touchpoints(
    project: Project, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Types `touchpoints` and the words in the project's folder."""
    # The other tests of this process may want pandas.
    monkeypatch.setattr("touchpoints.leave_out_pandas", lambda: None)

    def run(*words: str) -> Done:
        settings = str(project.folder / "touchpoints.toml")
        monkeypatch.setattr(sys, "argv", ["touchpoints", *words, "--config", settings])
        with pytest.raises(SystemExit) as ended:
            main()
        return Done(ended.value.code, *capfdbinary.readouterr())

    return run


def error_of(stderr: bytes) -> str:
    error = stderr.decode().strip()
    assert error.startswith("Error:")
    assert "\n" not in error
    return error


def test_a_load_reports_every_file_and_ends_with_0_if_all_went_well(
    project: Project, touchpoints: Run
) -> None:
    project.write_calls("calls.csv", *CALLS, "x,k1,2026-01-01,loans,phone,-1,resolved")
    done = touchpoints("ingest", "--json")
    (report,) = json.loads(done.stdout)
    assert done.status == 0
    assert (report["read"], report["accepted"], report["rejected_by_rule"]) == (
        201,
        200,
        {"wait_seconds.range": 1},
    )


def test_a_failed_file_is_said_and_ends_with_1_while_the_others_are_loaded(
    project: Project, touchpoints: Run
) -> None:
    project.write_calls("calls_1.csv", *CALLS)
    project.write("calls_2.csv", "")
    done = touchpoints("ingest", "--json")
    assert done.status == 1
    assert [report["status"] for report in json.loads(done.stdout)] == ["loaded", "failed"]


def test_wrong_use_ends_with_2_and_one_line(project: Project, touchpoints: Run) -> None:
    project.write_calls("calls.csv", *CALLS)
    project.ingest()
    wrong = touchpoints("measure", "failures")
    assert wrong.status == 2
    assert "no measure 'failures'. Did you mean 'failure'?" in error_of(wrong.stderr)
    assert touchpoints("ingest", "--no-such-option").status == 2
    (project.folder / "touchpoints.toml").write_text("langage = 'ko'", encoding="utf-8")
    misspelt = touchpoints("ingest")
    assert misspelt.status == 2
    assert "Did you mean 'language'?" in error_of(misspelt.stderr)


def test_a_wrong_path_ends_with_1_and_one_line(touchpoints: Run) -> None:
    done = touchpoints("ingest", "nowhere.csv")
    assert done.status == 1
    assert "There is no file or folder nowhere.csv. Check the path." in error_of(done.stderr)


def test_a_measure_is_the_same_in_every_format(project: Project) -> None:
    project.write_calls("calls.csv", *CALLS)
    project.ingest()
    words = ["measure", "failure", "--by", "department,contact_tier", "--since", "2026-01-01"]
    words += ["--config", str(project.folder / "touchpoints.toml"), "--format"]
    as_json, as_csv, as_table = (
        CliRunner().invoke(app, [*words, style]).stdout for style in ("json", "csv", "table")
    )
    rows = json.loads(as_json)
    assert [row["n"] for row in rows] == [100, 100]
    values = [float(row["value"]) for row in csv.DictReader(io.StringIO(as_csv))]
    assert values == [row["value"] for row in rows]
    assert "loans" in as_table


def test_sql_gives_parquet_for_other_programs_and_says_when_it_was_cut(
    project: Project, touchpoints: Run
) -> None:
    project.write_calls("calls.csv", *CALLS)
    project.ingest()
    done = touchpoints("sql", "SELECT contact_id FROM contacts", "--format", "parquet")
    assert pl.read_parquet(io.BytesIO(done.stdout)).height == 200
    text = (project.folder / "touchpoints.toml").read_text(encoding="utf-8")
    project.write("touchpoints.toml", text + "\n[query]\nrows = 10\n")
    cut = touchpoints("sql", "SELECT contact_id FROM contacts", "--format", "csv")
    assert len(cut.stdout.splitlines()) == 11
    assert b"Cut after 10 rows" in cut.stderr


def test_init_writes_settings_that_work(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "touchpoints", "init", str(tmp_path)]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    assert (tmp_path / "touchpoints.toml").exists()
    again = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert again.returncode == 2
    assert "exists already" in error_of(again.stderr)
