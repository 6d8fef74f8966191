"""A Ray cluster as long as it is used, and its nodes."""

import logging
import os
import signal
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import current_thread, main_thread
from typing import Any

from warehouse.errors import WarehouseError, reason_of
from warehouse.processors import processors

# To be known before Ray is imported. Nothing is told to others, and a Ray of this machine alone keeps to the
# loopback, on Linux only as if it were a system on which there are no clusters.
_QUIET = {"RAY_USAGE_STATS_ENABLED": "0"}
_LOOPBACK = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}
# The head starts a process for each client, which now and then hangs in its first moment (Ray 2.60): it gives
# up after half a minute, and says so.
_ATTEMPTS = 3
_REFUSALS = (ConnectionError, RuntimeError, ValueError, OSError, ImportError, AssertionError)


@dataclass(frozen=True)
class Node:
    """A machine of the cluster and its processors."""

    id: str
    host: str
    processors: int

    def is_alive(self) -> bool:
        """Whether the cluster has it still."""
        return any(node.id == self.id for node in _nodes())


@contextmanager
def ray_nodes(address: str | None) -> Iterator[list[Node]]:
    """Those of the cluster at the address, or that RAY_ADDRESS names; where neither is given this machine.

    Raises WarehouseError where Ray is not installed, does not answer or has no processors.
    """
    is_own = address is None and not os.environ.get("RAY_ADDRESS")
    ray = _ray(_QUIET | _LOOPBACK if is_own else _QUIET)
    with _signals_kept():
        _connect(ray, address, is_own=is_own)
    try:
        nodes = _nodes()
        if not nodes:
            raise WarehouseError("No node of the Ray cluster has a processor.", "Start one with: ray start.")
        yield nodes
    finally:
        ray.shutdown()


def _ray(options: Mapping[str, str]) -> Any:
    for name, value in options.items():
        os.environ.setdefault(name, value)
    try:
        import ray
    except ImportError as error:
        raise WarehouseError(
            f"Work on a Ray cluster needs a package: {error}.",
            'Install it with: pip install "touchpoints[ray]".',
        ) from error
    return ray


def _connect(ray: Any, address: str | None, *, is_own: bool) -> None:
    own = {"num_cpus": processors(), "include_dashboard": False} if is_own else {}
    for attempt in range(_ATTEMPTS):
        try:
            with warnings.catch_warnings():
                # Of what is told here.
                warnings.simplefilter("ignore", UserWarning)
                # What workers print is theirs: of a node that dies hundreds of lines.
                ray.init(
                    "local" if is_own else address, log_to_driver=False, logging_level=logging.ERROR, **own
                )
            return
        except _REFUSALS as error:
            if isinstance(error, ConnectionAbortedError) and attempt < _ATTEMPTS - 1:
                continue
            place = address or os.environ.get("RAY_ADDRESS") or "this machine"
            raise WarehouseError(
                f"The Ray cluster at {place} does not answer: {reason_of(error)}.",
                "Check that its head runs, that this machine reaches it, and that both have the same versions"
                " of Python and Ray (docs/operations.md).",
            ) from error


@contextmanager
def _signals_kept() -> Iterator[None]:
    """Ray puts its own answer to SIGTERM in the place of the command's."""
    before = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        if current_thread() is main_thread():
            signal.signal(signal.SIGTERM, before)


def _nodes() -> list[Node]:
    import ray

    found = (
        Node(node["NodeID"], node["NodeManagerHostname"], int(node["Resources"].get("CPU", 0)))
        for node in ray.nodes()
        if node["Alive"]
    )
    return [node for node in found if node.processors]
