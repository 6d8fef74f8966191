"""A Ray cluster of two nodes, the catalogue in PostgreSQL and the data in a bucket: what its workers load and
make is what one process does, also where workers and nodes are killed.
"""

import os
from collections.abc import Iterator

import pytest

from analytics.marts.on_workers import rebuilding
from tests.cluster.ray_nodes import RayCluster
from tests.project import Project
from tests.worker_pool.company import (
    MART_NAMES,
    RECORDS,
    assert_same,
    left_behind,
    load,
    rebuild_marts,
    write_company,
)
from tests.worker_pool.killing import killed_once, one_killed_once
from warehouse.data_files import data_files
from warehouse.errors import WarehouseError
from warehouse.worker_pool import opening
from warehouse.worker_pool.opening import WorkersOn

pytestmark = pytest.mark.cluster


@pytest.fixture(scope="module")
def cluster() -> Iterator[RayCluster]:
    """Of two nodes."""
    cluster = RayCluster()
    try:
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The company, loaded by one process."""
    project = write_company(tmp_path_factory.mktemp("alone"))
    load(project)
    rebuild_marts(project)
    return project


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory, cluster: RayCluster, alone: Project) -> Project:
    """The company, loaded by the cluster, of which a worker was killed meanwhile."""
    project = write_company(tmp_path_factory.mktemp("together"))
    files = data_files(project.settings)
    with one_killed_once(lambda: any("load_" in name for name in files.sizes()), cluster.actors):
        reports = load(project, WorkersOn(cluster.address))
    assert "failed" not in {report.status for report in reports}
    return project


@pytest.fixture(autouse=True)
def _many_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "LEAST_ROWS", 100)


def test_files_are_loaded_once_though_a_worker_is_killed(together: Project, alone: Project) -> None:
    assert_same(alone, together, [*RECORDS, *MART_NAMES])
    assert left_behind(together) == set()


def test_a_bad_file_fails_alone(project: Project, cluster: RayCluster) -> None:
    project.write_calls("calls_1.csv", "a,k1,2026-01-05 10:00:00,loans,phone,5,resolved")
    project.write("calls_2.csv", "")
    told = {report.file: report.status for report in load(project, WorkersOn(cluster.address))}
    assert told == {"calls_1.csv": "loaded", "calls_2.csv": "failed"}
    assert left_behind(project) == set()


def test_marts_are_those_of_one_process_though_a_worker_is_killed(
    together: Project, alone: Project, cluster: RayCluster
) -> None:
    with one_killed_once(lambda: has_new_marts(together), cluster.actors):
        rebuild_marts(together, WorkersOn(cluster.address))
    assert_same(alone, together, MART_NAMES)
    assert left_behind(together) == set()


def test_marts_are_those_of_one_process_though_a_node_is_killed(
    together: Project, alone: Project, cluster: RayCluster
) -> None:
    with killed_once(lambda: has_new_marts(together), cluster.kill_node):
        rebuild_marts(together, WorkersOn(cluster.address))
    cluster.add_node()
    assert_same(alone, together, MART_NAMES)
    assert left_behind(together) == set()


def test_workers_have_the_keys_that_nobody_reads_in_a_log(
    project: Project, cluster: RayCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = "only the driver knew"
    monkeypatch.setenv("AWS_TEST_SECRET", secret)
    with WorkersOn(cluster.address).pool(project.settings) as pool:
        assert pool.size == 2
        assert pool.call(os.getenv, "AWS_TEST_SECRET") == secret
    logs = [path for path in cluster.folder.rglob("*") if path.is_file() and not path.is_symlink()]
    assert logs
    assert [path for path in logs if secret.encode() in path.read_bytes()] == []


def test_what_workers_do_not_see_is_refused(project: Project, cluster: RayCluster) -> None:
    unseen = project.folder / "elsewhere.csv"
    with (
        pytest.raises(WarehouseError, match=rf"does not see {unseen}"),
        WorkersOn(cluster.address).pool(project.settings, [project.folder, unseen]),
    ):
        pass


def test_a_catalogue_in_a_file_is_left_to_workers_of_its_machine(
    project: Project, cluster: RayCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    on = WorkersOn(cluster.address)
    with on.pool(project.settings, only_here=True) as pool:
        assert pool.call(os.getpid) != os.getpid()
    monkeypatch.setattr(opening, "gethostname", lambda: "elsewhere")
    with (
        pytest.raises(WarehouseError, match="is another machine"),
        on.pool(project.settings, only_here=True),
    ):
        pass


def test_a_cluster_that_does_not_answer_is_told(project: Project) -> None:
    with (
        pytest.raises(WarehouseError, match=r"ray://127\.0\.0\.1:9 does not answer"),
        WorkersOn("ray://127.0.0.1:9").pool(project.settings),
    ):
        pass


def has_new_marts(project: Project) -> bool:
    """Whether workers wrote something that is no part of the warehouse yet."""
    return any("mart_" in name for name in left_behind(project))
