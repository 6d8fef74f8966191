"""One writer at a time, on whichever machine it is."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from analytics.marts.mart import MARTS
from tests.cluster.postgres import Postgres
from tests.killing import ROOT
from tests.project import Project, all_marts
from warehouse.changes import Changes
from warehouse.errors import WarehouseError
from warehouse.lake import transaction, writing
from warehouse.lock import is_being_written, writer_lock

ROW = "{},k{},2026-01-05 10:00:00,loans,phone,{},resolved"
HOLDS = """
import sys
from pathlib import Path
from warehouse.lock import writer_lock
from warehouse.settings_file import read_settings
with writer_lock(read_settings(Path(sys.argv[1])), "touchpoints ingest"):
    print("held", flush=True)
    sys.stdin.read()
"""


def same_warehouse(project: Project, folder: Path) -> Project:
    """The project of another machine: a folder of its own, the same catalogue and data."""
    other = Project(folder)
    for name in ("touchpoints.toml", "calls.sql"):
        (folder / name).write_text((project.folder / name).read_text(encoding="utf-8"), encoding="utf-8")
    return other


def ingesting(project: Project) -> "subprocess.Popen[bytes]":
    settings = str(project.folder / "touchpoints.toml")
    command = [sys.executable, "-m", "touchpoints", "ingest", "--config", settings, "--json"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)


@pytest.fixture
def holder(remote: Project) -> "subprocess.Popen[str]":
    """A process that holds the lock until it is killed or its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(remote.folder / "touchpoints.toml")],
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_two_machines_that_load_the_same_new_day_double_nothing(remote: Project, tmp_path: Path) -> None:
    other = same_warehouse(remote, tmp_path)
    for round_ in range(4):
        remote.write_calls(f"calls_{round_}a.csv", *(ROW.format(f"a{round_}-{n}", n, n) for n in range(300)))
        other.write_calls(f"calls_{round_}b.csv", *(ROW.format(f"b{round_}-{n}", n, n) for n in range(300)))
        both = [ingesting(remote), ingesting(other)]
        for process in both:
            reports = json.loads(process.communicate()[0])
            assert all(report["status"] in ("loaded", "known") for report in reports)
    assert remote.query("SELECT count(*) FROM contacts") == [(2400,)]
    assert remote.query("SELECT sum(contacts)::BIGINT FROM contact_daily") == [(2400,)]
    names = [mart.name for mart in MARTS]
    before = remote.tables(names)
    with writing(remote.settings, "a rebuild") as connection, transaction(connection):
        all_marts(connection, remote.settings, Changes({}))
    after = remote.tables(names)
    assert [name for name in names if not before[name].equals(after[name])] == []


def test_who_waits_in_vain_is_told_who_holds_the_lock(
    remote: Project, holder: "subprocess.Popen[str]"
) -> None:
    settings = remote.settings.model_copy(update={"lock_wait_seconds": 0.2})
    with (
        pytest.raises(WarehouseError, match=rf"touchpoints ingest \(process {holder.pid} on .*since 20"),
        writer_lock(settings, "touchpoints tidy"),
    ):
        pass
    assert is_being_written(settings)
    holder.communicate("")
    with writer_lock(settings, "touchpoints tidy"):
        assert is_being_written(settings)
    assert not is_being_written(settings)


def test_the_lock_of_one_that_was_killed_is_free(remote: Project, holder: "subprocess.Popen[str]") -> None:
    holder.kill()
    holder.wait()
    with writer_lock(remote.settings, "touchpoints tidy"):
        assert is_being_written(remote.settings)


def test_warehouses_beside_each_other_in_a_database_have_locks_of_their_own(
    make_remote: Callable[[], Project], holder: "subprocess.Popen[str]"
) -> None:
    settings = make_remote().settings.model_copy(update={"lock_wait_seconds": 0.0})
    with writer_lock(settings, "touchpoints tidy"):
        assert is_being_written(settings)
    holder.communicate("")


def test_what_was_done_without_the_lock_is_not_committed(remote: Project, postgres: Postgres) -> None:
    remote.write_calls("calls.csv", ROW.format("a", 1, 1))
    remote.ingest()
    with (
        pytest.raises(WarehouseError, match="does not answer"),
        writing(remote.settings, "touchpoints ingest") as connection,
        transaction(connection),
    ):
        connection.execute("DELETE FROM contacts")
        with psycopg.connect(postgres.url(), autocommit=True) as server:
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name LIKE 'touchpoints ingest %'"
            )
    assert remote.query("SELECT contact_id FROM contacts") == [("a",)]
