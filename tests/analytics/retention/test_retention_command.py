"""The verbs `retention`, `cohorts` and `inactivity`: rows for programs, sentences for people beside them."""

import csv
import io
import json

import pytest

from analytics.command.retention import cohorts, inactivity, retention
from tests.project import Project
from warehouse.printing import Format

Output = pytest.CaptureFixture[str]


def test_retention_prints_shares_and_tells_the_definition_and_the_test(
    members: Project, capsys: Output
) -> None:
    retention(by="segment", printed=Format.json, config=members.folder / "touchpoints.toml")
    printed = capsys.readouterr()
    rows = json.loads(printed.out)
    assert {row["segment"] for row in rows} == {"basic", "plus"}
    assert [row["months"] for row in rows if row["segment"] == "plus"] == [1, 3, 6, 12, 24]
    assert "(left_on)" in printed.err and "Log-rank: chi-squared" in printed.err


def test_inactivity_days_change_the_definition(members: Project, capsys: Output) -> None:
    retention(inactivity_days=20, printed=Format.csv, config=members.folder / "touchpoints.toml")
    printed = capsys.readouterr()
    assert "20 days" in printed.err
    assert [row["n"] for row in csv.DictReader(io.StringIO(printed.out))] == ["4"] * 5


def test_cohorts_prints_every_cell_for_programs(members: Project, capsys: Output) -> None:
    cohorts(printed=Format.csv, config=members.folder / "touchpoints.toml")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 6 + 5 + 4
    assert rows[0]["cohort"] == "2026-01-01" and rows[0]["is_complete"] == "true"


def test_inactivity_tells_why_there_is_no_window(silent: Project, capsys: Output) -> None:
    inactivity(printed=Format.json, config=silent.folder / "touchpoints.toml")
    printed = capsys.readouterr()
    assert json.loads(printed.out)[0]["window_days"] is None
    assert "do not let us choose a window" in printed.err


def test_cohorts_are_split_by_a_part_of_the_customers(members: Project, capsys: Output) -> None:
    cohorts(by="segment", printed=Format.csv, config=members.folder / "touchpoints.toml")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["segment"] for row in rows} <= {"basic", "plus", ""}
    assert len({row["segment"] for row in rows}) > 1
