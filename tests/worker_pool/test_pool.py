"""Tasks done by processes: what they give and raise, and what becomes of a task whose worker dies."""

import operator
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from signal import SIGKILL

import pytest

from ingest.sources import read_mapping
from tests.project import Project
from warehouse.errors import SettingsError, SourceError, WarehouseError
from warehouse.settings import Source
from warehouse.worker_pool.opening import WorkersOn, workers_on
from warehouse.worker_pool.pool import WorkerPool


@pytest.fixture
def pool(project: Project) -> Iterator[WorkerPool]:
    """Of one process."""
    project.write("touchpoints.toml", "[loading]\nthreads = 1\n")
    with WorkersOn("processes").pool(project.settings) as pool:
        yield pool


def test_a_task_is_done_by_another_process(pool: WorkerPool) -> None:
    assert pool.size == 1
    assert pool.call(os.getpid) not in (os.getpid(), None)
    assert pool.call(operator.add, 2, 3) == 5


def test_an_error_of_a_task_arrives_as_it_was_with_its_cause(pool: WorkerPool, project: Project) -> None:
    source = Source(name="calls", files="*.csv", format="csv", contacts=Path("missing.sql"))
    with pytest.raises(SourceError) as caught:
        pool.call(read_mapping, project.settings, source, "contacts")
    assert caught.value.way_out == "Write it, or mend its path in touchpoints.toml."
    assert isinstance(caught.value.__cause__, FileNotFoundError)
    with pytest.raises(ZeroDivisionError):
        pool.call(operator.floordiv, 1, 0)
    assert pool.call(operator.add, 1, 1) == 2


def test_a_task_is_done_again_when_its_worker_is_killed_in_the_middle_of_it(
    pool: WorkerPool, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    first = pool.call(os.getpid)
    with ThreadPoolExecutor(1) as threads:
        reading = threads.submit(pool.call, Path.read_bytes, pipe)
        # Opened as soon as the worker reads from it, and then as soon as the next one does.
        with pipe.open("wb"):
            os.kill(first, SIGKILL)
            while pool.size and Path(f"/proc/{first}").exists():
                pass
        with pipe.open("wb") as other_end:
            other_end.write(b"read by the second")
        assert reading.result() == b"read by the second"
    assert pool.call(os.getpid) != first


def test_a_task_that_ends_every_worker_is_given_up(pool: WorkerPool) -> None:
    with pytest.raises(WarehouseError, match="3 workers ended in the middle of the same task"):
        pool.call(os._exit, 1)
    assert pool.call(operator.add, 1, 1) == 2


def test_workers_are_gone_with_the_block_that_had_them(project: Project) -> None:
    with WorkersOn("processes").pool(project.settings) as pool:
        worker = pool.call(os.getpid)
    assert not Path(f"/proc/{worker}").exists()
    with pytest.raises(WarehouseError, match="stopped"):
        pool.call(os.getpid)


def test_workers_are_asked_for_by_three_words_only() -> None:
    assert workers_on(None) is None
    assert workers_on("processes") == WorkersOn("processes")
    assert workers_on("ray://head:10001") == WorkersOn("ray://head:10001")
    with pytest.raises(SettingsError, match="--on threads names no workers"):
        workers_on("threads")
