"""Workers as actors of a Ray cluster, each on the node that it was started for."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from warehouse.errors import WarehouseError
from warehouse.worker_pool.own import Own, begin, unseen, versions
from warehouse.worker_pool.worker import Outcome, WorkerDiedError, WorkerGoneError, outcome_of

if TYPE_CHECKING:
    from warehouse.worker_pool.ray_nodes import Node

T = TypeVar("T")

# What leads to the catalogue and the bucket, and lets one in.
_PASSED_ON = ("PG", "AWS_")


class RayWorker:
    """Started on a node, with so many of its processors.

    must_see: what has to be found there under the same path. Raises WorkerGoneError where the node is gone,
    WarehouseError where it does not see that, or has another version of the program.
    """

    def __init__(self, node: "Node", own: Own, must_see: Sequence[Path]) -> None:
        import ray
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

        if not node.is_alive():
            raise WorkerGoneError
        self._ray = ray
        options = {
            "num_cpus": own.threads,
            "scheduling_strategy": NodeAffinitySchedulingStrategy(node.id, soft=False),
        }
        self._actor = ray.remote(_Actor).options(**options).remote()
        # As an argument and not as the actor's environment, which Ray writes into its logs.
        self._outcome(self._actor.begin.remote(own, _passed_on(os.environ)))
        self._refuse_others(node.host, must_see)

    def call(self, task: Callable[..., T], *given: Any) -> Outcome:
        """As every Worker."""
        outcome: Outcome = self._outcome(self._actor.call.remote(task, given))
        return outcome

    def close(self) -> None:
        """Its folders go with it."""
        with suppress(WorkerDiedError):
            self._outcome(self._actor.leave.remote())
        self.kill()

    def kill(self) -> None:
        """At once; Ray starts no other in its place."""
        # Where the cluster is gone, so is the actor.
        with suppress(self._ray.exceptions.RayError, ConnectionError):
            self._ray.kill(self._actor)

    def _refuse_others(self, host: str, must_see: Sequence[Path]) -> None:
        found = self.call(versions).result()
        if found != versions():
            raise WarehouseError(
                f"The node {host} has {found}, this machine {versions()}.",
                "Install the same versions on all machines.",
            )
        for path in self.call(unseen, must_see).result():
            raise WarehouseError(
                f"The node {host} does not see {path}.",
                "Share its folder under the same path on all nodes, or use --on processes.",
            )

    def _outcome(self, reference: Any) -> Any:
        from ray.exceptions import RayError, RayTaskError

        try:
            return self._ray.get(reference)
        except RayTaskError:
            raise
        except (RayError, ConnectionError) as error:
            raise WorkerDiedError from error


class _Actor:
    """What runs on the node."""

    def begin(self, own: Own, environment: Mapping[str, str]) -> None:
        os.environ.update(environment)
        begin(own)

    def call(self, task: Callable[..., T], given: tuple[Any, ...]) -> Outcome:
        return outcome_of(task, given)

    def leave(self) -> None:
        from warehouse.work import leave

        leave()


def _passed_on(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith(_PASSED_ON)}
