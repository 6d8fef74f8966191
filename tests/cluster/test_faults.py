"""Servers and machines that go down in the middle of loads: nothing is lost, nothing is there twice."""

import random
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.cluster.hosts import SERVER, cut_off, hosts, start_on
from tests.cluster.postgres import Postgres
from tests.cluster.running import cluster
from tests.cluster.store import Store
from tests.cluster.test_lock import HOLDS, same_warehouse
from tests.ingest.test_killed import TABLES, assert_whole, write_exports
from tests.killing import await_changes, changes_until_end, start_ingest
from tests.project import CALLS_SELECT, SETTINGS, Project, differing
from warehouse.data_files import data_files
from warehouse.errors import WarehouseError
from warehouse.lake import needed_files, open_reader
from warehouse.upkeep import tidy

pytestmark = pytest.mark.cluster
MOMENTS = 6
Disturb = Callable[["subprocess.Popen[bytes]", Postgres, Store], None]


def kill_the_loader(process: "subprocess.Popen[bytes]", postgres: Postgres, store: Store) -> None:
    process.kill()


def kill_the_store(process: "subprocess.Popen[bytes]", postgres: Postgres, store: Store) -> None:
    store.kill()
    process.wait()
    store.start()


def restart_the_catalogue(process: "subprocess.Popen[bytes]", postgres: Postgres, store: Store) -> None:
    postgres.stop()
    postgres.start()


@pytest.mark.parametrize("disturb", [kill_the_loader, kill_the_store, restart_the_catalogue])
def test_a_load_that_was_disturbed_is_whole_once_it_is_done_again(
    make_project: Callable[[], Project],
    make_remote: Callable[[], Project],
    postgres: Postgres,
    store: Store,
    disturb: Disturb,
) -> None:
    draws = random.Random(11)
    undisturbed = make_project()
    write_exports(undisturbed)
    changes = changes_until_end(undisturbed)
    for _ in range(MOMENTS):
        disturbed = make_remote()
        write_exports(disturbed)
        process = start_ingest(disturbed)
        await_changes(process, disturbed, draws.randint(1, max(2, changes // 2)))
        disturb(process, postgres, store)
        process.wait()
        assert_whole(disturbed)
        disturbed.ingest()
        assert_whole(disturbed)
        assert differing(undisturbed, disturbed, TABLES) == []
        assert left_behind(disturbed) == set()


def left_behind(project: Project) -> set[str]:
    """Data files that no version needs, after upkeep."""
    tidy(project.settings)
    with open_reader(project.settings) as connection:
        return data_files(project.settings).sizes().keys() - needed_files(connection)


@pytest.fixture
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[str], Project, Project]]:
    """Two of them, each with a project; their warehouse is on a third."""
    with hosts(2) as names, cluster(SERVER):
        project = Project(tmp_path_factory.mktemp("first"))
        project.write("touchpoints.toml", SETTINGS)
        project.write("calls.sql", CALLS_SELECT)
        yield names, project, same_warehouse(project, tmp_path_factory.mktemp("second"))


def test_two_loaders_on_two_machines_take_turns_and_one_that_is_cut_off_leaves_the_lock(
    machines: tuple[list[str], Project, Project], make_project: Callable[[], Project]
) -> None:
    names, first, second = machines
    alone = make_project()
    for number in range(6):
        rows = [f"{number}-{n},k{n},2026-01-05 10:00:00,loans,phone,{n},resolved" for n in range(400)]
        for project in (alone, first if number % 2 else second):
            project.write_calls(f"calls_{number}.csv", *rows)
    both = [start_on(name, ingest(each)) for name, each in zip(names, (first, second), strict=True)]
    assert [process.wait() for process in both] == [0, 0]
    alone.ingest()
    assert differing(alone, first, TABLES) == []
    holder = start_on(names[1], [sys.executable, "-c", HOLDS, settings_of(second)])
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    cut_off(names[1])
    holder.kill()
    holder.wait()
    # Nothing tells the server that nobody is there any more.
    first.write_calls("calls_after.csv", "after,k1,2026-01-07 10:00:00,loans,phone,1,resolved")
    assert start_on(names[0], ingest(first)).wait() == 0
    assert ("after",) in first.query("SELECT contact_id FROM contacts")


def ingest(project: Project) -> list[str]:
    return [sys.executable, "-m", "touchpoints", "ingest", "--config", settings_of(project)]


def settings_of(project: Project) -> str:
    return str(project.folder / "touchpoints.toml")


def test_without_its_servers_the_command_says_which_one_does_not_answer(
    remote: Project, postgres: Postgres, store: Store
) -> None:
    remote.write_calls("calls.csv", "a,k1,2026-01-05 10:00:00,loans,phone,1,resolved")
    store.kill()
    with pytest.raises(WarehouseError, match=r"store does not answer .* s3://"):
        remote.ingest()
    store.start()
    assert [report.status for report in remote.ingest()] == ["loaded"]
    remote.write_calls("calls_more.csv", "b,k1,2026-01-05 11:00:00,loans,phone,1,resolved")
    store.kill()
    with pytest.raises(WarehouseError, match=r"store does not answer .* s3://"):
        remote.ingest()
    store.start()
    postgres.stop()
    with pytest.raises(WarehouseError, match=r"catalogue .* does not answer"):
        remote.ingest()
    postgres.start()
    remote.ingest()
    assert remote.query("SELECT contact_id FROM contacts ORDER BY 1") == [("a",), ("b",)]
