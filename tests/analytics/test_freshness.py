"""By when the next file of a source is expected, and which sources are late."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from typer.testing import CliRunner

from analytics.freshness.sources import is_late, source_freshness
from tests.project import SETTINGS, Project
from touchpoints import app
from warehouse.lake import open_reader

CALLS = (
    "c1,k1,2026-01-05 10:00:00,loans,phone,5,resolved",
    "c2,k2,2026-01-06 10:00:00,loans,phone,5,resolved",
)
BAD = "c3,k3,2026-01-07 10:00:00,loans,phone,-1,resolved"
OTHERS = """
[[sources]]
name = "{name}"
files = "{name}*.csv"
format = "csv"
contacts = "calls.sql"
"""


def expect_within(project: Project, hours: float | None, *more: str) -> None:
    """The settings, with how long calls may be silent, and further sources."""
    late = "" if hours is None else f"late_after_hours = {hours}\n"
    others = "".join(OTHERS.format(name=name) + late for name in more)
    project.write("touchpoints.toml", f"{SETTINGS}{late}{others}")


def found(project: Project) -> dict[str, dict[str, Any]]:
    with open_reader(project.settings) as connection:
        rows = source_freshness(connection, project.settings)
    return {row["source"]: row for row in rows.iter_rows(named=True)}


def loaded_at(project: Project, file: str) -> datetime:
    with open_reader(project.settings) as connection:
        query = "SELECT min(loaded_at) FROM loads WHERE file = $file"
        ((at,),) = connection.sql(query, params={"file": file}).pl().rows()
    assert isinstance(at, datetime)
    return at


def test_a_source_is_late_from_so_many_hours_after_its_last_file_on(project: Project) -> None:
    expect_within(project, 26)
    for name, call in zip(("calls_1.csv", "calls_2.csv"), CALLS, strict=True):
        project.write_calls(name, call)
        project.ingest()
    due = loaded_at(project, "calls_2.csv") + timedelta(hours=26)
    row = found(project)["calls"]
    assert (row["due_at"], row["files"], row["record_kinds"]) == (due, 2, ["contacts"])
    assert str(row["last_day"]) == "2026-01-06"
    with open_reader(project.settings) as connection:
        sources = source_freshness(connection, project.settings)
    for seconds, late in ((-1, False), (0, False), (1, True)):
        now = due + timedelta(seconds=seconds)
        assert sources.select(is_late(now)).to_series().to_list() == [late]


def test_neither_an_empty_file_nor_a_failed_one_nor_a_replay_is_what_was_waited_for(project: Project) -> None:
    expect_within(project, 1)
    project.write_calls("calls_1.csv", *CALLS, BAD)
    project.ingest()
    due = loaded_at(project, "calls_1.csv") + timedelta(hours=1)
    project.write_calls("calls_2.csv")
    project.write("calls_3.csv", "no,such,columns\n1,2,3\n")
    assert [report.status for report in project.ingest()] == ["known", "loaded", "failed"]
    project.write(
        "calls.sql", (project.folder / "calls.sql").read_text().replace("wait AS", "abs(wait::DOUBLE) AS")
    )
    settings = str(project.folder / "touchpoints.toml")
    assert CliRunner().invoke(app, ["replay", "--config", settings]).exit_code == 0
    assert project.query("SELECT count(*) FROM contacts") == [(3,)]
    row = found(project)["calls"]
    assert (row["due_at"], row["files"]) == (due, 2)
    assert row["last_loaded_at"] > loaded_at(project, "calls_2.csv")


def test_a_source_that_never_came_is_counted_from_the_first_load_of_all(project: Project) -> None:
    expect_within(project, 1, "letters")
    project.write_calls("calls_1.csv", *CALLS)
    project.ingest()
    row = found(project)["letters"]
    assert row["due_at"] == loaded_at(project, "calls_1.csv") + timedelta(hours=1)
    assert (row["files"], row["last_loaded_at"], row["last_day"]) == (0, None, None)


def test_nothing_is_expected_of_a_source_without_the_setting_or_out_of_the_settings(project: Project) -> None:
    expect_within(project, None, "letters")
    project.write_calls("letters_1.csv", *CALLS)
    project.ingest()
    assert [row["due_at"] for row in found(project).values()] == [None, None]
    expect_within(project, 1)
    assert list(found(project)) == ["calls", "letters"]
    assert found(project)["letters"]["due_at"] is None


@pytest.mark.parametrize(("hours", "status"), [(None, 0), (1000, 0), (1e-9, 1)])
def test_the_command_tells_what_is_late_and_ends_with_1(
    project: Project, hours: float | None, status: int
) -> None:
    expect_within(project, hours)
    project.write_calls("calls_1.csv", *CALLS)
    project.ingest()
    settings = str(project.folder / "touchpoints.toml")
    done = CliRunner().invoke(app, ["status", "--config", settings], env={"COLUMNS": "120"})
    assert done.exit_code == status
    assert ("late" if status else "unwatched" if hours is None else "fresh") in done.stdout


def test_the_status_of_a_source_is_read_by_programs(project: Project) -> None:
    expect_within(project, 1000)
    text = (project.folder / "touchpoints.toml").read_text(encoding="utf-8")
    project.write("touchpoints.toml", f'{text}schedule = "0 6 * * *"\n')
    project.write_calls("calls_1.csv", *CALLS, BAD)
    project.ingest()
    settings = str(project.folder / "touchpoints.toml")
    done = CliRunner().invoke(app, ["status", "--json", "--config", settings])
    (row,) = json.loads(done.stdout)
    last_load = datetime.fromisoformat(row.pop("last_load"))
    late_from = datetime.fromisoformat(row.pop("late_from"))
    assert last_load.utcoffset() == timedelta(hours=9)
    assert late_from - last_load == timedelta(hours=1000)
    assert datetime.fromisoformat(row.pop("next_run")) >= last_load
    assert row == {
        "source": "calls",
        "records": "contacts",
        "files": 1,
        "rows": 2,
        "rejects": 1,
        "newest_record": "2026-01-06",
        "late_after_hours": 1000,
        "schedule": "0 6 * * *",
        "last_run": None,
        "last_run_is_well": None,
        "is_running": False,
        "state": "fresh",
    }
