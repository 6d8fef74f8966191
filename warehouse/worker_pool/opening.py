"""Workers where the command's --on says: processes of this machine, or a Ray cluster."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from socket import gethostname
from typing import TYPE_CHECKING

from pydantic import ByteSize

from warehouse.errors import SettingsError, WarehouseError
from warehouse.processors import processors
from warehouse.settings import Settings
from warehouse.work import sweep
from warehouse.worker_pool.own import Own
from warehouse.worker_pool.pool import WorkerPool
from warehouse.worker_pool.worker import Worker

if TYPE_CHECKING:
    from warehouse.worker_pool.ray_nodes import Node

# A database with less spends its time on spilling.
LEAST_MEMORY = 500_000_000


@dataclass(frozen=True)
class WorkersOn:
    """Where workers are to be: `processes`, `ray`, or the address of a Ray cluster."""

    place: str

    @contextmanager
    def pool(
        self,
        settings: Settings,
        must_see: Sequence[Path] = (),
        *,
        are_few: bool = False,
        only_here: bool = False,
    ) -> Iterator[WorkerPool]:
        """Workers for the block, one for each processor.

        must_see: files and folders that every worker has to find under the same path. are_few: on a cluster
        one for each node, with all its processors: for work that the database shares out by itself.
        only_here: they open a catalogue that is a file, which SQLite shares between processes of one machine
        only. Raises WarehouseError where the cluster does not answer, or has workers that cannot do that.
        """
        try:
            if self.place == "processes":
                with WorkerPool(_processes(settings)) as pool:
                    yield pool
            else:
                options = {"are_few": are_few, "only_here": only_here}
                with self._of_cluster(settings, must_see, **options) as pool:
                    yield pool
        finally:
            sweep(settings)

    @contextmanager
    def _of_cluster(
        self, settings: Settings, must_see: Sequence[Path], *, are_few: bool, only_here: bool
    ) -> Iterator[WorkerPool]:
        # Ray is imported by who uses it only.
        from warehouse.worker_pool.ray_nodes import ray_nodes
        from warehouse.worker_pool.ray_workers import RayWorker

        with ray_nodes(None if self.place == "ray" else self.place) as nodes:
            if only_here:
                _refuse_elsewhere(nodes)
            starts: list[Callable[[], Worker]] = [
                partial(RayWorker, node, own, must_see)
                for node in nodes
                for own in _shares(settings, node.processors, each=node.processors if are_few else 1)
            ]
            with WorkerPool(starts) as pool:
                yield pool


def workers_on(text: str | None) -> WorkersOn | None:
    """What --on says, if it was given. Raises SettingsError for anything else."""
    if text is None:
        return None
    if text in ("processes", "ray") or text.startswith("ray://"):
        return WorkersOn(text)
    raise SettingsError(
        f"--on {text} names no workers.",
        "Give processes, ray, or the address of a cluster as ray://host:10001.",
    )


def _refuse_elsewhere(nodes: "Sequence[Node]") -> None:
    for node in nodes:
        if node.host != gethostname():
            raise WarehouseError(
                f"The node {node.host} is another machine, and the warehouse's catalogue is a file here.",
                "Put the catalogue into PostgreSQL (docs/deployment.md), or use --on processes.",
            )


def _processes(settings: Settings) -> list[Callable[[], Worker]]:
    from warehouse.worker_pool.processes import ProcessWorker

    shares = _shares(settings, settings.loading.threads or processors(), each=1)
    return [partial(ProcessWorker, own) for own in shares]


def _shares(settings: Settings, threads: int, each: int) -> list[Own]:
    """What the workers of one machine have, who share its processors and memory."""
    count = threads // each
    limit = int(settings.memory_limit)
    memory = ByteSize(max(limit // count, min(limit, LEAST_MEMORY)))
    return [Own(settings.model_copy(update={"memory_limit": memory}), each) for _ in range(count)]
