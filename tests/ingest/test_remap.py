"""What was loaded is mapped again under today's SELECT, and then is as in a new warehouse, or as before."""

from collections.abc import Callable

import polars as pl
import pytest
from typer.testing import CliRunner

from analytics.marts.mart import MARTS
from ingest.rejected.which import Which
from ingest.remapping.remap import Remapped, remap
from ingest.replay import replay
from tests.project import (
    CALLS_SELECT,
    PEOPLE_SELECT,
    PEOPLE_SOURCE,
    SETTINGS,
    Project,
    all_marts,
    differing,
)
from touchpoints import app
from warehouse.data_files import data_files
from warehouse.errors import ExportError, SourceError
from warehouse.lake import needed_files, open_reader

ROW = "{},k{},2026-01-0{} 10:00:00,{},phone,5,{}"
MORE = """
[[sources]]
name = "visits"
files = "visits*.csv"
format = "csv"
contacts = "visits.sql"
"""
TABLES = ("contacts", "customers", "customer_history", "rejected_rows", *(mart.name for mart in MARTS))
MENDED = (
    CALLS_SELECT.replace("result AS", "replace(result, 'HELD', 'unresolved') AS")
    + "WHERE department <> 'test'"
)


def remapped(project: Project, source: str = "calls", *, is_trial: bool = False) -> Remapped:
    return remap(project.settings, source, all_marts, is_trial=is_trial)


def fill(project: Project) -> None:
    """Two runs: corrections, rejects that the mended SELECT takes, and rows that it leaves out."""
    project.write("touchpoints.toml", SETTINGS + PEOPLE_SOURCE + MORE)
    project.write("visits.sql", CALLS_SELECT)
    project.write("people.sql", PEOPLE_SELECT)
    project.write_calls(
        "calls_1.csv",
        ROW.format("a", 1, 1, "loans", "resolved"),
        ROW.format("b", 1, 2, "loans", "HELD"),
        ROW.format("c", 2, 3, "test", "failed"),
        ROW.format("d", 2, 3, "loans", "NONSENSE"),
    )
    project.write_people("2026-01-01", "k1,basic", "k2,basic")
    project.ingest()
    project.write_calls(
        "calls_2.csv", ROW.format("a", 1, 1, "loans", "failed"), ROW.format("e", 3, 4, "loans", "HELD")
    )
    project.write_calls("visits_1.csv", ROW.format("v", 1, 5, "cards", "resolved"))
    project.write_people("2026-02-01", "k1,gold", "k2,basic")
    project.ingest()


def changes_of(done: Remapped) -> dict[str, tuple[object, ...]]:
    return {str(name): counts for name, *rest in done.changes.rows() for counts in [tuple(rest)]}


@pytest.fixture
def filled(project: Project) -> Project:
    fill(project)
    return project


def test_it_is_as_a_new_warehouse_of_the_mended_select(
    filled: Project, make_project: Callable[[], Project]
) -> None:
    filled.write("calls.sql", MENDED)
    done = remapped(filled)
    fresh = make_project()
    fresh.write("calls.sql", MENDED)
    fill_under(fresh, MENDED)
    assert differing(filled, fresh, TABLES) == []
    # a: as before; b, e came; c went.
    assert changes_of(done) == {"contacts": (3, 4, 2, 1, 0), "rejected": (3, 1, None, None, None)}
    assert filled.query("SELECT load_id FROM loads ORDER BY 1") == [(1,), (2,), (3,), (4,), (5,)]
    assert filled.query("SELECT count(*) FROM loads WHERE remapped_at > loaded_at") == [(3,)]


def fill_under(project: Project, select: str) -> None:
    fill(project)
    # `fill` writes no SELECT of calls.
    assert (project.folder / "calls.sql").read_text(encoding="utf-8") == select


def test_customers_keep_the_states_of_their_days(
    filled: Project, make_project: Callable[[], Project]
) -> None:
    mended = "SELECT origin, no AS customer_id, upper(class) AS segment FROM export"
    filled.write("people.sql", mended)
    done = remapped(filled, "people")
    assert changes_of(done)["customers"] == (3, 3, 0, 0, 3)
    states = "SELECT customer_id, valid_from::VARCHAR, segment FROM customer_states ORDER BY ALL"
    assert filled.query(states) == [
        ("k1", "2026-01-01", "BASIC"),
        ("k1", "2026-02-01", "GOLD"),
        ("k2", "2026-01-01", "BASIC"),
    ]


@pytest.mark.slow
def test_what_a_replay_brought_is_replaced_too(filled: Project) -> None:
    filled.write("calls.sql", CALLS_SELECT.replace("result AS", "replace(result, 'HELD', 'failed') AS"))
    list(replay(filled.settings, Which("calls"), lambda *_: None))
    filled.write("calls.sql", MENDED)
    remapped(filled)
    outcomes = "SELECT contact_id, outcome FROM contacts WHERE contact_id IN ('b', 'e') ORDER BY 1"
    assert filled.query(outcomes) == [("b", "unresolved"), ("e", "unresolved")]
    assert filled.query("SELECT count(*) FROM loads WHERE content_hash IS NULL") == [(0,)]


def test_a_trial_says_the_same_and_leaves_everything_as_it_was(filled: Project) -> None:
    filled.write("calls.sql", MENDED)
    before = state(filled)
    trial = remapped(filled, is_trial=True)
    assert state(filled) == before
    assert trial.changes.equals(remapped(filled).changes)


def state(project: Project) -> tuple[object, ...]:
    with open_reader(project.settings) as connection:
        known = needed_files(connection)
        snapshots = connection.sql("SELECT count(*) FROM ducklake_snapshots('lake')").fetchall()
    assert data_files(project.settings).sizes().keys() == known
    return snapshots, known


def test_a_file_that_lies_nowhere_is_named_and_nothing_changes(filled: Project) -> None:
    (filled.folder / "calls_2.csv").unlink()
    filled.write_calls("calls_1.csv", ROW.format("z", 1, 1, "loans", "failed"))
    before = state(filled)
    with pytest.raises(ExportError, match=r"2 of 3 files lie nowhere .*: calls_1.csv, calls_2.csv\."):
        remapped(filled)
    assert state(filled) == before


def test_files_are_found_in_the_archive_and_under_another_name(filled: Project) -> None:
    (filled.folder / "archive").mkdir()
    (filled.folder / "calls_1.csv").rename(filled.folder / "archive" / "calls_1.2.csv")
    (filled.folder / "calls_2.csv").rename(filled.folder / "calls_renamed.csv")
    filled.write("calls.sql", MENDED)
    assert remapped(filled).files == 3
    assert filled.query("SELECT file FROM loads WHERE source = 'calls' ORDER BY load_id") == [
        ("calls_1.csv",),
        ("calls_2.csv",),
    ]


def test_a_select_that_does_not_fit_changes_nothing(filled: Project) -> None:
    before = state(filled)
    filled.write("calls.sql", CALLS_SELECT.replace("wait AS", "waited AS"))
    with pytest.raises(
        ExportError, match=r"calls_1.csv failed: .* Nothing was changed\. Did you mean wait\?"
    ):
        remapped(filled)
    assert state(filled) == before


@pytest.mark.parametrize("is_same", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_a_record_that_another_source_brought_too_comes_back(filled: Project, *, is_same: bool) -> None:
    shared = ROW.format("a", 1, 1, "loans" if is_same else "cards", "failed")
    filled.write_calls("visits_2.csv", shared)
    filled.ingest()
    filled.write("calls.sql", CALLS_SELECT + "WHERE id <> 'a'")
    assert remapped(filled).sources == ["calls", "visits"]
    assert filled.query("SELECT department FROM contacts WHERE contact_id = 'a'") == [
        ("loans" if is_same else "cards",)
    ]


@pytest.mark.slow
def test_ids_that_become_those_of_another_source_are_settled_in_their_order(project: Project) -> None:
    fill(project)
    project.write_calls("visits_2.csv", ROW.format("x1", 1, 1, "loans", "resolved"))
    project.ingest()
    project.write_calls("calls_3.csv", ROW.format("1", 1, 1, "cards", "failed"))
    project.ingest()
    project.write("calls.sql", CALLS_SELECT.replace("id AS", "'x' || id AS"))
    remapped(project)
    assert project.query("SELECT department FROM contacts WHERE contact_id = 'x1'") == [("cards",)]


def test_the_verb_says_what_would_change(filled: Project) -> None:
    filled.write("calls.sql", MENDED)
    words = ["remap", "calls", "--config", str(filled.folder / "touchpoints.toml")]
    done = CliRunner().invoke(app, [*words, "--dry-run"])
    assert "3 files of calls, visits would be mapped again; nothing was changed." in done.output
    done = CliRunner().invoke(app, words)
    assert "3 files of calls, visits were mapped again." in done.output


@pytest.mark.parametrize(
    ("source", "said"), [("nope", "no source 'nope'"), ("visits", "No file of source 'visits'")]
)
def test_what_cannot_be_mapped_again_is_said(project: Project, source: str, said: str) -> None:
    project.write("touchpoints.toml", SETTINGS + PEOPLE_SOURCE + MORE)
    project.write_calls("calls_1.csv", ROW.format("a", 1, 1, "loans", "resolved"))
    project.ingest()
    with pytest.raises(SourceError, match=said):
        remapped(project, source)


def test_changes_are_numbers_beside_their_records(filled: Project) -> None:
    assert remapped(filled).changes.schema["changed"] == pl.Int64
