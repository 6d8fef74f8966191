"""The list of calls: what is put on it stays, what is changed is kept, and other programs find it."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from threading import Thread

import pytest

from state import tables
from state.calls import MOST_NOTE, add_calls, call_of, listed_calls, set_call
from state.database import state
from state.forgetting import forget, still_naming
from state.place import state_file
from tests.project import Project
from warehouse.errors import QueryError, WarehouseError
from warehouse.lock import writer_lock
from warehouse.settings import Settings

NOVEMBER = date(2026, 11, 1)
NOON = datetime(2026, 11, 5, 12, tzinfo=UTC)


@pytest.fixture
def settings(project: Project) -> Settings:
    """Those of a warehouse in which something was loaded."""
    project.write_calls("calls.csv", "c1,k1,2026-01-05 10:00:00,loans,phone,5,resolved")
    project.ingest()
    return project.settings


def put(settings: Settings, *customers: str, month: date = NOVEMBER) -> int:
    rows = [{"customer_id": name, "risk": 0.1 + place / 100} for place, name in enumerate(customers)]
    return add_calls(settings, rows, month, NOON)


@pytest.mark.folder
def test_nothing_is_made_by_looking(settings: Settings) -> None:
    assert listed_calls(settings).is_empty()
    assert forget(settings, ["k1"]) == 0 and still_naming(settings, ["k1"]) == []
    path = state_file(settings)
    assert path is not None and not path.exists()


def test_whoever_is_on_the_list_of_a_month_stays_as_they_are(settings: Settings) -> None:
    assert put(settings, "k1", "k2") == 2
    set_call(settings, call_of(settings, "k1"), NOON, "kept", "nice")
    assert put(settings, "k1", "k3") == 1
    found = listed_calls(settings)
    assert found["customer_id"].to_list() == ["k2", "k3", "k1"]
    assert found.row(2, named=True)["note"] == "nice"
    assert put(settings, "k1", month=date(2026, 12, 1)) == 1
    assert call_of(settings, "k1") != found["call_id"][2]


def test_the_day_of_the_first_call_is_kept_in_the_time_zone_of_the_business(settings: Settings) -> None:
    put(settings, "k1")
    number = call_of(settings, "k1")
    set_call(settings, number, datetime(2026, 11, 5, 20, tzinfo=UTC), "called")
    set_call(settings, number, datetime(2026, 11, 9, 1, tzinfo=UTC), "lost")
    (row,) = listed_calls(settings).rows(named=True)
    assert (row["state"], row["called_on"]) == ("lost", date(2026, 11, 6))
    set_call(settings, number, NOON, "open")
    assert listed_calls(settings)["called_on"].to_list() == [None]
    assert listed_calls(settings, ["lost"]).is_empty() and listed_calls(settings, ["open"]).height == 1


def test_slips_are_told(settings: Settings) -> None:
    put(settings, "k1")
    number = call_of(settings, "k1")
    for change in (
        lambda: set_call(settings, number, NOON, "done"),
        lambda: set_call(settings, number, NOON, note="x" * (MOST_NOTE + 1)),
        lambda: set_call(settings, number + 1, NOON, "kept"),
        lambda: call_of(settings, "k2"),
        lambda: listed_calls(settings, ["done"]),
    ):
        with pytest.raises(QueryError):
            change()
    assert listed_calls(settings)["state"].to_list() == ["open"]


def test_a_load_at_work_is_not_waited_for(settings: Settings) -> None:
    with writer_lock(settings, "a load"):
        assert put(settings, "k1") == 1
    assert listed_calls(settings).height == 1


def test_many_who_write_at_once_lose_nothing(settings: Settings) -> None:
    threads = [Thread(target=put, args=(settings, f"k{number}")) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(listed_calls(settings)["customer_id"]) == [f"k{number}" for number in range(8)]


@pytest.mark.folder
def test_a_customer_is_cleared_from_rows_notes_and_the_file(settings: Settings) -> None:
    put(settings, "person-00001", "person-00002")
    set_call(settings, call_of(settings, "person-00002"), NOON, note="sister of person-00001")
    assert still_naming(settings, ["person-00001"]) == ["state: calls"]
    assert forget(settings, ["person-00001"]) == 2
    assert still_naming(settings, ["person-00001"]) == []
    path = state_file(settings)
    assert path is not None
    files = [file for file in path.parent.glob(f"{path.name}*") if file.is_file()]
    assert files and not any(b"person-00001" in file.read_bytes() for file in files)
    assert listed_calls(settings)["customer_id"].to_list() == ["person-00002"]


@pytest.mark.folder
def test_an_earlier_version_becomes_this_one(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    put(settings, "k1")
    step = ["ALTER TABLE calls ADD COLUMN caller VARCHAR", "UPDATE calls SET caller = 'nobody'"]
    monkeypatch.setattr("state.database.MIGRATIONS", (*tables.MIGRATIONS, step))
    monkeypatch.setattr("state.database.VERSION", tables.VERSION + 1)
    with state(settings):
        pass
    path = state_file(settings)
    assert path is not None
    with closing(sqlite3.connect(path)) as opened:
        assert opened.execute("SELECT customer_id, caller FROM calls").fetchall() == [("k1", "nobody")]
        assert opened.execute("SELECT value FROM state_facts").fetchall() == [(str(tables.VERSION + 1),)]
    monkeypatch.undo()
    with pytest.raises(WarehouseError, match="this program knows"):
        listed_calls(settings)


@pytest.mark.folder
def test_what_is_no_database_is_told_in_a_sentence(settings: Settings) -> None:
    path = state_file(settings)
    assert path is not None
    path.write_bytes(b"no database at all, but long enough to be taken for one")
    with pytest.raises(WarehouseError, match="cannot be used"):
        listed_calls(settings)
