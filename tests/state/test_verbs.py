"""Verbs of calls, calls in SQL, and an erasure that reaches them."""

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path

import fastexcel
import pytest
from typer.testing import CliRunner, Result

from state.calls import add_calls, call_of, listed_calls, set_call
from tests.project import Project
from touchpoints import app
from warehouse.errors import QueryError

WHO, OTHER = "person-00001", "person-00002"
NOON = datetime(2026, 11, 5, 12, tzinfo=UTC)


@pytest.fixture
def filled(project: Project) -> Project:
    """Two customers with a contact and a call each."""
    rows = [f"c{who},{who},2026-01-05 10:00:00,loans,phone,5,resolved" for who in (WHO, OTHER)]
    project.write_calls("calls.csv", *rows)
    project.ingest()
    add_calls(
        project.settings, [{"customer_id": who, "risk": 0.1} for who in (WHO, OTHER)], date(2026, 11, 1), NOON
    )
    return project


def run(project: Project, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--config", str(project.folder / "touchpoints.toml")])


def listed(project: Project, *options: str) -> list[dict[str, str]]:
    done = run(project, "calls", "list", "--format", "csv", *options)
    assert done.exit_code == 0, done.output
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_a_call_is_set_and_listed(filled: Project) -> None:
    done = run(filled, "calls", "set", OTHER, "kept", "--note", "=stays")
    assert done.exit_code == 0 and OTHER in done.stdout
    assert [row["customer_id"] for row in listed(filled)] == [WHO, OTHER]
    (row,) = listed(filled, "--state", "kept")
    # A spreadsheet would run it.
    assert (row["customer_id"], row["note"]) == (OTHER, "'=stays")
    assert row["called_on"]


def test_slips_of_a_verb_are_told(filled: Project) -> None:
    for words in (
        ("calls", "set", "nobody", "kept"),
        ("calls", "set", WHO, "done"),
        ("calls", "list", "--state", "done"),
        ("calls", "export", "calls.txt"),
    ):
        assert isinstance(run(filled, *words).exception, QueryError), words
    assert run(filled, "calls", "set", WHO).exit_code == 2
    assert run(filled, "calls", "add").exit_code == 2


def test_the_list_goes_into_files(filled: Project, tmp_path: Path) -> None:
    for name in ("calls.csv", "calls.xlsx"):
        done = run(filled, "calls", "export", str(tmp_path / name))
        assert done.exit_code == 0 and "2 calls" in done.stdout, done.output
    with (tmp_path / "calls.csv").open(encoding="utf-8") as file:
        assert [row["customer_id"] for row in csv.DictReader(file)] == [WHO, OTHER]
    sheet = fastexcel.read_excel(tmp_path / "calls.xlsx").load_sheet(0).to_polars()
    assert sheet["customer_id"].to_list() == [WHO, OTHER]


def test_calls_are_asked_by_sql_and_nothing_else_of_the_state(filled: Project) -> None:
    set_call(filled.settings, call_of(filled.settings, WHO), NOON, "lost")
    query = "SELECT contact_id, state FROM calls JOIN contacts USING (customer_id) ORDER BY state"
    done = run(filled, "sql", query, "--format", "csv")
    assert done.stdout.splitlines()[1:] == [f"c{WHO},lost", f"c{OTHER},open"]
    for query in ("FROM state.calls", "FROM state_facts", "DELETE FROM calls"):
        assert isinstance(run(filled, "sql", query).exception, QueryError), query
    assert listed_calls(filled.settings).height == 2


def test_an_erasure_clears_calls_and_notes_and_looks_there(filled: Project) -> None:
    set_call(filled.settings, call_of(filled.settings, OTHER), NOON, note=f"sister of {WHO}")
    # The exports would bring them back, and are told.
    done = run(filled, "erase", "--customer", WHO, "--yes")
    assert done.exit_code == 0, done.output
    assert "calls and notes 2" in done.stdout and "none names the customer" in done.stdout
    found = listed_calls(filled.settings)
    assert found.select("customer_id", "note").rows() == [(OTHER, "")]
    lake = filled.settings.lake_folder
    assert not any(WHO.encode() in file.read_bytes() for file in lake.rglob("state.sqlite*"))
