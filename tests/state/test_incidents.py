"""Incidents that people tell are kept, shown, made out of an earlier version's state, and forgotten."""

import csv
import io
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime

import pytest
from typer.testing import CliRunner, Result

from state.database import state
from state.forgetting import forget, still_naming
from state.incidents import (
    MOST_TEXT,
    MOST_WORDS,
    Incident,
    add_told,
    listed_told,
    remove_told,
    review,
    reviews,
)
from state.place import state_file
from tests.project import Project
from touchpoints import app
from warehouse.errors import QueryError
from warehouse.settings import Settings

NOON = datetime(2026, 11, 5, 12, tzinfo=UTC)
WHO, OTHER = "person-00001", "person-00002"
TOLD = Incident(
    date(2026, 10, 31), "loans", "damage", "nobody called back", "high", "phone", "promise", "interview 3"
)


@pytest.fixture
def filled(project: Project) -> Project:
    """Two customers with a contact each."""
    rows = [f"c{who},{who},2026-01-05 10:00:00,loans,phone,5,failed" for who in (WHO, OTHER)]
    project.write_calls("calls.csv", *rows)
    project.ingest()
    return project


@pytest.fixture
def settings(filled: Project) -> Settings:
    return filled.settings


def run(project: Project, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--config", str(project.folder / "touchpoints.toml")])


def changed(**given: object) -> Incident:
    return Incident(**(vars(TOLD) | given))  # type: ignore[arg-type]


@pytest.mark.folder
def test_nothing_is_made_by_looking(settings: Settings) -> None:
    assert listed_told(settings).is_empty() and reviews(settings).is_empty()
    path = state_file(settings)
    assert path is not None and not path.exists()


def test_what_was_told_is_listed_the_latest_day_first_and_taken_out(settings: Settings) -> None:
    first = add_told(settings, TOLD, NOON)
    second = add_told(settings, changed(happened_on=date(2026, 11, 1), side="delight", customer_id=" "), NOON)
    rows = listed_told(settings)
    assert rows["incident_id"].to_list() == [second, first]
    assert rows["customer_id"].null_count() == 2
    assert rows.row(1, named=True)["words"] == "nobody called back"
    remove_told(settings, first)
    assert listed_told(settings)["incident_id"].to_list() == [second]


def test_slips_are_told_and_nothing_is_kept(settings: Settings) -> None:
    wrong = (
        {"department": " "},
        {"words": ""},
        {"side": "harm"},
        {"contact_tier": "top"},
        {"happened_on": date(1066, 1, 1)},
        {"words": "x" * (MOST_WORDS + 1)},
        {"code": "x" * (MOST_TEXT + 1)},
    )
    for change in wrong:
        with pytest.raises(QueryError):
            add_told(settings, changed(**change), NOON)
    with pytest.raises(QueryError):
        remove_told(settings, 7)
    with pytest.raises(QueryError):
        review(settings, "c1", WHO, NOON, code="x" * (MOST_TEXT + 1))
    assert listed_told(settings).is_empty() and reviews(settings).is_empty()


def test_a_review_changes_what_it_names_and_leaves_the_rest(settings: Settings) -> None:
    review(settings, "c1", WHO, NOON, is_reviewed=True)
    review(settings, "c1", WHO, NOON, code="late")
    review(settings, "c2", OTHER, NOON, code="rude")
    rows = {row["contact_id"]: row for row in reviews(settings).iter_rows(named=True)}
    assert (rows["c1"]["is_reviewed"], rows["c1"]["code"]) == (True, "late")
    assert (rows["c2"]["is_reviewed"], rows["c2"]["code"]) == (False, "rude")


@pytest.mark.folder
def test_a_customer_is_cleared_from_incidents_reviews_and_the_file(settings: Settings) -> None:
    add_told(settings, changed(customer_id=WHO), NOON)
    add_told(settings, changed(words=f"sister of {WHO}"), NOON)
    review(settings, f"c{WHO}", WHO, NOON, is_reviewed=True)
    review(settings, f"c{OTHER}", OTHER, NOON, code=f"as {WHO}")
    assert still_naming(settings, [WHO]) == ["state: incident_reviews", "state: incidents"]
    assert forget(settings, [WHO]) == 4
    assert still_naming(settings, [WHO]) == []
    path = state_file(settings)
    assert path is not None
    files = [file for file in path.parent.glob(f"{path.name}*") if file.is_file()]
    assert files and not any(WHO.encode() in file.read_bytes() for file in files)
    assert listed_told(settings).select("customer_id", "words").rows() == [(None, "")]
    assert reviews(settings).select("customer_id", "code").rows() == [(OTHER, "")]


@pytest.mark.folder
def test_the_state_of_the_version_before_gets_the_tables(settings: Settings) -> None:
    add_told(settings, TOLD, NOON)
    path = state_file(settings)
    assert path is not None
    with closing(sqlite3.connect(path)) as opened:
        made = opened.execute("SELECT sql FROM sqlite_master WHERE name = 'incidents'").fetchone()
        opened.executescript(
            "DROP TABLE incidents; DROP TABLE incident_reviews; UPDATE state_facts SET value = '1'"
        )
        opened.commit()
    with state(settings):
        pass
    assert add_told(settings, TOLD, NOON) == 1
    review(settings, "c1", WHO, NOON, is_reviewed=True)
    with closing(sqlite3.connect(path)) as opened:
        again = opened.execute("SELECT sql FROM sqlite_master WHERE name = 'incidents'").fetchone()
    names = [line.strip().split()[0] for line in made[0].splitlines()[1:-2]]
    assert all(name in again[0] for name in names)


def test_the_verbs_keep_list_review_and_erase(filled: Project) -> None:
    done = run(filled, "incidents", "add", "--on", "2026-10-31", "--department", "loans", "--side", "damage")
    assert done.exit_code == 2
    words = [
        "--on",
        "2026-10-31",
        "--department",
        "loans",
        "--side",
        "damage",
        "--words",
        "=late",
        "--customer",
        WHO,
    ]
    done = run(filled, "incidents", "add", *words)
    assert done.exit_code == 0 and "Incident 1" in done.stdout, done.output
    (row,) = csv.DictReader(io.StringIO(run(filled, "incidents", "told", "--format", "csv").stdout))
    # A spreadsheet would run it.
    assert (row["customer_id"], row["words"]) == (WHO, "'=late")
    assert run(filled, "incidents", "review", f"c{OTHER}", "--done", "--code", "late").exit_code == 0
    assert run(filled, "incidents", "review", f"c{OTHER}").exit_code == 2
    assert isinstance(run(filled, "incidents", "review", "none", "--done").exception, QueryError)
    assert "code" in run(filled, "sql", "SELECT code FROM incident_reviews", "--format", "csv").stdout
    listed = list(csv.DictReader(io.StringIO(run(filled, "incidents", "list", "--format", "csv").stdout)))
    assert {row["contact_id"]: row["code"] for row in listed} == {f"c{WHO}": "", f"c{OTHER}": "late"}
    assert run(filled, "incidents", "remove", "1").exit_code == 0
    assert run(filled, "incidents", "add", *words).exit_code == 0
    done = run(filled, "erase", "--customer", WHO, "--yes")
    assert done.exit_code == 0 and "none names the customer" in done.stdout, done.output
    assert listed_told(filled.settings).is_empty()
