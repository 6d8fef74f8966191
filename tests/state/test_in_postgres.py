"""The state in a real PostgreSQL: as in a file, and with many processes that write at once."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread

import psycopg
import pytest

from analytics.adhoc import run_sql
from state import tables
from state.benchmarks import add_benchmarks, listed_benchmarks
from state.calls import add_calls, call_of, listed_calls, set_call
from state.changes import Change, add_change, changes, changes_kept, edit_change
from state.database import has_state, refuse_unreachable, state
from state.forgetting import forget, still_naming
from state.incidents import Incident, add_told, listed_told, review, reviews
from tests.cluster.postgres import Postgres
from tests.project import Project
from tests.state.conftest import placed_in
from warehouse.errors import SettingsError, WarehouseError
from warehouse.settings import Settings

MONTH = date(2026, 11, 1)
NOON = datetime(2026, 11, 5, 12, tzinfo=UTC)
WHO, OTHER = "person-00001", "person-00002"
CHANGE = Change(
    0, MONTH, ("loans",), None, "process", "slow", "faster", "Kim", None, None, "csat", None, "planned"
)
PUBLISHED = {
    "organisation": "KPC",
    "index_name": "NCSI",
    "year": 2025,
    "about": "own",
    "value": 71.5,
    "source": "report",
}


def put(settings: Settings, *customers: str) -> int:
    return add_calls(settings, [{"customer_id": name, "risk": 0.5} for name in customers], MONTH, NOON)


def fill(settings: Settings) -> None:
    put(settings, WHO, OTHER)
    set_call(settings, call_of(settings, OTHER), NOON, "called", f"sister of {WHO}")
    add_change(settings, CHANGE, NOON)
    add_told(settings, Incident(MONTH, "loans", "damage", "it was late", customer_id=WHO), NOON)
    review(settings, "c1", WHO, NOON, is_reviewed=True)
    add_benchmarks(settings, [PUBLISHED], NOON)


# Puts a customer on the list, and one whom all the others put there too.
PUTTING = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from state.calls import add_calls
from warehouse.settings_file import read_settings
rows = [{"customer_id": sys.argv[2]}, {"customer_id": "everybody's"}]
add_calls(read_settings(Path(sys.argv[1])), rows, date(2026, 11, 1), datetime.now(UTC))
"""


def test_nothing_is_made_by_looking(elsewhere: Project) -> None:
    settings = elsewhere.settings
    assert listed_calls(settings).is_empty() and changes(settings) == () == changes_kept(settings)
    assert forget(settings, [WHO]) == 0 and still_naming(settings, [WHO]) == []
    refuse_unreachable(settings)
    assert not has_state(settings)


def test_all_tables_keep_what_was_written(elsewhere: Project) -> None:
    settings = elsewhere.settings
    fill(settings)
    assert [row["state"] for row in listed_calls(settings).rows(named=True)] == ["open", "called"]
    assert changes(settings) == (CHANGE.__class__(**{**vars(CHANGE), "change_id": 1}),)
    assert listed_told(settings)["words"].to_list() == ["it was late"]
    assert reviews(settings)["is_reviewed"].to_list() == [True]
    assert listed_benchmarks(settings)["value"].to_list() == [71.5]
    refuse_unreachable(settings)


def test_processes_that_begin_at_once_make_the_tables_once_and_lose_nothing(elsewhere: Project) -> None:
    settings_file = str(elsewhere.folder / "touchpoints.toml")
    commands = [[sys.executable, "-c", PUTTING, settings_file, f"k{number}"] for number in range(6)]
    processes = [subprocess.Popen(command) for command in commands]
    assert [process.wait() for process in processes] == [0] * 6
    found = sorted(listed_calls(elsewhere.settings)["customer_id"])
    assert found == ["everybody's", *(f"k{number}" for number in range(6))]


def test_threads_that_put_the_same_customer_on_the_list_put_them_there_once(elsewhere: Project) -> None:
    settings = elsewhere.settings
    new: list[int] = []
    threads = [Thread(target=lambda: new.append(put(settings, WHO))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(new) == [0] * 7 + [1]


def test_what_another_process_writes_into_the_register_is_seen_with_the_next_question(
    elsewhere: Project, postgres: Postgres
) -> None:
    settings = elsewhere.settings
    number = add_change(settings, CHANGE, NOON)
    assert [change.problem for change in changes_kept(settings)] == ["slow"]
    edit_change(settings, Change(**{**vars(CHANGE), "change_id": number, "problem": "slower"}), NOON)
    assert [change.problem for change in changes_kept(settings)] == ["slower"]
    with psycopg.connect(postgres.url(str(settings.state.database).rpartition("/")[2])) as connection:
        connection.execute("UPDATE touchpoints_state.changes SET problem = 'by hand'")
    assert [change.problem for change in changes_kept(settings)] == ["by hand"]
    with psycopg.connect(postgres.url(str(settings.state.database).rpartition("/")[2])) as connection:
        connection.execute("DELETE FROM touchpoints_state.changes")
    assert changes_kept(settings) == ()


def test_an_earlier_version_becomes_this_one_and_a_later_one_is_refused(
    elsewhere: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = elsewhere.settings
    put(settings, WHO)
    step = ["ALTER TABLE calls ADD COLUMN caller VARCHAR", "UPDATE calls SET caller = 'nobody'"]
    monkeypatch.setattr("state.database.MIGRATIONS", (*tables.MIGRATIONS, step))
    monkeypatch.setattr("state.database.VERSION", tables.VERSION + 1)
    assert listed_calls(settings).height == 1
    with state(settings) as connection:
        assert connection.exec_driver_sql("SELECT caller FROM calls").scalar() == "nobody"
    monkeypatch.undo()
    # The fixture's password went with the rest.
    monkeypatch.setenv("PGPASSWORD", "catalogue's own")
    with pytest.raises(WarehouseError, match="this program knows"):
        listed_calls(settings)


def test_a_customer_is_cleared_and_not_left_in_the_servers_files(
    elsewhere: Project, postgres: Postgres
) -> None:
    settings = elsewhere.settings
    fill(settings)
    assert still_naming(settings, [WHO]) == ["state: calls", "state: incident_reviews", "state: incidents"]
    assert forget(settings, [WHO]) == 4
    assert still_naming(settings, [WHO]) == []
    name = str(settings.state.database).rpartition("/")[2]
    with psycopg.connect(postgres.url(name), autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        paths = connection.execute(
            "SELECT pg_relation_filepath(oid) FROM pg_class"
            " WHERE relnamespace = 'touchpoints_state'::regnamespace"
        ).fetchall()
        sizes = [
            connection.execute("SELECT pg_read_binary_file(%s)", [path]).fetchone()
            for (path,) in paths
            if path
        ]
    assert len(sizes) >= 10
    assert not any(WHO.encode() in bytes(content) for (content,) in filter(None, sizes))


def test_sql_has_the_tables_and_no_way_to_the_database(elsewhere: Project) -> None:
    settings = elsewhere.settings
    assert run_sql(settings, "SELECT count(*) AS n FROM contacts").frame["n"].to_list() == [1]
    fill(settings)
    found = run_sql(settings, "SELECT customer_id, month, state FROM calls ORDER BY 1").frame
    assert found.rows() == [(WHO, MONTH, "open"), (OTHER, MONTH, "called")]
    assert run_sql(settings, "SELECT is_reviewed FROM incident_reviews").frame.rows() == [(True,)]
    joined = "SELECT count(*) AS n FROM benchmarks, changes, incidents, contacts"
    assert run_sql(settings, joined).frame["n"].to_list() == [1]


def test_a_file_from_before_is_brought_in_once_with_its_numbers(project: Project, database: str) -> None:
    project.write_calls("calls.csv", "c1,k1,2026-01-05 10:00:00,loans,phone,5,resolved")
    project.ingest()
    fill(project.settings)
    before = project.settings
    expected = [listed_calls(before), listed_told(before), reviews(before), listed_benchmarks(before)]
    settings = placed_in(project, database).settings
    assert changes_kept(settings) == changes(before)
    found = [listed_calls(settings), listed_told(settings), reviews(settings), listed_benchmarks(settings)]
    assert all(one.equals(other) for one, other in zip(found, expected, strict=True))
    assert add_change(settings, CHANGE, NOON) == 2
    put(before, "who comes later")
    assert listed_calls(settings).height == 2


def test_where_the_catalogue_is_in_postgresql_the_state_is_beside_it(
    project: Project, database: str, tmp_path: Path
) -> None:
    both = f'[warehouse]\nfolder = "here"\ncatalogue = "{database}"\nname = "lake"\n'
    settings_file = project.folder / "touchpoints.toml"
    settings_file.write_text(f"{settings_file.read_text()}\n{both}")
    project.write_calls("calls.csv", "c1,k1,2026-01-05 10:00:00,loans,phone,5,resolved")
    project.ingest()
    put(project.settings, WHO)
    # Another host has a folder of its own.
    settings_file.write_text(settings_file.read_text().replace('"here"', f'"{tmp_path / "there"}"'))
    assert listed_calls(project.settings)["customer_id"].to_list() == [WHO]
    assert run_sql(project.settings, "SELECT customer_id FROM calls").frame.rows() == [(WHO,)]
    assert still_naming(project.settings, [WHO]) == ["state: calls"]


def test_a_database_that_is_not_there_is_told_without_secrets(
    elsewhere: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", "not this one")
    for ask in (lambda: put(elsewhere.settings, WHO), lambda: refuse_unreachable(elsewhere.settings)):
        with pytest.raises(WarehouseError, match=r"cannot be used: .*password authentication failed") as told:
            ask()
        assert "not this one" not in str(told.value)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("postgresql://lake:secret@host/lake", "holds a password"),
        ("postgresql://lake@host/lake?password=secret", "more than an address"),
        ("mysql://lake@host/lake", "is not an address as postgresql://"),
        ("lake.sqlite", "is not an address as postgresql://"),
    ],
)
def test_a_password_in_the_settings_is_refused(project: Project, address: str, reason: str) -> None:
    with pytest.raises(SettingsError, match=reason):
        placed_in(project, address).settings  # noqa: B018 - reads them


def test_a_server_that_was_started_anew_is_found_again(elsewhere: Project, postgres: Postgres) -> None:
    settings = elsewhere.settings
    put(settings, WHO)
    postgres.stop("fast")
    try:
        with pytest.raises(WarehouseError, match="cannot be used"):
            listed_calls(settings)
    finally:
        postgres.start()
    assert listed_calls(settings)["customer_id"].to_list() == [WHO]
