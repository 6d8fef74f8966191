"""The register of changes: kept, edited, forgotten, and read anew only after it was written to."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from state.changes import Change, add_change, changes, changes_kept, edit_change, find_change
from state.forgetting import forget, still_naming
from state.place import state_file
from tests.project import CALLS_SELECT, SETTINGS, Project
from tests.state.emptied import empty_state
from warehouse.errors import QueryError
from warehouse.settings import Settings

NOON = datetime(2026, 11, 5, 12, tzinfo=UTC)
ROUTING = Change(
    change_id=0,
    begins_on=date(2026, 5, 4),
    departments=("loans", "a department, with a comma"),
    contact_tier="medium",
    kind="process",
    problem="calls wait long",
    plan="new routing",
    owner="operations",
    due=date(2026, 5, 11),
    done_on=None,
    measure="wait_mean",
    wanted=-20.0,
    state="planned",
)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Those of a warehouse in which something was loaded; made once."""
    project = Project(tmp_path_factory.mktemp("changes"))
    project.write("touchpoints.toml", SETTINGS)
    project.write("calls.sql", CALLS_SELECT)
    project.write_calls("calls.csv", "c1,k1,2026-01-05 10:00:00,loans,phone,5,resolved")
    project.ingest()
    return project.settings


@pytest.fixture
def settings(loaded: Settings) -> Settings:
    """The same without a state."""
    empty_state(loaded)
    return loaded


def test_a_change_is_given_back_as_it_was_told(settings: Settings) -> None:
    assert changes(settings) == ()
    number = add_change(settings, ROUTING, NOON)
    assert changes(settings) == (replace(ROUTING, change_id=number),)
    assert find_change(settings, number).departments == ROUTING.departments


def test_a_change_is_edited_and_others_stay(settings: Settings) -> None:
    first, second = (add_change(settings, ROUTING, NOON) for _ in range(2))
    done = replace(ROUTING, change_id=second, state="done", done_on=date(2026, 5, 6))
    edit_change(settings, done, NOON)
    assert changes(settings) == (replace(ROUTING, change_id=first), done)


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ({"state": "finished"}, "no state 'finished'"),
        ({"kind": "place"}, "no kind 'place'"),
        ({"plan": " "}, "does not say what is done"),
        ({"problem": "x" * 501}, "501 characters"),
        ({"state": "done"}, "not since when"),
        ({"done_on": date(2026, 5, 6)}, "has no day on which it was done"),
    ],
)
def test_what_no_change_can_be_is_refused(settings: Settings, slip: dict[str, object], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        add_change(settings, replace(ROUTING, **slip), NOON)  # type: ignore[arg-type]
    assert changes(settings) == ()


def test_a_number_that_is_not_in_the_register_is_told(settings: Settings) -> None:
    with pytest.raises(QueryError, match="no change 7"):
        find_change(settings, 7)
    with pytest.raises(QueryError, match="no change 7"):
        edit_change(settings, replace(ROUTING, change_id=7), NOON)


def test_the_register_is_read_anew_only_after_it_was_written_to(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_change(settings, ROUTING, NOON)
    assert [changes_kept(settings) for _ in range(2)][1] == changes(settings)
    changes_kept(settings)
    with monkeypatch.context() as patched:
        patched.setattr("state.changes.changes", lambda _: pytest.fail("it was read once more"))
        assert len(changes_kept(settings)) == 1
    add_change(settings, ROUTING, NOON)
    assert len(changes_kept(settings)) == 2


def test_an_erasure_reaches_what_changes_say(settings: Settings) -> None:
    number = add_change(settings, replace(ROUTING, problem="person-00001 waited"), NOON)
    assert still_naming(settings, ["person-00001"]) == ["state: changes"]
    assert forget(settings, ["person-00001"]) == 1
    assert still_naming(settings, ["person-00001"]) == []
    assert find_change(settings, number).plan == ROUTING.plan


@pytest.mark.folder
def test_a_state_of_the_first_version_gets_the_register(settings: Settings) -> None:
    add_change(settings, ROUTING, NOON)
    path = state_file(settings)
    assert path is not None
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("DROP TABLE changes")
        opened.execute("UPDATE state_facts SET value = '1' WHERE name = 'version'")
    assert changes(settings) == ()
    add_change(settings, ROUTING, NOON)
    assert len(changes(settings)) == 1
